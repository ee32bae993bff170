"""The library's own pages: they show each suite's results and load nothing."""

from __future__ import annotations

import datetime as dt
from html.parser import HTMLParser
from typing import Any

import pytest

from tongbi.validation import FRAMES, check_result_frame, expectations, validate
from tongbi.validation.report.data_docs import index_page, suite_page

NOW = dt.datetime(2025, 6, 1, 8, 30, tzinfo=dt.UTC)


class Loads(HTMLParser):
    """What a browser would fetch or run of a page, and where its links lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.links: list[str] = []
        self.feed(page)
        self.loads += [part for part in ("url(", "@import", "http://", "https://") if part in page]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "link", "img", "iframe", "object", "embed", "source", "base"):
            self.loads.append(tag)
        for name, value in attrs:
            if name == "href" and value:
                self.links.append(value)
            elif name in ("src", "srcset", "data", "poster") or (value or "").startswith("//"):
                self.loads.append(f"{name}={value}")


@pytest.mark.parametrize("name", FRAMES)
def test_a_page_shows_every_result_of_its_suite_and_loads_nothing(name: Any, clean: Any) -> None:
    pages: list[str] = []
    bad = clean.with_cell("observation", 6, "value", 971.0).with_cell("observation", 6, "high", 971.0)
    outcome = validate(
        name,
        bad.frame(name),
        context=bad.context(),
        told=lambda result: pages.append(suite_page(result, NOW)),
    )
    (page,) = pages
    found = Loads(page)
    assert found.loads == []
    assert {link for link in found.links if not link.startswith("#")} == {"index.html"}
    for spec in expectations(name):
        assert spec.description.zh in page
        assert spec.description.en.replace("'", "&#39;") in page.replace("&#x27;", "&#39;").replace(
            "'", "&#39;"
        )
    failed = len(outcome.failed())
    assert f"Status: {'Failed' if failed else 'Succeeded'}" in " ".join(page_text(page).split())
    if name == "observation":
        assert failed == 1
        assert "971" in page, "the failing value is shown"
    assert "2025-06-01" in page
    assert "__none__" not in page_text(page).replace("/ __none__", "")


def page_text(page: str) -> str:
    """The words of a page."""

    class Words(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.said: list[str] = []
            self.inside = False

        def handle_starttag(self, tag: str, attrs: Any) -> None:
            self.inside = tag == "style"

        def handle_endtag(self, tag: str) -> None:
            self.inside = False

        def handle_data(self, data: str) -> None:
            if not self.inside:
                self.said.append(data)

    words = Words()
    words.feed(page)
    return " ".join(words.said)


def test_asking_the_library_in_full_changes_no_verdict(clean: Any) -> None:
    bad = clean.with_cell("observation", 6, "value", 971.0).with_cell("observation", 6, "high", 971.0)
    plain = validate("observation", bad.observation, context=bad.context())
    full = validate("observation", bad.observation, context=bad.context(), told=lambda _: None)
    assert full.results == plain.results
    assert full.failing == plain.failing


def test_the_first_page_leads_to_those_that_are_there(clean: Any) -> None:
    results = validate("series", clean.series, context=clean.context()).results
    frame = check_result_frame(results, run_id="", checked_at="2025-06-01T08:30:00")
    page = index_page(frame, {"series", "yoy"}, "2025-06-01T08:30:00")
    found = Loads(page)
    assert found.loads == []
    assert found.links == ["../index.html", "series.html"]
    assert f"<td>{len(results)}</td><td>{len(results)}</td><td>0</td>" in page
