"""Bodies of one name in two places."""

from __future__ import annotations

from tongbi.reading.namesakes import fuller_names

GULOU = "鼓楼区人民政府"


def test_two_places_of_one_name_are_told_apart_by_what_they_lie_in() -> None:
    assert fuller_names([(GULOU, "320106"), (GULOU, "350102"), (GULOU, "320106")]) == {
        (GULOU, "320106"): "南京市鼓楼区人民政府",
        (GULOU, "350102"): "福州市鼓楼区人民政府",
    }


def test_one_place_keeps_its_name_and_so_does_one_without_a_code() -> None:
    assert fuller_names([(GULOU, "320106"), (GULOU, None), ("云屏县人民政府", None)]) == {}


def test_a_place_whose_code_changed_is_one_place() -> None:
    assert fuller_names([("萧山区人民政府", "330109"), ("萧山区人民政府", "330181")]) == {}


def test_a_code_that_is_not_in_the_data_tells_apart_by_itself() -> None:
    assert fuller_names([(GULOU, "320106"), (GULOU, "999901")])[GULOU, "999901"] == f"999901{GULOU}"
