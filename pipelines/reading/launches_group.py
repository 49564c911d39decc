"""The mentions of one attempt."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipelines.reading.launches_draft import Draft
from pipelines.reading.types import Interval, LaunchClass, Status

LEAD = 3  # sentences of the story that tell the news
ORDER: tuple[Status, ...] = ("occurred", "called_off", "announced", "expected")
PLANS = frozenset({"announced", "expected", "called_off"})


@dataclass(slots=True)
class Group:
    """The mentions of one attempt, in text order."""

    drafts: list[Draft] = field(default_factory=list)
    when: Interval | None = None

    @property
    def status(self) -> Status | None:
        """The status that its mentions agree on: a launch that flew is no longer planned, an announced one no mere expectation."""
        said = {d.status for d in self.drafts if d.status}
        return self.firm_status or next((status for status in ORDER if status in said), None)

    @property
    def firm_status(self) -> Status | None:
        """The status by the mentions whose words leave no doubt."""
        said = {d.status for d in self.drafts if d.status and not d.verdict.is_weak}
        return next((status for status in ORDER if status in said), None)

    @property
    def country(self) -> str | None:
        """The first country that a mention names."""
        return next((d.country for d in self.drafts if d.country), None)

    @property
    def launch_class(self) -> LaunchClass:
        """The first kind that a mention names."""
        return next((d.launch_class for d in self.drafts if d.launch_class != "unknown"), "unknown")

    @property
    def is_lead(self) -> bool:
        """Whether title or lead speak of it."""
        return self.drafts[0].rank <= LEAD

    @property
    def is_vague(self) -> bool:
        """Whether all that dates it are words such as "in the coming days"."""
        dated = [d for d in self.drafts if d.when is not None]
        return bool(dated) and all(d.is_vague for d in dated)

    def names(self, kind: str) -> set[str]:
        """Ids of the vehicles or payloads that its mentions name."""
        return {name.id for d in self.drafts for name in d.names(kind)}
