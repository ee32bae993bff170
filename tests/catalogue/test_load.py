from collections.abc import Callable
from pathlib import Path

import pytest

from tongbi import project
from tongbi.catalogue import CatalogueError, load
from tongbi.catalogue.load import read

Write = Callable[..., Path]
FILE = "catalogue/law_based_government/disputes.yaml"


def test_domains_follow_their_declared_order_and_metrics_that_of_the_file(write_catalogue: Write) -> None:
    catalogue = read(write_catalogue())
    assert list(catalogue.domains) == ["licences", "disputes"]
    assert list(catalogue.metrics) == [
        "licences_granted",
        "disputes_accepted",
        "disputes_resolved",
        "success_rate",
    ]
    assert catalogue.metrics["success_rate"].family == "law_based_government"
    assert catalogue.metrics["success_rate"].domain == "disputes"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        pytest.param(
            "    base: disputes_accepted\n",
            "    base: disputes_accepted\n    synonyms: [调解]\n",
            f"{FILE}: metric disputes_resolved: field `synonyms`: there is no such field.",
            id="unknown field",
        ),
        pytest.param(
            "id: disputes_resolved",
            "id: disputes_accepted",
            f"{FILE}: metric disputes_accepted: field `id`: already declared in {FILE}.",
            id="id given twice in a file",
        ),
        pytest.param(
            "id: success_rate",
            "id: licences_granted",
            "catalogue/law_based_government/licences.yaml: metric licences_granted: field `id`: "
            f"already declared in {FILE}.",
            id="id given in two files",
        ),
        pytest.param(
            "base: disputes_resolved / disputes_accepted",
            "base: disputes_resolved / disputes_heard",
            f"{FILE}: metric success_rate: field `base`: the catalogue holds no metric disputes_heard.",
            id="missing base",
        ),
        pytest.param(
            "base: disputes_accepted",
            "base: disputes_resolved",
            f"{FILE}: metric disputes_resolved: field `base`: names the metric itself.",
            id="its own base",
        ),
        pytest.param(
            "disputes_resolved / disputes_accepted",
            "disputes_resolved/disputes_accepted",
            f"{FILE}: metric success_rate: field `base`: String should match pattern",
            id="base that is no formula",
        ),
        pytest.param(
            "kind: rate",
            "kind: share",
            f"{FILE}: metric success_rate: field `kind`: should be 'count_flow', 'stock', 'rate', "
            "'growth_rate', 'money' or 'duration' (given: 'share').",
            id="unknown kind",
        ),
        pytest.param(
            'unit: "%"',
            "unit: 百分比",
            f"{FILE}: metric success_rate: field `unit`: should be",
            id="unknown unit",
        ),
        pytest.param(
            "    name_zh: 化解率\n",
            "",
            f"{FILE}: metric success_rate: field `name_zh`: is missing.",
            id="missing name",
        ),
        pytest.param(
            ", en: Share of disputes that were resolved.}",
            "}",
            f"{FILE}: metric success_rate: field `definition.en`: is missing.",
            id="definition in one language",
        ),
        pytest.param(
            "  - id: success_rate\n",
            "  - identity: success_rate\n",
            f"{FILE}: metric number 3: field `id`: is missing.",
            id="entry without an id",
        ),
        pytest.param(
            "    kind: rate\n",
            "    kind: rate\n    kind: stock\n",
            f"{FILE}, line 23: not valid YAML: the key 'kind' is given twice.",
            id="key given twice",
        ),
        pytest.param("metrics:", "metrics: [", f"{FILE}, line ", id="no YAML"),
        pytest.param(
            "id: disputes, order",
            "id: quarrels, order",
            f"{FILE}: declares domain `quarrels` of `law_based_government`; "
            "move it to catalogue/law_based_government/quarrels.yaml.",
            id="domain other than the file's name",
        ),
        pytest.param(
            "family: law_based_government",
            "family: yearbook",
            f"{FILE}: field `family`: should be 'law_based_government' or 'government_work' "
            "(given: 'yearbook').",
            id="unknown family",
        ),
        pytest.param(
            "order: 2",
            "order: 1",
            "catalogue/law_based_government/licences.yaml: field `domain.order`: "
            f"1 is already the place of {FILE}.",
            id="two domains in one place",
        ),
    ],
)
def test_a_message_names_file_entry_and_field(write_catalogue: Write, old: str, new: str, told: str) -> None:
    with pytest.raises(CatalogueError) as caught:
        read(write_catalogue(old, new))
    assert any(problem.startswith(told) for problem in caught.value.problems), caught.value.problems


def test_every_problem_of_every_file_is_told_at_once(write_catalogue: Write) -> None:
    folder = write_catalogue("kind: rate", "kind: share")
    (folder / "law_based_government" / "licences.yaml").write_text("metrics: []", encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        read(folder)
    assert {problem.split(":")[0] for problem in caught.value.problems} == {
        FILE,
        "catalogue/law_based_government/licences.yaml",
    }
    assert str(caught.value) == "\n".join(caught.value.problems)


def test_an_unreadable_file_does_not_accuse_those_that_refer_to_it(write_catalogue: Write) -> None:
    folder = write_catalogue("base: disputes_accepted", "base: licences_granted")
    (folder / "law_based_government" / "licences.yaml").write_bytes("许可".encode("gb18030"))
    with pytest.raises(CatalogueError) as caught:
        read(folder)
    assert caught.value.problems == (
        "catalogue/law_based_government/licences.yaml: not UTF-8 at byte 0; save the file as UTF-8.",
    )


def test_an_empty_folder_is_no_catalogue(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="holds no file <family>/<domain>"):
        read(tmp_path)


def test_the_projects_catalogue_is_read_once() -> None:
    assert load() is load()


def test_every_file_tells_editors_its_schema() -> None:
    first = "# yaml-language-server: $schema=../../schema/catalogue.schema.json"
    paths = sorted((project.sources() / "catalogue").glob("*/*.yaml"))
    assert [path.name for path in paths if path.read_text(encoding="utf-8").splitlines()[0] != first] == []
