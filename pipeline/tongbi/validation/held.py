"""Whose figure a row set aside is: its issuer, metric, period and value.

Belongs here: from the frame `quarantine` and the frames that its rows were taken from to what a reader wants
to know of a row. Does not belong here: decisions on rows (see `decisions`), or showing them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from tongbi.validation import declared

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pandas import DataFrame


class About(NamedTuple):
    """What is known of a row set aside; '' and None where its kind of row has no such thing."""

    issuer_name: str = ""
    metric_id: str = ""
    period: str = ""
    value: float | None = None


def about(quarantine: DataFrame, observations: DataFrame, issuers: Mapping[str, str]) -> list[About]:
    """One entry for each row of `quarantine` (columns what, row_key, report_id), in its order.

    `observations` are all observations, those set aside included; `issuers` gives the issuer of a report_id.
    A row of `series`, `yoy` or `revision` tells its issuer, metric and period in its key.
    """
    facts = observations.drop_duplicates("observation_id").set_index("observation_id").to_dict("index")
    rows = zip(quarantine["what"], quarantine["row_key"], quarantine["report_id"], strict=True)
    return [
        _about(str(what), str(key), issuers.get(str(report_id), ""), facts) for what, key, report_id in rows
    ]


def _about(what: str, key: str, issuer: str, facts: Mapping[Any, Mapping[Any, Any]]) -> About:
    if what == "observation":
        fact: Mapping[Any, Any] = facts.get(key, {})
    elif what in declared.FRAMES:
        names = declared.suite(what).key
        fact = dict(zip(names, key.split("|"), strict=False))
    else:
        fact = {}
    return About(
        issuer_name=_text(fact.get("issuer_name")) or issuer,
        metric_id=_text(fact.get("metric_id")),
        period=_text(fact.get("period")),
        value=float(fact["value"]) if "value" in fact else None,
    )


def _text(value: object) -> str:
    """A cell as text; '' where it is empty."""
    return value if isinstance(value, str) and value not in ("None", "nan") else ""
