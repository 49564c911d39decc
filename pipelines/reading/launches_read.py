"""The mentions of launches in one sentence."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.reading.attributions_tokens import Unit
from pipelines.reading.launches_clock import is_bare_clock, with_zone
from pipelines.reading.launches_dates import Dates, bind_dates
from pipelines.reading.launches_draft import Counted, Draft, Reference
from pipelines.reading.launches_facts import draft_class, names_of, near_class, own_vehicles
from pipelines.reading.launches_party import country_of
from pipelines.reading.launches_scene import Scene, View
from pipelines.reading.launches_status import BREAK, Verdict, judge, left_of, phrase_start
from pipelines.reading.launches_triggers import Trigger
from pipelines.reading.launches_when import days_of, shift, span_days
from pipelines.reading.rules import load_rules
from pipelines.reading.types import Attribution, DateMention, Document, Interval, Span

LONGEST_EVIDENCE = 600
PLURAL = re.compile(r"(?:launches|launchings|tests|firings|flights|attempts|missions|fires|barrages|test-fires)$")
APPOSITION = re.compile(
    r"(?:,|\b(?:was|were|is|be|been|being|marks?|marked|marking|became|represents?|as|called it|considers?)) *$", re.IGNORECASE
)
ORDINAL = re.compile(
    r"\b(?:first|second|third|\w+th|latest|last|most recent|another|biggest|longest|largest|\d+(?:st|nd|rd|th))\b", re.IGNORECASE
)
MISSILE = re.compile(r"\b(?:missiles?|icbms?|slbms?)\b", re.IGNORECASE)
MANY = re.compile(
    r"\b(?:several|many|dozens|scores|numerous|various|more than|[4-9]|\d\d+|four|five|six|seven|eight|nine|ten|eleven|twelve|series|string)\b",
    re.IGNORECASE,
)
BACKWARD = re.compile(r"\b(?:planned|intended|had|was|were|vowed|wanted)\b[^<]*<")
COUNTED = re.compile(
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\w+teenth|\d+(?:st|nd|rd|th)|only)\b", re.IGNORECASE
)
LISTED = re.compile(
    r"(?:[- ](?:class )?(?:missiles?|rockets?|icbms?))?(?:,| and|, and| &)(?: (?:an?|the|its|one|two|three|several|[\w-]+-based|[\w-]+-range)){0,3} ",
    re.IGNORECASE,
)
TOLD = re.compile(r"\b(?:told|inform\w*|notif\w*|notice)\b", re.IGNORECASE)
FOLLOWED = re.compile(r"\bfollow\w*(?: (?:that|it|this|up))? (?:with|by) <")
PERIOD = re.compile(r"P(?P<number>\d+)(?P<unit>[DWMY])")
FRAME = re.compile(r"\W*(?:in|during|on)(?: [\w'-]+){0,4} $", re.IGNORECASE)
UNTIL = re.compile(r"\b(?:until|till|to|for) (?:early |late |mid-|the |at least |no earlier than )*$", re.IGNORECASE)
RELATIVE = re.compile(
    r"\b(?:previous|same|following|next) day\b|\bday (?:before|earlier|later)\b", re.IGNORECASE
)  # of which day is often unclear
RUNNING = re.compile(r"\b(?:this|past|last|recent) (?:\w+ )?(?:year|month|week|decade)s?\b", re.IGNORECASE)
FEW = re.compile(r"\b(?:a|an|one|two|three|pair|couple)\b", re.IGNORECASE)
DEMONSTRATIVE = re.compile(r"\b(?:this|that|these|those) $", re.IGNORECASE)
HOURS = re.compile(r"PT[\dX.]+[HM]")
ALIKE = re.compile(r"\bsame (?:type|kind|class|model)?(?: of)? ?(?:[\w-]+ )?(?:missile|rocket|weapon)", re.IGNORECASE)
ELABORATES = re.compile(r"\b(?:when|in which|during which)(?: [\w']+){1,4} <")
NEXT_MONTH = re.compile(r"(?:the )?(?:following|next) month|(?:an?|one) month later", re.IGNORECASE)
EARLIEST = re.compile(r"\bas (?:soon|early) as $", re.IGNORECASE)
NEWS = 3  # sentences of the story that tell the news
LONG = 45  # days over which so many are a total and no salvo


def read_view(scene: Scene, view: View, unit: Unit, triggers: Sequence[Trigger], attributions: Sequence[Attribution]) -> list[Draft]:
    """The mentions of one sentence; those whose words say that nothing flew or will are left out."""
    bound = bind_dates(view, unit, triggers)
    drafts: list[Draft] = []
    for trigger in triggers:
        verdict = judge(view, unit, trigger)
        if verdict.status is None and verdict.reason != "open":
            continue
        dates = bound[trigger.start]
        dated = [m for m in dates.own if not is_bare_clock(scene.document.text, m)]
        dated = [after_month(view, m) for m in dated]
        if trigger.shape == "noun":
            dated = [m for m in dated if not RELATIVE.search(view.text[m.start - view.start : m.end - view.start])]
        if trigger.shape == "noun" and is_scope(view, trigger, phrase_of(unit, trigger), dated):
            dated = []
        if verdict.status == "called_off":
            put_off, dated = part_put_off(view, dated)
        else:
            put_off = []
        if (verdict.rule_id == "form_headline" or verdict.status is None) and lies_ahead(dated, scene.published):
            verdict = replace(verdict, status="announced", reason="a day to come", is_weak=True)
        days: Sequence[tuple[Interval | None, DateMention | None]] = days_of(
            view, trigger, dated, verdict.status, not verdict.is_weak, scene.published
        )
        if trigger.form == "attack" and verdict.status in ("announced", "expected") and not days:
            continue
        verdict = as_said(view, unit, trigger, verdict, attributions)
        since = around_days(view, unit, trigger, dates, scene.published) if FOLLOWED.search(left_of(view, unit, trigger)) else None
        if since and not days:
            days = [(since, dates.around)]
        if (verdict.status is None or verdict.rule_id == "planned_launch") and days and (since or is_over(days, scene.published)):
            verdict = replace(verdict, status="occurred", reason="a day past", is_weak=True)
        speaker = next((a.speaker.country for a in attributions if a.speaker and holds(a, trigger)), None)
        made = [
            make_draft(scene, view, unit, triggers, trigger, verdict, when, date, dates, speaker) for when, date in days or [(None, None)]
        ]
        if put_off:
            new = replace(verdict, status="announced", reason="put off to a day", is_weak=True)
            made = [d for d in made if d.when or d.rank <= NEWS]
            made += [
                make_draft(scene, view, unit, triggers, trigger, new, when, date, dates, speaker)
                for when, date in days_of(view, trigger, put_off, "announced", True, scene.published)
            ]
        drafts += [one for draft in made for one in split_by_vehicle(view, draft)]
        if dates.since and dates.since.first and dates.since.last and verdict.status != "announced":
            before = replace(verdict, status="occurred", reason="the first since", is_weak=False)
            when = Interval(dates.since.first, dates.since.last)
            drafts.append(
                replace(made[0], verdict=before, when=when, date=dates.since, vehicles=(), payloads=(), site=None, reference="other")
            )
    return drafts


def as_said(view: View, unit: Unit, trigger: Trigger, verdict: Verdict, attributions: Sequence[Attribution]) -> Verdict:
    """The verdict, a plan that another side tells of being an expectation: "Seoul says the north plans to"."""
    if verdict.status != "announced" or TOLD.search(left_of(view, unit, trigger)):
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


def part_put_off(view: View, mentions: Sequence[DateMention]) -> tuple[list[DateMention], list[DateMention]]:
    """The days to which a launch is put off, and the other dates: "put off from Monday to Friday"."""
    later = [m for m in mentions if UNTIL.search(view.text[: m.start - view.start])]
    return later, [m for m in mentions if m not in later]


def after_month(view: View, mention: DateMention) -> DateMention:
    """A date; "the following month" counted from the month that its sentence named before."""
    first = next((m.first for m in reversed(view.dates) if m.first and m.end <= mention.start), None)
    if first is None or not NEXT_MONTH.fullmatch(view.text[mention.start - view.start : mention.end - view.start]):
        return mention
    when = shift(Interval(first, first), Counted(1, "M"))
    return replace(mention, first=when.first, last=when.last)


def is_over(days: Sequence[tuple[Interval | None, DateMention | None]], published: Interval | None) -> bool:
    """Whether the days of a launch lay before publication."""
    return published is not None and all(when is not None and when.last < published.first for when, _ in days)


def lies_ahead(mentions: Sequence[DateMention], published: Interval | None) -> bool:
    """Whether a date lies after publication, or names a month that is not over."""
    return published is not None and any(m.first and m.first > published.last for m in mentions)


def holds(attribution: Attribution, trigger: Trigger) -> bool:
    """Whether the content of a statement holds a trigger."""
    return any(start <= trigger.start and trigger.end <= end for start, end in attribution.content)


def split_by_vehicle(view: View, draft: Draft) -> list[Draft]:
    """One mention for each of several types that are launched: "both a DF-31A and a CSS-4"."""
    names = sorted(draft.vehicles, key=lambda name: name.start)
    if len({name.id for name in names}) < 2 or draft.trigger.shape == "s":
        return [draft]
    apart = all(LISTED.fullmatch(view.text[one.end - view.start : other.start - view.start]) for one, other in itertools.pairwise(names))
    return [replace(draft, vehicles=(name,)) for name in names] if apart else [draft]


def make_draft(
    scene: Scene, view: View, unit: Unit, triggers: Sequence[Trigger], trigger: Trigger, verdict: Verdict,
    when: Interval | None, date: DateMention | None, dates: Dates, speaker: str | None,
) -> Draft:  # fmt: skip
    """One mention with what its sentence says."""
    phrase = phrase_of(unit, trigger)
    country, owner = country_of(view, trigger, phrase)
    vehicles = own_vehicles(trigger, names_of(view, triggers, trigger, "vehicle"), country)
    payloads = names_of(view, triggers, trigger, "payload")
    return Draft(
        trigger=trigger,
        verdict=verdict,
        sentence=view.number,
        rank=view.rank,
        launch_class=draft_class(view, trigger, phrase, vehicles, payloads),
        near_class=near_class(view, triggers, trigger, phrase),
        country=country,
        owner=owner,
        when=when,
        date=date,
        hint=guess_days(scene.document.text, dates.own),
        speaker_country=speaker,
        around=around_days(view, unit, trigger, dates, scene.published),
        counted=count_of(view, dates, trigger),
        clocks=tuple(with_zone(scene.document.text, m) for m in dates.own if m.time),
        site=next(iter(names_of(view, triggers, trigger, "site")), None),
        vehicles=vehicles,
        payloads=payloads,
        count=None,
        reference=reference_of(view, trigger, verdict, phrase, left_of(view, unit, trigger)),
        is_total=is_total(view, trigger, phrase, when),
        is_missile=bool(MISSILE.search(view.text[min(phrase, trigger.span[0]) - view.start : trigger.span[1] - view.start])),
        is_earliest=date is not None and bool(EARLIEST.search(view.text[: date.start - view.start])),
        is_frame=trigger.shape == "noun" and bool(FRAME.fullmatch(view.text[: phrase - view.start])),
        is_alike=bool(ALIKE.search(view.text[max(0, min(phrase, trigger.span[0]) - view.start - 30) : trigger.span[1] - view.start])),
        is_backward=verdict.status in ("announced", "expected") and bool(BACKWARD.search(left_of(view, unit, trigger))),
        evidence=evidence_span(scene.document, view, trigger),
    )


def is_scope(view: View, trigger: Trigger, phrase: int, mentions: Sequence[DateMention]) -> bool:
    """Whether "its first test this year" only tells over which time launches are counted."""
    words = view.text[phrase - view.start : max(trigger.start, trigger.thing[1] if trigger.thing else 0) - view.start]
    dates = [view.text[m.start - view.start : m.end - view.start] for m in mentions]
    return (
        bool(COUNTED.search(words))
        and bool(dates)
        and all(
            RUNNING.search(text) or view.text[m.start - view.start - 4 : m.start - view.start] == " of "
            for m, text in zip(mentions, dates, strict=True)
        )
    )


def around_days(view: View, unit: Unit, trigger: Trigger, dates: Dates, published: Interval | None) -> Interval | None:
    """The days of the clause around a launch; from them to publication where it followed something so dated."""
    mention = dates.around
    if (
        mention is None
        or mention.first is None
        or mention.last is None
        or BREAK.search(view.text[mention.end - view.start : trigger.head - view.start])
    ):
        return None
    if published and FOLLOWED.search(left_of(view, unit, trigger)):
        return Interval(mention.first, published.last)
    return Interval(mention.first, mention.last)


def count_of(view: View, dates: Dates, trigger: Trigger) -> Counted | None:
    """The time that a sentence counts from the launch before to this one."""
    if dates.counted is None:
        return None
    if HOURS.fullmatch(dates.counted.value):
        return Counted(0, "D")
    match = PERIOD.fullmatch(dates.counted.value)
    if match is None:
        return None
    between = view.text[dates.counted.end - view.start : trigger.start - view.start]
    return Counted(int(match["number"]) * (-1 if between.startswith(" after") else 1), match["unit"])


def guess_days(text: str, mentions: Sequence[DateMention]) -> Interval | None:
    """The days that a clock time without a day of its own was bound to."""
    for mention in mentions:
        if is_bare_clock(text, mention) and mention.first and mention.last:
            return Interval(mention.first, mention.last)
    return None


def is_total(view: View, trigger: Trigger, phrase: int, when: Interval | None) -> bool:
    """Whether the words count launches over a time instead of naming one: "tests in April", "has launched several missiles this year"."""
    if trigger.form in ("noun", "bare", "carried"):
        return bool(PLURAL.search(trigger.word))
    if trigger.form in ("flight", "identity") or trigger.rule.id == "one_launched":
        return False
    start = phrase if trigger.thing and trigger.thing[0] < trigger.start else trigger.span[0]
    words = view.text[start - view.start : (trigger.thing[1] if trigger.thing else trigger.end) - view.start]
    many = bool(MANY.search(words)) or (words.endswith("s") and "this year" in view.text and not FEW.search(words))
    return (when is None or span_days(when) > LONG) and many


def phrase_of(unit: Unit, trigger: Trigger) -> int:
    """Where the noun phrase begins that names the launch, or that names the thing before its verb."""
    if trigger.shape == "noun" and trigger.head == trigger.start:
        return phrase_start(unit, trigger.head)
    if trigger.thing and trigger.thing[0] < trigger.start:
        return phrase_start(unit, trigger.thing[0])
    return trigger.start


def reference_of(view: View, trigger: Trigger, verdict: Verdict, phrase: int, left: str) -> Reference:
    """Whether the words point back, to another launch, or to a new one."""
    if trigger.shape == "noun":
        text = view.text[phrase - view.start : max(trigger.start, trigger.thing[1] if trigger.thing else 0) - view.start]
    elif trigger.thing and trigger.thing[0] > trigger.start:
        text = view.text[trigger.end - view.start : trigger.thing[1] - view.start]
    else:
        text = view.text[phrase - view.start : trigger.thing[1] - view.start if trigger.thing else trigger.start - view.start]
    if FOLLOWED.search(left):
        return "other"
    if ELABORATES.search(left):
        return "near"
    if trigger.shape == "noun" and DEMONSTRATIVE.search(view.text[: phrase - view.start]):
        return "near"
    if trigger.shape == "noun" and APPOSITION.search(view.text[: phrase - view.start]) and ORDINAL.search(text):
        return "same"
    for rule in load_rules("launches_reference"):
        if rule.set.get("planned") and (verdict.status in ("occurred", None) or view.rank <= 1):
            continue
        if rule.pattern.search(text.strip()):
            return rule.set["reference"]  # type: ignore[no-any-return]
    return "new"


def evidence_span(document: Document, view: View, trigger: Trigger) -> Span:
    """The sentence; where boilerplate runs into it, what stands from the last break before the trigger, as far as evidence may go."""
    start, end = view.start, view.end
    if len(document.surface(start, end)) > LONGEST_EVIDENCE:
        breaks = [view.start + m.end() for m in BREAK.finditer(view.text) if view.start + m.end() <= trigger.span[0]]
        start = max(breaks, default=start)
        while len(document.surface(start, end)) > LONGEST_EVIDENCE:
            end -= max(1, len(document.surface(start, end)) - LONGEST_EVIDENCE) // 6 + 1
    return start, end
