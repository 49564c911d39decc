"""One reaction for each actor, type and launch: a state and its minister doing the same thing are one, by the more particular name."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.reading.reactions.features import Candidate
from pipelines.reading.reactions.filter import reasons
from pipelines.reading.types import Document, Reaction, Span, Trace

PARTICULAR = {"person": 0.15, "body": 0.05}  # what a more particular kind of actor is worth beside the score


def merge(document: Document, candidates: Sequence[Candidate]) -> tuple[Reaction, ...]:
    """The reactions of an article in text order, each with the clearest of its evidence."""
    groups: dict[tuple[str, str, str], list[Candidate]] = {}
    for candidate in candidates:
        party = candidate.acting.party
        side = party.country or party.name
        groups.setdefault((side, candidate.type, candidate.launch.id), []).append(candidate)
    best = [max(group, key=lambda candidate: clearness(document, candidate)) for group in groups.values()]
    return tuple(to_reaction(candidate) for candidate in sorted(best, key=lambda candidate: (candidate.evidence, candidate.type)))


def clearness(document: Document, candidate: Candidate) -> tuple[bool, float, int]:
    """How good an evidence a candidate is: titles last, then by score and how particular the actor is, then by place."""
    is_title = document.sentences[candidate.cue.sentence].kind == "title"
    return not is_title, candidate.score + PARTICULAR.get(candidate.acting.party.kind, 0.0), -candidate.cue.start


def to_reaction(candidate: Candidate) -> Reaction:
    """A candidate as a reaction with its traces."""
    cue, acting = candidate.cue, candidate.acting
    span: Span = (cue.start, cue.end)
    traces = (
        Trace("type", cue.rule.id, cue.start, cue.end, reasons(candidate)),
        Trace("actor", acting.party.trace.rule_id, acting.party.trace.start, acting.party.trace.end, acting.step),
        *([candidate.why] if candidate.why else []),
    )
    return Reaction(
        acting.party.name,
        acting.party.country,
        acting.via,
        candidate.type,
        candidate.launch.id,
        candidate.evidence,
        cue.rule.id,
        span,
        traces,
    )
