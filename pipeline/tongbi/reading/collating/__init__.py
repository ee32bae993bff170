"""Collating: which of the reports read are one report.

    collate(reports)     how each of them stands: report, version, duplicate, altered

Works on reports whose identity is known; knows no files.
"""

from tongbi.reading.collating.collate import collate

__all__ = ["collate"]
