from __future__ import annotations

import io
import zipfile

import pytest

from tongbi.fetching.address import parse
from tongbi.fetching.client import Answer
from tongbi.fetching.judge import judge
from tongbi.fetching.problems import FetchError

ASKED = "https://www.example.org/fzzf/2023/report.html"
PDF = b"%PDF-1.7\n" + bytes(500) + b"\n%%EOF\n"


def answer(
    body: bytes | str, content_type: str = "text/html; charset=utf-8", came_from: str = ASKED, **more
) -> Answer:
    content = body.encode() if isinstance(body, str) else body
    headers = {"content-type": content_type, **more.pop("headers", {})}
    return Answer(parse(came_from), 200, headers, content, **more)


def short(title: str = "", body: str = "") -> str:
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>"


def zipped() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return file.getvalue()


def test_a_report_is_a_report(html) -> None:
    assert judge(parse(ASKED), answer(html())) == judge(
        parse(ASKED), answer(html(), "text/html; charset=UTF8")
    )
    assert judge(parse(ASKED), answer(html())).ending == ".html"


def test_a_report_is_not_judged_by_words_that_it_happens_to_hold(html) -> None:
    text = html().replace("</body>", '<form>登录 <input type="password"></form><p>页面不存在</p></body>')
    assert judge(parse(ASKED), answer(text)).notes == ()


@pytest.mark.parametrize(
    "page",
    [
        short("用户登录", "用户名 <input name=u> 密码 <input type='password' name=p>"),
        short("", "<form><input type=PASSWORD></form>" + "欢迎使用本系统。" * 20),
        short("统一身份认证平台", "请使用政务外网账号登录本系统后查看相关内容，感谢您的理解和支持。"),
        short("提示", "您还没有登录，请先登录！ 三秒钟后自动跳转到首页面。"),
        short("Log In", "Please sign in to continue reading this content."),
    ],
)
def test_a_login_page_is_no_report(page: str) -> None:
    with pytest.raises(FetchError, match="a login page came in its place") as failure:
        judge(parse(ASKED), answer(page))
    assert failure.value.kind == "unusable"


def test_a_short_page_to_which_a_login_address_leads_is_a_login_page() -> None:
    moved = answer(
        short("政务服务", "欢迎访问，请选择您的身份后继续。"),
        came_from="https://www.example.org/cas/login?to=1",
    )
    with pytest.raises(FetchError, match="login page"):
        judge(parse(ASKED), moved)


@pytest.mark.parametrize(
    "page",
    [
        short("404", "很抱歉，您要查看的内容找不到了，请返回首页面继续浏览。"),
        short("页面不存在", "抱歉"),
        short("信息", "对不起，您访问的页面可能已被删除、更名或暂时不可用。"),
        short("云屏县人民政府", "该信息已经撤稿，请浏览本网站的其他内容，谢谢您的支持。"),
        short("Not Found", "The page cannot be shown."),
    ],
)
def test_a_page_that_says_that_it_is_missing_is_missing(page: str) -> None:
    with pytest.raises(FetchError, match="says that it does not exist, with status 200") as failure:
        judge(parse(ASKED), answer(page))
    assert failure.value.kind == "missing"


def test_a_missing_page_in_gbk_is_understood_whatever_the_header_says() -> None:
    page = short("<meta charset=gb2312>出错了", "对不起，您访问的页面不存在").encode("gb18030")
    for content_type in ("text/html", "text/html; charset=utf-8", "text/html; charset=none-such"):
        with pytest.raises(FetchError, match="does not exist"):
            judge(parse(ASKED), answer(page, content_type))


def test_a_redirect_to_the_head_page_is_a_missing_page() -> None:
    moved = answer(
        short("云屏县人民政府", "今天是星期五，欢迎访问我们的网站。" * 3),
        came_from="https://www.example.org/",
    )
    with pytest.raises(FetchError, match=r"redirected to the head page of www\.example\.org") as failure:
        judge(parse(ASKED), moved)
    assert failure.value.kind == "missing"


@pytest.mark.parametrize(
    "page",
    [
        short("安全验证", "请完成下列验证后继续"),
        short("", "请开启JavaScript并刷新该页面，以便继续访问本网站的内容。"),
    ],
)
def test_a_firewalls_page_is_no_report(page: str) -> None:
    with pytest.raises(FetchError, match="a firewall's page"):
        judge(parse(ASKED), answer(page))


def test_a_page_that_only_offers_a_file_names_its_address() -> None:
    page = short("云屏县人民政府2023年度法治政府建设情况报告", "<a href='./P0.pdf'>报告全文下载.pdf</a>")
    with pytest.raises(FetchError, match="the report is in a file beside it") as failure:
        judge(parse(ASKED), answer(page))
    assert "https://www.example.org/fzzf/2023/P0.pdf" in failure.value.remedy


@pytest.mark.parametrize("body", [b"", b" \r\n\t"])
def test_nothing_is_no_report(body: bytes) -> None:
    with pytest.raises(FetchError, match="empty page"):
        judge(parse(ASKED), answer(body))


def test_a_page_without_text_is_told() -> None:
    with pytest.raises(FetchError, match="without text; its text may be shown by a script"):
        judge(parse(ASKED), answer(short("报告", "<div id=app></div><script src=a.js></script>")))


@pytest.mark.parametrize(
    ("url", "content_type", "headers"),
    [
        ("https://www.example.org/a.pdf", "text/html", {}),
        ("https://www.example.org/a.docx", "text/html", {}),
        ("https://www.example.org/down?id=1", "application/pdf", {}),
        (
            "https://www.example.org/down?id=1",
            "text/html",
            {"content-disposition": 'attachment; filename="a.pdf"'},
        ),
    ],
)
def test_a_web_page_in_the_place_of_a_file_is_told(url, content_type, headers, html) -> None:
    with pytest.raises(FetchError, match=r"a \.\w+ file was promised, but a web page came") as failure:
        judge(parse(url), answer(html(), content_type, url, headers=headers))
    assert failure.value.kind == "unusable"
    with pytest.raises(FetchError, match=r"file was promised; the page says that it does not exist"):
        judge(parse(url), answer(short("404", "页面不存在"), content_type, url, headers=headers))


@pytest.mark.parametrize(
    ("body", "url", "content_type", "ending"),
    [
        (PDF, "https://www.example.org/a.pdf", "application/pdf", ".pdf"),
        (PDF, "https://www.example.org/down?id=1", "application/octet-stream", ".pdf"),
        (PDF, "https://www.example.org/a.html", "text/html", ".pdf"),
        (zipped(), "https://www.example.org/a.docx", "application/octet-stream", ".docx"),
        (zipped(), "https://www.example.org/a.ofd", "application/octet-stream", ".ofd"),
        (zipped(), "https://www.example.org/down", "application/zip", ".zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "https://www.example.org/a.wps", "", ".wps"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "https://www.example.org/a",
            "application/msword",
            ".doc",
        ),
        (b"{\\rtf1 a}", "https://www.example.org/a.doc", "application/msword", ".doc"),
        ("云屏县人民政府2023年度报告。".encode(), "https://www.example.org/a.txt", "text/plain", ".txt"),
        ("云屏县人民政府2023年度报告。".encode("gb18030"), "https://www.example.org/a", "text/plain", ".txt"),
    ],
)
def test_a_file_is_kept_under_the_ending_of_its_content(body, url, content_type, ending) -> None:
    assert judge(parse(url), answer(body, content_type, url)).ending == ending


def test_a_page_called_htm_or_shtml_is_kept_as_html(html) -> None:
    for name in ("a.htm", "a.shtml", "a.jsp", "a", "a.html?id=3"):
        url = f"https://www.example.org/{name}"
        assert judge(parse(url), answer(html(), came_from=url)).ending == ".html"


@pytest.mark.parametrize(
    ("body", "url"),
    [(PDF[:300], "https://www.example.org/a.pdf"), (zipped()[:60], "https://www.example.org/a.docx")],
)
def test_a_truncated_file_is_not_taken_for_good(body, url) -> None:
    with pytest.raises(FetchError, match="truncated") as failure:
        judge(parse(url), answer(body, "application/octet-stream", url))
    assert failure.value.kind == "unavailable"


def test_a_page_without_end_and_without_length_broke_off(html) -> None:
    page = html()
    with pytest.raises(FetchError, match="broke off"):
        judge(parse(ASKED), answer(page[:-30], delimited=False))
    assert judge(parse(ASKED), answer(page, delimited=False)).ending == ".html"
    assert judge(parse(ASKED), answer(page[:-30], delimited=True)).ending == ".html"


def test_what_is_no_document_is_told() -> None:
    for body, content_type in ((b'{"code": 500}', "application/json"), (b"\x00\x01\x02\xff" * 50, "")):
        with pytest.raises(FetchError, match="no document"):
            judge(parse("https://www.example.org/a"), answer(body, content_type, "https://www.example.org/a"))


def test_a_header_that_names_the_wrong_encoding_is_noted_and_not_believed(html) -> None:
    page = html().replace("utf-8", "gb2312").encode("gb18030")
    assert judge(parse(ASKED), answer(page, "text/html; charset=utf-8")).notes == (
        "the header says utf-8; the page is gb18030",
    )
    assert judge(parse(ASKED), answer(page, "text/html; charset=GBK")).notes == ()
    assert judge(parse(ASKED), answer(html(), "text/html; charset=ISO-8859-1")).notes == (
        "the header says iso-8859-1; the page is utf-8",
    )
    assert judge(parse(ASKED), answer(html(), "text/html; charset=binary")).notes == (
        "the header names the unknown encoding binary; the page is utf-8",
    )
