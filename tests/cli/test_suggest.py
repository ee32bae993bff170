"""What recurs without a metric, as YAML on standard output and a count beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import yaml
from typer.testing import CliRunner, Result

from tongbi import project
from tongbi.catalogue.model import CatalogueFile
from tongbi.cli.app import app
from tongbi.extraction.phrases import Rule
from tongbi.suggesting.wording import wording

if TYPE_CHECKING:
    from pathlib import Path


def suggest(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["suggest", *map(str, arguments)])


def reports(folder: Path, report_text, *issuers: str) -> Path:
    for issuer in issuers:
        text = report_text(2023, 120, issuer) + "全年擦洗陨石展柜37个。\n"
        (folder / f"{issuer}.txt").write_text(text, encoding="utf-8")
    return folder


def test_what_two_reports_state_is_suggested_and_counted(tmp_path: Path, report_text) -> None:
    shown = suggest(reports(tmp_path, report_text, "云屏县", "澄浦县"))
    assert shown.exit_code == 0
    entries = yaml.safe_load(shown.stdout)
    assert any("陨石展柜" in entry["metric"]["name_zh"] for entry in entries)
    assert f"2 reports, {2 * len(entries)} figures without a metric, {len(entries)} sugg" in shown.stderr


def test_how_many_reports_must_state_it_can_be_told(tmp_path: Path, report_text) -> None:
    folder = reports(tmp_path, report_text, "云屏县", "澄浦县")
    assert suggest(folder, "--least", 3).stdout == ""


def test_without_a_report_nothing_is_suggested_and_the_reason_is_told(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    shown = suggest(tmp_path)
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert "empty.txt" in shown.stderr


@pytest.fixture(scope="module")
def of_the_samples() -> str:
    return suggest(project.sources() / "samples").stdout


def test_all_of_the_output_is_one_catalogue_with_its_phrases(of_the_samples: str) -> None:
    entries = yaml.safe_load(of_the_samples)
    domain = {"id": "suggested", "order": 99, "name_zh": "待核指标", "name_en": "To be reviewed"}
    file = CatalogueFile.model_validate(
        {
            "family": "law_based_government",
            "domain": domain,
            "metrics": [entry["metric"] for entry in entries],
        }
    )
    ids = [metric.id for metric in file.metrics]
    assert len(ids) > 20
    assert len(ids) == len(set(ids))
    phrases = {key: rules for entry in entries for key, rules in entry["phrases"].items()}
    assert list(phrases) == ids
    assert all(Rule.model_validate(rule) for rules in phrases.values() for rule in rules)


def test_no_name_is_an_outcome_or_cut_and_additions_stand_apart(of_the_samples: str) -> None:
    said = wording()
    for entry in yaml.safe_load(of_the_samples):
        (rules,) = entry["phrases"].values()
        names = [name for rule in rules for name in rule.get("before", []) + rule.get("after", [])]
        assert not any(said.no_name.fullmatch(name) or name.startswith("增") for name in names)
        assert len({bool(said.addition.match(name)) for name in names}) == 1, names


def test_quotes_are_whole_clauses(of_the_samples: str) -> None:
    quotes = re.findall(r"^#   \S+ \d{4}: (.*)$", of_the_samples, re.M)
    assert len(quotes) > 50
    texts = "\n\n".join(
        path.read_text(encoding="utf-8") for path in (project.sources() / "samples").rglob("*.txt")
    )
    for quote in quotes:
        broken = "\n?".join(map(re.escape, quote))
        clause = re.search(f"(?:[，；：。！？\n]|——)({broken})[，；：。！？\n]", texts)
        assert clause is not None, quote
