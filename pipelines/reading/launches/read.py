"""The mentions of launches in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from pipelines.reading.attributions.tokens import Unit
from pipelines.reading.dates.calendar import make_day
from pipelines.reading.launches.clock import is_bare_clock
from pipelines.reading.launches.dates import Dates, bind_dates
from pipelines.reading.launches.draft import FIRST_SINCE, Counted, Draft
from pipelines.reading.launches.make import around_days, is_spoken, make_draft, phrase_of, split_by_vehicle
from pipelines.reading.launches.party import country_of
from pipelines.reading.launches.scene import Scene, View
from pipelines.reading.launches.status import Verdict, judge, left_of
from pipelines.reading.launches.triggers import Trigger
from pipelines.reading.launches.when import TURNED, days_of, is_earliest, shift
from pipelines.reading.launches.words import pattern, secretive
from pipelines.reading.types import Attribution, DateMention, Interval

Days = Sequence[tuple[Interval | None, DateMention | None]]
WEEK = timedelta(days=7)
FORESEEN = frozenset({"will_after", "planned_after"})  # rules of what is to come, whoever says so
BELOW = 5  # the rank of a caption: below the lead
NEWS = 3  # sentences of the story that tell the news


@dataclass(frozen=True, slots=True)
class Sight:
    """A sentence under reading, with what the article says of its launches and its publication."""

    scene: Scene
    view: View
    unit: Unit
    triggers: Sequence[Trigger]
    attributions: Sequence[Attribution]


def read_view(scene: Scene, view: View, unit: Unit, triggers: Sequence[Trigger], attributions: Sequence[Attribution]) -> list[Draft]:
    """The mentions of one sentence; those whose words say that nothing flew or will are left out.

    A caption of people who watch the news tells of some launch; its day is that of the picture, and it is no news itself.
    """
    if pattern("read_caption").search(view.text):
        view = replace(view, rank=max(view.rank, BELOW), dates=())
    sight = Sight(scene, view, unit, triggers, attributions)
    bound = bind_dates(view, unit, triggers)
    return [draft for trigger in triggers for draft in read_trigger(sight, trigger, bound[trigger.start])]


def read_trigger(sight: Sight, trigger: Trigger, dates: Dates) -> list[Draft]:
    """The mentions that one verb or noun stands for; none where no launch is meant."""
    view, published = sight.view, sight.scene.published
    verdict = judge(view, sight.unit, trigger)
    if is_last_use(verdict, trigger, dates, published):
        verdict = replace(verdict, status="occurred", reason="a day past", is_weak=True)
    if verdict.status is None and verdict.reason != "open":
        return []
    if is_tally(view, sight.unit, trigger):
        return []
    if verdict.status is None and trigger.shape == "noun" and pattern("read_answered").search(left_of(view, sight.unit, trigger)):
        verdict = replace(verdict, status="occurred", reason="answered", is_weak=True)
    dated = own_dates(sight, trigger, dates)
    put_off, dated = part_put_off(view, dated) if verdict.status == "called_off" else ([], dated)
    if verdict.status is None and any(is_earliest(view, m) for m in dated):
        verdict = replace(verdict, status="announced", reason="the earliest day", is_weak=True)
    if (verdict.rule_id == "form_headline" or verdict.status is None) and lies_ahead(dated, published):
        verdict = replace(verdict, status="announced", reason="a day to come", is_weak=True)
    days: Days = days_of(view, trigger, dated, verdict.status, not verdict.is_weak, published)
    if trigger.form == "attack" and verdict.status in ("announced", "expected") and not days:
        return []
    verdict = as_said(view, sight.unit, trigger, verdict, sight.attributions)
    is_next = pattern("read_followed").search(left_of(view, sight.unit, trigger))
    since = around_days(view, sight.unit, trigger, dates, published) if is_next else None
    if since and not days:
        days = [(since, dates.around)]
    verdict = as_own(view, sight.unit, trigger, verdict, sight.attributions)
    if verdict.status is None or verdict.rule_id == "planned_launch":
        verdict = as_past(verdict, days, published, is_next=since is not None)
    made = make_drafts(sight, trigger, verdict, days or [(None, None)], dates)
    if put_off:
        later = drafts_put_off(sight, trigger, verdict, put_off, dates)
        made = [before_new_day(d, later) for d in made if d.when or d.rank <= NEWS] + later
    return [one for draft in made for one in split_by_vehicle(view, draft)] + launch_before(made, verdict, dates)


def is_last_use(verdict: Verdict, trigger: Trigger, dates: Dates, published: Interval | None) -> bool:
    """Whether what something was used for is a launch of days past: "the pad was last used for a launch in July 2011"."""
    if verdict.reason != "ability" or trigger.shape != "noun" or published is None:
        return False
    return any(m.last is not None and m.last < published.first for m in dates.own)


def is_tally(view: View, unit: Unit, trigger: Trigger) -> bool:
    """Whether a noun counts the launches of a long time: "97 launches"."""
    if trigger.shape != "noun" or not pattern("read_plural").search(trigger.word):
        return False
    phrase = phrase_of(unit, trigger) - view.start
    return bool(pattern("read_tally").search(view.text[phrase : trigger.start - view.start]) or is_number_of(view.text[:phrase]))


def is_number_of(before: str) -> bool:
    """Whether launches are told of only as a number: "the record number of launches"."""
    return bool(pattern("read_number_of").search(before))


def own_dates(sight: Sight, trigger: Trigger, dates: Dates) -> list[DateMention]:
    """The dates of a trigger that name days of its own."""
    view = sight.view
    text = sight.scene.document.text
    named = [m for m in dates.own if not is_bare_clock(text, m) and not is_spoken(view, m)]
    dated = [in_that_year(sight.scene, view, after_month(view, m)) for m in named]
    if trigger.shape != "noun":
        return without_span(view, trigger, dated)
    dated = [m for m in dated if not pattern("read_relative").search(view.text[m.start - view.start : m.end - view.start])]
    return [] if is_scope(view, trigger, phrase_of(sight.unit, trigger), dated) else dated


def without_span(view: View, trigger: Trigger, mentions: list[DateMention]) -> list[DateMention]:
    """The dates of a verb without the time over which tries are counted: "its third attempt this year to launch"."""
    if not pattern("read_numbered_try").search(view.text[: trigger.start - view.start]):
        return mentions
    running = pattern("dates_running")
    return [m for m in mentions if m.start > trigger.start or not running.search(view.text[m.start - view.start : m.end - view.start])]


def as_past(verdict: Verdict, days: Days, published: Interval | None, *, is_next: bool) -> Verdict:
    """The verdict on what the words leave open: a launch of days past, or one that came next, has happened."""
    if not days or not (is_next or is_over(days, published)):
        return verdict
    return replace(verdict, status="occurred", reason="a day past", is_weak=True)


def make_drafts(sight: Sight, trigger: Trigger, verdict: Verdict, days: Days, dates: Dates) -> list[Draft]:
    """One mention for each of the days."""
    speaker = next((a.speaker.country for a in sight.attributions if a.speaker and holds(a, trigger)), None)
    return [
        make_draft(sight.scene, sight.view, sight.unit, sight.triggers, trigger, verdict, when, date, dates, speaker) for when, date in days
    ]


def drafts_put_off(sight: Sight, trigger: Trigger, verdict: Verdict, put_off: Sequence[DateMention], dates: Dates) -> list[Draft]:
    """The launch announced for the days to which one is put off."""
    new = replace(verdict, status="announced", reason="put off to a day", is_weak=True)
    return make_drafts(sight, trigger, new, days_of(sight.view, trigger, put_off, "announced", True, sight.scene.published), dates)


def before_new_day(draft: Draft, later: Sequence[Draft]) -> Draft:
    """A launch put off from a weekday, which lies in the week before the new day: "from Wednesday to Saturday"."""
    new = next((d.when for d in later if d.when), None)
    if draft.when is None or new is None or draft.date is None or draft.date.rule_id != "weekday" or draft.when.first <= new.first:
        return draft
    return replace(draft, when=Interval(draft.when.first - WEEK, draft.when.last - WEEK))


def launch_before(made: Sequence[Draft], verdict: Verdict, dates: Dates) -> list[Draft]:
    """The launch of the year since which this one is the first."""
    since = dates.since
    if not made or since is None or since.first is None or since.last is None or verdict.status == "announced":
        return []
    before = replace(verdict, status="occurred", reason=FIRST_SINCE, is_weak=False)
    when = Interval(since.first, since.last)
    return [replace(made[0], verdict=before, when=when, date=since, vehicles=(), payloads=(), site=None, reference="other")]


def as_said(view: View, unit: Unit, trigger: Trigger, verdict: Verdict, attributions: Sequence[Attribution]) -> Verdict:
    """The verdict, a plan that another side tells of being an expectation: "Seoul says the north plans to"."""
    if verdict.status != "announced" or pattern("read_told").search(left_of(view, unit, trigger)):
        return verdict
    country, _ = country_of(view, trigger, phrase_of(unit, trigger))
    for attribution in attributions:
        speaker = attribution.speaker
        if (
            speaker
            and speaker.country
            and country
            and speaker.country != country
            and speaker.kind != "outlet"
            and holds(attribution, trigger)
        ):
            return replace(verdict, status="expected", reason="said by others")
    return verdict


def as_own(view: View, unit: Unit, trigger: Trigger, verdict: Verdict, attributions: Sequence[Attribution]) -> Verdict:
    """The verdict, what the launching party itself says will come being announced: "a third will follow, its agency said"."""
    if verdict.status != "expected" or verdict.rule_id not in FORESEEN:
        return verdict
    country, _ = country_of(view, trigger, phrase_of(unit, trigger))
    speakers = {a.speaker.country for a in attributions if a.speaker and a.speaker.country and holds(a, trigger)}
    if len(speakers) == 1 and (country in speakers or (country is None and speakers <= secretive())):
        return replace(verdict, status="announced", reason="said by the party")
    return verdict


def part_put_off(view: View, mentions: Sequence[DateMention]) -> tuple[list[DateMention], list[DateMention]]:
    """The days to which a launch is put off, and the other dates: "put off from Monday to Friday"."""
    later = [m for m in mentions if pattern("read_until").search(view.text[: m.start - view.start])]
    return later, [m for m in mentions if m not in later]


def after_month(view: View, mention: DateMention) -> DateMention:
    """A date; "the following month" counted from the month that its sentence named before."""
    first = next((m.first for m in reversed(view.dates) if m.first and m.end <= mention.start), None)
    if first is None or not pattern("read_next_month").fullmatch(view.text[mention.start - view.start : mention.end - view.start]):
        return mention
    when = shift(Interval(first, first), Counted(1, "M"))
    return replace(mention, first=when.first, last=when.last)


def in_that_year(scene: Scene, view: View, mention: DateMention) -> DateMention:
    """A date; a month "of that year" in the year that was told last before it."""
    if mention.rule_id not in TURNED or not pattern("read_that_year").match(view.text[mention.end - view.start :]):
        return mention
    near = [v for v in scene.views if view.number - NEWS <= v.number <= view.number]
    year = next((m.first.year for v in reversed(near) for m in reversed(v.dates) if m.first and m.end < mention.start), None)
    if year is None or mention.first is None or mention.last is None:
        return mention
    first, last = make_day(year, mention.first.month, mention.first.day), make_day(year, mention.last.month, mention.last.day)
    return replace(mention, first=first, last=last) if first and last else mention


def is_over(days: Days, published: Interval | None) -> bool:
    """Whether the days of a launch lay before publication."""
    return published is not None and all(when is not None and when.last < published.first for when, _ in days)


def lies_ahead(mentions: Sequence[DateMention], published: Interval | None) -> bool:
    """Whether a date lies after publication, or names a month that is not over."""
    return published is not None and any(m.first and m.first > published.last for m in mentions)


def holds(attribution: Attribution, trigger: Trigger) -> bool:
    """Whether the content of a statement holds a trigger."""
    return any(start <= trigger.start and trigger.end <= end for start, end in attribution.content)


def is_scope(view: View, trigger: Trigger, phrase: int, mentions: Sequence[DateMention]) -> bool:
    """Whether "its first test this year" only tells over which time launches are counted."""
    words = view.text[phrase - view.start : max(trigger.start, trigger.thing[1] if trigger.thing else 0) - view.start]
    dates = [view.text[m.start - view.start : m.end - view.start] for m in mentions]
    return (
        bool(pattern("read_counted").search(words))
        and bool(dates)
        and all(
            pattern("dates_running").search(text) or view.text[m.start - view.start - 4 : m.start - view.start] == " of "
            for m, text in zip(mentions, dates, strict=True)
        )
    )
