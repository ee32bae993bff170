"""The warehouse: from frames to one published DuckDB file, and from that file to exports and comparisons.

What other layers call is named here; every module says itself what belongs in it.
"""

from tongbi.publishing.connection import WarehouseError
from tongbi.publishing.export import export_tables, fingerprint
from tongbi.publishing.load import FrameError
from tongbi.publishing.publish import publish
from tongbi.publishing.swap import WarehouseBusyError

__all__ = [
    "FrameError",
    "WarehouseBusyError",
    "WarehouseError",
    "export_tables",
    "fingerprint",
    "publish",
]
