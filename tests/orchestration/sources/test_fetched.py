"""What a registry that names addresses adds to the definitions, and what its asset does."""

from __future__ import annotations

import http.server
import threading
from typing import TYPE_CHECKING

import dagster as dg
import pytest

from tongbi import fetching
from tongbi.orchestration.definitions import build
from tongbi.orchestration.resources import Workspace
from tongbi.orchestration.sources import fetched

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tongbi.orchestration.store.settings import Settings


@pytest.fixture
def registry(tmp_path: Path, monkeypatch) -> Callable[[str], None]:
    """Make this text the registry."""
    path = tmp_path / "registry.yaml"
    monkeypatch.setenv("TONGBI_REGISTRY", str(path))
    monkeypatch.setenv("TONGBI_FETCHED", str(tmp_path / "pages"))
    return lambda text: path.write_text(text, encoding="utf-8")


def test_an_empty_registry_adds_nothing(registry, settings: Settings) -> None:
    registry("pages: []")
    definitions = build(settings)
    assert "fetched_page" not in {
        key.to_user_string() for key in definitions.resolve_asset_graph().get_all_asset_keys()
    }
    assert [schedule.name for schedule in definitions.schedules or ()] == ["weekly_refresh"]


def test_documents_come_after_fetched_pages_and_a_refresh_asks_no_site(registry, settings: Settings) -> None:
    registry("pages: [{address: https://www.example.org/a.html}]")
    definitions = build(settings)
    graph = definitions.resolve_asset_graph()
    assert graph.get(dg.AssetKey("document")).parent_keys == {dg.AssetKey("fetched_page")}
    asked = {
        name: {
            key.to_user_string()
            for key in definitions.resolve_job_def(name).asset_layer.executable_asset_keys
        }
        for name in ("fetch", "refresh")
    }
    assert asked["fetch"] == {"fetched_page"}
    assert "fetched_page" not in asked["refresh"]
    assert "document" in asked["refresh"]


def materialize(settings: Settings) -> dg.ExecuteInProcessResult:
    return dg.materialize(
        [fetched.fetched_page], resources={"workspace": Workspace.of(settings)}, raise_on_error=False
    )


def test_a_registry_that_cannot_be_used_fails_the_asset_with_its_fault(registry, settings: Settings) -> None:
    registry("pages: [{adress: https://www.example.org/}]")
    assert dg.AssetKey("fetched_page") in build(settings).resolve_asset_graph().get_all_asset_keys()
    (failure,) = materialize(settings).filter_events(lambda event: event.is_step_failure)
    assert "field `adress`: there is no such field" in str(failure.step_failure_data.user_failure_data)


def test_pages_are_fetched_and_what_gave_nothing_is_told(
    registry, settings: Settings, report_text, tmp_path: Path, monkeypatch
) -> None:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = report_text(2024, 130).encode() if self.path == "/a.txt" else b""
            self.send_response_only(200 if body else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    admits = fetching.Guard
    monkeypatch.setattr(fetching, "Guard", lambda **given: admits(allow_loopback=True, **given))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        site = f"http://127.0.0.1:{server.server_port}"
        registry(
            "politeness: {delay_seconds: 0}\n"
            f"pages: [{{address: '{site}/a.txt'}}, {{address: '{site}/b.txt'}}]"
        )
        result = materialize(settings)
        server.shutdown()
        thread.join()
    (event,) = result.asset_materializations_for_node("fetched_page")
    assert (event.metadata["new"].value, event.metadata["gave_nothing"].value) == (1, 1)
    assert "/b.txt: there is no such page" in str(event.metadata["why"].value)
    assert len(list((tmp_path / "pages").glob("*.txt"))) == 1
