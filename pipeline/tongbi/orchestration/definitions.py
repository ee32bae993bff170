"""The code location: all assets, their checks, the job, the schedule, the resource.

This module is what Dagster loads. It reads TONGBI_SOURCES and TONGBI_WAREHOUSE once, when it is loaded.
"""

from __future__ import annotations

import dagster as dg

from tongbi.orchestration import alerts
from tongbi.orchestration.comparability import assets as comparability
from tongbi.orchestration.extraction import assets as extraction
from tongbi.orchestration.jobs import refresh, survey, weekly_refresh
from tongbi.orchestration.reading import assets as reading
from tongbi.orchestration.resources import Sight, Workspace
from tongbi.orchestration.sources import assets as sources
from tongbi.orchestration.sources import dropped, fetched
from tongbi.orchestration.store.settings import Settings
from tongbi.orchestration.validation import assets as validation
from tongbi.orchestration.warehouse import assets as warehouse


def build(settings: Settings) -> dg.Definitions:
    """The definitions for settings; with a registry that names addresses, also what fetches them."""
    fetches = fetched.is_wanted()
    return dg.Definitions(
        assets=[
            *([fetched.fetched_page, fetched.document_after_fetching()] if fetches else [sources.document]),
            sources.metric,
            reading.report,
            extraction.mention,
            comparability.observation,
            comparability.comparison,
            validation.quarantine,
            validation.check_result,
            warehouse.warehouse,
        ],
        jobs=[refresh, survey, *([fetched.fetch] if fetches else [])],
        schedules=[weekly_refresh, *([fetched.weekly_fetch] if fetches else [])],
        sensors=[dropped.drop_folder, *alerts.sensors()],
        resources={"workspace": Workspace.of(settings), "sight": Sight.of(settings)},
        executor=dg.in_process_executor,
    )


defs = build(Settings.from_environment())
