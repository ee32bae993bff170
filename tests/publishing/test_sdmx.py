"""The series as SDMX, written and read back by the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import duckdb
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pysdmx.io import read_sdmx

from tongbi.publishing import export_sdmx, publish, sdmx

if TYPE_CHECKING:
    from pathlib import Path

Frames = dict[str, pd.DataFrame]


@pytest.fixture
def written(warehouse: Path, tmp_path: Path) -> dict[str, Path]:
    return {path.suffixes[-1]: path for path in export_sdmx(warehouse, tmp_path)}


def test_the_library_reads_back_what_it_wrote(written: dict[str, Path], frames: Frames) -> None:
    (dataset,) = read_sdmx(written[".csv"]).data
    assert dataset.short_urn == "Dataflow=TONGBI:SERIES(1.0)"
    back = dataset.data
    assert len(back) == len(frames["series"])
    row = back[(back["METRIC"] == "cases_heard") & (back["OBS_STATUS"] == "B")].iloc[0]
    assert (row["TIME_PERIOD"], float(row["OBS_VALUE"])) == ("2022", 5900)
    assert (float(row["OBS_LOW"]), float(row["OBS_HIGH"])) == (5900, 6000)
    assert (row["UNIT_MEASURE"], row["UNIT_MULT"], row["SPELL"], row["VINTAGE"]) == ("件", "0", "2", "2022")
    pairs = zip(back["OBSERVATION_ID"], map(float, back["OBS_VALUE"]), strict=True)
    assert dict(pairs) == dict(
        zip(frames["series"]["observation_id"], frames["series"]["value"], strict=True)
    )


def test_the_structure_explains_every_code_in_the_data(written: dict[str, Path]) -> None:
    structures = read_sdmx(written[".json"]).structures
    (definition,) = (s for s in structures if type(s).__name__ == "DataStructureDefinition")
    lists = {s.id: {code.id for code in s.items} for s in structures if type(s).__name__ == "Codelist"}
    (dataset,) = read_sdmx(written[".csv"]).data
    assert [part.id for part in definition.components] == list(dataset.data.columns)
    for column, name in (("ISSUER", "CL_ISSUER"), ("METRIC", "CL_METRIC"), ("FREQ", "CL_FREQ")):
        assert set(dataset.data[column]) == lists[name]
    assert set(dataset.data["OBS_STATUS"]) <= lists["CL_OBS_STATUS"]


def test_every_status_that_the_table_allows_is_named() -> None:
    from tongbi.publishing import dictionary

    allowed = {
        status
        for (text,) in dictionary.fresh()
        .execute(
            "select constraint_text from duckdb_constraints() "
            "where table_name = 'series' and constraint_type = 'CHECK' "
            "and contains(constraint_text, 'obs_status')"
        )
        .fetchall()
        for status in text.split("'")[1::2]
    }
    assert allowed == set(sdmx.STATUS_NAMES)


def test_a_body_that_was_renamed_is_one_issuer_whatever_codes_its_reports_bear(
    frames: Frames, tmp_path: Path
) -> None:
    old, new = "青禾县人民政府", "青禾区人民政府"
    series = frames["series"]
    of_body = series["issuer_name"] == old
    codes = {"2018": "999901", "2019": None}
    series.loc[of_body, "issuer_code"] = [codes.get(p, "999909") for p in series[of_body]["period"]]
    for name in ("series", "yoy", "revision"):
        frames[name]["issuer_name"] = frames[name]["issuer_name"].replace(old, new)
    issuer = frames["issuer"]
    issuer["series_name"] = issuer["series_name"].replace(old, new)
    present = {**issuer.iloc[0].to_dict(), "issuer_name": new, "series_name": new, "issuer_code": "999909"}
    frames["issuer"] = pd.concat([issuer, pd.DataFrame([present])])
    publish(frames, tmp_path / "w.duckdb")
    data, structure = export_sdmx(tmp_path / "w.duckdb", tmp_path)
    issuers = {row[0] for row in duckdb.execute(f"select distinct ISSUER from '{data}'").fetchall()}
    assert len(issuers) == frames["series"]["issuer_name"].nunique()
    assert sdmx.issuer_id("999909", new) in issuers
    (bodies,) = (s for s in read_sdmx(structure).structures if s.id == "CL_ISSUER")
    assert sorted(code.name for code in bodies.items) == sorted(frames["series"]["issuer_name"].unique())


def test_a_value_stated_before_the_break_is_given(frames: Frames, tmp_path: Path) -> None:
    broken = frames["series"][frames["series"]["obs_status"] == "B"].iloc[0]
    frames["revision"].loc[0, ["issuer_name", "period", "first_value"]] = [
        broken["issuer_name"],
        "2022",
        160.0,
    ]
    publish(frames, tmp_path / "w.duckdb")
    data, _ = export_sdmx(tmp_path / "w.duckdb", tmp_path)
    rows = duckdb.execute(
        f"select TIME_PERIOD, OBS_PRE_BREAK from read_csv('{data}') where OBS_PRE_BREAK is not null"
    ).fetchall()
    assert rows == [(2022, 160.0)]


def test_money_is_given_in_the_multiple_of_the_catalogue(frames: Frames, tmp_path: Path) -> None:
    frames["metric"].loc[0, "unit"] = "万元"
    frames["series"]["unit"] = frames["series"]["unit"].replace("件", "元")
    publish(frames, tmp_path / "w.duckdb")
    data, _ = export_sdmx(tmp_path / "w.duckdb", tmp_path)
    rows = duckdb.execute(
        f"select distinct OBS_VALUE, UNIT_MULT, DECIMALS from read_csv('{data}') where UNIT_MEASURE = '元' "
        "and OBS_STATUS = 'B'"
    ).fetchall()
    assert rows == [(0.59, 4, 2)]


def test_an_empty_series_gives_a_message_without_rows(frames: Frames, tmp_path: Path) -> None:
    empty = {name: pd.DataFrame(columns=list(frame.columns)) for name, frame in frames.items()}
    publish(empty, tmp_path / "w.duckdb")
    data, _ = export_sdmx(tmp_path / "w.duckdb", tmp_path)
    assert data.read_text(encoding="utf-8").count("\n") == 1


def test_equal_content_gives_equal_bytes(warehouse: Path, tmp_path: Path) -> None:
    first, second = (export_sdmx(warehouse, tmp_path / name) for name in ("one", "two"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


@pytest.mark.parametrize(
    ("unit", "power"), [("件", 0), ("万元", 4), ("亿美元", 8), ("千米", 3), ("万", 0), ("%", 0), ("人次", 0)]
)
def test_multiplier_of_a_unit(unit: str, power: int) -> None:
    assert sdmx.unit_multiplier(unit) == power


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3, allow_nan=False))
def test_decimals_are_enough_and_no_more(number: object) -> None:
    value = float(str(number))
    places = sdmx.decimals(value)
    assert places <= 3
    assert f"{value:.{places}f}" == f"{value:.3f}"[: len(f"{value:.{places}f}")]
    assert places == 0 or f"{value:.{places}f}"[-1] != "0"


def test_bodies_of_one_code_keep_apart() -> None:
    one, other = sdmx.issuer_id("999901", "青禾县人民政府"), sdmx.issuer_id("999901", "青禾县司法局")
    assert one != other
    assert one.startswith("999901_")
    assert sdmx.issuer_id(None, "青禾县人民政府") == "_" + one.split("_")[1]
