"""Pictures of the Dagster UI: `graph.png` (all assets), `checks.png` (an expectation and the rows that fail).

    tongbi run && tongbi ui --port 3918 &
    uv run --with playwright docs/img/screens.py http://127.0.0.1:3918

Needs Debian's Chromium at /usr/bin/chromium. What the pages must say is asserted before they are taken.
"""

from __future__ import annotations

import sys
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
CHECK = "observation_sum_closes"
GROUPS = ("sources", "reading", "extraction", "comparability", "validation", "warehouse")


def graph(page: Page, base: str) -> None:
    """All groups unfolded, on one screen."""
    page.set_viewport_size({"width": 2300, "height": 1700})
    unfolded = ",".join(f"global@global:{group}" for group in GROUPS)
    page.goto(f"{base}/asset-groups/?expanded={quote(unfolded)}")
    for name in ("report", "mention", "observation", "series", "warehouse"):
        page.get_by_text(name, exact=True).last.wait_for()
    page.wait_for_timeout(5000)
    # The page fits the graph into the window's width alone: three steps further off, then down into sight.
    for _ in range(3):
        page.mouse.click(2271, 1552)
        page.wait_for_timeout(800)
    page.mouse.move(650, 1500)
    page.mouse.down()
    page.mouse.move(650, 1680, steps=10)
    page.mouse.up()
    page.get_by_text("document", exact=True).last.wait_for()
    page.wait_for_timeout(1500)
    page.screenshot(path=HERE / "graph.png", clip={"x": 545, "y": 112, "width": 1700, "height": 1540})


def checks(page: Page, base: str) -> None:
    """One check with its counts and failing rows."""
    page.set_viewport_size({"width": 1900, "height": 900})
    page.goto(f"{base}/assets/observation?view=checks&checkDetail={CHECK}")
    page.get_by_text("The parts add up to the total.").first.wait_for()
    page.get_by_text("failing_rows").first.wait_for()
    page.get_by_text("≠").first.wait_for()
    page.wait_for_timeout(2000)
    page.screenshot(path=HERE / "checks.png")


def main(base: str) -> None:
    """Take both."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page()
        page.set_default_timeout(60_000)
        graph(page, base)
        checks(page, base)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1])
