from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tongbi.comparability.magnitude import POWERS, TOLERANCE, stretches, suspects
from tongbi.validation import expectations


def test_what_the_check_names_is_suspected_here() -> None:
    check = next(spec for spec in expectations("series") if spec.name == "series_magnitude_is_kept")
    options = check.kwargs["options"]
    assert tuple(options["powers"]) == POWERS
    assert options["tolerance"] < TOLERANCE


@given(
    st.lists(st.floats(1000, 2000), min_size=3, max_size=8),
    st.data(),
    st.sampled_from([1e4, 1e-4, 1e8]),
)
def test_one_slip_among_steady_figures_is_found_and_no_other(values, data, factor) -> None:
    series = dict(enumerate(values, 2015))
    wrong = data.draw(st.sampled_from(sorted(series)))
    series[wrong] *= factor
    assert suspects([series]) == {wrong}


def test_figures_apart_from_each_other_by_a_break_are_not_held_together() -> None:
    assert suspects(stretches({2021: 1286.0, 2022: 12860000.0}, broken=[2022])) == set()
    assert suspects(stretches({2021: 1286.0, 2022: 12860000.0}, broken=[])) == {2021, 2022}


def test_nothing_is_told_of_zero() -> None:
    assert suspects(stretches({2021: 0.0, 2022: 12860000.0, 2023: 1.0e7}, broken=[])) == set()
