import re
from html.parser import HTMLParser
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from tongbi import catalogue
from tongbi.explaining import explained, html_page, mark, print_text
from tongbi.extraction import extract
from tongbi.records import Identity, Mention

IDENTITY = Identity(
    "青槐县人民政府", "county", "law_based_government", 2023, title="青槐县2023年法治政府建设报告"
)
TEXT = (
    "青槐县2023年法治政府建设报告\n"
    "全县受理行政复议案件120余件，同比增长8.1%；发放<普法>手册3万份。参考率、合格率均为100%，国家工作人员学法考试结束。\n"
    "下一步，力争调解成功率达到98%以上。"
)


@pytest.fixture(scope="module")
def mentions() -> list[Mention]:
    return extract(TEXT, IDENTITY)


class _Visible(HTMLParser):
    """The text of <main> outside the cards, and the text of the cards."""

    def __init__(self) -> None:
        super().__init__()
        self.main, self.cards, self.depth, self.stack = "", "", 0, []

    def handle_starttag(self, tag, attrs):
        if tag in ("meta",):
            return
        self.stack.append((tag, dict(attrs).get("class")))

    def handle_endtag(self, tag):
        while self.stack and self.stack.pop()[0] != tag:
            pass

    def handle_data(self, data):
        if ("main", None) not in self.stack:
            return
        if any(cls == "card" for _, cls in self.stack):
            self.cards += data
        else:
            self.main += data


def test_the_page_holds_the_whole_text_and_every_reading(mentions):
    page = html_page(TEXT, mentions, IDENTITY, catalogue.load())
    seen = _Visible()
    seen.feed(page)
    assert seen.main == TEXT
    assert "120 [120, 130] 件" in seen.cards
    assert "admin_reconsideration_cases_accepted" in seen.cards
    assert "目标 · target" in seen.cards


def test_the_page_asks_nothing_of_the_network(mentions):
    page = html_page(TEXT, mentions, IDENTITY, catalogue.load())
    assert not re.search(r"https?://|src=|@import|<script|<link", page)


def test_the_terminal_numbers_each_mention_once(mentions):
    out = StringIO()
    print_text(TEXT, mentions, catalogue.load(), Console(file=out, width=200, color_system=None))
    shown = out.getvalue()
    assert shown.count("120余件[") == 1
    assert re.findall(r"\[(\d+)\]", shown) == [str(n) for n in range(1, len(mentions) + 1)]


@given(st.text(alphabet="受理案件,0123456789万件%，。\n<&>", max_size=80))
def test_the_pieces_are_the_text_again(text):
    assert "".join(piece.text for piece in mark(text, extract(text, IDENTITY))) == text


def test_a_quantity_tells_what_gave_its_role_and_a_nameless_one_what_almost_named_it():
    text = "下一步，力争办理行政复议申请38件。全年收到行政复议申请40人，同比增长8%。"
    mentions, reasons = explained(text, IDENTITY)
    assert mentions == extract(text, IDENTITY)
    planned, nameless, growth = (reasons[mention.start] for mention in mentions)
    assert "计划" in planned.because
    assert planned.near == ()
    assert [near.lack for near in nameless.near][:1] == ["unit"]
    assert "增长" in growth.because


def test_page_and_terminal_tell_the_reasons():
    text = "全年收到行政复议申请40人。"
    mentions, reasons = explained(text, IDENTITY)
    page = html_page(text, mentions, IDENTITY, catalogue.load(), reasons)
    assert "相近短语" in page
    assert "admin_reconsideration_applications_received" in page
    out = StringIO()
    print_text(text, mentions, catalogue.load(), Console(file=out, width=200), reasons)
    assert "admin_reconsideration_applications_received" in out.getvalue()
