"""Which launches an article is about, and which it only recalls."""

from __future__ import annotations

from collections.abc import Sequence, Set
from datetime import timedelta

from pipelines.reading.launches.draft import Draft
from pipelines.reading.launches.group import LEAD, Group
from pipelines.reading.launches.when import span_days
from pipelines.reading.launches.words import pattern, secretive
from pipelines.reading.types import Interval

TITLED, LED, TOLD = 4.0, 3.0, 0.5  # what a mention in title, first sentences and body weighs
FAR = 6  # mentions beyond which more say nothing more
FIRST = 2  # sentences of the story that say what it is about
ENOUGH = 3.0
EARLY = 10  # sentences of the story
MONTH = 31
MANY, DENSE = 3, 0.2  # sentences, and share of all, from which an article is about a launch
THIN, PALE = 0.05, 0.1  # share of sentences below which a launch is mentioned in passing; pale: no day, name or status is given
RECALLED = "after_before"  # the rule of launches that others only answer or follow
RECENT, TWICE = timedelta(days=7), 2  # a launch that so many sentences speak of is the news for so long
BEFORE, AFTER = timedelta(days=2), timedelta(days=30)


def find_focus(groups: Sequence[Group], is_title_of_none: bool, title: str, published: Interval | None, length: int) -> list[Group]:
    """The groups that title and lead are about; none where the title speaks of launches that are not made, or of the habit.

    ``length`` counts the sentences of the article.
    """
    if not groups or is_title_of_none:
        return []
    best = max(groups, key=weigh)
    if weigh(best) < ENOUGH or best.drafts[0].rank > FIRST:
        is_undated = all(g.when is None for g in groups)
        news = [g for g in groups if is_timely(g, published) or is_dense(g, length) or (is_undated and is_told_early(g))]
        news = news or [g for g in groups if is_planned_early(g) and pattern("focus_mission").search(title)]
        return with_twins(news[:1], groups)
    if is_passing(best, length):
        return []
    twins = with_twins([best], groups)
    return [g for g in groups if any(g is twin for twin in twins) or is_headline(g)]


def with_twins(focus: Sequence[Group], groups: Sequence[Group]) -> list[Group]:
    """The groups in focus, with those that the same words tell of: "tests on Monday and Friday"."""
    shared = {d.trigger.start for g in focus for d in g.drafts}
    return [g for g in groups if any(g is one for one in focus) or any(is_twin(d, shared) for d in g.drafts)]


def is_twin(draft: Draft, shared: Set[int]) -> bool:
    """Whether the words that tell of a launch in focus tell of this one too, and not as of one that went before."""
    return draft.trigger.start in shared and draft.reference != "other"


def is_passing(group: Group, length: int) -> bool:
    """Whether an article whose title names no launch speaks of one in passing: in few of its sentences, and not what came of it."""
    if group.drafts[0].rank == 0 or group.status == "called_off":
        return False
    share = len({d.sentence for d in group.drafts}) / max(length, 1)
    if group.status in ("announced", "expected") and group.when is None and group.country not in secretive():
        return True
    is_told = any(d.status and not d.verdict.is_weak and d.verdict.rule_id != RECALLED for d in group.drafts)
    is_pale = not is_told and group.when is None and not any(d.is_named for d in group.drafts)
    return share < (PALE if is_pale else THIN)


def is_headline(group: Group) -> bool:
    """Whether the title tells of a launch, and not as something that went before."""
    return any(d.rank == 0 and d.status is not None and d.reference != "other" and not d.verdict.is_weak for d in group.drafts)


def is_timely(group: Group, published: Interval | None) -> bool:
    """Whether a launch that title and lead only hint at lies so near to publication, and so early in the text, that it is the news."""
    if published is None or group.when is None or group.drafts[0].rank > EARLY or span_days(group.when) > MONTH:
        return False
    before = RECENT if len({d.sentence for d in group.drafts}) >= TWICE else BEFORE
    return published.first - before <= group.when.last and group.when.first <= published.last + AFTER


def is_told_early(group: Group) -> bool:
    """Whether the lead tells by a firm verb that a launch happened."""
    told = [d for d in group.drafts if d.rank <= LEAD and d.verdict.rule_id == "form_past" and d.trigger.form != "flight"]
    return any(d.reference != "other" and not d.is_total for d in told)


def is_planned_early(group: Group) -> bool:
    """Whether the opening of an article tells of a dated plan to go to space, which its title may call a mission."""
    return group.launch_class == "space" and group.status == "announced" and group.when is not None and group.drafts[0].rank <= EARLY


def is_dense(group: Group, length: int) -> bool:
    """Whether a good part of the article speaks of a launch, whatever its title."""
    told = len({d.sentence for d in group.drafts})
    return told >= MANY and told >= DENSE * length and group.firm_status is not None


def weigh(group: Group) -> float:
    """How much an article makes of a group."""
    score = TOLD * min(len(group.drafts), FAR)
    if any(d.rank == 0 for d in group.drafts):
        score += TITLED
    if any(0 < d.rank <= FIRST and d.reference != "other" for d in group.drafts):
        score += LED
    return score
