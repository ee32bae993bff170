"""Lines of a page: where line ends are kept, what is struck, what is a link, where a line stands."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from tongbi.reading.markup import Line, lines_of, steps_of


def read(body: str) -> list[Line]:
    tree = LexborHTMLParser(f"<body>{body}</body>")
    assert tree.body is not None
    return lines_of(steps_of(tree.body))


def texts(body: str) -> list[str]:
    return [line.text for line in read(body)]


@pytest.mark.parametrize(
    "opened",
    [
        "<pre>",
        "<div style='white-space:pre-wrap'>",
        "<div style='color:red; WHITE-SPACE : pre-line'><span>",
        "<section style='white-space: pre'><p>",
        "<pre style='white-space:inherit'>",
    ],
)
def test_line_ends_count_where_the_page_says_so(opened: str) -> None:
    assert texts(f"{opened}一、基本情况\n全年办理<b>12</b>件。\r\n二、问题") == [
        "一、基本情况",
        "全年办理12件。",
        "二、问题",
    ]


@pytest.mark.parametrize(
    "opened", ["<div>", "<pre style='white-space:normal'>", "<pre><p style='white-space:nowrap'>"]
)
def test_line_ends_are_spaces_elsewhere(opened: str) -> None:
    assert texts(f"{opened}全年办理\n12件。") == ["全年办理 12件。"]


@pytest.mark.parametrize(
    "struck",
    [
        "<del>11</del>",
        "<s>11</s>",
        "<strike>11</strike>",
        "<span style='text-decoration: line-through'>11</span>",
    ],
)
def test_struck_text_is_left_out_and_inserted_text_read(struck: str) -> None:
    assert texts(f"<p>全年办理{struck}<ins>12</ins>件。</p>") == ["全年办理12件。"]


def test_signs_in_links_are_counted_and_anchors_are_no_links() -> None:
    linked, anchor = read("<p>附件：<a href='x'>数据<b>表</b></a></p><p><a name='_Toc'>一、基本情况</a></p>")
    assert (linked.linked, linked.unlinked) == (3, 3)
    assert anchor.linked == 0


def test_rows_are_lines_of_cells() -> None:
    assert texts("<p>如下：</p><table><tr><td>件数<br>（件）</td><td>12</td></tr></table>完。") == [
        "如下：", "件数 （件）\t12", "完。",
    ]  # fmt: skip


def test_a_line_stands_in_its_innermost_container() -> None:
    source = "外<div>内<p>段</p></div>外"
    tree = LexborHTMLParser(f"<body>{source}</body>")
    assert tree.body is not None
    steps = steps_of(tree.body)
    (outer, *inner, after) = lines_of(steps)
    inside = next(at for at, step in enumerate(steps) if step.tag == "div")
    assert {line.container for line in inner} == {inside}
    assert {outer.container, after.container} == {0}
    assert all(inside < line.at <= steps[inside].end for line in inner)
    assert not any(inside < line.at <= steps[inside].end for line in (outer, after))
