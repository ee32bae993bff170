"""What people see in a browser: assets, checks, one check's failing rows and trend, the quality report.

Runs the samples twice, serves `tongbi ui` and drives Debian's Chromium. Skipped where there is none. With
TONGBI_SCREENS=1 the screens are kept under docs/img.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tongbi import project
from tongbi.validation import FRAMES

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import FloatRect, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PICTURES = project.root() / "docs" / "img"
CHECK = "observation_sum_closes"
GROUPS = ("sources", "reading", "extraction", "comparability", "validation", "warehouse")
PATIENCE = 40.0

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (Debian: chromium)")


def tongbi(*arguments: str) -> list[str]:
    return [str(Path(sys.executable).with_name("tongbi")), *arguments]


@pytest.fixture(scope="module")
def surroundings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment with an instance and a warehouse of its own, after two runs on the samples."""
    folder = tmp_path_factory.mktemp("screens")
    environment = {
        **os.environ,
        "DAGSTER_HOME": str(folder / "home"),
        "TONGBI_WAREHOUSE": str(folder / "w.duckdb"),
        "DAGSTER_DISABLE_TELEMETRY": "1",
    }
    for name in [name for name in environment if name.startswith(("TONGBI_ALERT_", "TONGBI_SOURCES"))]:
        del environment[name]
    for arguments in (["run"], ["run", "--again"]):
        subprocess.run(tongbi(*arguments), env=environment, check=True, capture_output=True)
    return environment


@pytest.fixture(scope="module")
def address(surroundings: dict[str, str]) -> Iterator[str]:
    """Where `tongbi ui` serves; it and its children end with the test."""
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        port = opened.getsockname()[1]
    log = Path(surroundings["TONGBI_WAREHOUSE"]).with_name("ui.log")
    with log.open("wb") as output:
        served = subprocess.Popen(
            tongbi("ui", "--port", str(port)), env=surroundings, stdout=output, stderr=output,
            start_new_session=True,
        )  # fmt: skip
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(int(PATIENCE * 2)):
            try:
                urllib.request.urlopen(f"{base}/server_info", timeout=2).close()
                break
            except (urllib.error.URLError, OSError):
                assert served.poll() is None, log.read_text(encoding="utf-8")
                time.sleep(0.5)
        yield base
    finally:
        os.killpg(served.pid, signal.SIGINT)
        try:
            served.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(served.pid, signal.SIGKILL)
            served.wait()


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        opened = browser.new_page(viewport={"width": 1800, "height": 1000})
        opened.set_default_timeout(PATIENCE * 1000)
        yield opened
        browser.close()


def keep(page: Page, name: str, clip: FloatRect | None = None) -> None:
    """The screen, or a part of it, as a picture of the documentation, where it is asked for."""
    if os.environ.get("TONGBI_SCREENS"):
        page.wait_for_timeout(1500)
        page.screenshot(path=PICTURES / f"{name}.png", clip=clip)


def _fit(page: Page) -> None:
    """Move the graph until all of it is on the screen: the page fits it into the window's width alone."""
    page.wait_for_timeout(5000)
    for _ in range(4):
        page.mouse.click(2271, 1552)  # the sign for a step further off
        page.wait_for_timeout(800)
    named = ("document", "metric", *FRAMES, "quarantine", "check_result", "warehouse")
    shown = [page.get_by_text(name, exact=True).last for name in named]
    heights = [box["y"] for box in (each.bounding_box() for each in shown) if box]
    page.mouse.move(650, 900)
    page.mouse.down()
    page.mouse.move(650, 900 + 880 - (min(heights) + max(heights)) / 2, steps=10)
    page.mouse.up()
    for each in shown:
        each.wait_for()


def test_the_graph_shows_the_assets_of_every_stage(page: Page, address: str) -> None:
    unfolded = ",".join(f"global@global:{group}" for group in GROUPS)
    page.set_viewport_size({"width": 2300, "height": 1700})
    page.goto(f"{address}/asset-groups/?expanded={urllib.parse.quote(unfolded)}")
    page.get_by_text("observation", exact=True).last.wait_for()
    said = page.inner_text("body")
    for group in GROUPS:
        assert group in said, group
    if os.environ.get("TONGBI_SCREENS"):
        _fit(page)
    keep(page, "graph", {"x": 545, "y": 112, "width": 1700, "height": 1540})
    page.set_viewport_size({"width": 1800, "height": 1000})


def test_the_list_of_checks_tells_passed_from_failed(page: Page, address: str) -> None:
    page.goto(f"{address}/assets/observation?view=checks")
    page.get_by_text(CHECK, exact=True).first.wait_for()
    page.get_by_text(CHECK, exact=True).first.click()
    page.get_by_text("Failed").first.wait_for()
    said = page.inner_text("body")
    for name, state in (
        (CHECK, "Failed"),
        ("observation_headline_is_single", "Succeeded"),
        ("observation_key_is_unique", "Succeeded"),
    ):
        assert f"{name}\n{state}" in said
    keep(page, "quality-checks")


def test_a_failed_check_shows_rows_with_their_figure_document_and_counts(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 2100, "height": 1150})
    page.goto(f"{address}/assets/observation?view=checks&checkDetail={CHECK}")
    page.get_by_text("failing_rows").first.wait_for()
    page.get_by_text("【31,206件】").first.wait_for()
    said = page.inner_text("body")
    for part in (
        "各部分之和等于总数。",
        "The parts add up to the total.",
        "5310 + 25886 = 31196 ≠ 31206",
        "sources/samples/yanxixian/yanxixian-2024.txt:1261-",
        "unexpected_before",
        "failing_pct",
        "Plots",
    ):
        assert part in said, part
    keep(page, "quality-failing-rows")


def test_the_trend_draws_a_chart_of_the_last_runs(page: Page, address: str) -> None:
    page.goto(f"{address}/assets/observation?view=checks&checkDetail={CHECK}")
    page.locator("tr", has_text="trend").get_by_text("Show Markdown").last.click()
    picture = page.locator("img[alt=trend]")
    picture.wait_for()
    assert picture.evaluate("image => image.complete && image.naturalWidth") > 0
    rows = picture.locator("xpath=ancestor::*[.//table][1]").locator("tbody tr")
    assert rows.count() == 2
    keep(page, "quality-trend")


def test_the_quality_report_reads_in_both_languages_and_loads_nothing(
    page: Page, surroundings: dict[str, str]
) -> None:
    report = Path(surroundings["TONGBI_WAREHOUSE"]).with_name("w.store") / "quality" / "index.html"
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size({"width": 1150, "height": 1000})
    page.goto(report.as_uri())
    said = page.inner_text("body")
    for part in ("数据质量报告", "Data quality", "Pass rates by suite", "砚溪县人民政府", "≠ 31206"):
        assert part in said, part
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "it fits its window"
    keep(page, "quality-report")
    page.get_by_role("link", name="砚溪县人民政府").click()
    page.get_by_text("All issuers").wait_for()
    assert page.locator("svg.line").count() > 20
    assert {url.split(":")[0] for url in asked} == {"file"}
