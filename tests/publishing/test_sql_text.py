"""The SQL that exports and comparisons ask lies where the program looks for it, in both packages too."""

from __future__ import annotations

import tarfile
import zipfile
from typing import TYPE_CHECKING

import pytest

from tongbi import project
from tongbi.publishing import WarehouseError, sql_text

if TYPE_CHECKING:
    from pathlib import Path

ROOT = project.root()


def test_a_statement_is_found_by_folder_and_name() -> None:
    assert "from series" in sql_text.of("exports", "workbook")


def test_a_missing_statement_is_named() -> None:
    with pytest.raises(WarehouseError, match=r"exports/poem\.sql: is missing; .* install again"):
        sql_text.of("exports", "poem")


@pytest.mark.skipif(not (ROOT / "pyproject.toml").is_file(), reason="an installed wheel is not built again")
def test_every_sql_file_of_the_warehouse_is_in_the_wheel_and_in_the_sdist(tmp_path: Path) -> None:
    from hatchling.builders.sdist import SdistBuilder
    from hatchling.builders.wheel import WheelBuilder

    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "warehouse").glob("*/*.sql")}
    assert len({name.split("/")[1] for name in files}) == 5
    (wheel,) = WheelBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    with zipfile.ZipFile(wheel) as archive:
        packed = archive.namelist()
    assert {name for name in packed if name.endswith(".sql")} == {f"tongbi/_project/{name}" for name in files}
    assert not [name for name in packed if name.endswith(".duckdb")]
    (sdist,) = SdistBuilder(str(ROOT)).build(directory=str(tmp_path), versions=["standard"])
    with tarfile.open(sdist) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    assert {name for name in inside if name.endswith(".sql")} == files
