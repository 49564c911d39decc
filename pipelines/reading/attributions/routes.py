"""Routes: through which outlet a statement came, and what one source says that another said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Literal

from pipelines.reading.attributions.draft import Draft
from pipelines.reading.attributions.sources import Cast, is_outlet_phrase, speaker_of
from pipelines.reading.names.lexicon import read_reference, words
from pipelines.reading.types import Attribution, Document, NameMention, Span

QUOTING = "\"'`"
MANY = 60  # speakers back from the present one


def resolve(document: Document, drafts: list[Draft], names: Sequence[NameMention]) -> tuple[Attribution, ...]:
    """The drafts as attributions: speakers and carriers looked up, chains joined, nested ones kept only in a chain."""
    cast = Cast(document, names)
    found: list[Attribution] = []
    waiting: list[Draft] = []
    for draft in drafts:
        if draft.is_nested:
            waiting.append(draft)
            continue
        attribution = _attribution(cast, draft, speaker_of(cast, draft.source), found)
        if attribution.speaker is not None:
            cast.met.append(attribution.speaker)
        found.append(attribution)
    near = _by_sentence(found)
    inner = _chains(cast, waiting, near)
    joined = [_joined(a, near[a.sentence]) for a in found]
    cited = [c for a in found if (c := _cited(cast, a, near[a.sentence])) is not None]
    return tuple(sorted([*joined, *inner, *cited], key=lambda a: a.cue[:1] or a.content[:1]))


def _by_sentence(found: list[Attribution]) -> dict[int, list[Attribution]]:
    near: dict[int, list[Attribution]] = {}
    for attribution in found:
        near.setdefault(attribution.sentence, []).append(attribution)
    return near


def _attribution(cast: Cast, draft: Draft, speaker: NameMention | None, found: list[Attribution]) -> Attribution:
    carrier = _carrier(cast, draft.via)
    if carrier is not None and speaker is not None and carrier.id == speaker.id:
        carrier = None
    via = draft.via if carrier is not None else ()
    if carrier is None and found and speaker is not None and speaker.antecedent is not None:
        last = found[-1]
        if last.carrier is not None and last.speaker is not None and last.speaker.id == speaker.id:
            carrier = last.carrier
    kind = _kind(cast.document.text, draft.content)
    sided = _with_side(cast, speaker, carrier)
    return Attribution(draft.source, via, draft.cue, draft.content, kind, draft.rule, sided, carrier, draft.sentence)


def _with_side(cast: Cast, speaker: NameMention | None, carrier: NameMention | None) -> NameMention | None:
    """A speaker without a country on the side that was found for it before, else that of the national outlet that it told."""
    if speaker is None or speaker.country or not is_official(speaker):
        return speaker
    for known in reversed(cast.met[-MANY:]):
        if known.id == speaker.id and known.country:
            return replace(speaker, country=known.country)
    home = home_of(carrier.id) if carrier is not None else None
    return replace(speaker, country=home) if home else speaker


def is_official(speaker: NameMention) -> bool:
    """Whether a speaker speaks for some side, not as an expert or an outlet."""
    told = (speaker.office or speaker.name).lower().split()
    is_expert = any(word in words("expert_heads") or word in ("former", "retired") for word in told)
    is_side = any(word in words("side_heads") for word in told) and "and" not in told
    return speaker.kind in ("person", "group") and not is_expert and is_side


@cache
def home_of(outlet_id: str) -> str | None:
    """The country whose officials a national outlet hears; none for agencies that hear all the world."""
    if outlet_id in words("international_outlets"):
        return None
    return next((row["country_code"] for row in read_reference("outlets") if row["outlet_id"] == outlet_id), None)


def _covering(cue: tuple[Span, ...], near: list[Attribution]) -> Attribution | None:
    """The attribution to an outlet, among those of the sentence, whose content holds the cue."""
    at = cue[0][0] if cue else -1
    for outer in near:
        is_report = outer.speaker is not None and outer.speaker.kind == "outlet"
        if is_report and any(s <= at < e for s, e in outer.content):
            return outer
    return None


def _joined(attribution: Attribution, near: list[Attribution]) -> Attribution:
    """ "S said C, X reported": the statement of S came through X."""
    if attribution.carrier is not None or attribution.speaker is None:
        return attribution
    outer = _covering(attribution.cue, near)
    if outer is None or outer.speaker is None or outer.speaker.id == attribution.speaker.id:
        return attribution
    return replace(attribution, via=outer.source, carrier=outer.speaker)


def _cited(cast: Cast, attribution: Attribution, near: list[Attribution]) -> Attribution | None:
    """ "X reported C, quoting S": S says C through X."""
    text = cast.document.text
    if not attribution.cue or not attribution.content or text[slice(*attribution.cue[-1])].lower() not in ("quoting", "citing"):
        return None
    carrier = attribution.speaker
    main = [a for a in near if a is not attribution and a.speaker == carrier and a.content]
    if carrier is None or carrier.kind != "outlet" or not main:
        return None
    source = (attribution.content[0],)
    speaker = speaker_of(cast, source)
    return replace(main[-1], source=source, via=attribution.source, cue=attribution.cue, rule_id="citing", speaker=speaker, carrier=carrier)


def _carrier(cast: Cast, via: tuple[Span, ...]) -> NameMention | None:
    """The outlet that a span names; None where it names a hearer of another kind."""
    if not via:
        return None
    start, end = via[0]
    for name in cast.inside(start, end):
        if name.kind == "outlet":
            return name
    phrase = cast.document.text[start:end]
    if not is_outlet_phrase(phrase) and phrase.lower() not in ("the agency", "the paper", "it"):
        return None
    carrier = speaker_of(cast, via)
    return carrier if carrier is not None and carrier.kind == "outlet" else None


def _chains(cast: Cast, waiting: list[Draft], near: dict[int, list[Attribution]]) -> list[Attribution]:
    """The nested drafts that stand in a chain, but for what lies in the words of one who is himself quoted in it."""
    found: list[Attribution] = []
    for draft in waiting:
        attribution = _in_chain(cast, draft, near.get(draft.sentence, []))
        at = draft.cue[0][0]
        if attribution is not None and not any(s <= at < e for other in found if not _is_outlet(other) for s, e in other.content):
            found.append(attribution)
    return found


def _is_outlet(attribution: Attribution) -> bool:
    """Whether an outlet speaks."""
    return attribution.speaker is not None and attribution.speaker.kind == "outlet"


def _in_chain(cast: Cast, draft: Draft, near: list[Attribution]) -> Attribution | None:
    """A nested attribution as one that came through the outlet that the outer one names."""
    outer = _covering(draft.cue, near)
    if outer is None or outer.speaker is None:
        return None
    speaker = speaker_of(cast, draft.source)
    if speaker is None or speaker.id == outer.speaker.id:
        return None
    kind = _kind(cast.document.text, draft.content)
    rule = f"chain_{draft.rule}"
    told = _carrier(cast, draft.via)
    via, carrier = (draft.via, told) if told is not None and told.id != speaker.id else (outer.source, outer.speaker)
    return Attribution(draft.source, via, draft.cue, draft.content, kind, rule, speaker, carrier, draft.sentence)


def _kind(text: str, content: tuple[Span, ...]) -> Literal["direct", "indirect", "mixed"]:
    """Direct where all pieces are quotations, mixed where some words are quoted, else indirect."""
    pieces = [text[s:e] for s, e in content]
    if all(p[:1] in QUOTING and p.rstrip(".,")[-1:] in QUOTING for p in pieces):
        return "direct"
    return "mixed" if any('"' in p or "''" in p for p in pieces) else "indirect"
