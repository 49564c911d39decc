"""What a model may answer, and what of it is taken: evidence that stands in the document to the letter, and what rests on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from pydantic import BaseModel, ConfigDict

from pipelines.reading.types import Claim, Launch, LaunchClass, Outcome, Reaction, ReactionType, Reading, Span, Status, Topic, Trace

RULE = "chat_answer"
LONGEST_EVIDENCE = 600


class Part(BaseModel):
    """Anything in an answer; unknown entries are refused."""

    model_config = ConfigDict(extra="forbid")


class AnsweredLaunch(Part):
    """One launch in the fields of the reading guidelines."""

    id: str
    status: Status
    launch_class: LaunchClass
    country: str | None
    date_start: date | None
    date_end: date | None
    time_local: str | None
    site: str | None
    vehicle: str | None
    payload: str | None
    outcome: Outcome | None
    focus: bool
    evidence: list[str]


class AnsweredClaim(Part):
    """One claim."""

    speaker: str
    country: str | None
    via: str | None
    topic: Topic
    value: str | None
    launch: str | None
    evidence: str


class AnsweredReaction(Part):
    """One reaction."""

    actor: str
    country: str | None
    via: str | None
    type: ReactionType
    launch: str | None
    evidence: str


class Answer(Part):
    """A whole answer."""

    relevant: bool
    launches: list[AnsweredLaunch]
    claims: list[AnsweredClaim]
    reactions: list[AnsweredReaction]


def accept_answer(reading: Reading, document: str, answer: Answer) -> Reading:
    """The reading with what the document bears out; what it does not is dropped, with a trace for each drop."""
    launches = tuple(launch for given in answer.launches if (launch := accept_launch(document, given)))
    known = frozenset(launch.id for launch in launches)
    claims = tuple(claim for given in answer.claims if (claim := accept_claim(document, given, known)))
    reactions = tuple(reaction for given in answer.reactions if (reaction := accept_reaction(document, given, known)))
    is_relevant = answer.relevant and any(launch.focus for launch in launches)
    if not is_relevant:
        launches = tuple(replace(launch, focus=False) for launch in launches)
    return replace(
        reading,
        relevant=is_relevant,
        launches=launches,
        claims=claims,
        reactions=reactions,
        traces=tuple(dropped(document, answer)),
    )


def find_span(document: str, piece: str) -> Span | None:
    """Where a piece stands in the document to the letter."""
    start = document.find(piece) if piece.strip() and len(piece) <= LONGEST_EVIDENCE else -1
    return (start, start + len(piece)) if start >= 0 else None


def as_written(document: str, name: str | None) -> str | None:
    """A name, if the document holds it."""
    return name if name and name in document else None


def accept_launch(document: str, given: AnsweredLaunch) -> Launch | None:
    """A launch with at least one piece of evidence that is there."""
    evidence = tuple(span for piece in given.evidence if (span := find_span(document, piece)))
    if not evidence:
        return None
    has_days = given.date_start is not None and given.date_end is not None and given.date_start <= given.date_end
    return Launch(
        id=given.id,
        status=given.status,
        launch_class=given.launch_class,
        country=given.country,
        date_start=given.date_start if has_days else None,
        date_end=given.date_end if has_days else None,
        time_local=given.time_local,
        site=as_written(document, given.site),
        vehicle=as_written(document, given.vehicle),
        payload=as_written(document, given.payload),
        outcome=given.outcome if given.status == "occurred" else None,
        focus=given.focus,
        evidence=evidence,
        mentions=(),
        traces=(Trace("launch", RULE, *evidence[0]),),
    )


def accept_claim(document: str, given: AnsweredClaim, launches: frozenset[str]) -> Claim | None:
    """A claim whose evidence and speaker are there."""
    evidence = find_span(document, given.evidence)
    if evidence is None or not as_written(document, given.speaker):
        return None
    launch = given.launch if given.launch in launches else None
    via = as_written(document, given.via)
    return Claim(given.speaker, given.country, via, given.topic, given.value, launch, evidence, RULE)


def accept_reaction(document: str, given: AnsweredReaction, launches: frozenset[str]) -> Reaction | None:
    """A reaction whose evidence and actor are there."""
    evidence = find_span(document, given.evidence)
    if evidence is None or not as_written(document, given.actor):
        return None
    launch = given.launch if given.launch in launches else None
    return Reaction(given.actor, given.country, as_written(document, given.via), given.type, launch, evidence, RULE)


def dropped(document: str, answer: Answer) -> Iterator[Trace]:
    """One trace for each piece of an answer that the document does not hold."""
    for kind, pieces in pieces_of(answer):
        for piece in pieces:
            if find_span(document, piece) is None:
                yield Trace(kind, "chat_span_not_found", 0, 0, piece[:80])


def pieces_of(answer: Answer) -> Iterator[tuple[str, list[str]]]:
    """What of an answer has to stand in the document, by kind."""
    for launch in answer.launches:
        yield "dropped launch", launch.evidence
        yield "dropped name", [name for name in (launch.site, launch.vehicle, launch.payload) if name]
    for claim in answer.claims:
        yield "dropped claim", [claim.evidence, claim.speaker, *([claim.via] if claim.via else [])]
    for reaction in answer.reactions:
        yield "dropped reaction", [reaction.evidence, reaction.actor, *([reaction.via] if reaction.via else [])]
