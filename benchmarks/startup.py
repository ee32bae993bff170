"""How long commands take to start: `tongbi --help`, `tongbi extract` on one report, a run with nothing to do.

    python benchmarks/startup.py [REPORT]

Prints the median of several starts, wall clock and CPU (user and system) in seconds, beside what is asked.
Each command is a process of its own with compiled bytecode, as users have it after their first start.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

STARTS = 9
REPORT = Path(__file__).parents[1] / "sources" / "samples" / "yanxixian" / "yanxixian-2023.txt"


def measure(arguments: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Median wall and CPU seconds of a command; it must succeed."""
    walls, processors = [], []
    for _ in range(STARTS):
        before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        subprocess.run(arguments, env=environment, check=True, capture_output=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        walls.append(time.perf_counter() - started)
        processors.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(walls), statistics.median(processors)


def main() -> None:
    """Measure each command and print a table."""
    report = Path(sys.argv[1]) if len(sys.argv) > 1 else REPORT
    tongbi = [str(Path(sys.executable).with_name("tongbi"))]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        environment["DAGSTER_HOME"] = f"{folder}/dagster"
        run = [*tongbi, "run", str(report), "--warehouse", f"{folder}/w.duckdb"]
        subprocess.run(run, env=environment, check=True, capture_output=True)
        print(f"{'command':<44}{'wall':>7}{'CPU':>7}  asked")
        for name, arguments, asked in (
            ("tongbi --help", [*tongbi, "--help"], "0.3 wall"),
            ("tongbi extract, one report", [*tongbi, "extract", str(report)], "0.7 CPU"),
            ("tongbi run, nothing changed", run, ""),
        ):
            wall, processor = measure(arguments, environment)
            print(f"{name:<44}{wall:>7.2f}{processor:>7.2f}  {asked}")


if __name__ == "__main__":
    main()
