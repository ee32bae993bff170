"""The reading of a text in a terminal."""

from __future__ import annotations

import re
from io import StringIO
from typing import TYPE_CHECKING

from rich.console import Console

from tongbi import catalogue
from tongbi.explaining import explained, print_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tongbi.explaining import Reason
    from tongbi.records import Identity, Mention


def shown(text: str, mentions: Sequence[Mention], reasons: Mapping[int, Reason] | None = None) -> str:
    out = StringIO()
    print_text(text, mentions, catalogue.load(), Console(file=out, width=200, color_system=None), reasons)
    return out.getvalue()


def test_the_terminal_numbers_each_mention_once(text: str, mentions: list[Mention]) -> None:
    printed = shown(text, mentions)
    assert printed.count("120余件[") == 1
    assert re.findall(r"\[(\d+)\]", printed) == [str(n) for n in range(1, len(mentions) + 1)]


def test_a_quantity_broken_over_lines_is_one_row_of_the_table(identity: Identity) -> None:
    text = "全年收到行政复议申请40\n件。"
    mentions, _ = explained(text, identity)
    assert len([line for line in shown(text, mentions).splitlines() if "40件" in line]) == 1


def test_the_terminal_tells_what_almost_named_a_quantity(identity: Identity) -> None:
    text = "全年收到行政复议申请40人。"
    mentions, reasons = explained(text, identity)
    metric = "admin_reconsideration_applications_received"
    assert metric not in shown(text, mentions)
    assert metric in shown(text, mentions, reasons)
