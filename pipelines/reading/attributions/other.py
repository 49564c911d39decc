"""Attributions without an active reporting verb: "according to", nouns of speech, adverbs, passives, labels, headlines."""

from __future__ import annotations

from collections.abc import Iterator

from pipelines.reading.attributions.clauses import clause_end, object_end
from pipelines.reading.attributions.draft import Draft
from pipelines.reading.attributions.phrases import cue_start, leading_subject, left_phrase, right_phrase, subject_before
from pipelines.reading.attributions.tokens import Unit, verb_classes, word_list
from pipelines.reading.types import Span


def according_to(unit: Unit) -> Iterator[Draft]:
    """ "According to S, C", "C, according to S" and "C1, according to S, C2"."""
    low = unit.low
    for i in range(len(low) - 2):
        if low[i] != "according" or low[i + 1] != "to":
            continue
        end = right_phrase(unit, i + 2, len(low))
        if end is None:
            continue
        content = _around(unit, i, _over_modifiers(unit, end))
        if content:
            yield Draft((unit.span(i + 2, end),), (), (unit.span(i, i + 2),), content, "according_to", unit.sentence, unit.starts[i])


def as_said(unit: Unit) -> Iterator[Draft]:
    """ "As S noted, C"."""
    end = right_phrase(unit, 1, len(unit.low)) if unit.low[:1] == ["as"] else None
    if end is None or "say_verb" not in verb_classes().get(unit.low[end] if end < len(unit.low) else "", frozenset()):
        return
    stop = clause_end(unit, end + 2, len(unit.low))
    if unit.tags[end + 1 : end + 2] == "," and stop > end + 2:
        content = (unit.span(end + 2, stop),)
        yield Draft((unit.span(1, end),), (), (unit.span(end, end + 1),), content, "as_said", unit.sentence, unit.start)


def _over_modifiers(unit: Unit, end: int) -> int:
    """Token at which a source phrase with its appositions and relative clauses is over."""
    tags = unit.tags
    i = end
    if i < len(tags) and tags[i] in "RGEPV(":
        while i < len(tags) and tags[i] not in ",.;":
            i += 1
    elif i + 1 < len(tags) and tags[i] == "," and tags[i + 1] in "RD":
        closing = tags.find(",", i + 1)
        if 0 < closing - i < 25:
            i = closing
    return i


def _around(unit: Unit, start: int, end: int) -> tuple[Span, ...]:
    """The rest of the unit on both sides of the tokens [start, end), without the commas."""
    tags = unit.tags
    left = 0
    stop = start
    while stop > 0 and tags[stop - 1] in ",-(C":
        stop -= 1
    while left < stop and tags[left] in ",.-:;":
        left += 1
    pieces: list[Span] = []
    if left < stop:
        pieces.append(unit.span(left, stop))
    i = end
    while i < len(tags) and tags[i] in ",-)":
        i += 1
    if i > end or not pieces:
        close = clause_end(unit, i, len(tags))
        if i < close and not (pieces and tags[i] in "RG" and "A" in tags[left:stop]):
            pieces.append(unit.span(i, close))
    return tuple(pieces)


def noun_cues(unit: Unit) -> Iterator[Draft]:
    """ "S's claim that C", "the warning by S that C"."""
    low, tags = unit.low, unit.tags
    nouns = word_list("nouns_of_speech")
    for i, word in enumerate(low[:-2]):
        if word not in nouns or i == 0:
            continue
        that = i + 1
        source: Span | None = None
        if low[that] in ("by", "from", "of") and that + 1 < len(low):
            end = right_phrase(unit, that + 1, len(low))
            if end is not None and end < len(low) and low[end] == "that":
                source, that = unit.span(that + 1, end), end
        first = i
        while source is None and first > 0 and tags[first - 1] in "XEMGU" and i - first < 3:
            first -= 1
        if low[that] != "that" or that + 1 >= len(low):
            continue
        if source is None and first > 0:
            source = _possessor(unit, first)
        if source is None:
            continue
        end = object_end(unit, that + 1, len(low))
        yield Draft((source,), (), (unit.span(i, i + 1),), (unit.span(that, end),), "noun_that", unit.sentence, unit.starts[i])


def _possessor(unit: Unit, first: int) -> Span | None:
    """Who stands in the possessive right before a token."""
    tags, low = unit.tags, unit.low
    if tags[first - 1] == "D" and low[first - 1] in ("his", "her", "its", "their", "my", "our", "your"):
        return unit.span(first - 1, first)
    if tags[first - 1] != "z":
        return None
    start = left_phrase(unit, first - 1, 0)
    return None if start is None else unit.span(start, first - 1)


def hearsay(unit: Unit) -> Iterator[Draft]:
    """Statements that the writer passes on without a source: "reportedly", "is believed to", "appears to"."""
    low, tags = unit.low, unit.tags
    adverbs, seen, seeming = word_list("hearsay_adverbs"), word_list("hearsay_participles"), word_list("seeming")
    for i, word in enumerate(low[:-1]):
        after = i + 1
        if word in adverbs:
            first = i
            subject = subject_before(unit, cue_start(unit, i, 0), 0) or leading_subject(unit, 0, i)
            subject = None if subject is not None and tags[subject[0]] == "R" else subject
        elif (word in seen and i and tags[i - 1] in "AB" and tags[cue_start(unit, i, 0)] == "A") or word in seeming:
            if low[after] != "to":
                continue
            first = cue_start(unit, i, 0)
            subject = subject_before(unit, first, 0)
        else:
            continue
        if subject is None:
            continue
        end = clause_end(unit, after, len(low))
        if "," in tags[after:end]:
            end = tags.index(",", after)
        if end > after:
            content = (unit.span(*subject), unit.span(after, end))
            yield Draft((), (), (unit.span(first, i + 1),), content, "hearsay", unit.sentence, unit.starts[first])


def transcript(text: str, unit: Unit) -> Iterator[Draft]:
    """A speaker's name before a colon, as in transcripts and headlines, or after a dash, as under a pull quote."""
    tags = unit.tags
    size = len(tags)
    colon = tags.find(":", 0, 9)
    if 0 < colon < size - 2 and not tags[:colon].strip("MX.") and text[unit.starts[0] : unit.ends[colon - 1]].isupper():
        yield Draft(
            (unit.span(0, colon),), (), (unit.span(colon, colon + 1),), (unit.span(colon + 1, size),), "label", unit.sentence, unit.start
        )
    dash = tags.rfind("-")
    if dash > 0 and tags[dash - 1] == "Q" and 0 < size - dash - 1 <= 12 and tags[dash + 1] in "MD" and "z" not in tags[dash:]:
        content = (unit.span(dash - 1, dash),)
        yield Draft((unit.span(dash + 1, size),), (), (unit.span(dash, dash + 1),), content, "label", unit.sentence, unit.starts[dash])
