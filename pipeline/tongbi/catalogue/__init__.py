"""The metrics that reports state, declared in `sources/catalogue/` and validated when loaded."""

from tongbi.catalogue.load import CatalogueError, load
from tongbi.catalogue.model import Catalogue, Domain, Kind, Metric, Unit, UnknownMetricError
from tongbi.catalogue.table import frame

__all__ = [
    "Catalogue",
    "CatalogueError",
    "Domain",
    "Kind",
    "Metric",
    "Unit",
    "UnknownMetricError",
    "frame",
    "load",
]
