"""From offsets in the working text back to offsets in the untouched document, for every value of a reading."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from pipelines.reading.types import (
    AlertReport,
    Attribution,
    Claim,
    DateMention,
    Document,
    FlightMoment,
    Launch,
    LaunchMention,
    NameMention,
    Publication,
    Reaction,
    Reading,
    Sentence,
    Span,
    Trace,
)

Spanned = TypeVar("Spanned", Sentence, DateMention, NameMention, LaunchMention, Trace, AlertReport, FlightMoment)


def is_unchanged(document: Document) -> bool:
    """Whether working offsets are the original offsets, as in a document that needed no repair."""
    return isinstance(document.starts, range)


def restore_reading(document: Document, reading: Reading) -> Reading:
    """The reading with every span pointing into the untouched document."""
    if is_unchanged(document):
        return reading
    return replace(
        reading,
        published=restore_publication(document, reading.published),
        launches=tuple(restore_launch(document, launch) for launch in reading.launches),
        claims=tuple(restore_claim(document, claim) for claim in reading.claims),
        reactions=tuple(restore_reaction(document, reaction) for reaction in reading.reactions),
        alerts=tuple(restore_alert(document, report) for report in reading.alerts),
        moments=tuple(restore_ends(document, moment) for moment in reading.moments),
        sentences=tuple(restore_ends(document, sentence) for sentence in reading.sentences),
        dates=tuple(restore_ends(document, mention) for mention in reading.dates),
        names=tuple(restore_name(document, mention) for mention in reading.names),
        attributions=tuple(restore_attribution(document, attribution) for attribution in reading.attributions),
        traces=restore_traces(document, reading.traces),
    )


def restore_ends(document: Document, value: Spanned) -> Spanned:
    """A value with ``start`` and ``end``, pointing into the untouched document."""
    start, end = document.to_original(value.start, value.end)
    return replace(value, start=start, end=end)


def restore_spans(document: Document, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Spans in the untouched document."""
    return tuple(document.to_original(*span) for span in spans)


def restore_traces(document: Document, traces: tuple[Trace, ...]) -> tuple[Trace, ...]:
    """Traces whose spans point into the untouched document."""
    return tuple(restore_ends(document, trace) for trace in traces)


def restore_publication(document: Document, publication: Publication) -> Publication:
    """A publication whose candidates point into the untouched document."""
    candidates = []
    for candidate in publication.candidates:
        if candidate.start is None or candidate.end is None:
            candidates.append(candidate)
        else:
            start, end = document.to_original(candidate.start, candidate.end)
            candidates.append(replace(candidate, start=start, end=end))
    return replace(publication, candidates=tuple(candidates))


def restore_name(document: Document, mention: NameMention) -> NameMention:
    """A name, and the name that it refers back to."""
    antecedent = document.to_original(*mention.antecedent) if mention.antecedent else None
    return replace(restore_ends(document, mention), antecedent=antecedent)


def restore_attribution(document: Document, attribution: Attribution) -> Attribution:
    """An attribution with all its pieces."""
    return replace(
        attribution,
        source=restore_spans(document, attribution.source),
        via=restore_spans(document, attribution.via),
        cue=restore_spans(document, attribution.cue),
        content=restore_spans(document, attribution.content),
        speaker=restore_name(document, attribution.speaker) if attribution.speaker else None,
        carrier=restore_name(document, attribution.carrier) if attribution.carrier else None,
    )


def restore_mention(document: Document, mention: LaunchMention) -> LaunchMention:
    """A launch mention and its traces."""
    return replace(restore_ends(document, mention), traces=restore_traces(document, mention.traces))


def restore_launch(document: Document, launch: Launch) -> Launch:
    """A launch, its evidence, mentions and traces."""
    return replace(
        launch,
        evidence=restore_spans(document, launch.evidence),
        mentions=tuple(restore_mention(document, mention) for mention in launch.mentions),
        traces=restore_traces(document, launch.traces),
    )


def restore_claim(document: Document, claim: Claim) -> Claim:
    """A claim, its evidence, cue and traces."""
    cue = document.to_original(*claim.cue) if claim.cue else None
    evidence = document.to_original(*claim.evidence)
    return replace(claim, evidence=evidence, cue=cue, traces=restore_traces(document, claim.traces))


def restore_reaction(document: Document, reaction: Reaction) -> Reaction:
    """A reaction, its evidence, cue and traces."""
    cue = document.to_original(*reaction.cue) if reaction.cue else None
    evidence = document.to_original(*reaction.evidence)
    return replace(reaction, evidence=evidence, cue=cue, traces=restore_traces(document, reaction.traces))


def restore_alert(document: Document, report: AlertReport) -> AlertReport:
    """A report of an alert, its cue and traces."""
    cue = document.to_original(*report.cue)
    return replace(restore_ends(document, report), cue=cue, traces=restore_traces(document, report.traces))
