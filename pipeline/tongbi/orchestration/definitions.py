"""The code location: all assets, their checks, the job, the schedule, the resource.

This module is what Dagster loads. It reads TONGBI_SOURCES and TONGBI_WAREHOUSE once, when it is loaded.
"""

from __future__ import annotations

import dagster as dg

from tongbi.orchestration.comparability import assets as comparability
from tongbi.orchestration.extraction import assets as extraction
from tongbi.orchestration.jobs import refresh, weekly_refresh
from tongbi.orchestration.reading import assets as reading
from tongbi.orchestration.resources import Workspace
from tongbi.orchestration.sources import assets as sources
from tongbi.orchestration.store.settings import Settings
from tongbi.orchestration.validation import assets as validation
from tongbi.orchestration.warehouse import assets as warehouse


def build(settings: Settings) -> dg.Definitions:
    """The definitions for settings."""
    return dg.Definitions(
        assets=[
            sources.document,
            sources.metric,
            reading.report,
            extraction.mention,
            comparability.observation,
            comparability.comparison,
            validation.quarantine,
            validation.check_result,
            warehouse.warehouse,
        ],
        jobs=[refresh],
        schedules=[weekly_refresh],
        resources={"workspace": Workspace.of(settings)},
        executor=dg.in_process_executor,
    )


defs = build(Settings.from_environment())
