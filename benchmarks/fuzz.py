"""Extraction on texts that nobody wrote: whether it fails, its offsets hold, its time stays linear.

    python benchmarks/fuzz.py                   100,000 mutated pieces of the samples, then the growth of time
    python benchmarks/fuzz.py --documents 2000  fewer of them
    python benchmarks/fuzz.py --seed 7          other mutations

Exits with 1 where a text raised an exception, a mention broke a promise of the record, or the time for a text
grew faster than its length; each finding is printed with the seed and the text that shows it.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from typing import TYPE_CHECKING

from tongbi import project
from tongbi.extraction import extract
from tongbi.records import Identity, Mention, ReportType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SIGNS = (
    "，。；：、（）“”《》〔〕·.-—~%％*×…\n 　\t的余多近约超达为至年月日第分别均共各个件次人名家项万亿千百十"
    "一二两三"
)
ALPHABET = (
    "0123456789〇零一二三四五六七八九十百千万亿，。；、（）“”余多近约%个件次年月 \n的分别"
    "之成半点几负-/壹伍拾兆又"
)


def pieces(folder: Path) -> list[tuple[ReportType, int, str]]:
    """The sample reports: family, report year, text."""
    found: list[tuple[ReportType, int, str]] = []
    for path in sorted(folder.rglob("*.txt")):
        text = path.read_bytes().decode("utf-8-sig")
        family: ReportType = "government_work" if "政府工作报告" in text[:300] else "law_based_government"
        found.append((family, int(path.stem[-4:]), text))
    return found


def delete(rng: random.Random, text: str) -> str:
    """Without one to ten characters."""
    at = rng.randrange(len(text))
    return text[:at] + text[at + rng.randint(1, 10) :]


def duplicate(rng: random.Random, text: str) -> str:
    """With a stretch said twice, at its place or elsewhere."""
    at = rng.randrange(len(text))
    stretch = text[at : at + rng.randint(1, 40)]
    to = rng.choice([at, rng.randrange(len(text))])
    return text[:to] + stretch + text[to:]


def swap_digits(rng: random.Random, text: str) -> str:
    """With other digits, sometimes Chinese or full-width ones, for those of a stretch."""
    at = rng.randrange(len(text))
    digits = rng.choice(["0123456789", "０１２３４５６７８９", "〇一二三四五六七八九", "十百千万亿"])
    return text[:at] + "".join(
        rng.choice(digits) if char.isdigit() and index < 12 else char for index, char in enumerate(text[at:])
    )


def put_sign(rng: random.Random, text: str) -> str:
    """With a sign put in, or in place of a character."""
    at = rng.randrange(len(text))
    return text[:at] + rng.choice(SIGNS) + text[at + rng.randint(0, 1) :]


def bracket(rng: random.Random, text: str) -> str:
    """With brackets or quotation marks around a stretch, or one of a pair alone."""
    left, right = rng.choice([("（", "）"), ("“", "”"), ("《", "》"), ("(", ")"), ('"', '"')])
    start = rng.randrange(len(text))
    end = start + rng.randint(0, 20)
    left, right = rng.choice([(left, right), (left, ""), ("", right)])
    return text[:start] + left + text[start:end] + right + text[end:]


def truncate(rng: random.Random, text: str) -> str:
    """The beginning or the end alone."""
    at = rng.randrange(len(text))
    return text[:at] if rng.random() < 0.5 else text[at:]


def garble(rng: random.Random, text: str) -> str:
    """With a stretch of digits, numerals and signs in any order put in."""
    at = rng.randrange(len(text))
    return text[:at] + "".join(rng.choices(ALPHABET, k=rng.randint(1, 30))) + text[at:]


MUTATIONS: tuple[Callable[[random.Random, str], str], ...] = (
    delete,
    duplicate,
    swap_digits,
    put_sign,
    put_sign,
    bracket,
    truncate,
    garble,
)


def mutated(seed: int, count: int) -> Iterator[tuple[Identity, str]]:
    """Pieces of 300 to 800 characters with one to twelve mutations each; the same for the same seed."""
    rng = random.Random(seed)
    reports = pieces(project.sources() / "samples")
    for _ in range(count):
        family, year, text = rng.choice(reports)
        start = rng.randrange(max(1, len(text) - 300))
        piece = text[start : start + rng.randint(300, 800)]
        for _ in range(rng.randint(1, 12)):
            piece = rng.choice(MUTATIONS)(rng, piece) or "1"
        yield Identity("某县人民政府", "county", family, year), piece


def broken(text: str, mentions: list[Mention]) -> str:
    """What promise of the record the mentions of a text break, or an empty string."""
    before = None
    for mention in mentions:
        if text[mention.start : mention.end] != mention.surface or not mention.surface:
            return f"offsets {mention.start}:{mention.end} do not hold {mention.surface!r}"
        if not mention.low <= mention.value <= mention.high:
            return f"{mention.surface!r}: {mention.value} is not in [{mention.low}, {mention.high}]"
        if not mention.unit:
            return f"{mention.surface!r} has no unit"
        span = (mention.start, mention.end)
        if before is not None and span != before and mention.start < before[1]:
            return f"{mention.surface!r} at {span} overlaps the mention at {before}"
        before = span
    return ""


def fuzz(seed: int, count: int) -> int:
    """Read so many mutated texts; print each that fails; the number of those that did."""
    failures = characters = mentions = 0
    started = time.process_time()
    for index, (identity, text) in enumerate(mutated(seed, count)):
        try:
            found = extract(text, identity)
            problem = broken(text, found)
        except Exception as error:
            found, problem = [], f"{type(error).__name__}: {error}"
        characters += len(text)
        mentions += len(found)
        if problem:
            failures += 1
            if failures <= 20:
                print(f"seed {seed}, document {index}: {problem}\n{text!r}\n")
    seconds = time.process_time() - started
    print(
        f"{count:,} documents, {characters:,} characters, {mentions:,} mentions, {failures} failures, "
        f"{seconds:.0f} s"
    )
    return failures


# texts that once were, or might be, slow: each is repeated up to the size asked for
SLOW = {
    "digits": "1",
    "digits with spaces": "1 ",
    "digits with commas": "1,",
    "digits with points": "1.",
    "thousands": "123,456,",
    "left brackets": "（",
    "bracket pairs": "（）",
    "quotation marks": "“",
    "straight quotation marks": '"',
    "title marks": "《",
    "的": "的",
    "、": "、",
    "，": "，",
    "；": "；",
    "。": "。",
    "万": "万",
    "十": "十",
    "千百十": "千百十",
    "numerals with spaces": "十 ",
    "numerals with gaps": "三   百",
    "numerals of bankers": "伍拾",
    "points in numerals": "一点 ",
    "steps of digits": "1万 2千",
    "hundredths torn apart": "百 分 之 ",
    "shares in a row": "三分之一",
    "strokes": "1/2",
    "minus signs": "-1%",
    "addresses of pages": "http://a",
    "余": "余",
    "近": "近",
    "分别": "分别",
    "其中": "其中",
    "年": "年",
    "以来": "以来",
    "years": "2023年",
    "spans of years": "2021年至2023年",
    "五年来": "五年来",
    "“十四五”期间": "“十四五”期间",
    "spaces": " ",
    "newlines": "\n",
    "spaces and newlines": " \n",
    "tabs": "\t1",
    "bars": "|1|",
    "lines of numbers": "12\n",
    "rows of a table": "许可\n12\n处罚\n3\n",
    "headings": "一、工作\n",
    "quantities in one clause": "3件",
    "sentences that go on": "罚款3万元。其中",
    "parts in one sentence": "其中罚款3万元，",
    "cases without a metric": "其他案件3件，",
    "cases in brackets": "案件3件（含3件），",
    "pairs in one sentence": "办理3件、5件，",
    "respondents": "被申请人3件，",
    "broken numbers": "办理3\n",
    "changes in one sentence": "3件，增长3%，",
    "announcements": "一年来，工作：\n",
    "addresses": "各位代表，五年来3件。",
    "quantities in one list": "3件、",
    "quantities in one sentence": "办理3件，",
    "shared measure word": "3、",
    "ranges": "3-5件",
    "ranges without end": "3-",
    "growth without end": "增长5%，",
    "growth of nothing": "同比增长，",
    "lists of subjects": "甲率、乙率均为90%，",
    "respectively": "甲、乙分别为3件、4件，",
    "campaigns": "专项行动中，3件",
    "cleanups": "领域清理3件",
    "targets": "主要目标是：增长5%；",
    "parts": "其中甲局3件，",
    "per unit": "每个村3件，",
    "topics": "行政复议行政处罚行政许可3件，",
    "fractions": "三分之",
    "percent in words": "百分之",
    "doubling": "翻一番",
    "tenths": "三成",
    "comparison": "比上年同期比2020年",
    "from to": "由3件增加到5件，",
    "fillers": "累计共计总计",
    "noise": "1万余（、的年“。分别 \n",
}


def growth(characters: int = 100_000) -> int:
    """Read each slow text at a hundredth, a tenth and the whole of a length; how many grew faster than that.

    Ten times the length may take up to sixteen times as long: clocks are coarse and caches small.
    """
    identities = [
        Identity("某县人民政府", "county", "law_based_government", 2023),
        Identity("国务院", "nation", "government_work", 2023),
    ]
    worst = 0
    print(
        f"{'ms for characters:':30} {characters // 100:>9,} {characters // 10:>9,} {characters:>9,}   growth"
    )
    for name, unit in SLOW.items():
        for identity in identities:
            times = []
            for size in (characters // 100, characters // 10, characters):
                text = "审结" + unit * (size // len(unit))
                runs = []
                for _ in range(3 if size < characters else 2):
                    started = time.process_time()
                    extract(text, identity)
                    runs.append(time.process_time() - started)
                times.append(min(runs))
            factor = times[2] / max(times[1], 0.002)
            slow = factor > 16
            worst += slow
            shown = "  ".join(f"{1000 * seconds:9.1f}" for seconds in times)
            if slow or identity is identities[0]:
                print(f"{name:30} {shown}   {factor:5.1f}{'  SUPERLINEAR' if slow else ''}", flush=True)
    return worst


def main() -> int:
    """Run both parts."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--characters", type=int, default=100_000)
    arguments = parser.parse_args()
    failures = fuzz(arguments.seed, arguments.documents) if arguments.documents else 0
    return 1 if failures + growth(arguments.characters) else 0


if __name__ == "__main__":
    sys.exit(main())
