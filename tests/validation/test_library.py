"""Loading the library: what no rule needs stays unloaded, and what was stood in for still works."""

from __future__ import annotations

import gc
import subprocess
import sys
from types import ModuleType

import pytest

from tongbi.validation import library

LOADS = """
import sys
from tongbi.validation import library
library.load()
looked_for = ("scipy", "scipy.stats", "altair", "great_expectations")
print(*sorted(name for name in looked_for if name in sys.modules))
from scipy import stats
print(stats.norm.cdf(0.0), type(sys.modules["scipy"]).__name__)
from great_expectations.expectations.core import expect_column_kl_divergence_to_be_less_than as divergence
print(divergence.stats.entropy([0.5, 0.5]) > 0, divergence.alt.Chart.__name__)
"""


def test_libraries_of_charts_and_distributions_are_loaded_at_their_first_use() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", LOADS], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["great_expectations", "0.5 module", "True Chart"]


def test_a_module_left_for_later_is_the_real_one_once_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    monkeypatch.setitem(sys.modules, "colorsys", library.Deferred("colorsys"))
    import colorsys

    assert isinstance(colorsys, library.Deferred)
    assert colorsys.rgb_to_hsv(0, 0, 0) == (0.0, 0.0, 0)
    assert not isinstance(sys.modules["colorsys"], library.Deferred)
    with pytest.raises(AttributeError):
        _ = colorsys.no_such_thing


def test_a_module_that_is_loaded_already_is_not_stood_in_for(monkeypatch: pytest.MonkeyPatch) -> None:
    there = ModuleType("scipy")
    monkeypatch.setitem(sys.modules, "scipy", there)
    with library.deferred():
        assert sys.modules["scipy"] is there
    assert sys.modules["scipy"] is there


@pytest.mark.parametrize("collecting", [True, False])
def test_the_search_for_garbage_is_left_as_it_was(collecting: bool) -> None:
    (gc.enable if collecting else gc.disable)()
    try:
        with library.uncollected():
            assert not gc.isenabled()
        assert gc.isenabled() is collecting
    finally:
        gc.enable()
