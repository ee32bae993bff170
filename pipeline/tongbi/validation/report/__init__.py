"""The data-quality report of a run and of each issuer: a self-contained HTML page, a short Markdown text.

Belongs here: what people read about the quality of a run, as pure functions of the published frames. Does not
belong here: checking anything, or writing files.
"""

from __future__ import annotations

from tongbi.validation.report.markdown import report_markdown
from tongbi.validation.report.page import report_html
from tongbi.validation.report.summary import Run

__all__ = ["Run", "report_html", "report_markdown"]
