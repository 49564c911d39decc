"""The mentions of one attempt."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from pipelines.reading.launches.draft import Draft
from pipelines.reading.types import Interval, LaunchClass, Status

LEAD = 3  # sentences of the story that tell the news
ORDER: tuple[Status, ...] = ("occurred", "called_off", "announced", "expected")
NEWS_RULES = frozenset({"form_past", "form_headline", "may_have_before"})
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
    def is_named(self) -> bool:
        """Whether a mention names vehicle or payload."""
        return any(d.is_named for d in self.drafts)

    def said(self, status: Status) -> bool:
        """Whether a mention has a status."""
        return any(d.status == status for d in self.drafts)

    @property
    def country(self) -> str | None:
        """The country that most mentions name; the first of equals."""
        named = Counter(d.country for d in self.drafts if d.country)
        return max(named, key=lambda country: named[country], default=None)

    @property
    def launch_class(self) -> LaunchClass:
        """The first kind that a mention names."""
        return next((d.launch_class for d in self.drafts if d.launch_class != "unknown"), "unknown")

    @property
    def is_lead(self) -> bool:
        """Whether title or lead speak of it."""
        return self.drafts[0].rank <= LEAD

    @property
    def is_news(self) -> bool:
        """Whether title or the first sentence tells by a verb, as done, that it flew: fresh news, whose day lies near."""
        return any(d.rank <= 1 and d.verdict.rule_id in NEWS_RULES and d.trigger.shape != "noun" for d in self.drafts)

    @property
    def is_fresh(self) -> bool:
        """Whether title or lead tells by a verb, without a day, that it flew."""
        told = [d for d in self.drafts if d.rank <= LEAD and d.verdict.rule_id in NEWS_RULES and d.trigger.shape != "noun"]
        return bool(told) and all(d.when is None for d in told)

    @property
    def is_vague(self) -> bool:
        """Whether all that dates it are words such as "in the coming days"."""
        dated = [d for d in self.drafts if d.when is not None]
        return bool(dated) and all(d.is_vague for d in dated)

    def names(self, kind: str) -> set[str]:
        """Ids of the vehicles or payloads that its mentions name."""
        return {name.id for d in self.drafts for name in d.names(kind)}
