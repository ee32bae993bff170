"""Evidence from other rows: what a reference leads to, what overlaps, what competes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tongbi.validation.evidence.pairs import growth_suspects, revision_suspects
from tongbi.validation.evidence.years import single_years

if TYPE_CHECKING:
    from pandas import DataFrame

    from tongbi.validation.context import Context


def references(frame: DataFrame, context: Context) -> dict[str, Any]:
    """Columns `report_is_known` and `report_year_of` (the year of the report that states the row)."""
    if context.reports is None:
        return {"report_is_known": [None] * len(frame), "report_year_of": [None] * len(frame)}
    facts = context.reports
    years = dict(zip(facts["report_id"], facts["report_year"], strict=True))
    return {
        "report_is_known": frame["report_id"].isin(list(years)),
        "report_year_of": frame["report_id"].map(years),
    }


def overlaps(frame: DataFrame) -> dict[str, Any]:
    """Column `overlaps`: the end of an earlier mention that reaches into this one, else missing."""
    place = ["report_id", "start_char", "end_char"]
    ordered = frame.drop_duplicates(place).sort_values(place, kind="stable")
    ends = ordered.groupby("report_id")["end_char"].cummax()
    reached = ends.groupby(ordered["report_id"]).shift()
    return {"overlaps": reached.where(reached > ordered["start_char"]).reindex(frame.index)}


def rivals(frame: DataFrame) -> dict[str, Any]:
    """Column `rival_values`: how many headline values that exclude one another a report gives for one year.

    Filled for headline actuals (scope empty) alone; 1 where their intervals meet (突破万亿元，达到…).
    """
    headline = frame[
        (frame["role"] == "actual") & (frame["scope"].fillna("") == "") & frame["period"].notna()
    ]
    groups = headline.groupby(["report_id", "metric_id", "period"])
    apart = groups["low"].transform("max") > groups["high"].transform("min") * (1 + 1e-9)
    counts = groups["value"].transform("nunique").where(apart, 1)
    return {"rival_values": counts.reindex(frame.index)}


def crossed(frame: DataFrame) -> dict[str, Any]:
    """Column `crossed_with`: last year's figure where a report gives it as this year's.

    Compares a report's figures of two adjacent years with what the issuer's earlier report gave for the first
    of them; filled on the later figure alone, and only where the two years are crossed.
    """
    years = single_years(frame["period"])
    usable = (frame["role"] == "actual") & (frame["scope"].fillna("") == "") & years.notna()
    columns = ["report_id", "issuer_name", "metric_id", "vintage", "value"]
    stated = frame.loc[usable, columns].assign(_year=years[usable])
    # Few reports give a metric more than once; the rest of the work is about those and their metrics alone.
    repeated = stated[stated.duplicated(["report_id", "metric_id"], keep=False)]
    latest = repeated.groupby(["report_id", "metric_id"])["_year"].transform("max")
    own = repeated[repeated["_year"] == latest]
    recalled = repeated[repeated["_year"] == latest - 1].assign(_year=lambda rows: rows["_year"] + 1)
    named = stated[stated["metric_id"].isin(recalled["metric_id"].unique())]
    ends = named.groupby(["report_id", "metric_id"])["_year"].transform("max")
    first = named[named["_year"] == ends].sort_values("vintage")
    earlier = first.drop_duplicates(["issuer_name", "metric_id", "_year"]).assign(
        _year=lambda rows: rows["_year"] + 1
    )
    pairs = (
        own.reset_index(names="_row")
        .merge(recalled[["report_id", "metric_id", "_year", "value"]], on=["report_id", "metric_id", "_year"],
               suffixes=("", "_recalled"))
        .merge(earlier[["issuer_name", "metric_id", "_year", "vintage", "value"]],
               on=["issuer_name", "metric_id", "_year"], suffixes=("", "_earlier"))
    )  # fmt: skip
    wrong = pairs[
        (pairs["vintage_earlier"] < pairs["vintage"])
        & (pairs["value"] == pairs["value_earlier"])
        & (pairs["value_recalled"] != pairs["value_earlier"])
    ].drop_duplicates("_row")
    return {"crossed_with": wrong.set_index("_row")["value_earlier"].reindex(frame.index)}


def origin(frame: DataFrame, context: Context) -> dict[str, Any]:
    """Where each series row is from: its observation's place, quote and role, and whether there is one."""
    import pandas as pd

    wanted = {"report_id": "report_id", "start_char": "start_char", "end_char": "end_char", "quote": "quote"}
    if context.observations is None:
        nothing = [None] * len(frame)
        return {
            **dict.fromkeys(wanted, nothing),
            "observation_is_known": nothing,
            "observation_role": nothing,
        }
    found = context.observations.drop_duplicates("observation_id").set_index("observation_id")
    found.index = found.index.astype("object")
    if found.empty:
        found = found.reindex([""])
    places = found.index.get_indexer(pd.Index(frame["observation_id"].astype("object")))
    met = found[[*wanted.values(), "role"]].iloc[places].set_index(frame.index)
    known = places >= 0
    return {
        **{column: met[source].where(known) for column, source in wanted.items()},
        "observation_is_known": known,
        "observation_role": met["role"].where(known),
    }


def growth_evidence(frame: DataFrame, context: Context) -> dict[str, Any]:
    """For `yoy`: `period_gap` in years, `difference`, `difference_pct`, `doubtful`, and a figure's place.

    `doubtful` names the figures that err where a stated growth does not fit. The place is that of the earlier
    figure where it alone is doubtful, else of the later one.
    """
    added: dict[str, Any] = {
        "period_gap": single_years(frame["period"]) - single_years(frame["previous_period"]),
        "difference": frame["value"] - frame["previous_value"],
        "difference_pct": (frame["value"] - frame["previous_value"]) / frame["previous_value"].where(
            frame["previous_value"] > 0
        ) * 100,
    }  # fmt: skip
    added["doubtful"] = growth_suspects(frame, context)
    if context.series is not None and context.observations is not None:
        traced = frame if "observation_id" in frame else _traced(frame, context.series)
        if "previous_observation_id" in traced:
            earlier = added["doubtful"] == "previous_value"
            ids = traced["observation_id"].mask(earlier, traced["previous_observation_id"])
            traced = traced.assign(observation_id=ids)
        added.update(origin(traced, context))
    else:
        for column in ("report_id", "start_char", "end_char", "quote"):
            added.setdefault(column, [None] * len(frame))
    return added


def _traced(frame: DataFrame, series: DataFrame) -> DataFrame:
    """Each row with the observation of its series, for frames that do not name it."""
    keys = ["issuer_name", "metric_id", "period"]
    ids = series.drop_duplicates(keys)[[*keys, "observation_id"]]
    return frame[keys].merge(ids, on=keys, how="left").set_index(frame.index)


def revision_evidence(frame: DataFrame, context: Context) -> dict[str, Any]:
    """For `revision`: `revision_ratio` (later by first value), `doubtful`, and a figure's place.

    `doubtful` names which of the two errs; the place is that of the first figure where it alone does, else
    that of the later one.
    """
    ratio = frame["later_value"] / frame["first_value"].where(frame["first_value"] > 0)
    added: dict[str, Any] = {"revision_ratio": ratio, "doubtful": revision_suspects(frame, context)}
    if "later_observation_id" in frame:
        first = added["doubtful"] == "first_value"
        ids = frame["later_observation_id"].mask(first, frame["first_observation_id"])
        source = origin(frame.assign(observation_id=ids), context)
        added.update({column: source[column] for column in ("report_id", "start_char", "end_char", "quote")})
    return added
