"""How fast each format is read, beside the libraries that read it.

    python benchmarks/speed.py [--only PART …]

Each format of the sample reports (`renderings.py`) is read into a text, in CPU seconds of one core, and then
on both cores, by the clock. Beside it stand two figures of the libraries:

* least calls: what it takes to get any text out of the file, where and how it stands there being no matter;
* same job: what it takes a library to give what is needed here: the text with its places, the main text of a
  page, a text whose encoding nobody tells.

The second needs the dependency group `bench` (`uv pip install --group bench`); without it `–` stands there.
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import time
import zipfile
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from typing import TYPE_CHECKING, Any

from formats import rendered, samples

from tongbi.reading.formats import reader

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Action = Callable[[bytes], object]

ROUNDS, SCANS = 9, 3


def html_least(content: bytes) -> str:
    """All text of a page."""
    from selectolax.lexbor import LexborHTMLParser

    body = LexborHTMLParser(content).body
    return body.text() if body is not None else ""


def html_same(content: bytes) -> object:
    """The main text of a page, with its tables."""
    import trafilatura

    return trafilatura.extract(content, include_tables=True, include_comments=False)


def docx_least(content: bytes) -> list[object]:
    """The texts of paragraphs and cells."""
    import docx

    return [
        [cell.text for row in block.rows for cell in row.cells] if hasattr(block, "rows") else block.text
        for block in docx.Document(io.BytesIO(content)).iter_inner_content()
    ]


def pdf_least(content: bytes) -> list[str]:
    """The text of each page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return texts


def pdf_same(content: bytes) -> list[object]:
    """The runs of text of each page, each with its box."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    runs: list[object] = []
    for page in document:
        text = page.get_textpage()
        boxes = [text.get_rect(index) for index in range(text.count_rects())]
        runs += [(box, text.get_text_bounded(*box)) for box in boxes]
    document.close()
    return runs


def rtf_least(content: bytes) -> object:
    """The text without control words."""
    from striprtf.striprtf import rtf_to_text

    return rtf_to_text(content.decode("latin-1"), encoding="gb18030")


def markdown_least(content: bytes) -> object:
    """The marks and texts in their order."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").parse(content.decode())


def ofd_least(content: bytes) -> str:
    """The text in reading order."""
    import ofdkit

    with ofdkit.open(content) as document:
        return document.text()


def doc_least(content: bytes) -> list[bytes]:
    """The streams that hold the text and the table of its pieces."""
    import olefile

    with olefile.OleFileIO(io.BytesIO(content)) as package:
        return [package.openstream(entry).read() for entry in ("WordDocument", "1Table")]


def doc_same(content: bytes) -> str:
    """These streams, and what the main one holds decoded."""
    return doc_least(content)[0].decode("utf-16-le", "replace")


def zip_least(content: bytes) -> list[bytes]:
    """The bytes of the members."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return [package.read(name) for name in package.namelist()]


def zip_same(content: bytes) -> list[str]:
    """The texts of the members, of which nobody tells the encoding."""
    return [text_same(member) for member in zip_least(content)]


def text_least(content: bytes) -> str:
    """The text, for who knows its encoding."""
    return content.decode("gb18030")


def text_same(content: bytes) -> str:
    """The text, for who does not."""
    from charset_normalizer import from_bytes

    return str(from_bytes(content).best())


def scan_least(content: bytes) -> list[object]:
    """The lines that are recognised on each page, in one look at it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    lines = [_engine()(page.render(scale=200 / 72, rev_byteorder=True).to_numpy()) for page in document]
    document.close()
    return lines


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(
        params={"Global.log_level": "critical", "Global.use_cls": False, "Global.max_side_len": 1600}
    )


# By the names that `formats.rendered` gives: least calls, same job.
LIBRARIES: dict[str, tuple[Action, Action]] = {
    "html, article": (html_least, html_same),
    "html, divisions": (html_least, html_same),
    "html, tables": (html_least, html_same),
    "docx": (docx_least, docx_least),
    "pdf": (pdf_least, pdf_same),
    "rtf": (rtf_least, rtf_least),
    "md": (markdown_least, markdown_least),
    "ofd": (ofd_least, ofd_least),
    "doc": (doc_least, doc_same),
    "zip of txt": (zip_least, zip_same),
    "txt in gb18030": (text_least, text_same),
    "scan 300 dpi": (scan_least, scan_least),
    "scan 150 dpi": (scan_least, scan_least),
}
KINDS = {".txt": "text", ".md": "markdown"}


def read(kind: str, content: bytes) -> None:
    """Read as tongbi does."""
    list(reader(kind)(content, f"report.{kind}"))


def seconds(actions: Sequence[Action | None], contents: Sequence[bytes], rounds: int) -> list[float | None]:
    """CPU seconds of each action for all contents, the best of some rounds; None for one that is missing.

    The actions take turns, so that whatever else the machine does disturbs all of them alike.
    """
    best: list[float | None] = [None] * len(actions)
    for action in filter(None, actions):
        action(contents[0])
    for _ in range(rounds):
        for index, action in enumerate(actions):
            if action is not None:
                begun = time.process_time()
                for content in contents:
                    action(content)
                spent = time.process_time() - begun
                best[index] = min(spent, best[index] or spent)
    return best


def _many(kind: str, contents: Sequence[bytes], times: int) -> None:
    for _ in range(times):
        for content in contents:
            read(kind, content)


def on_both(kind: str, contents: Sequence[bytes], times: int) -> float:
    """Documents a second of two processes at once, by the clock, without their start."""
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as pool:
        list(pool.map(_many, [kind] * 2, [contents[:1]] * 2, [1] * 2))
        begun = time.perf_counter()
        list(pool.map(_many, [kind] * 2, [contents] * 2, [times] * 2))
        return 2 * times * len(contents) / (time.perf_counter() - begun)


def by_the_clock(kind: str, contents: Sequence[bytes]) -> float:
    """Documents a second of one process, by the clock: models of recognition use all cores by themselves."""
    begun = time.perf_counter()
    _many(kind, contents, 1)
    return len(contents) / (time.perf_counter() - begun)


def usable(action: Action, content: bytes) -> Action | None:
    """The action itself; None where its library is not installed."""
    try:
        action(content)
    except ModuleNotFoundError:
        return None
    return action


def figure(value: float) -> str:
    """Three digits that tell something."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def measured(name: str, ending: str, contents: Sequence[bytes]) -> tuple[str, ...]:
    """A row of the table."""
    slow = name.startswith("scan")
    kind = KINDS.get(ending, ending[1:])
    least, same = LIBRARIES[name]
    actions = [
        lambda content: read(kind, content),
        least,
        usable(same, contents[0]) if same != least else None,
    ]
    ours, bare, job = seconds(actions, contents, 1 if slow else ROUNDS)
    assert ours is not None
    assert bare is not None
    job = bare if same == least else job
    count, size = len(contents), sum(map(len, contents)) / 1e6
    both = by_the_clock(kind, contents) if slow else on_both(kind, contents, max(1, int(1.5 / ours)))
    return (
        name,
        figure(count / ours),
        figure(size / ours),
        figure(both),
        figure(count / bare),
        f"{ours / bare - 1:+.0%}",
        figure(count / job) if job else "–",
        f"{ours / job - 1:+.0%}" if job else "–",
    )


def main() -> None:
    """Print the table, a row as soon as it is measured."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", nargs="*", default=list(LIBRARIES), help="formats of these names")
    wanted = parser.parse_args().only
    texts = {name: path.read_text(encoding="utf-8") for name, path in samples().items()}
    print("| format | documents/s | MB/s | both cores, documents/s | least calls, documents/s | overhead"
          " | same job, documents/s | overhead |\n| --- |" + " ---: |" * 7)  # fmt: skip
    for name, ending, files in rendered(texts, wanted):
        if name in LIBRARIES and name in wanted:
            contents = list(files.values())[: SCANS if name.startswith("scan") else None]
            print("| " + " | ".join(measured(name, ending, contents)) + " |", flush=True)


if __name__ == "__main__":
    main()
