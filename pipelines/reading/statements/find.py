"""Statements: an attribution cut into what one party says in one sentence, with the launch that the sentence is about.

Claims and reactions both start here, so that they agree on who speaks, through whom, and which sentence is the evidence.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.reading.statements.launch import launch_of
from pipelines.reading.statements.party import Party, parties_of, route_of
from pipelines.reading.types import Attribution, DateMention, Document, Launch, NameMention, Span, Trace

LONGEST_EVIDENCE = 600  # characters; what a reader still takes for a sentence or two


@dataclass(frozen=True, slots=True)
class Statement:
    """What one party says in one sentence. ``content`` holds the words of the statement in that sentence."""

    party: Party
    via: str | None
    sentence: int
    evidence: Span
    content: tuple[Span, ...]
    attribution: Attribution
    launch: str | None
    traces: tuple[Trace, ...] = ()


def find_statements(
    document: Document,
    names: Sequence[NameMention],
    dates: Sequence[DateMention],
    attributions: Sequence[Attribution],
    launches: Sequence[Launch],
    outlet: str | None = None,
) -> tuple[Statement, ...]:
    """Every statement of the article in text order: one for each attribution, party and sentence."""
    starts = [sentence.start for sentence in document.sentences]
    found = []
    for attribution in attributions:
        parties = parties_of(document, attribution, names)
        via, trace = route_of(document, attribution, outlet)
        for number, content in split_content(starts, attribution.content):
            evidence = evidence_of(document, number, content)
            launch, why = launch_of(document, number, content, dates, launches)
            traces = tuple(t for t in (trace, why) if t is not None)
            found += [Statement(p, via, number, evidence, content, attribution, launch, (p.trace, *traces)) for p in parties]
    return tuple(found)


def split_content(starts: Sequence[int], content: Sequence[Span]) -> list[tuple[int, tuple[Span, ...]]]:
    """The pieces of a content by the number of the sentence that they lie in."""
    pieces: dict[int, list[Span]] = {}
    for start, end in content:
        at = start
        number = max(bisect_right(starts, at) - 1, 0)
        while at < end:
            close = min(end, starts[number + 1]) if number + 1 < len(starts) else end
            if close > at:
                pieces.setdefault(number, []).append((at, close))
            at, number = close, number + 1
    return [(number, tuple(spans)) for number, spans in sorted(pieces.items())]


def evidence_of(document: Document, number: int, content: Sequence[Span]) -> Span:
    """The sentence, cut to the content where boilerplate runs into it."""
    sentence = document.sentences[number]
    if sentence.end - sentence.start <= LONGEST_EVIDENCE:
        return sentence.start, sentence.end
    start = content[0][0]
    end = min(max(content[-1][1], start + 1), start + LONGEST_EVIDENCE)
    return start, start + len(document.text[start:end].rstrip())


def without_carriers(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements without those of an outlet that only carries what another party says in the same words."""
    carried = [s for s in statements if s.attribution.carrier is not None]
    return tuple(s for s in statements if not any(carries(s, other) for other in carried))


def carries(statement: Statement, other: Statement) -> bool:
    """Whether a statement is that of the outlet through which another one in the same words came."""
    speaker, carrier = statement.attribution.speaker, other.attribution.carrier
    if speaker is None or carrier is None or statement.sentence != other.sentence:
        return False
    is_chain = other.attribution.rule_id.startswith("chain_") and not statement.attribution.rule_id.startswith("chain_")
    if speaker.id != carrier.id and not (speaker.kind == "outlet" and is_chain):
        return False
    return any(start < other_end and other_start < end for start, end in statement.content for other_start, other_end in other.content)
