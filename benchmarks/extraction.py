"""How fast figures are read, beside what else reads numbers in Chinese: python benchmarks/extraction.py.

In one run, on one core, in megabytes of UTF-8 per second of process time, the best of five: tongbi from the
text to mentions, for the samples of each family and, where they lie beside the checkout, for reports as they
were published; the pattern of numbers alone, which is the most that a reader built on it can reach;
Recognizers-Text (numbers with units) and jionlp (money) where they are installed, and a reason where they are
not, each on a part of the samples. What a figure costs is nearly the same everywhere, so that speed goes with
the signs for each figure, which are told, and varied by putting in sentences without figures. Last, the
length is multiplied to show that time grows with it.
"""

from __future__ import annotations

import re
import time
from importlib import import_module
from typing import TYPE_CHECKING

from tongbi import project
from tongbi.extraction import extract
from tongbi.extraction.lexicon import lexicon
from tongbi.extraction.normalise import normalise
from tongbi.records import REPORT_TYPES, Identity

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 5
LENGTHS = (1, 10, 100)
# the other readers are so slow that a part of the text must do
OTHERS_READ = 20_000
BASE = 60_000
# signs for each figure, from the densest reports to those with more prose
THINNED = (45, 60, 80)
WORK = "政府工作报告"
# among what lies beside the checkout, what was written by a government
PUBLISHED = {"law_based_government": "law_gov/anyue-*.txt", "government_work": "work_report/gwr*.txt"}


def sample_text(family: str, signs: int) -> str:
    """The text of a family's samples, repeated up to so many signs."""
    paths = sorted(project.sources().glob("samples/**/*.txt"))
    texts = [path.read_text(encoding="utf-8") for path in paths]
    whole = "\n".join(text for text in texts if (WORK in text[:80]) is (family == "government_work"))
    if not whole:
        raise SystemExit("There is no sample under sources/samples: run this in a checkout.")
    return (whole * (signs // len(whole) + 1))[:signs]


def thinned(text: str, signs: int, figures: int) -> str:
    """The text with so many of its own sentences without digits that a figure stands in `signs` signs."""
    sentences = re.split(r"(?<=。)", text)
    plain = [s.strip("\n") for s in sentences if len(s) > 15 and not re.search(r"\d", s)]
    each = max(0, figures * signs - len(text)) / len(sentences)
    out, owed, taken = [], 0.0, 0
    for sentence in sentences:
        out.append(sentence)
        owed += each
        while owed > 0:
            out.append(plain[taken % len(plain)])
            owed -= len(out[-1])
            taken += 1
    return "".join(out)


def published(family: str) -> str:
    """The real reports of a family that may lie beside the checkout, empty where they do not."""
    folder = project.sources().parent.parent / "shared" / "gold"
    paths = sorted(folder.glob(PUBLISHED[family]))
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def speed(read: Callable[[str], object], text: str, rounds: int = ROUNDS) -> float:
    """Megabytes per second of process time, the best of so many rounds."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        read(text)
        best = min(best, time.process_time() - start)
    return len(text.encode()) / best / 1e6


def ours(family: str) -> Callable[[str], object]:
    """From a text to mentions by tongbi, as a report of the family."""
    identity = Identity("某县人民政府", "county", family, 2023)  # type: ignore[arg-type]
    return lambda text: extract(text, identity)


def bare_pattern(text: str) -> int:
    """How many numbers the pattern alone finds."""
    return sum(1 for _ in lexicon().number.finditer(text))


def recognizers_text() -> Callable[[str], object]:
    """Recognizers-Text on numbers with units: ages, currencies, dimensions, temperatures."""
    units = import_module("recognizers_number_with_unit")
    culture = import_module("recognizers_text").Culture.Chinese
    recognizer = units.NumberWithUnitRecognizer(culture)
    models = [
        recognizer.get_age_model(),
        recognizer.get_currency_model(),
        recognizer.get_dimension_model(),
        recognizer.get_temperature_model(),
    ]
    return lambda text: [model.parse(line) for line in text.split("\n") for model in models]


def jionlp() -> Callable[[str], object]:
    """The money of each line, the nearest to quantities that jionlp offers."""
    extract_money = import_module("jionlp").ner.extract_money
    return lambda text: [extract_money(line) for line in text.split("\n") if line]


def row(name: str, family: str, text: str) -> float:
    """Print one row of the table and give its speed."""
    reached = speed(ours(family), text)
    figures = len(extract(text, Identity("某县人民政府", "county", family, 2023)))  # type: ignore[arg-type]
    print(f"{name:44}{reached:9.2f}{len(text) / figures:12.0f}")
    return reached


def main() -> None:
    """Print the tables."""
    texts = {family: sample_text(family, BASE * 5) for family in REPORT_TYPES}
    print(f"{'':44}{'MB/s':>9}{'signs a figure':>16}")
    reached = {family: row(f"tongbi, samples of {family}", family, text) for family, text in texts.items()}
    first = sample_text(REPORT_TYPES[0], BASE)
    figures = len(ours(REPORT_TYPES[0])(first))  # type: ignore[arg-type]
    for signs in THINNED:
        row("tongbi, the first thinned with its prose", REPORT_TYPES[0], thinned(first, signs, figures))
    for family in REPORT_TYPES:
        if text := published(family):
            row(f"tongbi, published, {family}", family, text * (BASE // len(text) + 1))
    text, reference = texts[REPORT_TYPES[0]], reached[REPORT_TYPES[0]]
    print(f"\n{'beside the first':44}{'MB/s':>9}{'ratio':>9}")
    alone = speed(bare_pattern, normalise(text))
    print(f"{'the pattern of numbers alone':44}{alone:9.2f}{alone / reference:9.3f}")
    part = text[:OTHERS_READ]
    for name, made in (
        ("Recognizers-Text, numbers with units", recognizers_text),
        ("jionlp, money alone", jionlp),
    ):
        try:
            read = made()
        except ImportError as error:
            print(f"{name:44}  skipped: {error}")
            continue
        theirs = speed(read, part, rounds=2)
        print(f"{name:44}{theirs:9.3f}{theirs / reference:9.3f}")
    print("\nlength" + "".join(f"{family:>26}" for family in REPORT_TYPES))
    for times in LENGTHS:
        rounds = ROUNDS if times < LENGTHS[-1] else 1
        speeds = [speed(ours(name), sample_text(name, BASE * times), rounds) for name in REPORT_TYPES]
        print(f"{times:5}×" + "".join(f"{reached_now:21.2f} MB/s" for reached_now in speeds))


if __name__ == "__main__":
    main()
