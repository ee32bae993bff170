"""Suggesting: quantities that recur and match no metric, as entries ready to be reviewed into the catalogue.

Belongs here: finding what recurs and proposing a name for it. Does not belong here: deciding that it is a
metric; a person does.
"""

from tongbi.suggesting.clusters import Suggestion, suggest
from tongbi.suggesting.entries import as_yaml
from tongbi.suggesting.naming import Unmatched, unmatched

__all__ = ["Suggestion", "Unmatched", "as_yaml", "suggest", "unmatched"]
