"""Attributions in which the speaker is no plain subject: "quoted as saying", "condemned by", "was told that"."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.reading.attributions.clauses import clause_end
from pipelines.reading.attributions.cues import BE, Cue
from pipelines.reading.attributions.draft import Draft
from pipelines.reading.attributions.phrases import cue_start, left_phrase, right_phrase, subject_before
from pipelines.reading.attributions.tokens import Unit
from pipelines.reading.types import Span

QUOTING = frozenset({"quoted", "cited", "quotes", "cites", "quoting", "citing", "reported"})
SAYING = frozenset({"saying", "telling", "stating", "declaring", "reporting", "warning", "adding", "calling", "describing"})


def quoted_as_saying(unit: Unit) -> Iterator[Draft]:
    """ "X quoted S as saying C", "X cited S warning that C" and "S was quoted (by X) as saying C", also with C in front."""
    for i, word in enumerate(unit.low):
        saying = _saying_after(unit, i) if word in QUOTING else None
        if saying and word == "reported" and not {",", ";", ":"}.isdisjoint(unit.low[i : saying[0]]):
            continue  # "it reported; the fault is known, it quoted S as saying": only the later verb quotes S
        draft = _quoted(unit, i, *saying) if saying else None
        if draft is not None:
            yield draft


def _saying_after(unit: Unit, verb: int) -> tuple[int, int] | None:
    """Tokens of "as saying" after a verb of quoting, or of a bare "saying that" that hangs on whom it quotes."""
    low = unit.low
    for at in range(verb + 1, min(verb + 22, len(low) - 1)):
        if low[at] == "as" and low[at + 1] in SAYING:
            return at, at + 2
        if low[at] in SAYING and at > verb + 1 and unit.tags[at - 1] in "MX" and low[at + 1] == "that":
            return at, at + 1
    return None


def _quoted(unit: Unit, verb: int, as_at: int, start: int) -> Draft | None:
    low = unit.low
    first = cue_start(unit, verb, 0)
    is_passive = any(w in BE for w in low[first:verb]) or low[verb + 1] in ("as", "by", "in")
    via: tuple[Span, ...] = ()
    if is_passive:
        subject = subject_before(unit, first, 0)
        if low[verb + 1] in ("by", "in") and verb + 2 < as_at:
            via = (unit.span(verb + 2, as_at),)
    else:
        subject = (verb + 1, as_at) if as_at > verb + 1 else None
        carrier = subject_before(unit, first, 0)
        via = (unit.span(*carrier),) if carrier else ()
    if subject is None:
        return None
    end = clause_end(unit, start, len(low))
    if end > start and unit.tags[start] not in "PT":
        content = (unit.span(start, end),)
    else:
        edge = unit.at(min(via[0][0] if via else unit.starts[first], unit.starts[subject[0]]))
        close = edge
        while close > 0 and unit.tags[close - 1] in ",-":
            close -= 1
        if close == 0:
            return None
        content = (unit.span(0, close),)
    cue = (unit.span(first, verb + 1), unit.span(as_at, start))
    return Draft((unit.span(*subject),), via, cue, content, "quoted_as_saying", unit.sentence, unit.starts[first])


def passive_cues(unit: Unit, cues: list[Cue]) -> Iterator[Draft]:
    """ "The launch was condemned by S", "the launch, announced by S", "it was reported that C", "he was told that C"."""
    low, tags = unit.low, unit.tags
    for cue in cues:
        if cue.form != "passive" and not low[cue.verb].endswith("ed"):
            continue
        after = cue.verb + 1
        if after < len(low) and low[after] == "by":
            draft = _by_agent(unit, cue, after)
            if draft is not None:
                yield draft
        elif cue.form == "passive" and cue.frame == "clause" and tags[cue.after : cue.after + 1] in ("S", "R", "t", "P"):
            end = clause_end(unit, cue.after, len(low))
            if end > cue.after:
                yield Draft(
                    (), (), (unit.span(cue.first, after),), (unit.span(cue.after, end),), "passive", unit.sentence, unit.starts[cue.first]
                )


def _by_agent(unit: Unit, cue: Cue, by: int) -> Draft | None:
    end = right_phrase(unit, by + 1, len(unit.low))
    first = cue.first
    start = left_phrase(unit, first, 0) if first and unit.tags[first - 1] not in ",-" else None
    if start is None and first:
        subject = subject_before(unit, first, 0)
        start, first = subject if subject else (None, first)
    if end is None or start is None:
        return None
    content = (unit.span(start, first),)
    return Draft((unit.span(by + 1, end),), (), (unit.span(cue.first, by + 1),), content, "by_agent", unit.sentence, unit.starts[cue.first])
