"""Whether a report says the same in every format, and how fast each format is read.

    python benchmarks/formats.py [--only PART …]     the same observations as the .txt?
    python benchmarks/formats.py --speed             how fast, beside the bare library?

The sample reports are written in all formats (`renderings.py`), read back and extracted. A quantity is found
where value, interval and unit are those of the .txt, in the order of the text; it is wrong where the .txt has
none such there. Formats of text must give the same quantities with the same metrics, periods, roles and
scopes.
"""

from __future__ import annotations

import argparse
import difflib
import io
import multiprocessing
import shutil
import tempfile
import time
import zipfile
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import renderings

from tongbi import project
from tongbi.extraction import extract
from tongbi.reading import identify, read_file
from tongbi.reading.formats import reader
from tongbi.records import Quarantined

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from tongbi.records import Document, Mention

# Type sizes that offices use: 三号 by rule, 四号 and 小四 where a report is long.
SIZES = (16.0, 14.0, 12.0)
SEED = 20240328


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
    if not any(map(wanted, ("pdf", "scan 300 dpi", "scan 150 dpi", "tiff 300 dpi"))):
        return
    printed = renderings.converted(word, "pdf")
    if wanted("pdf"):
        yield "pdf", ".pdf", printed
    for dots, kind in ((300, "pdf"), (150, "pdf"), (300, "tiff")):
        name = f"scan {dots} dpi" if kind == "pdf" else f"tiff {dots} dpi"
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


# The bare library: the least calls that give a format's text, with nothing made of it.


def _bare_html(content: bytes) -> None:
    from selectolax.lexbor import LexborHTMLParser

    body = LexborHTMLParser(content).body
    assert body is not None
    body.text()


def _bare_docx(content: bytes) -> None:
    import docx

    for block in docx.Document(io.BytesIO(content)).iter_inner_content():
        if hasattr(block, "rows"):
            [cell.text for row in block.rows for cell in row.cells]
        else:
            block.text  # noqa: B018 - the library's work is in the property


def _bare_pdf(content: bytes) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    for page in document:
        page.get_textpage().get_text_bounded()
    document.close()


def _bare_rtf(content: bytes) -> None:
    from striprtf.striprtf import rtf_to_text

    rtf_to_text(content.decode("latin-1"), encoding="gb18030")


def _bare_md(content: bytes) -> None:
    from markdown_it import MarkdownIt

    MarkdownIt("commonmark").enable("table").parse(content.decode())


def _bare_ofd(content: bytes) -> None:
    import ofdkit

    with ofdkit.open(content) as document:
        document.text()


def _bare_doc(content: bytes) -> None:
    import olefile

    with olefile.OleFileIO(io.BytesIO(content)) as package:
        for entry in ("WordDocument", "1Table"):
            package.openstream(entry).read()


def _bare_zip(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        [package.read(name) for name in package.namelist()]


def _bare_scan(content: bytes) -> None:
    import pypdfium2
    from rapidocr import RapidOCR

    if "engine" not in _ENGINES:
        _ENGINES["engine"] = RapidOCR(params={"Global.log_level": "critical", "Global.max_side_len": 1600})
    document = pypdfium2.PdfDocument(content)
    for page in document:
        _ENGINES["engine"](page.render(scale=200 / 72, rev_byteorder=True).to_numpy())
    document.close()


_ENGINES: dict[str, Any] = {}
BARE: dict[str, Callable[[bytes], None]] = {
    "html, divisions": _bare_html,
    "docx": _bare_docx,
    "pdf": _bare_pdf,
    "rtf": _bare_rtf,
    "md": _bare_md,
    "ofd": _bare_ofd,
    "doc": _bare_doc,
    "zip of txt": _bare_zip,
    "txt in gb18030": lambda content: content.decode("gb18030") and None,
    "scan 150 dpi": _bare_scan,
}


def _read(kind: str, content: bytes) -> None:
    list(reader(kind)(content, f"report.{kind}"))


def _seconds(action: Callable[[bytes], None], contents: Sequence[bytes], rounds: int) -> float:
    """CPU seconds for reading all contents once, the best of some rounds: others disturb it little."""
    action(contents[0])
    best = float("inf")
    for _ in range(rounds):
        begun = time.process_time()
        for content in contents:
            action(content)
        best = min(best, time.process_time() - begun)
    return best


def _many(kind: str, contents: Sequence[bytes], times: int) -> None:
    for _ in range(times):
        for content in contents:
            _read(kind, content)


def _on_both(kind: str, contents: Sequence[bytes], times: int) -> float:
    """Documents a second of two processes at once, by the clock, without their start."""
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        list(pool.map(_many, [kind] * 2, [contents[:1]] * 2, [1] * 2))
        begun = time.perf_counter()
        list(pool.map(_many, [kind] * 2, [contents] * 2, [times] * 2))
        return 2 * times * len(contents) / (time.perf_counter() - begun)


def speed(texts: Mapping[str, str], only: Sequence[str]) -> None:
    """Print how many documents and megabytes a second are read, and what that adds to the library."""
    print("| format | documents/s, one core | MB/s, one core | bare library, documents/s | overhead |"
          " documents/s, two processes |\n| --- |" + " ---: |" * 5)  # fmt: skip
    for name, ending, files in rendered(texts, only or list(BARE)):
        if name not in BARE:
            continue
        contents = list(files.values())
        slow = name.startswith("scan")
        contents = contents[:2] if slow else contents
        kind = {".txt": "text", ".html": "html", ".md": "markdown"}.get(ending, ending[1:])
        rounds = 1 if slow else 7
        ours = _seconds(lambda content, kind=kind: _read(kind, content), contents, rounds)  # type: ignore[misc]
        bare = _seconds(BARE[name], contents, rounds)
        both = _on_both(kind, contents, 1 if slow else max(1, int(1.5 / ours)))
        count, size = len(contents), sum(map(len, contents)) / 1e6
        cells = (
            name, f"{count / ours:,.1f}", f"{size / ours:,.2f}", f"{count / bare:,.1f}",
            f"{ours / bare - 1:+.0%}", f"{both:,.1f}",
        )  # fmt: skip
        print("| " + " | ".join(cells) + " |", flush=True)


def main() -> None:
    """Make, read, compare; print a table in Markdown."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", nargs="*", default=[], help="formats whose name holds one of these")
    parser.add_argument("--reports", type=int, default=1000, help="how many of the sample reports")
    parser.add_argument("--verbose", action="store_true", help="name each difference")
    parser.add_argument("--speed", action="store_true", help="measure how fast each format is read")
    arguments = parser.parse_args()
    texts = {
        name: path.read_text(encoding="utf-8") for name, path in list(samples().items())[: arguments.reports]
    }
    if arguments.speed:
        speed(texts, arguments.only)
        return
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
