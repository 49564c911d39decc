"""What the layer of launches sees: the sentences with vehicle and payload names masked, and the names and dates in each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipelines.reading.attributions.tokens import Unit, read_unit
from pipelines.reading.types import DateMention, Document, Interval, NameMention, Publication, Sentence, Span

Spanned = TypeVar("Spanned", NameMention, DateMention)
MASKS = {"vehicle": "v", "payload": "y"}
SHORTEST_MASK = 2  # "vv" is the least that rules take for a name
MARKUP = re.compile(r"<(?:/?(?P<block>p|br|div|li|ul|h\d)\b)?[^<>]{0,500}>|https?://[^\s<>\"')\]]+", re.IGNORECASE)
APART = re.compile(r" (['\u2019]s)(?= )")  # text from which a tokeniser took the possessives apart: "Japan 's"
HOURS = re.compile(r"\b([ap])\.m\.(?=[\s,)])")  # the stops of "a.m." end no clause
PROSE_WORDS = 7  # a sentence of the story has at least so many words; captions and bylines have fewer


@dataclass(frozen=True, slots=True)
class View:
    """One sentence: its masked text, and the names and dates that lie in it. Offsets of names and dates are those of the document.

    ``rank`` is 0 for the title and its repetitions, 1 for the first sentence of the story, and so on.
    """

    number: int
    start: int
    end: int
    rank: int
    text: str
    names: tuple[NameMention, ...]
    dates: tuple[DateMention, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """An article as this layer sees it. ``published`` is null where the publication date is unknown."""

    document: Document
    views: tuple[View, ...]
    names: tuple[NameMention, ...]
    published: Interval | None


def set_scene(document: Document, names: Sequence[NameMention], dates: Sequence[DateMention], published: Publication) -> Scene:
    """The article in the shape that the rules of launches need."""
    names = [name for name in names if is_telling(document, name)]
    text = HOURS.sub(r"\1_m_", mask_markup(mask_names(document.text, names)).replace("\n", " "))
    text = APART.sub(r"\1 ", text)
    ranks = rank_sentences(document)
    views, name_at, date_at = [], 0, 0
    for number, sentence in enumerate(document.sentences):
        while name_at < len(names) and names[name_at].start < sentence.start:
            name_at += 1
        while date_at < len(dates) and dates[date_at].start < sentence.start:
            date_at += 1
        inside = take_until(names, name_at, sentence.end)
        dated = tuple(d for d in take_until(dates, date_at, sentence.end) if not is_in_name(d, inside))
        views.append(View(number, sentence.start, sentence.end, ranks[number], text[sentence.start : sentence.end], inside, dated))
    return Scene(document, tuple(views), tuple(names), published.when)


def rank_sentences(document: Document) -> list[int]:
    """How far into the story each sentence stands: 0 for the title and lines that repeat it."""
    title = "".join(document.text[s.start : s.end].lower() for s in document.sentences if s.kind == "title")
    ranks, rank = [], 0
    for sentence in document.sentences:
        if sentence.kind != "title" and is_prose(document, sentence, title):
            rank += 1
        ranks.append(rank)
    return ranks


def is_prose(document: Document, sentence: Sentence, title: str) -> bool:
    """Whether a sentence tells the story and does not repeat the title."""
    text = document.text[sentence.start : sentence.end]
    return len(text.split()) >= PROSE_WORDS and text.lower().strip("# *") not in title


def is_telling(document: Document, name: NameMention) -> bool:
    """Whether a name holds a letter and is no tail of a longer one: a bare number names nothing, nor does the end of "Jund al-Aqsa"."""
    is_tail = document.text[max(0, name.start - 3) : name.start] in ("al-", "el-", "ul-")
    return not is_tail and any(character.isalpha() for character in document.text[name.start : name.end])


def is_in_name(mention: DateMention, names: Sequence[NameMention]) -> bool:
    """Whether what looks like a date is part of a name, as in "Hellas Sat 4"."""
    return any(n.kind in MASKS and n.start <= mention.start and mention.end <= n.end for n in names)


def take_until(values: Sequence[Spanned], first: int, end: int) -> tuple[Spanned, ...]:
    """The values from an index on that start before an offset."""
    last = first
    while last < len(values) and values[last].start < end:
        last += 1
    return tuple(values[first:last])


def mask_markup(text: str) -> str:
    """The text with tags and addresses blanked out at the same length; a tag of a paragraph closes a clause."""
    if "<" not in text and "://" not in text:
        return text
    return MARKUP.sub(lambda match: (";" if match["block"] else " ") + " " * (len(match.group()) - 1), text)


def mask_names(text: str, names: Sequence[NameMention]) -> str:
    """The text with every vehicle name as "vv.." and every payload name as "yy.." of the same length."""
    pieces, at = [], 0
    for name in names:
        letter = MASKS.get(name.kind)
        if letter and name.start >= at and name.end - name.start >= SHORTEST_MASK:
            pieces += [text[at : name.start], letter * (name.end - name.start)]
            at = name.end
    return "".join([*pieces, text[at:]])


def tokens_of(scene: Scene, view: View) -> Unit:
    """The tokens of a sentence, quotations opened."""
    return read_unit(scene.document.text, view.start, view.end, view.number, [])


def touches(one: Span, other: Span) -> bool:
    """Whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]
