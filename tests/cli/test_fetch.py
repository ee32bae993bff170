from __future__ import annotations

import http.server
import threading
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from tongbi.cli.app import app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def site(report_text) -> Iterator[str]:
    """A site with one report, which it gives with a validator."""
    body = report_text(2023).encode()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = self.path == "/a.txt"
            same = found and self.headers["If-None-Match"] == '"1"'
            self.send_response_only(304 if same else 200 if found else 404)
            self.send_header("ETag", '"1"')
            self.send_header("Content-Length", str(len(body) if found and not same else 0))
            self.end_headers()
            if found and not same:
                self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def invoke(registry: Path, folder: Path, *more: str):
    return CliRunner().invoke(app, ["fetch", str(registry), "--into", str(folder), "--allow-loopback", *more])


def test_pages_are_fetched_told_and_found_again_unchanged(site: str, tmp_path: Path) -> None:
    registry = tmp_path / "registry.yaml"
    registry.write_text(
        f"politeness: {{delay_seconds: 0}}\npages: [{{address: '{site}/a.txt'}}]", encoding="utf-8"
    )
    first = invoke(registry, tmp_path / "pages")
    assert first.exit_code == 0
    assert f"new         {site}/a.txt" in first.stdout
    assert "1  pages that are new" in first.stdout
    assert f"tongbi run {tmp_path / 'pages'}" in first.stdout
    second = invoke(registry, tmp_path / "pages")
    assert "1  pages that have not changed" in second.stdout
    assert len(list((tmp_path / "pages").glob("*.txt"))) == 1


def test_what_gave_nothing_is_told_with_what_to_do(site: str, tmp_path: Path) -> None:
    registry = tmp_path / "registry.yaml"
    registry.write_text(
        "politeness: {delay_seconds: 0}\n"
        f"pages: [{{address: '{site}/a.txt'}}, {{address: '{site}/b.txt'}}]\n"
        f"lists: [{{address: '{site}/list', link_text: a}}]",
        encoding="utf-8",
    )
    done = invoke(registry, tmp_path / "pages")
    assert done.exit_code == 1
    assert (
        f"tongbi: {site}/b.txt: there is no such page (status 404); look for the page's new address"
        in done.stderr
    )
    assert "1  pages that are not there" in done.stdout
    assert "1  lists that could not be read" in done.stdout


def test_a_registry_that_cannot_be_used_is_told_by_file_entry_and_field(tmp_path: Path) -> None:
    registry = tmp_path / "registry.yaml"
    registry.write_text("pages: [{address: https://www.example.org/, yaer: 1}]", encoding="utf-8")
    done = invoke(registry, tmp_path / "pages")
    assert done.exit_code == 2
    assert "pages, entry 1 (https://www.example.org/): field `yaer`: there is no such field" in done.stderr
    assert not (tmp_path / "pages").exists()


def test_an_empty_registry_is_no_failure(tmp_path: Path) -> None:
    registry = tmp_path / "registry.yaml"
    registry.write_text("pages: []", encoding="utf-8")
    done = invoke(registry, tmp_path / "pages")
    assert done.exit_code == 0
    assert "names no address yet" in done.stderr


def test_a_folder_that_cannot_be_written_is_told(site: str, tmp_path: Path) -> None:
    registry = tmp_path / "registry.yaml"
    registry.write_text(f"pages: [{{address: '{site}/a.txt'}}]", encoding="utf-8")
    (tmp_path / "pages").write_text("a file", encoding="utf-8")
    done = invoke(registry, tmp_path / "pages")
    assert done.exit_code == 2
    assert "cannot be written" in done.stderr
