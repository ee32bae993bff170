"""What the assets of the comparison hand on to the warehouse beside what the comparison itself gives."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import duckdb
from typer.testing import CliRunner

from tongbi.cli.app import app
from tongbi.comparability import Correction, corrections

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from tongbi.orchestration.store.settings import Settings


def test_a_correction_stands_beside_what_the_report_states_and_holds_for_the_years_before(
    settings: Settings, report_text: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    of_2022 = Correction(
        issuer="云屏县人民政府",
        metric="admin_reconsideration_cases_accepted",
        period="2022",
        vintage=2022,
        action="override",
        expect=103,
        value=13,
        reason="多写一位",
        source="原件",
        date=dt.date(2024, 5, 20),
    )
    monkeypatch.setattr(corrections, "load", lambda: (of_2022,))
    later = report_text(2023, 121).replace("二、", "2022年受理行政复议案件14件。\n二、")
    (settings.sources[0] / "云屏县2023.txt").write_text(later, encoding="utf-8")
    arguments = ["run", str(settings.sources[0]), "--warehouse", str(settings.warehouse)]
    done = CliRunner().invoke(app, arguments)
    assert done.exit_code == 0, done.output
    of_metric = "metric_id = 'admin_reconsideration_cases_accepted' and period = '2022'"
    with duckdb.connect(str(settings.warehouse), read_only=True) as warehouse:
        columns = "value, corrected_value, corrected_low, corrected_high, quality_flags, vintage"
        stated = warehouse.execute(f"select {columns} from observation where {of_metric} order by vintage")
        assert stated.fetchall() == [
            (103.0, 13.0, 13.0, 13.0, "corrected_override", 2022),
            (14.0, None, None, None, "", 2023),
        ]
        known = [
            warehouse.execute(f"select value from as_of({year}) where {of_metric}").fetchall()
            for year in (2021, 2022, 2023)
        ]
    assert known == [[], [(13.0,)], [(14.0,)]]
