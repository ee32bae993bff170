"""Which lines of a page are the report: tables, chapters beside the inner element, links, sidebars."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from tongbi.reading.main_text import chapter_of, main_text
from tongbi.reading.markup import steps_of

TITLE = "平川市2023年法治政府建设年度报告"
SENTENCES = [
    f"全年第{number}项工作中办理行政处罚案件{number}20件，较上年减少{number}件，群众满意率有所提高。"
    for number in "一二三四五六七八九"
]
CHAPTERS = [
    line
    for number, sentence in zip("一二三四", SENTENCES, strict=False)
    for line in (f"{number}、主要做法", sentence, sentence)
]


def lines_of(body: str) -> list[str]:
    tree = LexborHTMLParser(f"<body>{body}</body>")
    assert tree.body is not None
    return main_text(steps_of(tree.body))


def paragraphs(lines: list[str]) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


def rows(count: int) -> str:
    return "".join(f"<tr><td>事项{n}办理情况</td><td>{n}件</td></tr>" for n in range(count))


@pytest.mark.parametrize("count", [2, 40, 400])
@pytest.mark.parametrize("at", [1, 5, len(CHAPTERS)])
def test_a_table_of_any_size_stands_among_the_prose(count: int, at: int) -> None:
    read = lines_of(
        f"<h1>{TITLE}</h1>{paragraphs(CHAPTERS[:at])}<table>{rows(count)}</table>{paragraphs(CHAPTERS[at:])}"
    )
    table = [f"事项{n}办理情况\t{n}件" for n in range(count)]
    assert read == [TITLE, *CHAPTERS[:at], *table, *CHAPTERS[at:]]


def test_paragraphs_beside_the_inner_element_are_read() -> None:
    last = "力争全年办结率稳定在九成以上，新建阵地4处。"
    read = lines_of(f"<div><div>{paragraphs(CHAPTERS * 3)}</div><p>{last}</p></div><div>联系我们</div>")
    assert read == [*CHAPTERS * 3, last]


def test_the_next_chapter_is_read_in_whatever_element_it_stands() -> None:
    long = [*CHAPTERS, *SENTENCES * 4]
    last = ["五、下一步打算", "新建阵地4处"]
    assert lines_of(f"<div>{paragraphs(long)}</div><div>{paragraphs(last)}</div>") == [*long, *last]
    first = ["一、基本情况", "建成阵地4处"]
    read = lines_of(f"<div>{paragraphs(first)}</div><div>{paragraphs(long[3:])}</div>")
    assert read == [*first, *long[3:]]


def test_news_beside_all_chapters_are_left_out_though_longer() -> None:
    news = paragraphs([f"要闻{n}：召开推进会，{n}家单位参加，累计办理案件{n}件。" for n in range(30)])
    read = lines_of(f"<div><h1>{TITLE}</h1><div>{paragraphs(CHAPTERS)}</div></div><div>{news}</div>")
    assert [line for line in read if line != TITLE] == CHAPTERS


def test_the_opening_before_all_chapters_is_read() -> None:
    opening = SENTENCES[:4]
    read = lines_of(f"<h1>{TITLE}</h1><div>{paragraphs(opening)}</div><div>{paragraphs(CHAPTERS)}</div>")
    assert read == [TITLE, *opening, *CHAPTERS]
    news = "".join(f"<p><a href='x'>要闻</a>{sentence}</p>" for sentence in opening)
    article = f"<h1>{TITLE}</h1>{paragraphs(CHAPTERS)}"
    assert lines_of(f"<div>{news}</div><div>{article}</div>") == [TITLE, *CHAPTERS]


@given(data=st.data())
def test_no_paragraph_is_lost_in_whatever_elements_they_stand(data: st.DataObject) -> None:
    def wrapped(lines: list[str], depth: int) -> str:
        made, at = "", 0
        while at < len(lines):
            after = at + data.draw(st.sampled_from([1, 2, 3, len(lines)]))
            inner = depth < 4 and data.draw(st.booleans())
            made += (
                f"<div>{wrapped(lines[at:after], depth + 1)}</div>" if inner else paragraphs(lines[at:after])
            )
            at = after
        return made

    report = [*SENTENCES[:2], *CHAPTERS, "特此报告，请予审议并提出意见和建议。"]
    menu = "<ul>" + "<li><a href='x'>栏目</a></li>" * 5 + "</ul>"
    around = data.draw(st.sampled_from(["{}", f"<div>{menu}</div><div>{{}}</div><div>{menu}</div>"]))
    assert lines_of(around.format(wrapped(report, 0))) == report


def test_chapters_in_elements_of_their_own_are_all_read() -> None:
    parts = [CHAPTERS[at : at + 3] for at in range(0, len(CHAPTERS), 3)]
    assert lines_of("".join(f"<div>{paragraphs(part)}</div>" for part in parts)) == CHAPTERS


@pytest.mark.parametrize(
    "behind",
    [
        "<p>上一篇：<a href='1'>平川市2022年报告（办件9.9万件）</a></p>",
        "<p>附件：<a href='a.pdf'>1.2023年数据表12.pdf</a></p>",
        "<p><a href='a.xlsx'>2.执法数据统计表（327项）.xlsx</a></p>",
        "<h3>相关阅读</h3><ul><li><a href='1'>办结案件321件</a><span>2023-03-11</span></li></ul>",
        "<p>【往期推荐】</p><p onclick='go()'>受理1.2万件！这份成绩单请查收</p>",
        "<ul><li><a>办结1件</a></li><li><a>办结2件</a></li><li><a>办结3件</a></li></ul>",
        "<div class='xgxx w300'><p>平川市办结案件321件的经验在全省推广。</p></div>",
        "<div id='side-bar2' class='side'><p>平川市办结案件321件的经验在全省推广。</p></div>",
    ],
)
def test_what_leads_to_other_pages_is_left_out(behind: str) -> None:
    # the chapters are so few that the whole page is their element
    assert lines_of(f"<span>{paragraphs(CHAPTERS)}{behind}</span>") == CHAPTERS


def test_the_reports_own_links_are_kept() -> None:
    sentence = f"<p><a href='x'>{SENTENCES[0]}</a></p>"
    heading = "<p><a name='_Toc1'>五、附件办理情况</a></p>"
    read = lines_of(paragraphs(CHAPTERS) + heading + sentence * 3)
    assert read == [*CHAPTERS, "五、附件办理情况", *SENTENCES[:1] * 3]


def test_an_element_named_like_a_sidebar_is_kept_where_the_report_stands_in_it() -> None:
    assert lines_of(f"<div class='side'>{paragraphs(CHAPTERS)}</div><div>{SENTENCES[0]}</div>") == CHAPTERS
    assert lines_of(f"<div class='side'>{paragraphs(SENTENCES)}</div><div>联系我们</div>") == SENTENCES


def test_a_page_that_only_links_to_a_report_shows_the_links() -> None:
    assert lines_of(f"<h1>{TITLE}</h1><p>附件：<a href='a.pdf'>{TITLE}.pdf</a></p>") == [
        TITLE,
        f"附件：{TITLE}.pdf",
    ]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("三、问题", 3),
        ("十、问题", 10),
        ("十二、问题", 12),
        ("二十、问题", 20),
        ("（一）问题", 0),
        ("三是问题", 0),
    ],
)
def test_chapters_are_told_by_their_number(line: str, number: int) -> None:
    assert chapter_of(line) == number
