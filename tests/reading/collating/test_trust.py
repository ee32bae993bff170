"""Which of two differing texts is believed, in the documented order."""

from __future__ import annotations

import pytest
from invented_reports import report, text

from tongbi.reading.collating.trust import Trust, preferred, same_page, trust_of

PLAIN = Trust("", 1, False, False, True, None)


def with_(**changes: object) -> Trust:
    fields = {name: getattr(PLAIN, name) for name in Trust.__dataclass_fields__}
    return Trust(**{**fields, **changes})  # type: ignore[arg-type]


ORDER = [
    with_(declared=True),
    with_(official=True),
    with_(published="2023-01-31"),
]


def test_each_criterion_decides_alone_and_in_both_directions() -> None:
    for better in (*ORDER[:2], PLAIN):
        worse = PLAIN if better is not PLAIN else with_(consistent=False)
        assert preferred(better, worse)[0] == 0
        assert preferred(worse, better)[0] == 1
        assert preferred(better, worse)[1]


def test_the_earlier_criterion_goes_first() -> None:
    assert preferred(with_(declared=True, consistent=False), with_(official=True))[0] == 0
    assert preferred(with_(official=True, published="2024-01-01"), with_(published="2023-01-01"))[0] == 0


def test_days_decide_only_where_both_are_known() -> None:
    assert preferred(with_(published="2023-01-31"), with_(published="2023-02-20"))[0] == 0
    assert preferred(with_(published="2023-01-31"), PLAIN) == (-1, "")


def test_more_copies_decide_last() -> None:
    assert preferred(PLAIN, PLAIN, (1, 2))[0] == 1
    assert preferred(with_(official=True), PLAIN, (1, 9))[0] == 0
    assert preferred(PLAIN, PLAIN, (2, 2)) == (-1, "")


def test_of_one_page_the_later_text_is_believed() -> None:
    old, new = with_(address="http://a.cn/1", page=1), with_(address="http://a.cn/1", page=2)
    assert same_page(old, new)
    assert preferred(old, new)[0] == 1
    assert not same_page(old, with_(address="http://b.cn/1", page=2))


@pytest.mark.parametrize(
    ("address", "official"),
    [
        ("https://www.yunping.gov.cn/a.html", True),
        ("www.gov.cn/a", True),
        ("http://gov.cn.example.com/a", False),
        ("https://mygov.cn/a", False),
        ("", False),
    ],
)
def test_a_host_is_official_by_its_end(address: str, official: bool) -> None:
    assert trust_of(report(text(), **({"source_uri": address} if address else {}))).official is official


def test_a_title_whose_year_the_text_does_not_know_is_not_consistent() -> None:
    assert trust_of(report(text())).consistent
    assert not trust_of(report(text().replace("2022年度", "2023年度", 1))).consistent
