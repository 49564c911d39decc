"""Attributed statements of an article: who says what through whom.

Each unit of text (a sentence, or several that one quotation holds together) is read by itself: reporting verbs and
other cues are looked up, the subject and the content are bounded around them, and quotations that stand alone go on
with the last speaker. Nothing inside a quotation is read. Where one attribution lies inside the content of another,
only the outer one is kept, except in a chain (an agency that reports what somebody said): then both are kept, the
inner one with the agency as its ``via``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from pipelines.reading.attributions.build import drafts_of_unit, introduced
from pipelines.reading.attributions.draft import Draft
from pipelines.reading.attributions.quotes import quotes_of_line
from pipelines.reading.attributions.routes import resolve
from pipelines.reading.attributions.tokens import Unit, read_unit
from pipelines.reading.types import Attribution, Document, NameMention, Sentence, Span

SAYS = re.compile(
    r"(?:[A-Z][\w.'-]*|a|the|an) [^,;:\"]{0,60}\b(?:said|asked|told|wrote|added|says|asks|tweeted)\b[^\":;]{0,60}", re.IGNORECASE
)
MARKS = frozenset("\"'`")
SILENT = frozenset({"verb_object", "plan_to", "told_order", "hearsay", "noun_that", "according_to"})


def find_attributions(document: Document, names: Sequence[NameMention]) -> tuple[Attribution, ...]:
    """All attributed statements of the article, in the order of their cues."""
    drafts: list[Draft] = []
    intro: Unit | None = None
    for unit, quotes in read_units(document):
        if quotes and not unit.tags.strip("Qq.,-"):
            drafts += introduced(intro, quotes) if intro else _continue(document, unit, quotes, drafts)
        else:
            intro = unit if unit.tags.endswith(":") else None
            drafts += drafts_of_unit(document.text, unit)
    return resolve(document, drafts, names)


def _continue(document: Document, unit: Unit, quotes: list[Span], drafts: list[Draft]) -> list[Draft]:
    """Give a sentence that is all quotation to the attribution that it goes on with.

    In the same paragraph it joins the content. In a later paragraph it is an attribution of its own to the last
    speaker, unless the quotation before it was left open.
    """
    paragraph = document.sentences[unit.sentence].paragraph
    for at in range(len(drafts) - 1, max(-1, len(drafts) - 5), -1):
        draft = drafts[at]
        is_near = document.sentences[draft.sentence].paragraph == paragraph or _is_open(document, draft)
        if not is_near:
            break
        is_quoting = any(document.text[s] in MARKS for s, _ in draft.content)
        if is_quoting or (draft.rule == "postposed" and document.text[draft.content[-1][1] - 1] in MARKS):
            drafts[at] = replace(draft, content=(*draft.content, *quotes))
            return []
    if drafts and drafts[-1].rule not in SILENT:
        last = drafts[-1]
        return [Draft(last.source, last.via, last.cue, tuple(quotes), "continuation", last.sentence)]
    return []


def _is_open(document: Document, draft: Draft) -> bool:
    """Whether the last quotation of a draft runs over the end of its paragraph without a closing mark."""
    end = draft.content[-1][1]
    return document.text[end : end + 1] in ("", "\n") and document.text[end - 1] not in "\"'"


def read_units(document: Document) -> list[tuple[Unit, list[Span]]]:
    """Units of the article with the quotations in each."""
    units: list[tuple[Unit, list[Span]]] = []
    group: list[Sentence] = []
    first = 0
    for index, sentence in enumerate(document.sentences):
        if group and sentence.paragraph != group[0].paragraph:
            units += _units_of_paragraph(document, group, first)
            group, first = [], index
        group.append(sentence)
    return units + (_units_of_paragraph(document, group, first) if group else [])


def _units_of_paragraph(document: Document, sentences: list[Sentence], first: int) -> list[tuple[Unit, list[Span]]]:
    quotes = quotes_of_line(document, sentences[0].start, sentences[-1].end)
    begins = [s for s, _ in quotes]
    units = []
    at = 0
    while at < len(sentences):
        last = at
        while last + 1 < len(sentences) and (
            _is_within(sentences[last].end, quotes, begins) or _is_asked(document, sentences[last], sentences[last + 1])
        ):
            last += 1
        start, end = sentences[at].start, sentences[last].end
        inside = [(s, e) for s, e in quotes[bisect_left(begins, start) : bisect_left(begins, end)] if e <= end]
        units.append((read_unit(document.text, start, end, first + at, inside), inside))
        at = last + 1
    return units


def _is_asked(document: Document, quotation: Sentence, after: Sentence) -> bool:
    """Whether a sentence only says who spoke the quotation that a question or exclamation mark ends before it."""
    text = document.text
    return text[quotation.end - 2 : quotation.end] in ('?"', '!"', "?'", "!'") and SAYS.fullmatch(text, after.start, after.end) is not None


def _is_within(offset: int, quotes: list[Span], begins: list[int]) -> bool:
    """Whether a quotation holds the offset and not only touches it; the quotations stand in order and do not overlap."""
    before = bisect_left(begins, offset) - 1
    return before >= 0 and offset < quotes[before][1]
