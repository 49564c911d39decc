"""Which of the announced documents a run asks for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from pipelines.connect.entries import WebEntry
from pipelines.connect.listing import Listed, day_of

MOST_CHILDREN = 50  # sitemaps of one index that are looked into, the last ones, which news sites add at the end


@dataclass(slots=True)
class Plan:
    """Documents of one source that are asked for, with the list that announced each; counts of the others by rule."""

    wanted: list[tuple[str, Listed]] = field(default_factory=list)
    too_old: int = 0
    elsewhere: int = 0  # asked for on behalf of another source, or announced twice
    left_for_later: int = 0

    @property
    def skipped(self) -> int:
        """Documents that are not asked for."""
        return self.too_old + self.elsewhere + self.left_for_later


def plan_pages(entry: WebEntry, announced: Iterable[tuple[str, Listed]], taken: set[str], known: Collection[str], today: date) -> Plan:
    """Documents to ask for: new ones first, then known ones that may have changed. ``taken`` are those that others ask for; it grows."""
    plan = Plan()
    fresh: list[tuple[str, Listed]] = []
    again: list[tuple[str, Listed]] = []
    earliest = today - timedelta(days=min(entry.max_age_days, 36_500))
    for listed_by, item in announced:
        day = day_of(item)
        if item.url is None:
            continue
        if day is not None and day < earliest:
            plan.too_old += 1
        elif item.url in taken:
            plan.elsewhere += 1
        else:
            taken.add(item.url)
            (again if item.url in known else fresh).append((listed_by, item))
    for held in (fresh, again):
        plan.wanted += held[: entry.max_pages]
        plan.left_for_later += max(0, len(held) - entry.max_pages)
    return plan
