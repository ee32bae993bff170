"""Where every mention went: into the series, set aside with a reason, or it matched no metric.

Belongs here: the account of mentions, as a pure function of frames. Does not belong here: deciding what is
set aside. The account must balance: a mention whose fate nobody knows is listed as `unexplained`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pandas import DataFrame

FATES = (
    "in_series", "quarantined", "dropped", "other_role", "scoped", "other_span", "superseded", "no_metric",
    "unexplained",
)  # fmt: skip
"""What may become of a mention, in the order of the account.

in_series    its observation is the figure of a series
quarantined  it failed a critical expectation, as mention, as observation or in its series
dropped      taken out by the corrections register
other_role   a target, growth, change, cumulative or average figure: an observation, but no level of a year
scoped       a part (a campaign, a place, some months): an observation, but no headline
other_span   a headline whose period is not one year, or is not told
superseded   a headline level of a year for which the series uses another statement
no_metric    a quantity that matched no metric of the catalogue
unexplained  none of these: a fault of the program
"""

_PLACE = ["report_id", "start_char", "end_char"]


def fates(
    mention: DataFrame,
    observation: DataFrame,
    series: DataFrame,
    quarantine: DataFrame,
    dropped: Collection[str] = (),
) -> DataFrame:
    """One row for each mention, quarantined ones included: report_id, start_char, end_char, fate.

    `mention` and `observation` are the frames after validation, `quarantine` holds what validation took out
    of them (columns what, report_id, start_char, end_char), `dropped` the observation ids that the register
    drops.
    """
    import numpy as np
    import pandas as pd

    out = quarantine[quarantine["what"].isin(["mention", "observation", "series"])]
    held = out[_PLACE].dropna().drop_duplicates()
    alone = held.merge(mention[_PLACE], on=_PLACE, how="left", indicator=True)
    lost = alone[alone["_merge"] == "left_only"][_PLACE].assign(metric_id=None)
    every = pd.concat(
        [mention[[*_PLACE, "metric_id"]].astype({"metric_id": "object"}), lost], ignore_index=True
    )
    every = every.astype({"start_char": "int64", "end_char": "int64"})

    place = [*_PLACE, "metric_id"]
    seen = observation[[*place, "observation_id", "role", "scope", "period"]].drop_duplicates(place)
    rows = every.merge(seen.astype({"metric_id": "object"}), on=place, how="left")
    quarantined = rows[_PLACE].merge(held.astype(every[_PLACE].dtypes), on=_PLACE, how="left", indicator=True)
    single = rows["period"].astype("str").str.fullmatch(r"\d{4}").fillna(False).astype(bool)
    observed = rows["observation_id"].notna()
    choices = [
        (observed & rows["observation_id"].isin(series["observation_id"]), "in_series"),
        (quarantined["_merge"] == "both", "quarantined"),
        (observed & rows["observation_id"].isin(list(dropped)), "dropped"),
        (observed & (rows["role"] != "actual"), "other_role"),
        (observed & (rows["scope"].fillna("") != ""), "scoped"),
        (observed & ~single, "other_span"),
        (observed, "superseded"),
        (rows["metric_id"].isna(), "no_metric"),
    ]
    fate = np.select(
        [condition.to_numpy(bool) for condition, _ in choices], [f for _, f in choices], "unexplained"
    )
    return rows[_PLACE].assign(fate=fate)


def reconcile(
    mention: DataFrame,
    observation: DataFrame,
    series: DataFrame,
    quarantine: DataFrame,
    *,
    reports: DataFrame,
    dropped: Collection[str] = (),
    found: Mapping[str, int] | None = None,
) -> DataFrame:
    """The account: one row for each report, with its mentions, a column for each fate, and `balance`.

    `found` says how many mentions the extraction gave for each report_id, before anything was set aside;
    without it the frames are counted. `balance` is the mentions less all explained fates: 0 where everything
    adds up.
    """
    import pandas as pd

    each = fates(mention, observation, series, quarantine, dropped)
    table = pd.crosstab(each["report_id"], each["fate"]).reindex(
        index=list(reports["report_id"]), columns=list(FATES), fill_value=0
    )
    account = table.reset_index(names="report_id")
    named = reports[["report_id", "issuer_name", "report_year"]].merge(account, on="report_id")
    counted = each.groupby("report_id").size()
    total = (counted if found is None else pd.Series(dict(found), dtype="int64")).reindex(
        named["report_id"], fill_value=0
    )
    explained = named[[fate for fate in FATES if fate != "unexplained"]].sum(axis=1)
    named.insert(3, "mentions", total.to_numpy())
    return named.assign(balance=named["mentions"] - explained)
