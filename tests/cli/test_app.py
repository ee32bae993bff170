from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from tongbi.cli.app import app
from tongbi.cli.page import names

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = names()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_a_help_text_with_examples(command: str) -> None:
    shown = CliRunner().invoke(app, [command, "--help"])
    assert shown.exit_code == 0
    assert "Example" in shown.output
    assert f"tongbi {command}" in shown.output


def test_a_wrong_option_is_an_unusable_argument() -> None:
    assert CliRunner().invoke(app, ["run", "--nonsense"]).exit_code == 2


@pytest.mark.parametrize(
    ("arguments", "forbidden"),
    [
        (["--help"], {"dagster", "pandas", "duckdb", "great_expectations", "rich", "yaml", "pydantic"}),
        (["extract", "REPORT"], {"dagster", "pandas", "duckdb", "great_expectations", "numpy"}),
    ],
)
def test_light_commands_import_nothing_heavy(
    arguments: list[str], forbidden: set[str], tmp_path: Path, report_text
) -> None:
    (tmp_path / "report.txt").write_text(report_text(), encoding="utf-8")
    given = [str(tmp_path / "report.txt") if argument == "REPORT" else argument for argument in arguments]
    script = (
        "import sys\nfrom tongbi.cli.app import main\nsys.argv = ['tongbi', *sys.argv[1:]]\n"
        "try:\n    main()\nfinally:\n    print(*sys.modules, sep=',', file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script, *given], capture_output=True, text=True, check=True)
    assert done.stdout
    assert not forbidden & set(done.stderr.splitlines()[-1].split(","))
