"""When an article was published: the date that came with it, its address, its page, and what its text lets one work out.

A date that came with the article wins, unless two kinds of clues in the text agree that an older event is told as fresh.
Without a date, the clues of page and text are heard in the order of their rank, each narrowing the days that are left; a
clue that contradicts all before it loses. What stays wider than a month is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from pipelines.reading.dates.calendar import make_day
from pipelines.reading.dates.find import find_dates
from pipelines.reading.dating.clues import BOUND, CALENDAR, FRESH, PUBLIC, STAMP, Clue
from pipelines.reading.dating.days import DAY, EVER, FIRST_DAY, LAST_DAY, Days, meet, union, until, width
from pipelines.reading.dating.page import page_clues
from pipelines.reading.dating.public import event_clues, office_clues
from pipelines.reading.dating.text import lead_weekdays, text_clues
from pipelines.reading.types import DateCandidate, Document, Interval, Publication

URL_DAY = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[/-]?(?P<month>[01]\d)[/-]?(?P<day>[0-3]\d)(?!\d)")
WIDEST = 31  # days; a wider answer would date no launch
STALE = 30 * DAY  # a given date so much later than the news is the day on which the page was fetched
SOON = 60 * DAY  # a dateline without a year is of the year of the latest thing told, if it follows within these days
MOST_PIECES = 4  # readings of a stamp among which the weekday of the news may choose
MOST_DATES = 200  # dates of an article among which clues are looked for
LAST_READ = 20_000  # characters of an article in which clues are looked for


def date_document(document: Document, given: str | None, url: str | None = None) -> Publication:
    """The publication day or the interval that its evidence fixes, with the candidates that lost and why."""
    found = [*given_candidates(given), *url_candidates(url)]
    told = next((candidate for candidate in found if candidate.rejected_because is None and candidate.first), None)
    if told is None or told.first is None:
        clues = gather_clues(document)
        return settle(document, found, clues, *narrow(clues))
    if not is_stale(list(event_clues(document)), told.first, 1):
        return accept(found, told)
    clues = gather_clues(document)
    if not is_stale(clues, told.first, 2):
        return accept(found, told)
    found = [replace(c, rejected_because=c.rejected_because or "the text tells an older event as fresh") for c in found]
    bound = Clue("given", until(told.first), told.raw, (0, 0), BOUND)
    return settle(document, found, clues, *narrow([bound, *clues]))


def given_candidates(given: str | None) -> list[DateCandidate]:
    """The date that came with the article."""
    if not given:
        return []
    try:
        day = date.fromisoformat(given[:10])
    except ValueError:
        return [DateCandidate("given", None, None, given, rejected_because="no date")]
    if not FIRST_DAY <= day <= LAST_DAY:
        return [DateCandidate("given", day, day, given, rejected_because="absurd: outside the years of launch news")]
    return [DateCandidate("given", day, day, given)]


def url_candidates(url: str | None) -> list[DateCandidate]:
    """The date that the article's address spells out."""
    found = []
    for match in URL_DAY.finditer(url or ""):
        day = make_day(int(match["year"]), int(match["month"]), int(match["day"]))
        if day and FIRST_DAY <= day <= LAST_DAY:
            found.append(DateCandidate("url", day, day, match.group()))
    return found


def accept(found: Sequence[DateCandidate], winner: DateCandidate) -> Publication:
    """The publication on the day of one candidate."""
    judged = tuple(judge_candidate(candidate, winner) for candidate in found)
    return (
        Publication(Interval(winner.first, winner.last), winner.method, judged)
        if winner.first and winner.last
        else Publication(None, "unknown")
    )


def judge_candidate(candidate: DateCandidate, winner: DateCandidate) -> DateCandidate:
    """A candidate with what became of it: chosen, or why it lost."""
    if candidate is winner:
        return replace(candidate, chosen=True)
    return candidate if candidate.rejected_because else replace(candidate, rejected_because=f"ranks behind: {winner.method}")


def gather_clues(document: Document) -> list[Clue]:
    """All clues of page and text, by rank."""
    mentions = [mention for mention in find_dates(document, None) if mention.start < LAST_READ][:MOST_DATES]
    page = list(page_clues(document, mentions))
    taken = {clue.span for clue in page if clue.method != "caption"}
    told = [mention for mention in mentions if (mention.start, mention.end) not in taken]
    clues = [*page, *text_clues(document, told), *event_clues(document), *office_clues(document)]
    return sorted(clues, key=lambda clue: (clue.rank, clue.span))


def is_stale(clues: Sequence[Clue], told: date, methods: int) -> bool:
    """Whether so many kinds of clues agree that the news is much older than the date that came with it."""
    old = [clue for clue in clues if clue.rank in (FRESH, PUBLIC) and _is_old(clue.days, told)]
    agreeing: Days = (Interval(FIRST_DAY, told),)
    heard = set()
    for clue in old:
        if meet(agreeing, clue.days):
            agreeing = meet(agreeing, clue.days)
            heard.add(clue.method)
    return len(heard) >= methods


def _is_old(days: Days, told: date) -> bool:
    """Whether the last of the days before a date lies long before it."""
    before = meet(days, until(told))
    return bool(before) and before[-1].last < told - STALE


def narrow(clues: Sequence[Clue]) -> tuple[Days, list[tuple[Clue, bool]]]:
    """The days that all clues leave, and for each clue whether it was heard."""
    days, heard = EVER, []
    for clue in clues:
        left = meet(days, clue.days) if not clue.is_weak or is_seconded(clue, clues) else ()
        heard.append((clue, bool(left)))
        days = left or days
    return days, heard


def is_seconded(weak: Clue, clues: Sequence[Clue]) -> bool:
    """Whether a clue of another kind that tells of fresh news agrees with a weak one."""
    others = (clue for clue in clues if clue.method != weak.method and not clue.is_weak and clue.rank in (FRESH, PUBLIC, CALENDAR))
    return any(width(clue.days) and meet(clue.days, weak.days) for clue in others if clue.method != "office_holder")


def settle(
    document: Document, found: Sequence[DateCandidate], clues: Sequence[Clue], days: Days, heard: Sequence[tuple[Clue, bool]]
) -> Publication:
    """The publication that the clues fix; unknown where they leave more than a month."""
    days = first_after(by_weekday(document, days, clues), clues)
    is_known = days != EVER and width(days) <= WIDEST
    method = _narrowest(heard) if is_known else "unknown"
    candidates = [*found, *(as_candidate(clue, was_heard, is_known and clue.method == method) for clue, was_heard in heard)]
    when = Interval(days[0].first, days[-1].last) if is_known else None
    return Publication(when, method, tuple(candidates))


def by_weekday(document: Document, days: Days, clues: Sequence[Clue]) -> Days:
    """Of several readings of a numeric date those whose day, or the day before, the lead of the news names."""
    has_readings = any(len(clue.days) > 1 and clue.rank in (STAMP, FRESH) for clue in clues)
    if not has_readings or not 1 < len(days) <= MOST_PIECES:
        return days
    weekdays = lead_weekdays(document)
    fitting = [piece for piece in days if not weekdays.isdisjoint({piece.first.weekday(), (piece.first - DAY).weekday()})]
    return union((piece,) for piece in fitting) if len(fitting) == 1 else days


def first_after(days: Days, clues: Sequence[Clue]) -> Days:
    """Of the days that a dateline or weekday fits in many years those right after the latest thing that the text tells."""
    known = [clue.days[0].first for clue in clues if clue.rank == BOUND and clue.days and clue.days[-1].last == LAST_DAY]
    is_calendar = any(clue.rank == CALENDAR and clue.method in ("dateline", "weekday_and_day") for clue in clues)
    if len(days) < 2 or not known or not is_calendar or days[0].first > max(known) + SOON:
        return days
    return days[:1] if width(days[:1]) <= WIDEST else days


def _narrowest(heard: Sequence[tuple[Clue, bool]]) -> str:
    """The method of the clue that narrowed most."""
    return min((clue for clue, was_heard in heard if was_heard), key=lambda c: (sum(width((p,)) for p in c.days), c.rank, c.span)).method


def as_candidate(clue: Clue, was_heard: bool, is_chosen: bool) -> DateCandidate:
    """A clue as it is kept with the publication."""
    first, last = (clue.days[0].first, clue.days[-1].last) if clue.days else (None, None)
    reason = None if is_chosen else "only narrows" if was_heard else "contradicts clues that rank before it"
    return DateCandidate(clue.method, first, last, clue.raw, *clue.span, chosen=is_chosen, rejected_because=reason)
