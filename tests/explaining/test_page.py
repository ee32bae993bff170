"""The reading of a text as a page."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from tongbi import catalogue
from tongbi.explaining import explained, html_page, is_page

if TYPE_CHECKING:
    from pathlib import Path

    from tongbi.records import Identity, Mention


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


def test_the_page_holds_the_whole_text_and_every_reading(
    text: str, mentions: list[Mention], identity: Identity
) -> None:
    page = html_page(text, mentions, identity, catalogue.load())
    seen = _Visible()
    seen.feed(page)
    assert seen.main == text
    assert "120 [120, 130] 件" in seen.cards
    assert "admin_reconsideration_cases_accepted" in seen.cards
    assert "目标 · target" in seen.cards


def test_a_page_is_known_again_and_nothing_else_is_taken_for_one(
    text: str, mentions: list[Mention], identity: Identity, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    written = html_page(text, mentions, identity, catalogue.load())
    for content, ours in ((written, True), (written[1:], False), (text, False), ("", False)):
        page.write_text(content, encoding="utf-8")
        assert is_page(page) is ours


def test_the_page_asks_nothing_of_the_network(text: str, mentions: list[Mention], identity: Identity) -> None:
    page = html_page(text, mentions, identity, catalogue.load())
    assert not re.search(r"https?://|src=|@import|<script|<link", page)


def test_the_page_tells_the_reasons(identity: Identity) -> None:
    text = "全年收到行政复议申请40人。"
    mentions, reasons = explained(text, identity)
    assert "相近短语" not in html_page(text, mentions, identity, catalogue.load())
    page = html_page(text, mentions, identity, catalogue.load(), reasons)
    assert "相近短语" in page
    assert "admin_reconsideration_applications_received" in page


def test_a_text_without_a_title_is_headed_by_its_issuer_and_year(identity: Identity) -> None:
    page = html_page("无数字。", [], replace(identity, title=""), catalogue.load())
    assert "<h1>青槐县人民政府 2023</h1>" in page
