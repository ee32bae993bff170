"""How many of the Chinese numbers that Recognizers-Text specifies are read.

    python benchmarks/specs.py FOLDER

FOLDER is a checkout of github.com/microsoft/Recognizers-Text, or `Specs/Number/Chinese` in it; none of its
files is kept here. Every input of `NumberModel.json` and `PercentModel.json` is read: a single number before
件, a share as it stands, in sentences a 件 after every number that has no measure word. An input is right
where every value that it states is read and no other. What is not right is out of scope where one of
`REASONS` says why, and nothing is read that it does not state, so that no number is read in half. All else
has failed, is printed, and makes the exit status 1.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import sys
import unicodedata
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tongbi.extraction import extract
from tongbi.extraction.lexicon import lexicon
from tongbi.records import Identity

IDENTITY = Identity("某县人民政府", "county", "law_based_government", 2023)
FILES = ("NumberModel.json", "PercentModel.json")
PLACE = Path("Specs", "Number", "Chinese")


@dataclass(frozen=True)
class Reason:
    """Why inputs with a sign (a pattern, in half width) are out of scope.

    `otherwise`: by the rules of reports they state something else, which may be read.
    """

    name: str
    sign: str
    otherwise: bool = False


# of those that fit an input, the first is told
REASONS = {
    "NumberModel.json": (
        Reason("2e5, 2^5, 40k", r"\^|\d\s*[eE]|\d\s*[kKmM]\b"),
        Reason("三又二分之一, 3/2 alone", r"又|\d\s*/\s*\d|分\s*之.*[负負]"),
        Reason("-10000 before a count: a hyphen is a dash", r"^-\d", otherwise=True),
        Reason("负三十二 before a count", r"^[负負-]"),
        Reason("三双, 一百对, 五十打", r"[双雙对對打]"),
        Reason("百分之五, 个百分点: a share, no plain number there", r"百分之|个百分点", otherwise=True),
        Reason("兆", r"兆"),
        Reason("一只, 十个手指头, “五”", r"^一只|十[个個]手指|“五”"),
        Reason(".5, 半百, 二分之 and 点两 without their end", r"^\.|半|分之。|点两"),
    ),
    "PercentModel.json": (
        Reason("15K%", r"\d\s*[kKmM]"),
        Reason("折, 对折", r"折"),
        Reason("半成", r"半成"),
        Reason("5-20%, 二三十个百分点: a range is one quantity", r"二三十|\d-\d+%", otherwise=True),
        Reason("五百分之2.2: a share, none there", r"五百分之", otherwise=True),
    ),
}


@dataclass(frozen=True)
class Verdict:
    """What became of one input: `reason` is empty where it is right, None where it has failed."""

    text: str
    stated: tuple[float, ...]
    read: tuple[float, ...]
    reason: str | None


def as_written(case: dict[str, Any], share: bool) -> str:
    """The text that is read for an input: with a measure word after each of its numbers that has none."""
    text, at = case["Input"], 0
    if share:
        return str(text)
    for result in case["Results"]:
        at = text.index(result["Text"], at) + len(result["Text"])
        if not _measured(text[at:]):
            text = f"{text[:at]}件{text[at:]}"
    return str(text)


def _measured(rest: str) -> bool:
    number = lexicon().number.match(f"1{rest[:8]}")
    return number is not None and number["unit"] is not None


def stated(case: dict[str, Any]) -> tuple[float, ...]:
    """The values that an input states, in order of size; those of shares in per cent."""
    return tuple(sorted(float(result["Resolution"]["value"].rstrip("%")) for result in case["Results"]))


def read(text: str, share: bool) -> tuple[float, ...]:
    """The values that are read, told as the file tells them: 三分之一 as a number is 0.333."""
    found = extract(f"全年 {text}，如上所述。", IDENTITY)
    return tuple(sorted(m.value / 100 if m.unit == "%" and not share else m.value for m in found))


def judge(file: str, case: dict[str, Any]) -> Verdict:
    """What became of an input of the file."""
    share = file == "PercentModel.json"
    text = as_written(case, share)
    wanted, got = stated(case), read(text, share)
    if len(wanted) == len(got) and all(map(_close, wanted, got)):
        return Verdict(text, wanted, got, "")
    folded = unicodedata.normalize("NFKC", case["Input"])
    reason = next((reason for reason in REASONS[file] if re.search(reason.sign, folded)), None)
    halved = any(not any(_close(value, one) for one in wanted) for value in got)
    return Verdict(text, wanted, got, reason.name if reason and (reason.otherwise or not halved) else None)


def _close(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=1e-4, abs_tol=1e-6)


def report(folder: Path) -> int:
    """Print the tables of both files; the number of inputs that have failed."""
    failed, why = 0, Counter[str]()
    print("| file | inputs | right | out of scope | failed |\n| --- | --- | --- | --- | --- |")
    for file in FILES:
        cases = json.loads((folder / file).read_text(encoding="utf-8-sig"))
        verdicts = [judge(file, case) for case in cases]
        values = sum(len(verdict.stated) for verdict in verdicts)
        bad = [verdict for verdict in verdicts if verdict.reason is None]
        why.update(verdict.reason for verdict in verdicts if verdict.reason)
        right = sum(verdict.reason == "" for verdict in verdicts)
        counts = (right, len(cases) - right - len(bad), len(bad))
        print(f"| `{file}` | {len(cases)} ({values} values) | {' | '.join(map(str, counts))} |")
        for verdict in bad:
            print(f"{file}: {verdict.text!r} states {verdict.stated}, read {verdict.read}", file=sys.stderr)
        failed += len(bad)
    print("\n| out of scope | inputs |\n| --- | --- |")
    for reason, inputs in why.most_common():
        print(f"| {reason} | {inputs} |")
    return failed


def main(arguments: list[str] | None = None) -> int:
    """Read both files of the folder; the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("folder", type=Path, help="Specs/Number/Chinese of a checkout, or the checkout")
    folder = parser.parse_args(arguments).folder
    folder = folder if (folder / FILES[0]).exists() else folder / PLACE
    missing = [file for file in FILES if not (folder / file).is_file()]
    if missing:
        print(
            f"{folder}: has no {' and no '.join(missing)}; name a checkout of Recognizers-Text",
            file=sys.stderr,
        )
        return 2
    return 1 if report(folder) else 0


if __name__ == "__main__":
    sys.exit(main())
