"""Pages of another program are made to load nothing, and keep their words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongbi.validation.report.self_contained import self_contained

PAGE = """<!DOCTYPE html><html><head><title>页 &amp; page</title>
<link rel="stylesheet" href="https://cdn.example.org/a.css"><link rel="icon" href="static/favicon.ico"/>
<base href="https://elsewhere.example.org/"><meta http-equiv="refresh" content="0;url=https://example.org">
<style>@import url("https://fonts.example.org/x.css");
@font-face { font-family: x; src: url(x.woff) }
p { color: red; background: url('//img.example.org/logo.png') }
td > p { margin: 0 }</style>
<script src="https://cdn.example.org/a.js"></script>
<script>if (1 < 2) { fetch("https://track.example.org") }</script>
</head><body onload="go()"><img src="https://track.example.org/logo.png?d=1"/>
<svg><image href="https://img.example.org/x.svg"/></svg><iframe src="//frame.example.org"><p>lost</p></iframe>
<p style="color: blue; background: url(https://img.example.org/y.png)"
onclick="go()">数值 1 &lt; 2&#12290;</p>
<a href="https://example.org/newsletter">words</a>
<a href="#section-1">here</a> <a href="series.html">beside</a>
<a href="javascript:go()">run</a><form action="https://example.org"><input type="image" src="b.png"></form>
<video poster="p.png"><source src="v.mp4"></video></body></html>"""
MADE = self_contained(PAGE, "p{margin:0}")


@pytest.mark.parametrize(
    "gone",
    ["example.org", "http", "favicon", "url(", "@import", "@font-face", "<script", "fetch", "onload",
     "onclick", "<img", "<iframe", "lost", "javascript", "<svg", "<base", "refresh", "b.png",
     "v.mp4", "p.png"],
)  # fmt: skip
def test_nothing_that_loads_or_runs_is_left(gone: str) -> None:
    assert gone in PAGE
    assert gone not in MADE


@pytest.mark.parametrize(
    "kept",
    ["<title>页 &amp; page</title>", "数值 1 &lt; 2&#12290;", 'style="color: blue; background: "',
     "<a>words</a>", '<a href="#section-1">here</a>', '<a href="series.html">beside</a>',
     "<style>p{margin:0}</style></head>",
     "td > p { margin: 0 }"],
)  # fmt: skip
def test_what_the_page_says_is_kept(kept: str) -> None:
    assert kept in MADE


def test_what_loads_nothing_stays_as_it_is() -> None:
    assert self_contained(MADE, "") == MADE.replace("</head>", "<style></style></head>")


@given(st.text(alphabet="<>/\"' =abhimrst:.&;-!", max_size=60))
def test_no_fragment_brings_a_loading_tag_back(fragment: str) -> None:
    made = self_contained(f"<p>{fragment}</p><script src='https://example.org/a.js'></script>", "")
    assert "<script src" not in made
