"""Exports hold every row of every table, in one order."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import pandas as pd

from tongbi.publishing import export_tables, fingerprint, publish

if TYPE_CHECKING:
    from pathlib import Path

Frames = dict[str, pd.DataFrame]


def test_every_table_is_written_in_both_formats(warehouse: Path, frames: Frames, tmp_path: Path) -> None:
    written = export_tables(warehouse, tmp_path)
    assert {p.name for p in written} == {f"{name}.{form}" for name in frames for form in ("csv", "parquet")}
    for name, frame in frames.items():
        for reader in (f"read_csv('{tmp_path}/{name}.csv')", f"'{tmp_path}/{name}.parquet'"):
            assert duckdb.execute(f"select count(*) from {reader}").fetchone() == (len(frame),)
    rows = pd.read_csv(tmp_path / "series.csv")[["issuer_name", "metric_id", "period"]]
    assert rows.equals(rows.sort_values(list(rows.columns), ignore_index=True))


def test_formats_can_be_chosen(warehouse: Path, tmp_path: Path) -> None:
    assert {path.suffix for path in export_tables(warehouse, tmp_path / "it's", ["csv"])} == {".csv"}


def test_the_fingerprint_tells_content_not_time(warehouse: Path, frames: Frames, tmp_path: Path) -> None:
    later = tmp_path / "later.duckdb"
    frames["run"]["published_at"] = "2026-02-03T04:05:06Z"
    frames["check_result"]["checked_at"] = "2026-02-03T04:05:06Z"
    publish(frames, later)
    assert fingerprint(later) == fingerprint(warehouse)
    frames["series"].loc[frames["series"]["value"] == 160, ["value", "high"]] = 161.0
    publish(frames, later)
    assert fingerprint(later) != fingerprint(warehouse)
