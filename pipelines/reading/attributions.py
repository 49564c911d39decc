"""Attributed statements of an article: who says what through whom.

Each unit of text (a sentence, or several that one quotation holds together) is read by itself: reporting verbs and
other cues are looked up, the subject and the content are bounded around them, and quotations that stand alone go on
with the last speaker. Nothing inside a quotation is read. Where one attribution lies inside the content of another,
only the outer one is kept, except in a chain (an agency that reports what somebody said): then both are kept, the
inner one with the agency as its ``via``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipelines.reading.attributions_build import drafts_of_unit
from pipelines.reading.attributions_draft import Draft
from pipelines.reading.attributions_quotes import quotes_of_line
from pipelines.reading.attributions_sources import resolve
from pipelines.reading.attributions_tokens import Unit, read_unit
from pipelines.reading.types import Attribution, Document, NameMention, Sentence, Span


def find_attributions(document: Document, names: Sequence[NameMention]) -> tuple[Attribution, ...]:
    """All attributed statements of the article, in the order of their cues."""
    drafts: list[Draft] = []
    for unit, quotes in read_units(document):
        if quotes and not unit.tags.strip("Qq.,-"):
            _continue(document, unit, quotes, drafts)
        else:
            drafts += drafts_of_unit(document.text, unit, quotes)
    return resolve(document, drafts, names)


def _continue(document: Document, unit: Unit, quotes: list[Span], drafts: list[Draft]) -> None:
    """Give a sentence that is all quotation to the attribution that it goes on with."""
    paragraph = document.sentences[unit.sentence].paragraph
    for at in range(len(drafts) - 1, max(-1, len(drafts) - 5), -1):
        draft = drafts[at]
        if document.sentences[draft.sentence].paragraph != paragraph:
            break
        if any(document.text[s] in "\"'`" for s, _ in draft.content):
            drafts[at] = replace(draft, content=(*draft.content, *quotes))
            return
    if drafts:
        last = drafts[-1]
        drafts.append(Draft(last.source, last.via, last.cue, tuple(quotes), "continuation", last.sentence))


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
    units = []
    at = 0
    while at < len(sentences):
        last = at
        while last + 1 < len(sentences) and any(s < sentences[last].end < e for s, e in quotes):
            last += 1
        start, end = sentences[at].start, sentences[last].end
        inside = [(s, e) for s, e in quotes if start <= s and e <= end]
        units.append((read_unit(document.text, start, end, first + at, inside), inside))
        at = last + 1
    return units
