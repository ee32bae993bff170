"""What several test packages share: short reports of a county that does not exist, and where to put them."""

from __future__ import annotations

import json
import os
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings as hypothesis_settings

from tongbi.orchestration.store.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# The same examples each time, so that a change is judged by what it changed: `explore` draws new ones.
hypothesis_settings.register_profile("repeatable", derandomize=True, database=None, print_blob=True)
hypothesis_settings.register_profile("explore", derandomize=False, print_blob=True)
hypothesis_settings.load_profile("repeatable")


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
    for name in [name for name in os.environ if name.startswith("TONGBI_ALERT_")]:
        monkeypatch.delenv(name)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Three reports in a folder, and a warehouse that is not there yet."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for year, cases in ((2021, 100), (2022, 110), (2023, 121)):
        (folder / f"云屏县{year}.txt").write_text(_report_text(year, cases), encoding="utf-8")
    return Settings(sources=(folder,), warehouse=tmp_path / "out" / "w.duckdb")


@dataclass
class Hook:
    """A webhook: answers with the statuses in turn, the last for ever, and keeps what it is sent."""

    url: str = ""
    statuses: list[int] = field(default_factory=lambda: [200])
    answer: bytes = b"{}"
    got: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


@pytest.fixture
def hook() -> Iterator[Hook]:
    """A webhook on loopback."""
    kept = Hook()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            kept.got.append(json.loads(body))
            kept.paths.append(self.path)
            status = kept.statuses.pop(0) if len(kept.statuses) > 1 else kept.statuses[0]
            self.send_response(status)
            if status == 302:
                self.send_header("Location", f"{kept.url}elsewhere")
            self.send_header("Content-Length", str(len(kept.answer)))
            self.end_headers()
            self.wfile.write(kept.answer)

        do_GET = do_POST  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        kept.url = f"http://127.0.0.1:{server.server_address[1]}/"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield kept
        finally:
            server.shutdown()
            thread.join()
