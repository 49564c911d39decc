"""What the layer of launches sees: the sentences with vehicle and payload names masked, and the names and dates in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipelines.reading.attributions_tokens import Unit, read_unit
from pipelines.reading.types import DateMention, Document, Interval, NameMention, Publication, Span

Spanned = TypeVar("Spanned", NameMention, DateMention)
MASKS = {"vehicle": "v", "payload": "y"}
SHORTEST_MASK = 2  # "vv" is the least that rules take for a name


@dataclass(frozen=True, slots=True)
class View:
    """One sentence: its masked text, and the names and dates that lie in it. Offsets of names and dates are those of the document."""

    number: int
    start: int
    end: int
    kind: str
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
    text = mask_names(document.text, names)
    views, name_at, date_at = [], 0, 0
    for number, sentence in enumerate(document.sentences):
        while name_at < len(names) and names[name_at].start < sentence.start:
            name_at += 1
        while date_at < len(dates) and dates[date_at].start < sentence.start:
            date_at += 1
        inside = take_until(names, name_at, sentence.end)
        dated = take_until(dates, date_at, sentence.end)
        views.append(View(number, sentence.start, sentence.end, sentence.kind, text[sentence.start : sentence.end], inside, dated))
    return Scene(document, tuple(views), tuple(names), published.when)


def take_until(values: Sequence[Spanned], first: int, end: int) -> tuple[Spanned, ...]:
    """The values from an index on that start before an offset."""
    last = first
    while last < len(values) and values[last].start < end:
        last += 1
    return tuple(values[first:last])


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
