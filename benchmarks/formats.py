"""Whether a report says the same in every format.

    python benchmarks/formats.py [--only PART …]

The sample reports are written in all formats (`renderings.py`), read back and extracted. A quantity is found
where value, interval and unit are those of the .txt, in the order of the text; it is wrong where the .txt has
none such there. Formats of text must give the same quantities with the same metrics, periods, roles and
scopes.
"""

from __future__ import annotations

import argparse
import difflib
import shutil
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import renderings

from tongbi import project
from tongbi.extraction import extract
from tongbi.reading import identify, read_file
from tongbi.records import Quarantined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tongbi.records import Document, Mention

# Type sizes that offices use: 三号 by rule, 四号 and 小四 where a report is long.
SIZES = (16.0, 14.0, 12.0)
SEED = 20240328
# Dots per inch, and the kind of file that holds the pictures.
SCANS = {
    "scan 300 dpi": (300, "pdf"),
    "scan 150 dpi": (150, "pdf"),
    "tiff 300 dpi": (300, "tiff"),
    "scan in OFD": (300, "ofd"),
    "scan in DOCX": (300, "docx"),
}


@dataclass
class Outcome:
    """What became of the quantities of all reports in one format."""

    reports: int = 0
    unread: int = 0
    identities: int = 0
    quantities: int = 0
    found: int = 0
    wrong: int = 0
    wrong_flagged: int = 0
    observations: int = 0
    same: int = 0
    flagged: int = 0
    seconds: float = 0.0


def samples() -> dict[str, Path]:
    """The sample reports by their name."""
    return {path.stem: path for path in sorted((project.sources() / "samples").rglob("*.txt"))}


def rendered(texts: Mapping[str, str], only: Sequence[str]) -> Iterator[tuple[str, str, dict[str, bytes]]]:
    """(format, ending, files by report) for each format wanted."""

    def wanted(name: str) -> bool:
        return not only or any(part in name for part in only)

    content = {name: renderings.blocks(text) for name, text in texts.items()}
    pages: dict[str, dict[str, bytes]] = defaultdict(dict)
    for name, blocks in content.items():
        for layout, page in renderings.pages(blocks).items():
            pages[layout][name] = page
    for layout, made in pages.items():
        if wanted(layout):
            yield layout, ".html", made
    word = {
        name: renderings.docx(blocks, points=SIZES[number % len(SIZES)])
        for number, (name, blocks) in enumerate(content.items())
    }
    plain = {name: text.encode() for name, text in texts.items()}
    simple = {
        ("md", ".md"): {name: renderings.markdown(blocks) for name, blocks in content.items()},
        ("docx", ".docx"): word,
        ("rtf", ".rtf"): {name: renderings.rtf(blocks) for name, blocks in content.items()},
        ("ofd", ".ofd"): {name: renderings.ofd(blocks) for name, blocks in content.items()},
        ("zip of txt", ".zip"): {n: renderings.zipped({"报告.txt": text}) for n, text in plain.items()},
        ("zip of docx", ".zip"): {n: renderings.zipped({"报告.docx": made}) for n, made in word.items()},
        ("tar.gz of txt", ".tar.gz"): {n: renderings.tarred({"报告.txt": text}) for n, text in plain.items()},
        ("txt in gb18030", ".txt"): {n: text.encode("gb18030") for n, text in texts.items()},
    }
    for (name, ending), made in simple.items():
        if wanted(name):
            yield name, ending, made
    if renderings.office() is None:
        print("LibreOffice is not installed: no DOC, PDF and scans")
        return
    for name in ("doc", "rtf by LibreOffice"):
        if wanted(name):
            ending = name.split()[0]
            yield name, f".{ending}", renderings.converted(word, ending)
    if not any(map(wanted, ("pdf", *SCANS))):
        return
    printed = renderings.converted(word, "pdf")
    if wanted("pdf"):
        yield "pdf", ".pdf", printed
    for name, (dots, kind) in SCANS.items():
        if wanted(name):
            made = {
                stem: renderings.scanned(pdf, dots_per_inch=dots, seed=(SEED, stem), kind=kind)
                for stem, pdf in printed.items()
            }
            yield name, f".{kind}", made


def mentions(path: Path) -> tuple[Document, list[Mention], tuple[str, int] | None] | Quarantined:
    """A file's document, its quantities in order, and its issuer and year where they are told."""
    documents, quarantined = read_file(path)
    if not documents:
        return quarantined[0]
    identity = identify(documents[0])
    if isinstance(identity, Quarantined):
        return identity
    found = sorted(extract(documents[0].text, identity), key=lambda m: (m.start, m.end))
    return documents[0], found, (identity.issuer_name, identity.report_year)


def compared(folder: Path, ending: str, files: Mapping[str, bytes], *, verbose: bool) -> Outcome:
    """Read the files of one format and compare each with its .txt."""
    outcome = Outcome()
    for name, content in files.items():
        source = samples()[name]
        truth = mentions(source)
        assert not isinstance(truth, Quarantined)
        path = folder / f"{name}{ending}"
        path.write_bytes(content)
        sidecar = source.with_name(f"{name}.meta.yaml")
        if sidecar.exists():
            shutil.copy(sidecar, folder / sidecar.name)
        begun = time.perf_counter()
        read = mentions(path)
        outcome.seconds += time.perf_counter() - begun
        outcome.reports += 1
        outcome.quantities += len(truth[1])
        outcome.observations += sum(m.metric_id is not None for m in truth[1])
        if isinstance(read, Quarantined):
            outcome.unread += 1
            print(f"  {path.name}: {read.why}")
            continue
        outcome.identities += read[2] == truth[2]
        _count(outcome, truth[1], read[1], read[0], verbose=verbose)
    return outcome


def _count(
    outcome: Outcome, truth: list[Mention], read: list[Mention], document: Document, *, verbose: bool
) -> None:
    def figure(m: Mention) -> tuple[object, ...]:
        return (m.value, m.low, m.high, m.unit)

    def meaning(m: Mention) -> tuple[object, ...]:
        return (m.metric_id, m.role, m.period, m.scope)

    def doubtful(m: Mention) -> bool:
        return any(m.start < end and start < m.end for start, end in document.doubtful)

    outcome.flagged += sum(map(doubtful, read))
    matcher = difflib.SequenceMatcher(None, [*map(figure, truth)], [*map(figure, read)], autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            outcome.found += b - a
            for ours, theirs in zip(truth[a:b], read[c:d], strict=True):
                alike = meaning(ours) == meaning(theirs)
                outcome.same += alike and ours.metric_id is not None
                if verbose and not alike:
                    print(f"  {document.path}: {ours.surface}: {meaning(ours)} is read as {meaning(theirs)}")
            continue
        outcome.wrong += d - c
        outcome.wrong_flagged += sum(map(doubtful, read[c:d]))
        if verbose:
            ours, theirs = [m.surface for m in truth[a:b]], [m.surface for m in read[c:d]]
            print(f"  {document.path}: {ours} is read as {theirs}")


COLUMNS = (
    "format", "reports", "issuer and year", "quantities found", "wrong", "of these flagged", "all flagged",
    "observations the same",
)  # fmt: skip


def _table(rows: Mapping[str, Outcome]) -> None:
    print("| " + " | ".join(COLUMNS) + " |\n| --- |" + " ---: |" * (len(COLUMNS) - 1))
    for name, o in rows.items():
        cells = (
            name, o.reports, o.identities, f"{o.found / o.quantities:.2%}", f"{o.wrong / o.quantities:.2%}",
            f"{o.wrong_flagged} of {o.wrong}", f"{o.flagged / o.quantities:.1%}",
            f"{o.same / o.observations:.2%}",
        )  # fmt: skip
        print("| " + " | ".join(map(str, cells)) + " |")


def main() -> None:
    """Make, read, compare; print a table in Markdown."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", nargs="*", default=[], help="formats whose name holds one of these")
    parser.add_argument("--reports", type=int, default=1000, help="how many of the sample reports")
    parser.add_argument("--verbose", action="store_true", help="name each difference")
    arguments = parser.parse_args()
    texts = {
        name: path.read_text(encoding="utf-8") for name, path in list(samples().items())[: arguments.reports]
    }
    rows: dict[str, Outcome] = {}
    with tempfile.TemporaryDirectory() as name:
        for number, (kind, ending, files) in enumerate(rendered(texts, arguments.only)):
            folder = Path(name) / str(number)
            folder.mkdir()
            rows[kind] = compared(folder, ending, files, verbose=arguments.verbose)
            print(f"{kind}: {rows[kind]}", flush=True)
    _table(rows)


if __name__ == "__main__":
    main()
