"""When an article was published: the date that came with it, its address, its dateline, and what its text lets one work out."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from pipelines.reading.dates_calendar import make_day
from pipelines.reading.types import DateCandidate, Document, Interval, Publication

URL_DAY = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[/-]?(?P<month>[01]\d)[/-]?(?P<day>[0-3]\d)(?!\d)")
FIRST_DAY, LAST_DAY = date(1944, 1, 1), date(2100, 1, 1)  # news of launches lies between; anything else is a default of some system


def date_document(document: Document, given: str | None, url: str | None = None) -> Publication:
    """The publication day or the interval that its evidence fixes, with the candidates that lost and why."""
    found = [*given_candidates(given), *url_candidates(url)]
    for candidate in found:
        if candidate.rejected_because is None and candidate.first and candidate.last:
            judged = tuple(judge_candidate(other, candidate) for other in found)
            return Publication(Interval(candidate.first, candidate.last), candidate.method, judged)
    return Publication(None, "unknown", tuple(found))


def judge_candidate(candidate: DateCandidate, winner: DateCandidate) -> DateCandidate:
    """A candidate with what became of it: chosen, or why it lost."""
    if candidate is winner:
        return replace(candidate, chosen=True)
    return candidate if candidate.rejected_because else replace(candidate, rejected_because=f"ranks behind: {winner.method}")


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
