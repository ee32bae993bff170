"""One report in every format reads as the same text, with the same issuer and year."""

from __future__ import annotations

import io
import tarfile
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest

from tongbi.reading import identify, read_file
from tongbi.records import Identity

if TYPE_CHECKING:
    from pathlib import Path

LINES = [
    "砚溪县人民政府",
    "关于2023年度法治政府建设情况的报告",
    "县人大常委会：",
    "2023年，砚溪县人民政府坚持以习近平法治思想为指导，扎实推进依法行政。现将有关情况报告如下。",
    "一、主要举措和成效",
    "全年实施行政许可案件2.7万件，行政处罚案件8.6万件，行政强制案件5900余件，政务服务事项进驻率由76%提升至92%。",
    "（一）化解矛盾纠纷。排查化解矛盾纠纷391件，成功率99.8%，办理行政复议案件151件。",
    "二、下一步安排",
    "力争主要负责人出庭率达到100%。",
]
TABLE = [["指标", "件数"], ["行政复议", "151"], ["行政诉讼", "23"]]
PROSE = "".join(f"<p>　　{line}</p>" for line in LINES[2:])
ROWS = "".join("<tr>" + "".join(f"<td><p>{cell}</p></td>" for cell in row) + "</tr>" for row in TABLE)
GRID = f"<table border='1'><tbody>{ROWS}</tbody></table>"
MENU = "<ul>" + "".join(f"<li><a href='#'>政务公开栏目{n}</a></li>" for n in range(40)) + "</ul>"
MEETING = "砚溪县召开法治政府建设工作推进会议部署下一步重点工作"
NEWS = "<ul>" + "".join(f"<li><a href='#'>{MEETING}（{n}）</a></li>" for n in range(9)) + "</ul>"
HEADING = f"<h1>{LINES[0]}<br>{LINES[1]}</h1>"
BESIDE = "发布时间：2024-03-28 09:18　来源：县政府办公室　浏览次数：1234次　字号：【大 中 小】"
TITLE = LINES[0] + LINES[1]


def page(body: str, head: str = "<title>x</title>") -> str:
    return f"<html><head>{head}</head><body>{body}</body></html>"


LAYOUTS = {
    "article element": page(
        f"<nav>{MENU}</nav><article>{HEADING}{PROSE}{GRID}</article><footer>版权所有 备案12345678号</footer>"
    ),
    "nested divisions with furniture": page(
        f"<div id='top'>{MENU}</div><div class='main'><div class='left'>{NEWS}</div>"
        f"<div class='con'>{HEADING}<div>{BESIDE}</div>"
        f"<div class='TRS_Editor'>{PROSE}{GRID}</div><p>打印本页 关闭</p></div></div>"
    ),
    "layout by tables": page(f"<table><tr><td>{MENU}</td><td>{HEADING}{PROSE}{GRID}</td></tr></table>"),
    "lines by breaks": page(f"{MENU}<div>{'<br/>　　'.join(LINES)}{GRID}</div>{NEWS}"),
    "title in the metadata": page(
        f"{MENU}<div id='zoom'>{PROSE}{GRID}</div>",
        f"<meta name='ArticleTitle' content='{TITLE}'><meta name='PubDate' content='2024-03-28 09:18'>",
    ),
    "title in the page's title": page(
        f"<div>{MENU}</div><div><div><div>{PROSE}</div>{GRID}</div></div>",
        f"<title>{TITLE}_通知公告_砚溪县</title>",
    ),
}


def word() -> bytes:
    document = docx.Document()
    for line in LINES:
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=2)
    for row in TABLE:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def rtf() -> bytes:
    def escaped(text: str) -> str:
        return "".join(
            sign if sign.isascii() else f"\\u{ord(sign) if ord(sign) < 32768 else ord(sign) - 65536}?"
            for sign in text
        )

    body = "\\par\n".join(escaped(line) for line in LINES)
    rows = "".join(
        "\\trowd " + "".join(escaped(cell) + "\\cell " for cell in row) + "\\row\n" for row in TABLE
    )
    return ("{\\rtf1\\ansi\\ansicpg936\\deff0 " + body + "\\par\n" + rows + "}").encode("ascii")


def markdown() -> bytes:
    body = "\n\n".join(
        [f"# {LINES[0]}", f"# {LINES[1]}", *LINES[2:4], f"## {LINES[4]}", f"**{LINES[5]}**", *LINES[6:]]
    )
    table = "\n".join(["| 指标 | 件数 |", "| --- | --- |", "| 行政复议 | 151 |", "| 行政诉讼 | 23 |"])
    return f"{body}\n\n{table}\n".encode()


def zipped(content: bytes, name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return buffer.getvalue()


def tarred(content: bytes, name: str) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as package:
        info = tarfile.TarInfo(name)
        info.size = len(content)
        package.addfile(info, io.BytesIO(content))
    return buffer.getvalue()


PLAIN = "\n".join([*LINES, *("\t".join(row) for row in TABLE)]) + "\n"
FILES = {
    "report.txt": PLAIN.encode(),
    "report.docx": word(),
    "report.rtf": rtf(),
    "report.md": markdown(),
    "report.zip": zipped(PLAIN.encode(), "报告/report.txt"),
    "word.zip": zipped(word(), "report.docx"),
    "report.tar.gz": tarred(PLAIN.encode("gb18030"), "report.txt"),
    "nested.zip": zipped(zipped(PLAIN.encode(), "report.txt"), "inner.zip"),
    **{f"{name}.html": source.encode() for name, source in LAYOUTS.items()},
    "declared.html": page(f"{HEADING}{PROSE}{GRID}", "<meta charset='gb2312'>").encode("gb18030"),
}


@pytest.mark.parametrize("name", FILES)
def test_the_same_report(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[name])
    documents, quarantined = read_file(path)
    assert quarantined == []
    (document,) = documents
    # where a page has its title in its metadata alone, its two lines are one
    text = document.text.replace("人民政府\n关于", "人民政府关于")
    expected = PLAIN.replace("人民政府\n关于", "人民政府关于")
    assert [line.strip() for line in text.splitlines() if line.strip()] == expected.splitlines()
    identity = identify(document)
    assert isinstance(identity, Identity)
    assert (identity.issuer_name, identity.report_year) == ("砚溪县人民政府", 2023)


def test_a_renamed_file_is_read_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(word())
    ((document,), _) = read_file(path)
    assert document.format == "docx"
    assert "行政复议\t151" in document.text


def test_the_day_in_a_pages_metadata_gives_way_to_the_sidecar(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(FILES["title in the metadata.html"])
    ((document,), _) = read_file(path)
    assert document.declared == {"published_on": "2024-03-28"}
    (tmp_path / "report.meta.yaml").write_text("published_on: 2024-01-01\n", encoding="utf-8")
    ((document,), _) = read_file(path)
    assert document.declared == {"published_on": "2024-01-01"}
