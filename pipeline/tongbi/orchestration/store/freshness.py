"""What is out of date: report years whose staged frames differ from the stock, and whole runs.

Belongs here: comparing keys. Does not belong here: making what is out of date.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from tongbi import project
from tongbi.orchestration.store import fingerprint

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tongbi.orchestration.store.frames import FrameStore


def run_key(stock_key: str) -> str:
    """The name of a run: the same sources, code, declared knowledge and decisions give the same name.

    The register of decisions is read each time: it may lie elsewhere than the rest, and grow while a UI runs.
    """
    register = project.corrections()
    digest = hashlib.sha256(f"{stock_key}\0{fingerprint.of('everything')}\0".encode())
    digest.update(register.read_bytes() if register.exists() else b"")
    return digest.hexdigest()[:16]


def mention_key(report_key: str, report_ids: list[str]) -> str:
    """What the mentions of a year are made from: its staged and accepted reports, rules, the catalogue."""
    digest = hashlib.sha256(f"{fingerprint.of('extraction')}\0{report_key}".encode())
    for report_id in report_ids:
        digest.update(f"\0{report_id}".encode())
    return digest.hexdigest()[:16]


def stale_years(year_keys: Mapping[int, str], frames: FrameStore) -> list[int]:
    """The report years of which a report appeared, changed or went, or whose extraction is not up to date.

    `year_keys` are those of the stock.
    """
    staged = {
        name: {int(part) for part in frames.parts(name)} for name in ("report_by_year", "mention_by_year")
    }
    years = year_keys.keys() | staged["report_by_year"] | staged["mention_by_year"]
    accepted: dict[int, list[str]] = {}
    if frames.parts("report"):
        report = frames.read("report")
        for year, report_id in zip(report["report_year"], report["report_id"], strict=True):
            accepted.setdefault(int(year), []).append(report_id)
    return [year for year in sorted(years) if not _fresh(year, year_keys, frames, accepted.get(year, []))]


def _fresh(year: int, year_keys: Mapping[int, str], frames: FrameStore, accepted: list[str]) -> bool:
    report_key = frames.key("report_by_year", str(year))
    return (
        report_key is not None
        and report_key == year_keys.get(year)
        and frames.key("mention_by_year", str(year)) == mention_key(report_key, accepted)
    )
