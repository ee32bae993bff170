from __future__ import annotations

from itertools import permutations
from typing import Any

import pandas as pd

from tongbi.comparability import compare, observations
from tongbi.comparability.succession import later_versions

PAGE = "https://www.example.org/a.html"
METRIC = "admin_inspections"


def report(name: str, **fields: Any) -> dict[str, Any]:
    return {
        "report_id": name,
        "path": f"fetched/{name}.html",
        "source_uri": PAGE,
        "issuer_name": "云屏县人民政府",
        "report_year": 2023,
        "version": "web",
        **fields,
    }


def test_versions_of_a_page_follow_one_another_by_their_number() -> None:
    versions = [report(name) for name in ("page", "page.v2", "page.v10")]
    for order in permutations(versions):
        assert later_versions(order) == {"page": 2, "page.v2": 1, "page.v10": 0}


def test_other_pages_years_issuers_and_versions_are_no_versions_of_a_page() -> None:
    reports = [
        report("a"),
        report("b.v2", source_uri="https://www.example.org/b.html"),
        report("c.v2", report_year=2022),
        report("d.v2", issuer_name="云屏县司法局"),
        report("e.v2", version="speech"),
        report("f.v2", source_uri=None),
        report("g.v2", source_uri=None),
    ]
    assert set(later_versions(reports).values()) == {0}


def test_the_latest_version_of_a_page_speaks_and_the_change_is_a_revision() -> None:
    for ids in (("1" * 16, "2" * 16), ("2" * 16, "1" * 16)):
        reports, mentions, texts = [], [], {}
        for report_id, name, value in zip(ids, ("page", "page.v2"), (98, 103), strict=True):
            text = f"全年检查{value}次。"
            texts[report_id] = text
            start = text.index(str(value))
            known = {"level": "county", "report_type": "law_based_government", "title": ""}
            reports.append(report(name, report_id=report_id, issuer_code=None, published_on=None, **known))
            place = {"start_char": start, "end_char": text.index("。"), "surface": f"{value}次"}
            figures = dict.fromkeys(("value", "low", "high"), float(value)) | {"unit": "次", "object": "检查"}
            meaning = {"metric_id": METRIC, "role": "actual", "period": "2023", "scope": ""}
            mentions.append({"report_id": report_id, **place, **figures, **meaning})
        frame = pd.DataFrame(reports)
        observation = observations(frame, pd.DataFrame(mentions), texts)
        comparison = compare(frame, observation)
        assert comparison.series["value"].tolist() == [103]
        assert comparison.revision[["first_value", "later_value"]].to_numpy().tolist() == [[98, 103]]
