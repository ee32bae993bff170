from __future__ import annotations

from tongbi.fetching.address import parse
from tongbi.fetching.page import charset, source, take_apart

HERE = parse("https://www.example.org/fzzf/index.html")


def test_the_parts_of_a_page() -> None:
    page = take_apart(
        "<html><head><title> 法治\n政府 </title><style>p{}</style></head><body>"
        "<script>var a = '登录';</script>"
        "<p>正文 一</p><a href='a.html'>链接</a><p>正文二</p></body></html>",
        HERE,
    )
    assert (page.title, page.text, page.asks_password) == ("法治 政府", "正文 一 正文二", False)


def test_links_are_seen_from_the_page_or_its_base_and_cut_titles_are_made_whole() -> None:
    found = take_apart(
        "<a href='./t1.html' title='云屏县2023年报告全称'>云屏县2023年…</a>"
        "<a href='#top'>顶</a><a href=''>空</a>"
        "<a href='javascript:void(0)'>无</a><a href='mailto:a@example.org'>信</a>"
        "<a href='/t2.html'> 二\n号 </a>",
        HERE,
    ).links
    assert [(str(link.address), link.text) for link in found] == [
        ("https://www.example.org/fzzf/t1.html", "云屏县2023年报告全称"),
        ("https://www.example.org/t2.html", "二 号"),
    ]
    based = take_apart(
        "<head><base href='https://b.example.org/x/'></head><a href='t.html'>t</a>", HERE
    ).links
    assert str(based[0].address) == "https://b.example.org/x/t.html"


def test_the_encoding_is_that_of_the_bytes() -> None:
    text = "<p>云屏县人民政府关于法治政府建设情况的报告，全年收到行政复议申请一百二十件。</p>"
    assert source(text.encode("gb18030"), "text/html; charset=utf-8") == (text, "gb18030")
    assert source(text.encode(), "text/html; charset=gbk") == (text, "utf-8")


def test_what_cannot_be_decoded_is_patched_up() -> None:
    text, encoding = source(b"<p>\xff\xfe\xfd" + "报告".encode() + b"\x80</p>", "text/html")
    assert text.startswith("<p>")
    assert encoding


def test_the_character_set_of_a_header() -> None:
    assert charset("text/html;Charset='GB2312'") == "gb2312"
    assert charset("text/html") == ""
