from __future__ import annotations

import datetime as dt
from typing import Any

from comparability_marked import Marked, frames

from tongbi.comparability import compare, observations
from tongbi.comparability.declared import IssuerFile, Succession
from tongbi.comparability.issuers import histories, rows

NONE = IssuerFile(successions=[])


def report(name: str, code: str | None, year: int, level: str = "county") -> dict[str, Any]:
    return {"issuer_name": name, "issuer_code": code, "report_year": year, "level": level}


def test_a_renamed_city_keeps_one_history_under_its_present_name() -> None:
    reports = [
        report("襄樊市人民政府", "420600", 2009, "city"),
        report("襄阳市人民政府", "420600", 2011, "city"),
    ]
    assert histories(reports, NONE) == {"襄樊市人民政府": "襄阳市人民政府"}


def test_a_city_that_became_a_district_does_too_and_so_do_its_departments() -> None:
    reports = [
        report("姜堰市人民政府", "321284", 2010),
        report("姜堰区人民政府", "321204", 2013),
        report("姜堰市司法局", "321284", 2010, "department"),
        report("姜堰区司法局", "321204", 2013, "department"),
    ]
    assert histories(reports, NONE) == {
        "姜堰市人民政府": "姜堰区人民政府",
        "姜堰市司法局": "姜堰区司法局",
    }


def test_names_that_report_in_one_year_are_two_bodies() -> None:
    reports = [
        report("姜堰市人民政府", "321284", 2010),
        report("姜堰区人民政府", "321204", 2010),
    ]
    assert histories(reports, NONE) == {}


def test_names_without_a_code_join_only_where_that_is_declared() -> None:
    reports = [report("云屏县人民政府", None, 2020), report("云屏市人民政府", None, 2021)]
    assert histories(reports, NONE) == {}
    chain = IssuerFile(
        successions=[
            Succession(old="云屏县人民政府", new="云屏市人民政府", since=dt.date(2021, 1, 1), how="upgraded"),
            Succession(
                old="云屏市人民政府", new="江州市云屏区人民政府", since=dt.date(2023, 1, 1), how="upgraded"
            ),
        ]
    )
    assert histories(reports, chain) == {
        "云屏县人民政府": "江州市云屏区人民政府",
        "云屏市人民政府": "江州市云屏区人民政府",
    }


def test_the_series_of_one_history_runs_through() -> None:
    made = [
        Marked(2009, "开展应急演练[36场 emergency_drills]。", issuer="襄樊市人民政府", level="city"),
        Marked(2010, "开展应急演练[52场 emergency_drills]。", issuer="襄阳市人民政府", level="city"),
    ]
    table, mention, texts = frames(made)
    table["issuer_code"] = "420600"
    result = compare(table, observations(table, mention, texts), register=())
    assert result.series["issuer_name"].tolist() == ["襄阳市人民政府"] * 2
    assert result.yoy["verdict"].tolist() == ["comparable"]


def test_each_name_is_told_with_its_years_and_the_name_of_its_series() -> None:
    reports = [
        {"report_id": str(at), **report(*given)}
        for at, given in enumerate(
            [
                ("姜堰区人民政府", "321204", 2014),
                ("姜堰市人民政府", "321284", 2010),
                ("姜堰市人民政府", "321284", 2011),
                ("云屏县人民政府", None, 2020),
            ]
        )
    ]
    names = histories(reports, NONE)
    told = rows(reports, names)
    assert told == rows(reversed(reports), names)
    assert told == [
        ("云屏县人民政府", "云屏县人民政府", None, "county", 2020, 2020, 1),
        ("姜堰区人民政府", "姜堰区人民政府", "321204", "county", 2014, 2014, 1),
        ("姜堰市人民政府", "姜堰区人民政府", "321284", "county", 2010, 2011, 2),
    ]
