"""Whether checking costs less than extracting: both timed over the same reports, in CPU seconds of one core.

    python benchmarks/validation.py [--reports 500] [--from FOLDER]

The reports of the folder (the samples where none is given) stand again under other names of bodies until
there are enough, with their figures as they are. The import of Great Expectations is told apart: it is paid
once a process, in one that has loaded Dagster and its storage, as that of `tongbi run` has.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "pipeline"))

from tongbi import catalogue, reading  # noqa: E402
from tongbi.extraction import extract  # noqa: E402
from tongbi.orchestration.extraction.frames import mention_frame  # noqa: E402
from tongbi.orchestration.reading.frames import report_frame  # noqa: E402
from tongbi.validation import Context, validate  # noqa: E402

if TYPE_CHECKING:
    from pandas import DataFrame

    from tongbi.records import Report
    from tongbi.validation.declared import FrameName


def reports(count: int, folder: Path) -> list[Report]:
    """Reports of a folder, again and again under other names."""
    given = reading.read_paths([folder], None).reports
    made = []
    for number in range(count):
        report, turn = given[number % len(given)], number // len(given)
        name = f"{report.identity.issuer_name}{turn}"
        identity = replace(report.identity, issuer_name=name, issuer_code=None)
        made.append(replace(report, report_id=f"{number:016x}", identity=identity))
    return made


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--reports", type=int, default=500)
    parser.add_argument("--from", dest="folder", type=Path, default=ROOT / "sources" / "samples")
    args = parser.parse_args()
    given = reports(args.reports, args.folder)
    extract(given[0].document.text, given[0].identity)

    begun = time.process_time()
    found = [(report.report_id, extract(report.document.text, report.identity)) for report in given]
    extracting = time.process_time() - begun

    begun = time.process_time()
    from tongbi.comparability import compare, observations

    report, mention = report_frame(given), mention_frame(found)
    texts = {each.report_id: each.document.text for each in given}
    observation = observations(report, mention, texts)
    compared = compare(report, observation)
    comparing = time.process_time() - begun

    from dagster._core.storage.runs.sql_run_storage import SqlRunStorage  # noqa: F401

    from tongbi.orchestration import definitions  # noqa: F401
    from tongbi.validation import library

    begun = time.process_time()
    library.load()
    importing = time.process_time() - begun

    around = Context(
        texts=texts,
        metrics=catalogue.load().metrics,
        reports=report,
        mentions=mention,
        observations=observation,
        series=compared.series,
        today=dt.date(2025, 6, 1),
    )
    frames: dict[FrameName, DataFrame] = {
        "report": report.drop(columns=["text"]),
        "mention": mention,
        "observation": observation,
        "series": compared.series,
        "yoy": compared.yoy,
        "revision": compared.revision,
        "coverage": compared.coverage,
    }
    print(f"{len(given)} reports, {sum(map(len, texts.values())) / len(given):,.0f} characters each\n")
    print("| CPU seconds | rows | |\n| --- | ---: | ---: |")
    print(f"| extraction | {len(mention)} | {extracting:.2f} |")
    print(f"| comparison, with the import of pandas | {len(compared.series)} | {comparing:.2f} |")
    checking = 0.0
    for name, frame in frames.items():
        begun = time.process_time()
        validate(name, frame, context=around)
        took = time.process_time() - begun
        checking += took
        print(f"| validation of {name} | {len(frame)} | {took:.2f} |")
    print(f"| **validation** | | **{checking:.2f}** |")
    print(f"| import of Great Expectations | | {importing:.2f} |")
    verdict = "less" if checking + importing < extracting else "more"
    print(f"\nvalidation, import included: {checking + importing:.2f} s, {verdict} than extraction")


if __name__ == "__main__":
    main()
