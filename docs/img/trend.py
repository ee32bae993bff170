"""The picture `trend.png`: one metric of the sample reports, drawn from one query of the warehouse.

    uv run --with vl-convert-python docs/img/trend.py

A line joins only years that compare; a hollow point is the first year of another series.
"""

from __future__ import annotations

from pathlib import Path

import altair as alt
import duckdb

from tongbi.orchestration.store.settings import Settings

METRIC = "admin_reconsideration_applications_received"
SERIES = """
    select s.issuer_name, s.period, s.value, s.low, s.high, s.spell, m.name_zh, m.name_en
    from series s join metric m using (metric_id)
    where metric_id = ?
    order by all
"""
FONT = "Noto Sans CJK SC, Noto Serif CJK SC, sans-serif"


def chart() -> alt.LayerChart:
    """The series of all bodies that state the metric."""
    with duckdb.connect(str(Settings.of().warehouse), read_only=True) as warehouse:
        frame = warehouse.execute(SERIES, [METRIC]).df()
    frame["year"] = frame["period"].astype(int)
    start = frame.groupby(["issuer_name", "spell"])["year"].transform("min")
    frame["begins"] = (frame["spell"] > 1) & (frame["year"] == start)
    x = alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0))
    colour = alt.Color("issuer_name:N", title=None, legend=alt.Legend(orient="top"))
    lines = (
        alt.Chart(frame)
        .mark_line(strokeWidth=2.5)
        .encode(x=x, y=alt.Y("value:Q", title="件"), color=colour, detail="spell:N")
    )
    points = (
        alt.Chart(frame)
        .mark_circle(size=90, opacity=1, strokeWidth=2.5)
        .encode(
            x=x,
            y="value:Q",
            stroke=colour.legend(None),
            fill=alt.condition("datum.begins", alt.value("white"), colour.legend(None)),
        )
    )
    ranges = (
        alt.Chart(frame)
        .mark_rule(strokeWidth=4, opacity=0.35)
        .encode(x=x, y="low:Q", y2="high:Q", color=colour.legend(None))
    )
    name = frame.iloc[0]
    return (
        (ranges + lines + points)
        .properties(
            width=760,
            height=340,
            title=alt.Title(
                f"{name['name_zh']} · {name['name_en']}",
                subtitle="线断处两年不可比，空心点起为新序列 / No line between years that do not compare",
            ),
        )
        .configure(font=FONT)
        .configure_title(anchor="start", fontSize=18, subtitleFontSize=13, subtitleColor="#666")
        .configure_axis(labelFontSize=13, titleFontSize=13)
        .configure_legend(labelFontSize=13)
    )


if __name__ == "__main__":
    chart().save(Path(__file__).with_name("trend.png"), scale_factor=2)
