"""Clues of public life: dated events that the article tells, and the terms of those whom it gives an office."""

from __future__ import annotations

import re
from bisect import bisect_right
from calendar import month_name
from collections.abc import Iterator
from datetime import date
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from pipelines.reading.dates.calendar import month_days
from pipelines.reading.dating.clues import BOUND, CALENDAR, PUBLIC, TENSE, Clue
from pipelines.reading.dating.days import DAY, FIRST_DAY, LAST_DAY, Days, around, between, since, union
from pipelines.reading.dating.page import rules_that
from pipelines.reading.dating.text import FOLLOWING, WEEKDAYS, month_after, units_after
from pipelines.reading.names.lexicon import find_forms, fold, read_reference, words
from pipelines.reading.rules import Rule, slots
from pipelines.reading.types import Document, Interval, Span

REACH = 60  # characters beside a name in which its office stands
BEFORE = 45  # characters before an event in which a word may tell that it has not happened
QUALIFIERS = frozenset({"vice", "deputy", "assistant"})
MOST_EVENTS = 100  # mentions of public events that are looked at
NEARBY = 120  # characters beside an event, in its sentence, in which words may tell when it was
CLOSE = 45  # characters between an event and the words that tell when it was
PARTING = re.compile(r",|;|\band\b|\bbut\b|\bsince\b")
NEAR = {"this_week": (0, 6), "today": (0, 1), "yesterday": (-1, 2)}  # days before and after the event
MONTHS_ON = {"last_month": 1, "next_month": -1}
MONTHS = tuple(month_name)[1:]
YEAR_BACK = 330  # days for which a month without a year is the last one of that name
AHEAD = 330  # days by which an event to come may be spoken of
TO_COME = frozenset({"next_month"})
WEEKDAY = re.compile(r"\b(?:" + "|".join(day.capitalize() for day in WEEKDAYS) + r")\b")


@cache
def events() -> dict[str, list[Interval]]:
    """The days of the public events by the folded forms that name them."""
    found: dict[str, list[Interval]] = {}
    for row in read_reference("public_events"):
        for form in row["forms"].split("|"):
            days = Interval(date.fromisoformat(row["first_date"]), date.fromisoformat(row["last_date"]))
            found.setdefault(fold(form), []).append(days)
    return found


@cache
def scheduled() -> re.Pattern[str]:
    """Words of events whose day is known long before."""
    return re.compile(slots()["dating_scheduled"], re.IGNORECASE)


@cache
def event_automaton() -> tuple[AhoCorasick, tuple[str, ...]]:
    """All forms of public events, compiled once."""
    forms = tuple(sorted(events()))
    return AhoCorasick(forms, matchkind=MatchKind.LeftmostLongest), forms


def event_clues(document: Document) -> Iterator[Clue]:
    """What each public event that the article names says about its day."""
    text = document.text
    automaton, forms = event_automaton()
    starts = [sentence.start for sentence in document.sentences]
    for number, start, end in automaton.find_matches_as_indexes(fold(text))[:MOST_EVENTS]:
        if (start and text[start - 1].isalnum()) or (end < len(text) and text[end].isalnum()):
            continue
        sentence = document.sentences[max(0, bisect_right(starts, start) - 1)]
        near = max(sentence.start, start - NEARBY), min(sentence.end, end + NEARBY)
        yield from relation_clues(text, near, (start, end), events()[forms[number]])


def relation_clues(text: str, sentence: Span, span: Span, happened: list[Interval]) -> Iterator[Clue]:
    """The days that the words around an event allow after it, or before it."""
    raw = text[slice(*span)]
    before = text[max(sentence[0], span[0] - BEFORE) : span[0]]
    is_to_come = any(rule.pattern.search(before) for rule in rules_that("not_yet"))
    found = relation_near(text, sentence, span, is_to_come)
    if found is not None:
        rule, match = found
        days = union(related(rule.set["relation"], event, match.groupdict()) for event in happened)
        yield Clue(f"public_event_{rule.id}", days, f"{raw}: {match.group()}", span, PUBLIC)
    elif is_to_come and scheduled().search(raw):
        yield Clue("public_event_ahead", union(around(event.first, AHEAD, 0) for event in happened), raw, span, TENSE)
    elif not is_to_come:
        weekdays = [WEEKDAYS.index(match.group().lower()) for match in WEEKDAY.finditer(text, *sentence) if is_close(text, match, span)]
        fresh = [day for event in happened for day in (event.first, event.first - DAY) if day.weekday() in weekdays]
        if fresh:  # a day before counts too: events are told in the time of other zones
            yield Clue("public_event_weekday", union(around(day, 1, 5) for day in fresh), raw, span, PUBLIC)
        yield Clue("public_event", union(since(event.first - DAY) for event in happened), raw, span, BOUND)


def is_close(text: str, match: re.Match[str], span: Span) -> bool:
    """Whether words stand so near an event, in the same clause, that they tell when it was."""
    gap = text[match.end() : span[0]] if match.end() <= span[0] else text[span[1] : match.start()]
    return len(gap) <= CLOSE and not PARTING.search(gap)


def relation_near(text: str, sentence: Span, span: Span, is_to_come: bool) -> tuple[Rule, re.Match[str]] | None:
    """The relation that stands close to an event in its sentence, or counts back at the start of the next one."""
    for rule in rules_that("relation"):
        if is_to_come and rule.set["relation"] not in TO_COME:
            continue
        for match in rule.pattern.finditer(text, *sentence):
            if is_close(text, match, span):
                return rule, match
        counted = rule.pattern.search(text, sentence[1], sentence[1] + FOLLOWING) if rule.id == "units_ago" else None
        if counted:
            return rule, counted
    return None


def related(relation: str, event: Interval, told: dict[str, str | None]) -> Days:
    """The days of publication from which an event lies as a relation says."""
    day = event.first
    if relation in NEAR:
        return around(day, *NEAR[relation])
    if relation in MONTHS_ON:
        return month_after(day, MONTHS_ON[relation])
    month = month_days(day.year, day.month)
    match relation:
        case "earlier_this_month":
            return between(day + DAY, month.last)
        case "this_month":
            return between(month.first, month.last)
        case "last_week":
            monday = day + (7 - day.weekday()) * DAY
            return between(monday - DAY, monday + 6 * DAY)
        case "this_year":
            return between(day, date(day.year, 12, 31))
        case "last_year":
            return between(date(day.year + 1, 1, 1), date(day.year + 1, 12, 31))
        case "month_named":
            return around(day, 0, YEAR_BACK) if MONTHS.index(told["month"] or "") + 1 == day.month else ()
        case "units_ago":
            return units_after(day, told["count"] or "", told["unit"] or "")
        case _:
            raise ValueError(f"no relation {relation!r}; add it here or mend rules/dating.yml")


def office_clues(document: Document) -> Iterator[Clue]:
    """The terms of the persons to whom the article gives the office that they held; of several holders the last."""
    latest: dict[tuple[str | None, str], Clue] = {}
    for start, end, entry in find_forms(document.text):
        if entry.kind != "person":
            continue
        for office, terms in terms_of(entry.id).items():
            clue = office_clue(document.text, start, end, office, terms)
            if clue is None:
                continue
            if clue.method == "former_office":
                yield clue
            elif (known := latest.get((entry.country, office))) is None or clue.days[0].first > known.days[0].first:
                latest[entry.country, office] = clue
    yield from latest.values()


@cache
def terms_of(actor_id: str) -> dict[str, tuple[Interval, ...]]:
    """The terms that a person of the lexicons held each office; an open end runs on."""
    found: dict[str, list[Interval]] = {}
    for row in read_reference("offices"):
        if row["actor_id"] == actor_id and row["valid_from_date"]:
            last = date.fromisoformat(row["valid_to_date"]) if row["valid_to_date"] else LAST_DAY
            found.setdefault(row["office_text"], []).append(Interval(max(FIRST_DAY, date.fromisoformat(row["valid_from_date"])), last))
    return {office: tuple(terms) for office, terms in found.items()}


def office_clue(text: str, start: int, end: int, office: str, terms: tuple[Interval, ...]) -> Clue | None:
    """The terms of one office where the words beside the name give it; where they say that it is over, the time after."""
    line_start = text.rfind("\n", 0, start) + 1
    before = text[max(line_start, start - REACH) : start]
    after = text[end : end + REACH].partition("\n")[0]
    title = next((part for part in (before, after if after.startswith(",") else "") if has_office(part, office)), None)
    if title is None:
        return None
    raw = f"{before}{text[start:end]}".strip()[-80:]
    is_over = terms[0].last != LAST_DAY and any(
        rule.pattern.search(before[:at]) for at in _word_starts(before) for rule in rules_that("former")
    )
    if is_over:
        return Clue("former_office", since(min(term.last for term in terms)), raw, (start, end), BOUND)
    return Clue("office_holder", union(between(t.first, t.last) for t in terms), raw, (start, end), CALENDAR)


def _word_starts(before: str) -> list[int]:
    return [match.start() for match in re.finditer(r"\b\w", before)]


def has_office(words_beside: str, office: str) -> bool:
    """Whether the words beside a name give an office, in whatever spelling and order."""
    wanted = {word for word in office.lower().replace("defence", "defense").split() if word not in words("determiners") and word != "of"}
    told = set(re.findall(r"[a-z]+", words_beside.lower().replace("defence", "defense")))
    return len(wanted & told) >= min(2, len(wanted)) and not told & QUALIFIERS - wanted
