"""Temporal expressions against TempEval-3 documents: relaxed, strict and value F1, and F1 over days.

A gold document is a TimeML file; its creation time is the anchor. Gold and read expressions are paired one to one
where they overlap, equal extents first, then the largest overlap. The value F1 counts the pairs with equal values.
The day subset keeps expressions whose value begins with a day and compares that day.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from lxml import etree

from pipelines.errors import SourceError
from pipelines.evaluate.measures import Score
from pipelines.reading.dates.find import find_dates
from pipelines.reading.document import open_document
from pipelines.reading.types import Interval

DAY = re.compile(r"^\d{4}-\d\d-\d\d")
TIMEX = ("TIMEX3", "TIMEX2")


@dataclass(frozen=True, slots=True)
class Timex:
    """One temporal expression, annotated or read. Offsets point into the text of the document."""

    start: int
    end: int
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class TimexDocument:
    """One gold document: its text without marks, its creation day, its expressions in text order."""

    id: str
    text: str
    created: date | None
    timexes: tuple[Timex, ...]


@dataclass(frozen=True, slots=True)
class TimexScores:
    """The measures over a folder of documents."""

    documents: int
    relaxed: Score
    strict: Score
    value: Score
    type: Score
    day: Score

    def scores(self) -> dict[str, Score]:
        """The measures by name."""
        return {name: getattr(self, name) for name in ("relaxed", "strict", "value", "type", "day")}

    def lines(self) -> list[str]:
        """The figures for people."""
        return [f"{self.documents} documents", *(score.line(name) for name, score in self.scores().items())]

    def as_dict(self) -> dict[str, Any]:
        """The figures by name."""
        return {f"{name}_f1": round(score.f1, 4) for name, score in self.scores().items()}


def local_name(element: etree._Element) -> str:
    """The tag without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def read_tml(path: Path) -> TimexDocument:
    """A TimeML file as text and expressions."""
    try:
        root = etree.fromstring(path.read_bytes().lstrip(b"\xef\xbb\xbf \r\n\t"), etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise SourceError(f"{path}: no well-formed XML: {error}. Expected a TimeML document (.tml).") from error
    text, timexes, created = "", [], None
    for element in root.iter():
        name = local_name(element)
        if name == "TEXT":
            pieces, found = flatten(element, len(text))
            text += pieces
            timexes += found
        elif created is None and name in ("DCT", "DATETIME"):
            created = next((day for inner in element.iter() if (day := creation_day(inner))), None)
        elif created is None and element.get("functionInDocument") == "CREATION_TIME":
            created = creation_day(element)
    kept = [timex for timex in timexes if text[timex.start : timex.end].strip()]
    return TimexDocument(path.stem, text, created, tuple(sorted(kept, key=lambda t: (t.start, t.end))))


def creation_day(element: etree._Element) -> date | None:
    """The day in the value of a creation time."""
    value = (element.get("value") or "") if local_name(element) in TIMEX else ""
    return date.fromisoformat(value[:10]) if DAY.match(value) else None


def flatten(element: etree._Element, offset: int) -> tuple[str, list[Timex]]:
    """The character content of an element, and the expressions in it at their offsets."""
    text, timexes = element.text or "", []
    for child in element:
        inner, found = flatten(child, offset + len(text))
        if local_name(child) in TIMEX:
            start = offset + len(text)
            timexes.append(Timex(start, start + len(inner), child.get("type") or "", child.get("value") or ""))
        timexes += found
        text += inner + (child.tail or "")
    return text, timexes


def read_timexes(document: TimexDocument) -> tuple[Timex, ...]:
    """What the engine reads in the text of a gold document, anchored at its creation day."""
    working = open_document(document.text)
    anchor = Interval(document.created, document.created) if document.created else None
    return tuple(Timex(*working.to_original(m.start, m.end), m.type, m.value) for m in find_dates(working, anchor))


def pair_off(gold: tuple[Timex, ...], read: tuple[Timex, ...]) -> list[tuple[Timex, Timex]]:
    """One-to-one pairs of overlapping extents: equal extents first, then the largest overlap."""
    possible = []
    for i, one in enumerate(gold):
        for j, other in enumerate(read):
            shared = min(one.end, other.end) - max(one.start, other.start)
            if shared > 0:
                possible.append(((one.start, one.end) != (other.start, other.end), -shared, i, j))
    used_gold, used_read, pairs = set(), set(), []
    for _, _, i, j in sorted(possible):
        if i not in used_gold and j not in used_read:
            used_gold.add(i)
            used_read.add(j)
            pairs.append((gold[i], read[j]))
    return pairs


def score(documents: Iterable[TimexDocument], read: Callable[[TimexDocument], tuple[Timex, ...]] = read_timexes) -> TimexScores:
    """The measures of what ``read`` finds in the documents."""
    right = dict.fromkeys(("relaxed", "strict", "value", "type", "day"), 0)
    gold_count = read_count = gold_days = read_days = count = 0
    for document in documents:
        found = tuple(timex for timex in read(document) if timex.end > timex.start)
        pairs = pair_off(document.timexes, found)
        right["relaxed"] += len(pairs)
        right["strict"] += sum((one.start, one.end) == (other.start, other.end) for one, other in pairs)
        right["value"] += sum(one.value == other.value for one, other in pairs)
        right["type"] += sum(one.type.upper() == other.type.upper() for one, other in pairs)
        days, found_days = days_only(document.timexes), days_only(found)
        right["day"] += sum(one.value[:10] == other.value[:10] for one, other in pair_off(days, found_days))
        gold_count, read_count = gold_count + len(document.timexes), read_count + len(found)
        gold_days, read_days = gold_days + len(days), read_days + len(found_days)
        count += 1
    whole = {name: Score(right[name], gold_count, read_count) for name in ("relaxed", "strict", "value", "type")}
    return TimexScores(count, **whole, day=Score(right["day"], gold_days, read_days))


def days_only(timexes: tuple[Timex, ...]) -> tuple[Timex, ...]:
    """The expressions whose value begins with a day."""
    return tuple(timex for timex in timexes if DAY.match(timex.value))


def evaluate_timex(folder: Path) -> TimexScores:
    """The measures over every ``.tml`` file of a folder."""
    paths = sorted(folder.glob("*.tml"))
    if not paths:
        raise SourceError(f"{folder}: holds no .tml file. Give the folder of a TempEval-3 collection, such as TimeBank.")
    return score(map(read_tml, paths))
