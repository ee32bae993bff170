"""PDF: paragraphs are joined again, page numbers are left out, and what has no text is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tongbi.reading.formats import FormatError, Piece, pdf

if TYPE_CHECKING:
    from collections.abc import Sequence


def made(pages: Sequence[Sequence[str]]) -> bytes:
    """A PDF of these lines with a font that is not embedded: its text layer is all that it has."""
    signs = sorted({sign for page in pages for line in page for sign in line})
    ids = {sign: number + 1 for number, sign in enumerate(signs)}
    mapping = "\n".join(f"<{ids[sign]:04X}> <{ord(sign):04X}>" for sign in signs)
    chunks = [f"{len(signs[i : i + 100])} beginbfchar\n" for i in range(0, len(signs), 100)]
    rows = mapping.split("\n")
    body = "".join(
        head + "\n".join(rows[i * 100 : i * 100 + 100]) + "\nendbfchar\n" for i, head in enumerate(chunks)
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{body}endcmap end end"
    )
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>",
        (
            "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H "
            "/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"
        ),
        (
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 1000 "
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
        ),
        f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream",
    ]
    for number, page in enumerate(pages):
        shown = "".join(
            f"BT /F 12 Tf 60 {780 - 20 * n} Td <{''.join(f'{ids[sign]:04X}' for sign in line)}> Tj ET\n"
            for n, line in enumerate(page)
        )
        objects += [
            (
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {7 + 2 * number} 0 R "
                "/Resources << /Font << /F 3 0 R >> >> >>"
            ),
            f"<< /Length {len(shown)} >>\nstream\n{shown}endstream",
        ]
    out, offsets = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer << /Size {size} /Root 1 0 R >>\n"
    return (out + f"startxref\n{out.index('xref')}\n%%EOF\n").encode("ascii")


def text_of(content: bytes) -> str:
    (piece,) = pdf.read(content, "report.pdf")
    assert isinstance(piece, Piece)
    return piece.text


def test_lines_that_go_on_are_joined_across_lines_and_pages() -> None:
    pages = [
        [
            "砚溪县人民政府",
            "关于2023年度法治政府建设情况的报告",
            "全年实施行政许可案件2.7万件，行政处罚案件8.6万件，行政强制案件59",
            "00余件，政务服务事项进驻率由76%提升至92%，受理行政复议案件一百",
            "— 1 —",
        ],
        ["五十一件。", "一、下一步安排", "力争出庭率达到100%。", "— 2 —"],
    ]
    assert text_of(made(pages)).splitlines() == [
        "砚溪县人民政府",
        "关于2023年度法治政府建设情况的报告",
        (
            "全年实施行政许可案件2.7万件，行政处罚案件8.6万件，行政强制案件5900余件，"
            "政务服务事项进驻率由76%提升至92%，受理行政复议案件一百五十一件。"
        ),
        "一、下一步安排",
        "力争出庭率达到100%。",
    ]


def test_running_heads_are_left_out() -> None:
    pages = [["砚溪县人民政府公报", f"这是第{sign}页的内容，办理案件。"] for sign in "甲乙丙丁"]
    assert "公报" not in text_of(made(pages))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (made([[]]), "a PDF without text"),
        (b"%PDF-1.7\nnothing", "a damaged PDF"),
        (made([["全年办理行政处罚案件一百件"]])[:200], "a damaged PDF"),
    ],
)
def test_what_has_no_text_is_told_with_a_remedy(content: bytes, why: str) -> None:
    with pytest.raises(FormatError, match=why) as raised:
        list(pdf.read(content, "report.pdf"))
    assert raised.value.remedy
