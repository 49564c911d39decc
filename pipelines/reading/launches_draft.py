"""A mention of a launch while the article is being read."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.reading.launches_status import Verdict
from pipelines.reading.launches_triggers import Trigger
from pipelines.reading.types import DateMention, Interval, LaunchClass, NameMention, Outcome, Span, Status


@dataclass(frozen=True, slots=True)
class Draft:
    """One trigger with everything that its sentence says about the launch. No status: the words leave it open."""

    trigger: Trigger
    verdict: Verdict
    sentence: int
    launch_class: LaunchClass
    country: str | None
    when: Interval | None
    date: DateMention | None
    time_local: str | None
    site: str | None
    vehicle: NameMention | None
    payload: NameMention | None
    outcome: Outcome | None
    count: int | None
    is_definite: bool
    is_total: bool
    evidence: Span

    @property
    def status(self) -> Status | None:
        """The status that the words give, if any."""
        return self.verdict.status
