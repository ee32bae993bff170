from collections.abc import Callable
from pathlib import Path

from tongbi.catalogue import load, page
from tongbi.catalogue.load import read


def test_the_page_in_the_repository_is_that_of_the_catalogue() -> None:
    assert page.path().read_text(encoding="utf-8") == page.text(), "run: python -m tongbi.catalogue.page"


def test_every_metric_has_one_row_of_five_cells() -> None:
    rows = [line for line in page.text().splitlines() if line.startswith("| `")]
    ids = [row.split("`")[1] for row in rows]
    assert [metric_id for metric_id in load().metrics if ids.count(metric_id) != 1] == []
    assert {row.count(" | ") for row in rows if row.split("`")[1] in load().metrics} == {4}


def test_families_without_metrics_and_bars_in_text_do_not_break_the_tables(
    write_catalogue: Callable[..., Path],
) -> None:
    written = page.text(read(write_catalogue("Success rate", "Success | rate")))
    assert "government_work" not in written
    assert "化解率<br>Success \\| rate |" in written
    assert "`rate`<br>disputes_resolved / disputes_accepted" in written
