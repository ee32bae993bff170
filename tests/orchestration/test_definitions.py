"""What the code location defines, held against a snapshot.

TONGBI_RENEW=1 renews the snapshot; read the difference before you commit it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from tongbi import project
from tongbi.orchestration.definitions import defs

SNAPSHOT = Path(__file__).with_name("definitions.json")
GRAPH = defs.resolve_asset_graph()


def defined() -> dict[str, Any]:
    """All definitions as plain values."""
    nodes = {key.to_user_string(): GRAPH.get(key) for key in sorted(GRAPH.get_all_asset_keys())}
    checks: dict[str, dict[str, str]] = {}
    for key in sorted(GRAPH.asset_check_keys, key=str):
        spec = GRAPH.get_check_spec(key)
        kind = f"{spec.metadata['severity']}{', blocks' if spec.blocking else ''}"
        checks.setdefault(key.asset_key.to_user_string(), {})[key.name] = kind
    return {
        "assets": {
            name: {
                "group": node.group_name,
                "deps": sorted(parent.to_user_string() for parent in node.parent_keys),
                "kinds": sorted(node.kinds),
                "owners": sorted(node.owners),
                "partitions": type(node.partitions_def).__name__ if node.partitions_def else None,
                "backfill": node.backfill_policy.policy_type.value if node.backfill_policy else None,
                "pools": sorted(node.pools or ()),
                "columns": columns(node.metadata),
                "checks": checks.get(name, {}),
            }
            for name, node in nodes.items()
        },
        "jobs": {
            job.name: sorted(key.to_user_string() for key in job.asset_layer.executable_asset_keys)
            for job in defs.resolve_all_job_defs()
            if not job.name.startswith("__")
        },
        "schedules": {
            schedule.name: {
                "cron": schedule.cron_schedule,
                "timezone": schedule.execution_timezone,
                "status": schedule.default_status.value,
                "job": schedule.job_name,
            }
            for schedule in defs.schedules or ()
            if isinstance(schedule, dg.ScheduleDefinition)
        },
        "sensors": {
            sensor.name: {
                "seconds": sensor.minimum_interval_seconds,
                "status": sensor.default_status.value,
                "jobs": sorted(target.job_name for target in sensor.targets),
            }
            for sensor in defs.sensors or ()
        },
        "resources": sorted(defs.resources or ()),
    }


def columns(metadata: Any) -> list[str]:
    schema = metadata.get("dagster/column_schema")
    return [f"{column.name} {column.type}" for column in schema.columns] if schema else []


def test_the_definitions_are_those_of_the_snapshot() -> None:
    found = json.dumps(defined(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if os.environ.get("TONGBI_RENEW"):
        SNAPSHOT.write_text(found, encoding="utf-8")
    assert json.loads(found) == json.loads(SNAPSHOT.read_text(encoding="utf-8"))


def test_every_asset_says_in_both_languages_what_it_holds() -> None:
    for key in GRAPH.get_all_asset_keys():
        text = GRAPH.get(key).description or ""
        assert any("\u4e00" <= sign <= "\u9fff" for sign in text), key
        assert any(sign.isascii() and sign.isalpha() for sign in text), key


def test_every_table_tells_its_columns_with_their_meaning() -> None:
    tables = GRAPH.get_all_asset_keys() - {dg.AssetKey("warehouse")}
    for key in tables:
        metadata = GRAPH.get(key).metadata
        assert metadata["dagster/table_name"] == f"tongbi.main.{key.to_user_string()}"
        assert all(column.description for column in metadata["dagster/column_schema"].columns), key


def test_loading_is_quick_and_imports_nothing_heavy() -> None:
    script = (
        "import sys, time; import dagster; t = time.process_time(); import tongbi.orchestration.definitions;"
        "print(time.process_time() - t, *{'pandas', 'great_expectations', 'numpy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    seconds, *heavy = done.stdout.split()
    assert heavy == []
    assert float(seconds) < 2.0


@pytest.mark.parametrize(
    "command", [["dagster", "definitions", "validate"], ["dg", "check", "defs"], ["dg", "list", "defs"]]
)
def test_dagsters_own_tools_accept_the_project(command: list[str], tmp_path: Path) -> None:
    executable = Path(sys.executable).with_name(command[0])
    done = subprocess.run(
        [executable, *command[1:]],
        cwd=project.root(),
        env={**os.environ, "DAGSTER_HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
