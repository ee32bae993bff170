"""Extraction: from a text and the identity of its report to mentions.

Belongs here: everything that reads prose. Does not belong here: files, frames, or what makes two years
comparable.
"""

from tongbi.extraction.extract import extract

__all__ = ["extract"]
