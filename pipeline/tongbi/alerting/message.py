"""The message: one record, as JSON for programs and as text for people.

Belongs here: what an alert says, in both languages. Does not belong here: sending it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Event = Literal["run_failed", "checks_failed"]

SHOWN_CHECKS = 20
_SUBJECTS = {
    "run_failed": "运行失败，仓库未更新 run failed, the warehouse is as it was",
    "checks_failed": "检查未通过 checks failed",
}


@dataclass(frozen=True, slots=True)
class Failed:
    """A check that did not pass: `unexpected` of `checked` rows are not as it `says`, in English and Chinese.

    `before` is the count of the run before; `error` tells why it could not be computed, '' where it was.
    """

    asset: str
    check: str
    severity: str
    blocking: bool
    unexpected: int
    checked: int
    says: str = ""
    says_zh: str = ""
    before: int | None = None
    error: str = ""

    @property
    def stops(self) -> bool:
        """Whether it stopped the run: it blocks, or it is critical and could not be computed."""
        return self.blocking or (bool(self.error) and self.severity == "critical")

    @property
    def is_news(self) -> bool:
        """Whether it is worth a message: critical, or more rows than in the run before."""
        return self.severity == "critical" or bool(self.error) or self.unexpected > (self.before or 0)

    def line(self) -> str:
        """One line for people."""
        if self.error:
            return f"{self.severity} {self.check}: 未能计算 could not be computed: {self.error}"
        was = "" if self.before is None else f" (上次 before: {self.before})"
        mark = " 阻止发布 blocks" if self.stops else ""
        said = " ".join(filter(None, (self.says_zh, self.says)))
        says = f": 不成立 does not hold: {said}" if said else ""
        return f"{self.severity}{mark} {self.check}: {self.unexpected} / {self.checked}{was}{says}"


@dataclass(frozen=True, slots=True)
class Alert:
    """What happened in which run: the checks that are news, and the errors of a run that failed.

    `link` leads to the run in the Dagster UI where its address is known, else ''.
    """

    event: Event
    run_id: str
    job: str
    warehouse: str
    checks: tuple[Failed, ...] = ()
    errors: tuple[str, ...] = ()
    link: str = ""

    def subject(self) -> str:
        """One line, without line breaks."""
        return f"[tongbi] {_SUBJECTS[self.event]}: {self.run_id[:8]}"

    def text(self) -> str:
        """All of it for people, in both languages."""
        lines = [
            self.subject(),
            "",
            f"仓库 warehouse: {self.warehouse}",
            f"运行 run: {self.link or self.run_id}",
        ]
        lines += [f"错误 error: {error}" for error in self.errors]
        if self.checks:
            lines += ["", "未通过的检查 checks that did not pass:"]
            lines += [f"- {check.line()}" for check in self.checks[:SHOWN_CHECKS]]
        if (more := len(self.checks) - SHOWN_CHECKS) > 0:
            lines.append(f"- 另有 {more} 项 and {more} more")
        return "\n".join(lines) + "\n"

    def as_json(self) -> dict[str, Any]:
        """The record as plain values, with the text as `text`."""
        return {**asdict(self), "subject": self.subject(), "text": self.text()}
