"""Attributions that no verb of speech with its clause gives away, found by the rules of ``claims_sources.yml``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pipelines.reading.attributions.sources import Cast, speaker_of
from pipelines.reading.gates import Gate, make_gate
from pipelines.reading.rules import Rule, load_rules
from pipelines.reading.types import Attribution, Document, NameMention, Span


@cache
def gate() -> Gate:
    """The gate before the rules."""
    return make_gate([rule.pattern for rule in load_rules("claims_sources")])


def find_sources(document: Document, names: Sequence[NameMention], attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Further attributions of the article, in text order; those inside a quotation of another are left out."""
    cast, rules = Cast(document, names), load_rules("claims_sources")
    found = []
    for number, sentence in enumerate(document.sentences):
        for rule in (rules[at] for at in gate().passing(document.text[sentence.start : sentence.end])):
            match = rule.pattern.search(document.text, sentence.start, sentence.end)
            if match is None:
                continue
            spans = {name: match.span(name) for name in ("source", "content", "cue")}
            found += attribution_of(cast, rule, number, spans, attributions)
    return tuple(found)


def attribution_of(cast: Cast, rule: Rule, number: int, spans: dict[str, Span], known: Sequence[Attribution]) -> list[Attribution]:
    """A match as an attribution; none where its words are quoted, its source says nothing, or its carrier is missing."""
    speaker = speaker_of(cast, (spans["source"],))
    if speaker is None or (rule.set.get("spans") == "rest" and (speaker.kind == "outlet" or speaker.is_state_media)):
        return []
    if any(is_direct(a) and covers(a, spans["cue"]) for a in known) or any(a.cue[:1] == (spans["cue"],) for a in known):
        return []
    content = content_of(cast.document, rule, number, spans, {a.sentence for a in known})
    found = Attribution((spans["source"],), (), (spans["cue"],), content, "indirect", rule.id, speaker, None, number)
    outer = next((a for a in known if a.speaker and a.speaker.kind == "outlet" and covers(a, spans["cue"])), None)
    if outer is not None and outer.speaker is not None and outer.speaker.id != speaker.id:
        return [replace(found, via=outer.source, carrier=outer.speaker)]
    return [] if rule.set.get("needs") == "carrier" or not content else [found]


def content_of(document: Document, rule: Rule, number: int, spans: dict[str, Span], spoken: set[int]) -> tuple[Span, ...]:
    """The words that a match gives to its source: those matched, those of the paragraph before the cue, or the rest of the article."""
    if rule.set.get("spans") == "rest":
        return rest_of(document, number, spoken)
    if rule.set.get("spans") != "paragraph":
        return (spans["content"],)
    here = document.sentences[number]
    start = next(sentence.start for sentence in document.sentences if sentence.paragraph == here.paragraph)
    return ((start, spans["cue"][0]),) if start < spans["cue"][0] else ()


def covers(attribution: Attribution, span: Span) -> bool:
    """Whether a span lies in the content of an attribution."""
    return any(start <= span[0] and span[1] <= end for start, end in attribution.content)


def is_direct(attribution: Attribution) -> bool:
    """Whether an attribution is a quotation, in which nobody else is made to speak."""
    return attribution.kind == "direct"


def rest_of(document: Document, number: int, spoken: set[int]) -> tuple[Span, ...]:
    """The sentences after one, up to the end of the article, without those in which somebody is said to speak."""
    later = enumerate(document.sentences[number + 1 :], number + 1)
    return tuple((s.start, s.end) for at, s in later if s.kind == "body" and s.end - s.start > 20 and at not in spoken)
