"""Alerts: what is told when a run fails or checks fail, and how it is delivered by webhook and by mail.

Belongs here: the words and the delivery, with the standard library alone. Does not belong here: noticing (see
`tongbi.orchestration.alerts`). Alerting is off unless the environment names where to deliver to.
"""

from __future__ import annotations

from tongbi.alerting.delivery import deliver
from tongbi.alerting.message import Alert, Failed
from tongbi.alerting.targets import SettingsError, Targets, is_configured

__all__ = ["Alert", "Failed", "SettingsError", "Targets", "deliver", "is_configured"]
