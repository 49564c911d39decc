"""Which launches an article is about, and which it only recalls."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.reading.launches_merge import Group

TITLE, LEAD, BODY = 4.0, 3.0, 0.5
FAR = 6  # mentions beyond which more say nothing more


def find_focus(groups: Sequence[Group], titles: int) -> list[Group]:
    """The groups that title and lead are about."""
    if not groups:
        return []
    best = max(groups, key=lambda group: weigh(group, titles))
    if weigh(best, titles) < LEAD:
        return []
    first = best.drafts[0].trigger.start
    return [g for g in groups if g is best or any(d.trigger.start == first for d in g.drafts)]


def weigh(group: Group, titles: int) -> float:
    """How much an article makes of a group."""
    score = 0.0
    if any(d.sentence < titles for d in group.drafts):
        score += TITLE
    if any(titles <= d.sentence < titles + 2 for d in group.drafts):
        score += LEAD
    return score + BODY * min(len(group.drafts), FAR)
