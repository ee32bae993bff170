"""What several test packages share: short reports of a county that does not exist, and where to put them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tongbi.orchestration.store.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _report_text(year: int = 2023, cases: int = 120, issuer: str = "云屏县") -> str:
    """A report of a county government that states two figures of its own year, one of them with growth."""
    return (
        f"{issuer}人民政府{year}年度法治政府建设情况报告\n\n"
        f"{year}年，{issuer}人民政府深入推进依法行政，现将有关情况报告如下。\n"
        f"一、化解行政争议。全年收到行政复议申请{cases}件，受理{cases - 7}件，审结{cases - 20}件。\n"
        f"二、规范执法行为。举办执法人员培训班{cases // 10}期，培训执法人员近{cases * 5}人次。\n"
        f"三、下一步工作。{year + 1}年计划举办培训班不少于20期。\n"
    )


@pytest.fixture(scope="session")
def report_text() -> Callable[..., str]:
    """The text of a short report: `report_text(year, cases, issuer)`."""
    return _report_text


@pytest.fixture(autouse=True)
def _own_instance(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test writes into the project's own Dagster instance or reads a developer's settings."""
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path_factory.getbasetemp() / "dagster_home"))
    monkeypatch.setenv("DAGSTER_DISABLE_TELEMETRY", "1")
    monkeypatch.delenv("TONGBI_SOURCES", raising=False)
    monkeypatch.delenv("TONGBI_WAREHOUSE", raising=False)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Three reports in a folder, and a warehouse that is not there yet."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for year, cases in ((2021, 100), (2022, 110), (2023, 121)):
        (folder / f"云屏县{year}.txt").write_text(_report_text(year, cases), encoding="utf-8")
    return Settings(sources=(folder,), warehouse=tmp_path / "out" / "w.duckdb")
