import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tongbi.catalogue import frame, load
from tongbi.catalogue.load import read
from tongbi.catalogue.table import COLUMNS


def test_one_row_a_metric_in_the_catalogues_order() -> None:
    table = frame()
    assert list(table.columns) == list(COLUMNS)
    assert list(table["metric_id"]) == list(load().metrics)
    assert not table.isna().any().any()


def test_a_row_says_what_the_files_say(write_catalogue: Callable[..., Path]) -> None:
    row = frame(catalogue=read(write_catalogue())).set_index("metric_id").loc["success_rate"]
    assert row.to_dict() == {
        "name_zh": "化解率",
        "name_en": "Success rate",
        "domain": "disputes",
        "unit": "%",
        "kind": "rate",
        "base": "disputes_resolved / disputes_accepted",
        "definition": "化解件数占受理件数的比例。",
        "breaks": "",
        "definition_en": "Share of disputes that were resolved.",
        "family": "law_based_government",
        "domain_zh": "矛盾纠纷",
        "domain_en": "Disputes",
    }


def test_breaks_come_from_a_mapping_or_a_function() -> None:
    given = frame({"grain_output": "2016 census"}).set_index("metric_id")["breaks"]
    assert given["grain_output"] == "2016 census"
    assert given["gdp_total"] == ""
    computed = frame(lambda metric: metric.kind).set_index("metric_id")["breaks"]
    assert computed["gdp_total"] == "count_flow"


def test_loading_the_catalogue_does_not_import_pandas() -> None:
    code = "import sys, tongbi.catalogue as c; c.load(); sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
