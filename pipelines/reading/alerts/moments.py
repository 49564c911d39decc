"""Moments of a flight that sentences time: when it passed overhead, and when it came down."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.reading.alerts.cues import BREAK, clauses_of, cues_of_sentence, moments_of, trimmed
from pipelines.reading.reach import touching
from pipelines.reading.statements.launch import launch_of
from pipelines.reading.types import DateMention, Document, FlightMoment, Launch, Span


def find_moments(document: Document, dates: Sequence[DateMention], launches: Sequence[Launch]) -> tuple[FlightMoment, ...]:
    """Every moment of a flight, other than its start, that the part of a sentence which tells it gives a clock time for."""
    if not launches:
        return ()
    clocks = [date for date in dates if date.time]
    timed = (number for number, sentence in enumerate(document.sentences) if touching(clocks, sentence.start, sentence.end))
    return tuple(moment for number in timed for moment in moments_in(document, number, clocks, dates, launches))


def moments_in(
    document: Document, number: int, clocks: Sequence[DateMention], dates: Sequence[DateMention], launches: Sequence[Launch]
) -> list[FlightMoment]:
    """The timed moments of one sentence; times of its alerts are theirs."""
    alerts = cues_of_sentence(document, number)
    everything = sorted([*alerts, *moments_of(document, number, alerts)], key=lambda cue: (cue.start, cue.end))
    found = []
    for cue, clause in clauses_of(document, everything):
        moment = cue.rule.set.get("moment")
        if moment not in ("overflight", "landing"):
            continue
        span = narrowed(document.text, clause, (cue.start, cue.end))
        if touching(clocks, *span):
            launch, _ = launch_of(document, number, ((cue.start, cue.end),), dates, launches)
            found.append(FlightMoment(*span, number, moment, launch, cue.rule.id))
    return found


def narrowed(text: str, clause: Span, cue: Span) -> Span:
    """The words around a cue, up to where another part of the sentence begins: "put it at 5:58, and said it fell" times no fall."""
    before = [match.end() for match in BREAK.finditer(text, clause[0], cue[0])]
    after = [match.start() for match in BREAK.finditer(text, cue[1], clause[1])]
    return trimmed(text, before[-1] if before else clause[0], after[0] if after else clause[1])
