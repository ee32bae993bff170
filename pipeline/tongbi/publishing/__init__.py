"""The warehouse: from frames to one published DuckDB file, and from that file to exports and comparisons.

What other layers call is named here; every module says itself what belongs in it.
"""

from tongbi.publishing.connection import WarehouseError
from tongbi.publishing.datapackage import export_datapackage
from tongbi.publishing.export import export_tables, fingerprint
from tongbi.publishing.load import FrameError
from tongbi.publishing.publish import publish
from tongbi.publishing.release_diff import Diff, DiffError, diff
from tongbi.publishing.sdmx import export_sdmx
from tongbi.publishing.swap import WarehouseBusyError
from tongbi.publishing.workbook import export_workbook

__all__ = [
    "Diff",
    "DiffError",
    "FrameError",
    "WarehouseBusyError",
    "WarehouseError",
    "diff",
    "export_datapackage",
    "export_sdmx",
    "export_tables",
    "export_workbook",
    "fingerprint",
    "publish",
]
