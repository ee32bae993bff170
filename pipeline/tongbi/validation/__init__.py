"""Validation: named expectations on each frame, rows that fail set aside, verdicts that anyone can read.

`expectations(name)` lists what is declared for a frame and is cheap; `validate(name, frame, context=…)`
runs it.
"""

from __future__ import annotations

from tongbi.validation.context import Context
from tongbi.validation.declared import FRAMES, ExpectationSpec, expectations
from tongbi.validation.results import CheckResult, Validation, check_result_frame
from tongbi.validation.validate import validate

__all__ = [
    "FRAMES",
    "CheckResult",
    "Context",
    "ExpectationSpec",
    "Validation",
    "check_result_frame",
    "expectations",
    "validate",
]
