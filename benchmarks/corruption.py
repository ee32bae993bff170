"""Whether damaged and hostile files are read or told, within bounds of time and memory.

    python benchmarks/corruption.py [--files 20000] [--seed N]

A child process with a limit of address space reads one file after the other: damaged in ways that chance
chooses, and hostile ones made on purpose. The parent ends it where one file takes too long, and starts it
again behind a file that ended it. Each file must become a document or a reason with a remedy.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import queue
import random
import resource
import struct
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
import zlib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import renderings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SEED = 33190
# What one file may take. OCR of a whole page on a busy machine takes some seconds.
SECONDS = 60
GIGABYTES = 4
TEXT = (
    "砚溪县人民政府\n关于2023年度法治政府建设情况的报告\n2023年，县政府扎实推进依法行政。现将有关情况报告如下。\n"
    "一、主要举措和成效\n全年办结行政许可2.2万余件，行政处罚1,342件，同比下降5.2%，合格率99.4%。\n"
    "指标\n2022年\n2023年\n行政处罚案件（件）\n1,108\n1,342\n罚没金额（万元）\n2,296.4\n2,310.6\n"
    "二、下一步安排\n力争主要负责人出庭率达到100%。\n"
) + "县政府常务会议研究法治工作12次，组织学法考法3 655人次。\n" * 12


# The small run asks for nothing but what the project itself installs.
_WITHOUT_OFFICE = "--small" in sys.argv


@cache
def wholes() -> dict[str, bytes]:
    """An undamaged file of each format by its name."""
    content = renderings.blocks(TEXT)
    word = renderings.docx(content)
    made = {
        "report.txt": TEXT.encode(),
        "gbk.txt": TEXT.encode("gb18030"),
        "wide.txt": TEXT.encode("utf-16"),
        "report.jsonl": "".join(
            json.dumps({"text": TEXT}, ensure_ascii=False) + "\n" for _ in "abc"
        ).encode(),
        "report.md": renderings.markdown(content),
        "report.docx": word,
        "report.rtf": renderings.rtf(content),
        "report.ofd": renderings.ofd(content),
        "report.zip": renderings.zipped({"a/报告.docx": word, "b.txt": TEXT.encode()}),
        "report.tar.gz": renderings.tarred({"a/报告.txt": TEXT.encode(), "b.docx": word}),
        "report.png": _picture("PNG"),
        "report.jpg": _picture("JPEG"),
        "report.tiff": _picture("TIFF"),
        "scan.pdf": _picture("PDF"),
        "scan.ofd": renderings.ofd_of_pictures([_picture("JPEG")]),
        "scan.docx": renderings.docx_of_pictures([_picture("JPEG")]),
    }
    pages = renderings.pages(content)
    made |= {f"page{number}.html": page for number, page in enumerate(pages.values())}
    if renderings.office() and not _WITHOUT_OFFICE:
        made["report.pdf"] = renderings.converted({"report": word}, "pdf")["report"]
        made["report.doc"] = renderings.converted({"report": word}, "doc")["report"]
        made["report.wps"] = made["report.doc"]
    return made


def _picture(kind: str) -> bytes:
    """A small picture without text: looking for it takes a second whatever the size."""
    from PIL import Image, ImageDraw

    image = Image.new("L", (64, 64), 250)
    ImageDraw.Draw(image).rectangle((2, 2, 60, 4), fill=120)
    buffer = io.BytesIO()
    image.save(buffer, kind)
    return buffer.getvalue()


def truncated(content: bytes, dice: random.Random) -> bytes:
    """Cut off at either end."""
    place = dice.randrange(len(content))
    return content[:place] if dice.random() < 0.8 else content[place:]


def flipped(content: bytes, dice: random.Random) -> bytes:
    """Some bits the other way round, in one place or all over."""
    changed = bytearray(content)
    start, span = dice.randrange(len(changed)), dice.choice((8, 64, 512, len(changed)))
    for _ in range(dice.choice((1, 4, 16, 64))):
        changed[(start + dice.randrange(span)) % len(changed)] ^= 1 << dice.randrange(8)
    return bytes(changed)


def overwritten(content: bytes, dice: random.Random) -> bytes:
    """A stretch of zeros, of noise or of the file itself put in or over."""
    place, span = dice.randrange(len(content)), dice.randrange(1, 400)
    other = dice.choice((b"\0" * span, dice.randbytes(span), content[:span]))
    return content[:place] + other + content[place + (span if dice.random() < 0.5 else 0) :]


_ENDINGS = (
    ".txt", ".jsonl", ".html", ".md", ".docx", ".doc", ".wps", ".ofd", ".pdf", ".rtf", ".png", ".tif", ".zip",
    ".tar", ".tar.gz",
)  # fmt: skip
_DAMAGES: tuple[Callable[[bytes, random.Random], bytes], ...] = (truncated, flipped, overwritten)


def _damaged(kind: Callable[[bytes, random.Random], bytes], dice: random.Random) -> tuple[str, bytes]:
    name, content = dice.choice(list(wholes().items()))
    return name, kind(content, dice)


def _renamed(dice: random.Random) -> tuple[str, bytes]:
    _, content = dice.choice(list(wholes().items()))
    if dice.random() < 0.3:
        content = dice.choice(_DAMAGES)(content, dice)
    return f"renamed{dice.choice(_ENDINGS)}", content


def _nested(dice: random.Random) -> tuple[str, bytes]:
    """Containers in containers, damaged at some depth."""
    name, content = dice.choice(list(wholes().items()))
    for _ in range(dice.randrange(1, 6)):
        if dice.random() < 0.3 and content:
            content = dice.choice(_DAMAGES)(content, dice)
        inner = dice.choice((name, f"../{name}", f"/{name}", f"{name}\0.exe", "报告/" + name))
        if dice.random() < 0.6:
            name, content = "outer.zip", renderings.zipped({inner.replace("\0", "_"): content})
        else:
            name, content = "outer.tar.gz", renderings.tarred({inner: content})
    return name, content


def _noise(dice: random.Random) -> tuple[str, bytes]:
    """Random bytes behind the true beginning of a format, or behind none."""
    starts = (
        b"", b"%PDF-1.7\n", b"PK\x03\x04", b"{\\rtf1", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"II*\0",
        b"\x89PNG\r\n\x1a\n", b"\x1f\x8b\x08", b"BZh9", b"<html>", b"\xff\xfe", b"\xef\xbb\xbf", b"{",
    )  # fmt: skip
    return f"noise{dice.choice(_ENDINGS)}", dice.choice(starts) + dice.randbytes(dice.choice((1, 40, 4_000)))


def _locked_pdf() -> bytes:
    """A PDF that says it is encrypted, with a password nobody has."""
    parts = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\n"
        b"3 0 obj<</Filter/Standard/V 2/R 3/Length 128/P -44"
        b"/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>endobj\n"
    )
    where = [parts.index(b"%d 0 obj" % number) for number in (1, 2, 3)]
    table = b"0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in where)
    return (
        parts + b"xref\n0 4\n" + table + b"trailer<</Size 4/Root 1 0 R/Encrypt 3 0 R/ID[<"
        + b"43" * 16 + b"><" + b"43" * 16 + b">]>>\nstartxref\n%d\n%%%%EOF\n" % len(parts)
    )  # fmt: skip


def _bomb(megabytes: int, name: str = "zeros.txt") -> bytes:
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package,
        package.open(name, "w", force_zip64=True) as member,
    ):
        for _ in range(megabytes):
            member.write(b" " * 1_000_000)
    return buffer.getvalue()


def _bomb_of_many() -> bytes:
    big = _bomb(20)
    return renderings.zipped({f"{number}.zip": big for number in range(60)})


def _word(document: bytes) -> bytes:
    parts = {}
    with zipfile.ZipFile(io.BytesIO(wholes()["report.docx"])) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return renderings.zipped(parts | {"word/document.xml": document})


_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _laughs() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    return (
        f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a0 "法治政府">{entities}]>'
        f'<w:document xmlns:w="{_SPACE}"><w:body><w:p><w:r><w:t>&a11;</w:t></w:r></w:p></w:body></w:document>'
    ).encode()


def _deep_word(depth: int) -> bytes:
    opened, closed = "<w:tbl><w:tr><w:tc>" * depth, "</w:tc></w:tr></w:tbl>" * depth
    return (f'<w:document xmlns:w="{_SPACE}"><w:body>{opened}<w:p/>{closed}</w:body></w:document>').encode()


def _endless_ofd() -> bytes:
    """An OFD document whose composite unit holds itself twice."""
    with zipfile.ZipFile(io.BytesIO(wholes()["report.ofd"])) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    again = '<ofd:CompositeObject ID="7" ResourceID="7" Boundary="0 0 1 1"/>' * 2
    parts["Doc_0/PublicRes.xml"] = (
        '<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CompositeGraphicUnits>'
        f'<ofd:CompositeGraphicUnit ID="7" Width="9" Height="9"><ofd:Content>{again}</ofd:Content>'
        "</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>"
    ).encode()
    parts["Doc_0/Pages/Page_0/Content.xml"] = (
        '<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer ID="1">'
        f"{again}</ofd:Layer></ofd:Content></ofd:Page>"
    ).encode()
    return renderings.zipped(parts)


def _huge_png(width: int, height: int) -> bytes:
    """A picture of which only the size is true."""

    def chunk(name: bytes, content: bytes) -> bytes:
        whole = name + content
        return struct.pack(">I", len(content)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 100_000))
        + chunk(b"IEND", b"")
    )


def hostile() -> dict[str, Callable[[], bytes]]:
    """Files that are made to hurt, by their names."""
    line = "全年办结行政许可2.2万余件，"
    return {
        "empty.txt": lambda: b"",
        "empty.docx": lambda: b"",
        "blank.txt": lambda: b" \r\n\t" * 1000,
        "one-line-of-100-MB.txt": lambda: (line * (99_000_000 // len(line.encode()))).encode(),
        "one-line-of-100-MB.html": lambda: ("<p>" + line * (90_000_000 // len(line.encode()))).encode(),
        "one-line-of-100-MB.jsonl": lambda: (
            '{"text": "' + line * (90_000_000 // len(line.encode())) + '"}'
        ).encode(),
        "too-large.txt": lambda: b"a" * 100_000_001,
        "locked.pdf": _locked_pdf,
        "locked.docx": lambda: (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + b"\0" * 3000
        ),
        "bomb.zip": lambda: _bomb(2000),
        "bomb.docx": lambda: _bomb(1000, "word/document.xml"),
        "bomb.ofd": lambda: _bomb(1000, "OFD.xml"),
        "bomb-of-many.zip": _bomb_of_many,
        "bomb.tar.gz": lambda: zlib.compress(b"\0" * 500_000_000, 9, 31),
        "many-members.zip": lambda: renderings.zipped({f"{n}.txt": b"a" for n in range(25_000)}),
        "laughs.docx": lambda: _word(_laughs()),
        "deep.docx": lambda: _word(_deep_word(3000)),
        "endless.ofd": _endless_ofd,
        "deep.html": lambda: b"<div>" * 400_000 + TEXT.encode(),
        "attributes.html": lambda: b"<p " + b'a="b" ' * 1_000_000 + b">" + TEXT.encode(),
        "unclosed.html": lambda: ("<table><tr><td>" * 2_000 + TEXT).encode(),
        "deep.rtf": lambda: b"{\\rtf1" + b"{" * 200_000 + b"}" * 200_000 + b"}",
        "deep.jsonl": lambda: b'{"text": ' + b"[" * 1_000_000,
        "deep.md": lambda: b">" * 20_000 + TEXT.encode(),
        "brackets.md": lambda: b"[" * 50_000 + b"*a_" * 20_000,
        "huge.png": lambda: _huge_png(60_000, 60_000),
        "broad.png": lambda: _huge_png(9_000, 6_000),
        "surrogates.jsonl": lambda: b'{"text": "\\ud800 2023"}\n' * 3,
        "zeros.doc": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2_000_000,
        "itself.tar": lambda: b"\0" * 10_240,
    }


KINDS: dict[str, Callable[[random.Random], tuple[str, bytes]]] = {
    "truncated": lambda dice: _damaged(truncated, dice),
    "bit-flipped": lambda dice: _damaged(flipped, dice),
    "overwritten": lambda dice: _damaged(overwritten, dice),
    "renamed": _renamed,
    "nested": _nested,
    "noise": _noise,
}


# Files that take seconds to make and to read.
LARGE = frozenset(
    name
    for name in hostile()
    if name.startswith(("too-large", "bomb", "many-members", "one-line-of-100-MB", "broad"))
)


def files(count: int, seed: int, *, small: bool = False) -> Iterator[tuple[str, str, Callable[[], bytes]]]:
    """(kind, name, what makes the content) of each file: the hostile ones first, then damaged ones."""
    made = [(name, make) for name, make in hostile().items() if not (small and name in LARGE)][:count]
    yield from (("hostile", name, make) for name, make in made)
    kinds = list(KINDS)
    for number in range(count - len(made)):
        kind = kinds[number % len(kinds)]
        name, content = KINDS[kind](random.Random(f"{seed} {number}"))
        yield kind, name, lambda content=content: content  # type: ignore[misc]


def work(count: int, seed: int, start: int, *, small: bool) -> None:
    """The child: read the files from number `start` on, and say of each what became of it."""
    resource.setrlimit(resource.RLIMIT_AS, (GIGABYTES << 30, GIGABYTES << 30))
    from tongbi.extraction import extract
    from tongbi.reading import identify_or_guess, read_file

    with tempfile.TemporaryDirectory() as folder:
        for number, (kind, name, make) in enumerate(files(count, seed, small=small)):
            if number < start:
                continue
            path = Path(folder) / name
            path.write_bytes(make())
            print(json.dumps({"number": number, "kind": kind, "name": name}), flush=True)
            begun = time.perf_counter()
            documents, quarantined = read_file(path)
            for document in documents:
                document.text.encode("utf-8")
                identity, _ = identify_or_guess(document)
                if len(document.text) < 100_000:
                    extract(document.text, identity)
            told = [[row.why, row.suggestion] for row in quarantined]
            seconds, peak = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            answer = {"documents": len(documents), "told": told, "seconds": seconds, "peak": peak / 1024}
            print(json.dumps(answer), flush=True)
            path.unlink()


@dataclass
class Tally:
    """What became of the files of one kind."""

    files: int = 0
    read: int = 0
    told: int = 0
    without_reason: list[str] = field(default_factory=list)
    crashed: list[str] = field(default_factory=list)
    hung: list[str] = field(default_factory=list)
    slowest: float = 0.0
    slowest_name: str = ""
    peak: float = 0.0


def run(count: int, seed: int, *, small: bool) -> tuple[dict[str, Tally], Counter[str]]:
    """Have children read all files; what became of them by kind, and how often each reason was given."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    reasons: Counter[str] = Counter()
    start = 0
    while start < count:
        start = _child([count, seed, start], small, tallies, reasons)
    return tallies, reasons


def _child(numbers: list[int], small: bool, tallies: dict[str, Tally], reasons: Counter[str]) -> int:
    """Let one child read on: (count, seed, first file). Gives the number of the file after its last one."""
    count, seed, start = map(str, numbers)
    command = [sys.executable, __file__, "--files", count, "--seed", seed, "--child", start]
    command += ["--small"] if small else []
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as child:
        assert child.stdout is not None
        assert child.stderr is not None
        lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=_pass_on, args=(child.stdout, lines), daemon=True).start()
        errors: list[str] = []
        threading.Thread(target=lambda: errors.extend(child.stderr or ()), daemon=True).start()
        begun: dict[str, str] = {}
        while True:
            try:
                line = lines.get(timeout=SECONDS + 60 * (not begun))
            except queue.Empty:
                child.kill()
                tallies[begun["kind"]].hung.append(f"{begun['number']} {begun['name']}")
                return int(begun["number"]) + 1
            if not line:
                child.wait()
                if not begun:
                    assert child.returncode == 0, "".join(errors)
                    return numbers[0]
                tallies[begun["kind"]].crashed.append(
                    f"{begun['number']} {begun['name']}: {child.returncode} {''.join(errors[-1:]).strip()}"
                )
                return int(begun["number"]) + 1
            said = json.loads(line)
            if "number" in said:
                begun = said
                tallies[begun["kind"]].files += 1
            else:
                _note(tallies[begun["kind"]], begun, said, reasons)
                begun = {}


def _pass_on(stream: Iterator[str], lines: queue.Queue[str]) -> None:
    with contextlib.suppress(ValueError):
        for line in stream:
            lines.put(line)
    lines.put("")


def _note(tally: Tally, begun: dict[str, str], said: dict[str, object], reasons: Counter[str]) -> None:
    told = said["told"]
    assert isinstance(told, list)
    tally.read += bool(said["documents"])
    tally.told += bool(told)
    if (not said["documents"] and not told) or not all(why and remedy for why, remedy in told):
        tally.without_reason.append(f"{begun['number']} {begun['name']}")
    reasons.update(why.split(" (")[0] for why, _ in told)
    if float(str(said["seconds"])) > tally.slowest:
        tally.slowest, tally.slowest_name = float(str(said["seconds"])), begun["name"]
    tally.peak = max(tally.peak, float(str(said["peak"])))


def main() -> None:
    """Run and print a table in Markdown; the exit status is 1 where a file crashed, hung or has no reason."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--files", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--small", action="store_true", help="leave out the largest hostile files")
    parser.add_argument("--child", type=int, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child is not None:
        work(arguments.files, arguments.seed, arguments.child, small=arguments.small)
        return
    begun = time.perf_counter()
    tallies, reasons = run(arguments.files, arguments.seed, small=arguments.small)
    print("| kind | files | read | told | crashed | hung | without a reason | slowest, s | peak so far, MB |")
    print("| --- |" + " ---: |" * 8)
    failed = False
    for kind, t in tallies.items():
        failed = failed or bool(t.crashed or t.hung or t.without_reason)
        counts = (t.files, t.read, t.told, len(t.crashed), len(t.hung), len(t.without_reason))
        print(
            f"| {kind} | "
            + " | ".join(map(str, counts))
            + f" | {t.slowest:.1f} ({t.slowest_name}) | {t.peak:,.0f} |"
        )
    for kind, t in tallies.items():
        for what, names in (("crashed", t.crashed), ("hung", t.hung), ("no reason", t.without_reason)):
            for name in names:
                print(f"{kind}, {what}: {name}")
    print(f"\n{time.perf_counter() - begun:.0f} seconds; the reasons given most often:")
    for why, count in reasons.most_common(40):
        print(f"{count:>7} {why}")
    sys.exit(failed)


if __name__ == "__main__":
    main()
