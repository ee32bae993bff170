"""One report in every format that reports are published in, made from its plain text.

Belongs here: writers of formats and the pages that they lay out, seeded where chance plays a part. Does not
belong here: reading them back and comparing (`formats.py`). LibreOffice makes PDF and DOC of the DOCX; scans
are that PDF, drawn and spoilt.
"""

from __future__ import annotations

import io
import random
import re
import shutil
import subprocess
import tarfile
import tempfile
import zipfile
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_NUMBER = re.compile(r"[\d, ]+(?:\.\d+)?%?|[—-]|无")
_SHORT = 30
FONT = "Noto Serif CJK SC"


@dataclass(frozen=True)
class Block:
    """A paragraph, or the rows of a table."""

    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


def blocks(text: str) -> list[Block]:
    """The paragraphs and tables of a plain text whose tables have a cell a line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    found: list[Block] = []
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and _is_cell(lines[end]):
            end += 1
        made = _table(lines[at:end]) if end - at >= 6 else None
        if made is None:
            found.append(Block(lines[at]))
            at += 1
        else:
            found += made
            at = end
    return found


def _is_cell(line: str) -> bool:
    return len(line) <= _SHORT and not re.search(r"[。；，：！？]|^[一二三四五六七八九十]+、|^（", line)


def _table(cells: list[str]) -> list[Block] | None:
    """The lines before a table and the table; None where the lines are no table."""
    numbers = [bool(_NUMBER.fullmatch(cell)) for cell in cells]
    if sum(numbers) < 3:
        return None
    first = numbers.index(True) - 1
    width = 1
    while first + width < len(cells) and numbers[first + width]:
        width += 1
    head = first - width
    header = re.split(r"[ \u3000]{2,}", cells[first - 1])
    if len(header) == width:
        # a plain text may give the header as one line with wide gaps
        cells = [*cells[: first - 1], *header, *cells[first:]]
        head, first = first - 1, first - 1 + width
    if head < 0 or (len(cells) - first) % width:
        return None
    rows = tuple(tuple(cells[i : i + width]) for i in range(head, len(cells), width))
    return [*(Block(cell) for cell in cells[:head]), Block(rows=rows)]


def _is_title(number: int, block: Block) -> bool:
    return (
        number < 3
        and not block.rows
        and bool(re.search(r"报告|人民政府$|局$", block.text))
        and len(block.text) < 45
    )


# Web pages as six kinds of sites lay them out.

_MENU = "<ul>" + "".join(f"<li><a href='#'>政务公开栏目{n}</a></li>" for n in range(40)) + "</ul>"
_NEWS = (
    "<ul>"
    + "".join(f"<li><a href='#'>法治建设推进会议部署下一步工作（{n}）</a></li>" for n in range(9))
    + "</ul>"
)
_BESIDE = "发布时间：2024-03-28 09:18　来源：办公室　浏览次数：1234次　字号：【大 中 小】"
_FOOT = "<footer>版权所有　主办单位：办公室　备案12345678号　联系电话：0999-1234567</footer>"


def _html_block(block: Block, tag: str = "p") -> str:
    if block.rows:
        rows = "".join(
            "<tr>" + "".join(f"<td><p>{escape(c)}</p></td>" for c in row) + "</tr>" for row in block.rows
        )
        return f"<table border='1'><tbody>{rows}</tbody></table>"
    return f"<{tag}>　　{escape(block.text)}</{tag}>"


def _page(body: str, head: str = "<title>政务公开</title>", charset: str = "utf-8") -> bytes:
    page = f"<!DOCTYPE html><html><head><meta charset='{charset}'>{head}</head><body>{body}</body></html>"
    return page.encode("gb18030" if charset.startswith("gb") else charset)


def pages(content: Sequence[Block]) -> dict[str, bytes]:
    """The report as a page of six different sites."""
    titles = [block for number, block in enumerate(content) if _is_title(number, block)]
    heading = "".join(f"<h1>{escape(block.text)}</h1>" for block in titles)
    rest = [block for block in content if block not in titles]
    prose = "".join(map(_html_block, rest))
    spans = "".join(
        _html_block(block)
        if block.rows
        else f"<div><span style='font-size:16pt'>　　{escape(block.text)}</span></div>"
        for block in rest
    )
    broken = "<br/>".join(_html_block(block) if block.rows else f"　　{escape(block.text)}" for block in rest)
    return {
        "html, article": _page(f"<nav>{_MENU}</nav><article>{heading}{prose}</article>{_FOOT}"),
        "html, divisions": _page(
            f"<div id='top'>{_MENU}</div><div class='main'><div class='left'>{_NEWS}</div>"
            f"<div class='con'>{heading}<div>{_BESIDE}</div><div class='TRS_Editor'>{prose}</div>"
            f"<p>【打印】【关闭】</p></div></div>{_FOOT}"
        ),
        "html, tables": _page(
            f"<table width='1000'><tr><td>{_MENU}</td><td>{heading}{prose}</td></tr></table>{_FOOT}",
            charset="gb2312",
        ),
        "html, breaks": _page(f"{_MENU}<div id='zoom'>{heading}{broken}</div>{_NEWS}"),
        "html, spans": _page(
            f"<div class='crumbs'>当前位置：首页 &gt; 政务公开</div><div class='xxgk'>{heading}{_BESIDE}"
            f"<div class='view'>{spans}</div></div><div class='side'>{_NEWS}</div>{_FOOT}",
            charset="gbk",
        ),
        "html, sections": _page(
            f"<header>{_MENU}</header><main><section>{heading}<section>{prose}</section></section>"
            f"<aside>{_NEWS}</aside></main>{_FOOT}"
        ),
    }


def markdown(content: Sequence[Block]) -> bytes:
    """The report as Markdown, its titles as headings."""
    parts = []
    for number, block in enumerate(content):
        if block.rows:
            head, *rows = ["| " + " | ".join(row) + " |" for row in block.rows]
            parts.append("\n".join([head, "|" + " --- |" * len(block.rows[0]), *rows]))
        else:
            text = re.sub(r"^(\d+)\.", r"\1\\.", block.text.replace("*", r"\*"))
            parts.append(f"# {text}" if _is_title(number, block) else text)
    return ("\n\n".join(parts) + "\n").encode()


def rtf(content: Sequence[Block]) -> bytes:
    """The report as Rich Text, in the Chinese code page's escapes."""

    def told(text: str) -> str:
        return "".join(
            sign if sign.isascii() and sign not in "\\{}" else f"\\u{((ord(sign) + 32768) % 65536) - 32768}?"
            for sign in text
        )

    body = ""
    for block in content:
        if block.rows:
            for row in block.rows:
                edges = "".join(f"\\cellx{2000 * (n + 1)}" for n in range(len(row)))
                body += f"\\trowd{edges} " + "".join(f"{told(cell)}\\cell " for cell in row) + "\\row\n"
        else:
            body += f"\\pard\\fi640 {told(block.text)}\\par\n"
    return ("{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0 FangSong;}}\\f0\\fs32 " + body + "}").encode(
        "ascii"
    )


def docx(content: Sequence[Block], *, points: float = 16) -> bytes:
    """The report as Word writes it: centred titles, paragraphs indented by two signs, numbered pages."""
    import docx as word
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    document = word.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)

    def styled(run: Any, size: float) -> None:
        run.font.size, run.font.name = Pt(size), FONT
        run._element.rPr.rFonts.set(qn("w:eastAsia"), FONT)

    for number, block in enumerate(content):
        if block.rows:
            table = document.add_table(rows=0, cols=len(block.rows[0]))
            table.style = "Table Grid"
            for row in block.rows:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
                    styled(cell.paragraphs[0].runs[0], points - 4)
            continue
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.line_spacing = Pt(points * 1.75)
        if _is_title(number, block):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            styled(paragraph.add_run(block.text), points + 6)
        else:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
            paragraph.paragraph_format.first_line_indent = Pt(2 * points)
            styled(paragraph.add_run(block.text), points)
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = foot.add_run()
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._element.append(element)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


# A sign's advance as a share of its size, as fixed layouts write it out.
_MILLIMETRES = 0.3528


def ofd(content: Sequence[Block], *, points: float = 16) -> bytes:
    """The report as a document of GB/T 33190: a text object a line, cells at the places of their columns."""
    size = points * _MILLIMETRES
    width, height, margin = 210.0, 297.0, 26.0
    across = width - 2 * margin
    sheets: list[list[str]] = [[]]
    y = margin
    identifier = 100

    def put(text: str, x: float, scale: float = 1.0) -> None:
        nonlocal identifier
        identifier += 1
        advances = [size * scale * _advance(sign) for sign in text]
        deltas = " ".join(f"{advance:.3f}" for advance in advances[:-1])
        box = f"{x:.3f} {y:.3f} {sum(advances):.3f} {size * scale:.3f}"
        sheets[-1].append(
            f'<ofd:TextObject ID="{identifier}" Boundary="{box}" Font="1" Size="{size * scale:.3f}">'
            f'<ofd:TextCode X="0" Y="{0.86 * size * scale:.3f}" DeltaX="{deltas}">{escape(text)}'
            "</ofd:TextCode></ofd:TextObject>"
        )

    def down(step: float = 1.75) -> None:
        nonlocal y
        y += step * size
        if y > height - margin:
            y = height - margin / 2
            put(f"— {len(sheets)} —", width / 2 - 6)
            sheets.append([])
            y = margin

    for number, block in enumerate(content):
        if block.rows:
            longest = [
                max(sum(map(_advance, cell)) for cell in column) + 2
                for column in zip(*block.rows, strict=True)
            ]
            scale = min(0.75, across / (sum(longest) * size))
            starts = [margin + sum(longest[:n]) * size * scale for n in range(len(longest))]
            for row in block.rows:
                for cell, start in zip(row, starts, strict=True):
                    put(cell, start, scale)
                down()
        elif _is_title(number, block):
            long = sum(map(_advance, block.text)) * size * 1.3
            put(block.text, max(margin, (width - long) / 2), min(1.3, 1.3 * across / long))
            down(2.2)
        else:
            for text, indent in _wrapped(block.text, across / size):
                put(text, margin + indent * size)
                down()
    y = height - margin / 2
    put(f"— {len(sheets)} —", width / 2 - 6)
    return _ofd_package(sheets, width, height)


def _advance(sign: str) -> float:
    return 0.5 if sign.isascii() else 1.0


def _wrapped(text: str, room: float) -> Iterator[tuple[str, float]]:
    """A paragraph's lines with their indents, in sizes of its type."""
    indent, line, used = 2.0, "", 2.0
    for sign in text:
        if used + _advance(sign) > room and sign not in "，。；：、）”%":
            yield line, indent
            indent, line, used = 0.0, "", 0.0
        line += sign
        used += _advance(sign)
    if line:
        yield line, indent


def ofd_of_pictures(pictures: Sequence[bytes], *, width: float = 210.0, height: float = 297.0) -> bytes:
    """A document of GB/T 33190 whose pages are these pictures (JPEG), as a scanner for offices writes it."""
    box = f'CTM="{width} 0 0 {height} 0 0" Boundary="0 0 {width} {height}"'
    sheets = [[f'<ofd:ImageObject ID="{n + 300}" {box} ResourceID="{n}"/>'] for n in range(len(pictures))]
    return _ofd_package(sheets, width, height, pictures)


def docx_of_pictures(pictures: Sequence[bytes]) -> bytes:
    """A Word document into which these pictures of pages were put."""
    import docx as word
    from docx.shared import Cm

    document = word.Document()
    for picture in pictures:
        document.add_picture(io.BytesIO(picture), width=Cm(15))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _ofd_package(
    sheets: Sequence[Sequence[str]], width: float, height: float, pictures: Sequence[bytes] = ()
) -> bytes:
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    listed = "".join(
        f'<ofd:Page ID="{n + 10}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(sheets))
    )
    resources = "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>" if pictures else ""
    parts = {
        "OFD.xml": f'<ofd:OFD {space} Version="1.0" DocType="OFD"><ofd:DocBody>'
        "<ofd:DocInfo><ofd:DocID>1</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {space}><ofd:CommonData><ofd:MaxUnitID>9999</ofd:MaxUnitID>"
        f"<ofd:PageArea><ofd:PhysicalBox>0 0 {width} {height}</ofd:PhysicalBox></ofd:PageArea>"
        f"<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>{resources}</ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        "Doc_0/PublicRes.xml": f'<ofd:Res {space} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="1" FontName="宋体"/>'
        "</ofd:Fonts></ofd:Res>",
    }
    for number, objects in enumerate(sheets):
        parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
            f'<ofd:Page {space}><ofd:Content><ofd:Layer ID="{number + 5000}">{"".join(objects)}</ofd:Layer>'
            "</ofd:Content></ofd:Page>"
        )
    if pictures:
        media = "".join(
            f'<ofd:MultiMedia ID="{n}" Type="Image" Format="JPG"><ofd:MediaFile>image_{n}.jpg</ofd:MediaFile>'
            "</ofd:MultiMedia>"
            for n in range(len(pictures))
        )
        parts["Doc_0/DocumentRes.xml"] = (
            f'<ofd:Res {space} BaseLoc="Res"><ofd:MultiMedias>{media}</ofd:MultiMedias></ofd:Res>'
        )
    images = {f"Doc_0/Res/image_{n}.jpg": picture for n, picture in enumerate(pictures)}
    return zipped({name: (head + part).encode() for name, part in parts.items()} | images)


def zipped(files: dict[str, bytes]) -> bytes:
    """A ZIP file of these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name, (2024, 3, 28, 9, 18, 0)), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def tarred(files: dict[str, bytes]) -> bytes:
    """A compressed TAR file of these members."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as package:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            package.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


def office() -> str | None:
    """LibreOffice's command, None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def converted(documents: dict[str, bytes], ending: str) -> dict[str, bytes]:
    """DOCX documents in another format, by LibreOffice, all in one start of it."""
    program = office()
    assert program is not None, "LibreOffice is not installed"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for stem, content in documents.items():
            (folder / f"{stem}.docx").write_bytes(content)
        subprocess.run(
            [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to",
             ending, "--outdir", str(folder / "made"), *(str(folder / f"{stem}.docx") for stem in documents)],
            check=True, capture_output=True, timeout=600,
        )  # fmt: skip
        return {stem: (folder / "made" / f"{stem}.{ending}").read_bytes() for stem in documents}


def scanned(pdf: bytes, *, dots_per_inch: int, seed: object, kind: str = "pdf") -> bytes:
    """A PDF as a scanner gives it back: grey, leaning by up to 1.2 degrees, blurred, with noise, as JPEG.

    `kind` is that of the file which holds the pictures: pdf, tiff, ofd or docx.
    """
    import numpy
    import pypdfium2
    from PIL import Image, ImageFilter

    dice = random.Random(repr(seed))
    noise = numpy.random.default_rng(dice.randrange(2**32))
    jpegs = []
    document = pypdfium2.PdfDocument(pdf)
    for number in range(len(document)):
        drawn = document[number].render(scale=dots_per_inch / 72, grayscale=True).to_pil()
        leaning = drawn.rotate(dice.uniform(-1.2, 1.2), Image.Resampling.BICUBIC, fillcolor=250)
        blurred = leaning.filter(ImageFilter.GaussianBlur(dots_per_inch / 300 * 0.9))
        grey = numpy.asarray(blurred, dtype="float32") * 0.85 + 30
        grey += noise.normal(0, 10, grey.shape)
        page = Image.fromarray(grey.clip(0, 255).astype("uint8"))
        jpeg = io.BytesIO()
        page.save(jpeg, "JPEG", quality=60)
        jpegs.append(jpeg.getvalue())
    document.close()
    if kind in ("ofd", "docx"):
        return ofd_of_pictures(jpegs) if kind == "ofd" else docx_of_pictures(jpegs)
    sheets = [Image.open(io.BytesIO(jpeg)) for jpeg in jpegs]
    buffer = io.BytesIO()
    if kind == "pdf":
        sheets[0].save(buffer, "PDF", save_all=True, append_images=sheets[1:], resolution=dots_per_inch)
    else:
        sheets[0].save(buffer, "TIFF", save_all=True, append_images=sheets[1:], compression="jpeg")
    return buffer.getvalue()
