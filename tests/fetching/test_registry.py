from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tongbi import project
from tongbi.fetching.registry import RegistryError, default_path, load

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """
  - address: https://www.example.org/a.html
    issuer_name: 云屏县人民政府
    level: county
    report_type: law_based_government
    report_year: 2023
"""


@pytest.fixture
def written(tmp_path: Path):
    def write(text: str) -> Path:
        path = tmp_path / "registry.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_the_registry_that_comes_along_names_nothing_and_its_example_is_valid(written) -> None:
    path = project.sources() / "registry.yaml"
    assert not load(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    start = lines.index("# politeness:")
    example = [line.removeprefix("# ") for line in lines[start:] if line.startswith("# ")]
    registry = load(written("\n".join(example)))
    assert registry
    assert [entry.report_year for entry in registry.pages] == [2023]
    assert registry.lists[0].further is not None
    assert registry.lists[0].further.addresses()[-1] == "https://www.example.org/fzzf/index_3.html"


def test_what_is_known_of_a_page_is_what_its_sidecar_will_say(written) -> None:
    (entry,) = load(written(f"pages:{PAGE}")).pages
    assert entry.known() == {
        "issuer_name": "云屏县人民政府",
        "level": "county",
        "report_type": "law_based_government",
        "report_year": "2023",
        "source_uri": "https://www.example.org/a.html",
    }


def test_a_copy_may_name_the_original(written) -> None:
    (entry,) = load(written(f"pages:{PAGE}    source_uri: https://www.example.org/original.html")).pages
    assert entry.known()["source_uri"].endswith("original.html")


@pytest.mark.parametrize("text", ["", "pages:\nlists:\n", "pages: []"])
def test_a_registry_may_be_empty(text, written) -> None:
    assert not load(written(text))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("pages: [{}]", "pages, entry 1: field `address`: is missing"),
        (
            "pages: [{address: ftp://www.example.org/}]",
            "pages, entry 1 (ftp://www.example.org/): field `address`: the address",
        ),
        (
            f"pages:{PAGE}    yaer: 2023",
            "pages, entry 1 (https://www.example.org/a.html): field `yaer`: there is no such field",
        ),
        (f"pages:{PAGE}    version: oral", "field `version`: input should be 'web' or 'speech'"),
        (
            "pages: [{address: https://www.example.org/, report_year: 23}]",
            "field `report_year`: input should be greater",
        ),
        ("pages: 3", "field `pages`"),
        ("[a]", "registry.yaml"),
        ("lists: [{address: https://www.example.org/}]", "needs link_text or link_address"),
        (
            "lists: [{address: https://www.example.org/, link_text: '('}]",
            "field `link_text`: is no regular expression",
        ),
        (
            "lists: [{address: http://a.test, link_text: a, further: {address: http://b.test, last: 2}}]",
            "field `further`: address must hold {page}",
        ),
        ("politeness: {delay_seconds: -1}", "field `politeness.delay_seconds`"),
        ("limits: {ports: [0]}", "field `limits.ports.0`"),
        ("pages: [", "not valid YAML"),
        (
            f"pages:{PAGE}lists: [{{address: 'https://www.example.org:443/a.html', link_text: a}}]",
            "lists, entry 1: field `address`: https://www.example.org/a.html is given in pages, entry 1",
        ),
    ],
)
def test_what_is_wrong_is_named_by_file_entry_and_field(text, said, written) -> None:
    path = written(text)
    with pytest.raises(RegistryError) as failure:
        load(path)
    assert said in str(failure.value)
    assert all(problem.startswith(str(path)) for problem in failure.value.problems)


def test_every_problem_is_named(written) -> None:
    with pytest.raises(RegistryError) as failure:
        load(written("pages: [{address: a}, {address: b}]"))
    assert len(failure.value.problems) == 2


def test_a_registry_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(RegistryError, match="no such file"):
        load(tmp_path / "none.yaml")
    with pytest.raises(RegistryError, match="cannot be read"):
        load(tmp_path)


def test_which_registry_is_meant_where_none_is_named(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.delenv("TONGBI_REGISTRY", raising=False)
    assert default_path(tmp_path) == project.sources() / "registry.yaml"
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "registry.yaml").touch()
    assert default_path(tmp_path) == tmp_path / "sources" / "registry.yaml"
    monkeypatch.setenv("TONGBI_REGISTRY", str(tmp_path / "mine.yaml"))
    assert default_path(tmp_path) == tmp_path / "mine.yaml"
