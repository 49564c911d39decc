"""Targets in the reading engines: sentences, dates, names, whole articles, answers of a model; what must hold of each result."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import get_args

from pydantic import ValidationError

from benchmarks.fuzz_promises import Words, expect
from pipelines.engines.chat_answer import Answer, accept_answer
from pipelines.reading.dates.find import find_dates
from pipelines.reading.document import open_document
from pipelines.reading.engine import read
from pipelines.reading.names.find import find_names
from pipelines.reading.types import (
    AlertKind,
    AlertReport,
    AlertStep,
    Article,
    Document,
    FlightMoment,
    Interval,
    Publication,
    Reading,
    Span,
)

DOCUMENT = "Crew fires rocket\n\nNorth Korea fired a missile from Sohae on Monday, the ministry said. Japan condemned it."
ALERTED = (
    b"Sirens over a test\nTOKYO -- North Korea fired a ballistic missile at 7:12 a.m. on Monday. Japan's government sent out a J-Alert at "
    b"7:16 a.m., which told people of Aomori to go inside. It updated the alert at 7:24. The alert was lifted at 7:40. The missile flew "
    b"over Hokkaido at 7:21. The missile fell into the Pacific at 7:33 a.m., a minister said.\n\nThe coast guard warned ships at 7:15. The "
    b"alert was an error, officials admitted. The North had given Japan no notice of the launch; no alert was sent out in South Korea."
)
ANCHOR = Interval(date(2017, 3, 9), date(2017, 3, 9))


def open_text(content: bytes) -> Document:
    """The working text of bytes."""
    return open_document(content.decode("utf-8", "replace"))


def split_text(content: bytes) -> Words:
    """Sentences in order, without white space at their ends; no character outside them but white space; a way back for each."""
    document, at = open_text(content), 0
    for sentence in document.sentences:
        expect(sentence.start >= at and not document.text[at : sentence.start].strip(), sentence)
        held = document.text[sentence.start : sentence.end]
        expect(bool(held) and held == held.strip(), sentence)
        start, end = document.to_original(sentence.start, sentence.end)
        expect(0 <= start < end <= len(document.original), sentence)
        at = sentence.end
    expect(not document.text[at:].strip(), document.text[at:])
    return frozenset({f"{len(document.sentences).bit_length()} sentences", *(sentence.kind for sentence in document.sentences)})


def date_text(content: bytes) -> Words:
    """Dates in their places; no interval ends before it begins."""
    document = open_text(content)
    found = find_dates(document, ANCHOR)
    for mention in found:
        expect(0 <= mention.start < mention.end <= len(document.text), mention)
        expect(mention.first is None or mention.last is None or mention.first <= mention.last, mention)
        expect(mention.window is None or mention.window.first <= mention.window.last, mention)
    return frozenset({mention.rule_id for mention in found})


def name_text(content: bytes) -> Words:
    """Names in their places, one after the other, each with something to be called."""
    document = open_text(content)
    found = find_names(document)
    for mention in found:
        expect(0 <= mention.start < mention.end <= len(document.text) and bool(mention.id and mention.name), mention)
    expect(all(one.start <= other.start for one, other in pairwise(found)), found)
    return frozenset({f"{mention.kind} {mention.rule_id}" for mention in found})


def read_article(content: bytes) -> Words:
    """All that is read of a text is in its place, speaks of launches that were found, and ends no earlier than it begins."""
    title, _, text = content.decode("utf-8", "replace").partition("\n")
    article = Article("fuzz", title, text, "2017-03-09", None, None)
    reading = read(article)
    size = len(article.document)
    expect(all(0 <= start < end <= size for start, end in spans_of(reading)), reading)
    known = {None, *(launch.id for launch in reading.launches)}
    expect(len(known) == len(reading.launches) + 1, reading)
    expect({found.launch for found in (*reading.claims, *reading.reactions)} <= known, reading)
    days = [(launch.date_start, launch.date_end) for launch in reading.launches]
    expect(all((start is None) == (end is None) and (start is None or start <= end) for start, end in days), reading)
    expect_alerts(reading, known)
    found = {f"{launch.status} {launch.launch_class}" for launch in reading.launches}
    told = {f"{report.step} {report.kind}" for report in reading.alerts} | {moment.moment for moment in reading.moments}
    return frozenset(found | told | {f"{len(reading.claims).bit_length()} claims", f"{len(reading.reactions).bit_length()} reactions"})


def expect_alerts(reading: Reading, launches: set[str | None]) -> None:
    """Reports of alerts and timed moments lie in their sentences, are of known kinds, and go back to the first report of an alert."""
    everything: tuple[AlertReport | FlightMoment, ...] = (*reading.alerts, *reading.moments)
    for told in everything:
        sentence = reading.sentences[told.sentence]
        expect(sentence.start <= told.start < told.end <= sentence.end and told.launch in launches, told)
    for place, report in enumerate(reading.alerts):
        expect(report.step in get_args(AlertStep) and report.kind in get_args(AlertKind), report)
        expect(report.start <= report.cue[0] < report.cue[1] <= report.end, report)
        expect(report.follows is None or (report.follows < place and reading.alerts[report.follows].follows is None), report)
    expect(all(moment.moment in ("overflight", "landing") for moment in reading.moments), reading.moments)


def spans_of(reading: Reading) -> Iterator[Span]:
    """Places of all values of a reading."""
    for launch in reading.launches:
        yield from launch.evidence
    yield from (found.evidence for found in (*reading.claims, *reading.reactions))
    yield from ((found.start, found.end) for found in (*reading.dates, *reading.names))
    yield from ((told.start, told.end) for told in (*reading.alerts, *reading.moments))


def take_answer(content: bytes) -> Words:
    """An answer of a model: refused, or only what stands in the document is taken of it."""
    try:
        answer = Answer.model_validate_json(content)
    except ValidationError as error:
        return frozenset({held["type"] for held in error.errors()})
    reading = accept_answer(Reading("fuzz", "en", True, Publication(None, "unknown"), False), DOCUMENT, answer)
    expect(all(0 <= start < end <= len(DOCUMENT) for start, end in spans_of(reading)), reading)
    expect(all(claim.speaker in DOCUMENT for claim in reading.claims), reading)
    kept = (len(reading.launches), len(reading.claims), len(reading.reactions), len(reading.traces))
    return frozenset({f"{count.bit_length()} of {place}" for place, count in enumerate(kept)})
