"""Sources resolved to names: who a phrase, a pronoun or "the statement" stands for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from pipelines.reading.rules import slots
from pipelines.reading.types import Document, NameKind, NameMention, Span

ORGANISED = frozenset({"body", "outlet", "company", "group", "state", "person"})
HE = frozenset({"he", "she", "him", "her", "his"})
IT = frozenset({"it", "its"})
THEY = frozenset({"they", "them", "their"})
PRONOUNS = HE | IT | THEY | frozenset({"i", "we", "you"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
TAIL = re.compile(r" (?:of|for|at|from|in|with|who|on|to|familiar|close) |, ")
ARTICLE = re.compile(r"^(?:the|a|an|this|these|those|its|his|her|their|our) ", re.IGNORECASE)


@cache
def _word(slot: str) -> re.Pattern[str]:
    return re.compile(rf"\b{slots()[slot]}\b", re.IGNORECASE)


@dataclass(slots=True)
class Cast:
    """The names of an article, and the speakers met so far, latest last."""

    document: Document
    names: Sequence[NameMention]
    starts: list[int] = field(default_factory=list)
    met: list[NameMention] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.names = sorted(self.names, key=lambda n: n.start)
        self.starts = [n.start for n in self.names]

    def inside(self, start: int, end: int) -> list[NameMention]:
        """Names that lie in a span."""
        at = bisect_left(self.starts, start)
        found = []
        while at < len(self.names) and self.names[at].start < end:
            if self.names[at].end <= end:
                found.append(self.names[at])
            at += 1
        return found


def speaker_of(cast: Cast, source: tuple[Span, ...]) -> NameMention | None:
    """The name that a source stands for; a new one where the article's names have none."""
    if not source:
        return None
    start, end = source[0]
    phrase = cast.document.text[start:end]
    low = phrase.lower()
    if low in RELATIVE:
        return _before(cast, start)
    if low in PRONOUNS:
        return _pronoun(cast, start, end, low)
    return _named(cast, start, end, phrase)


def _before(cast: Cast, start: int) -> NameMention | None:
    """The name that a relative pronoun goes back to."""
    floor = max(0, start - 80)
    near = [n for n in cast.inside(floor, start) if n.kind in ORGANISED]
    return near[-1] if near else None


def _pronoun(cast: Cast, start: int, end: int, low: str) -> NameMention | None:
    for name in cast.inside(start, end):
        if name.antecedent is not None:
            return name
    for known in reversed(cast.met):
        if low in HE and (known.kind == "person" or (known.kind == "group" and not known.name.lower().endswith("s"))):
            return replace(known, start=start, end=end, rule_id="pronoun", antecedent=(known.start, known.end))
        if low in IT and known.kind in ("body", "outlet", "company", "state", "group"):
            return replace(known, start=start, end=end, rule_id="pronoun", antecedent=(known.start, known.end))
        if low in THEY and known.kind in ("group", "body"):
            return replace(known, start=start, end=end, rule_id="pronoun", antecedent=(known.start, known.end))
    return None


def _named(cast: Cast, start: int, end: int, phrase: str) -> NameMention:
    """The speaker of a full noun phrase."""
    tail = TAIL.search(phrase)
    head_end = start + tail.start() if tail else end
    names = [n for n in cast.inside(start, end) if n.kind in ORGANISED]
    in_head = [n for n in names if n.end <= head_end + 1]
    persons = [n for n in in_head if n.kind == "person"]
    if persons:
        return persons[-1]
    head = cast.document.text[start:head_end]
    if _word("attr_paper_head").search(head.rsplit(" ", 1)[-1]):
        return _of_paper(cast, names, start, end)
    is_role = bool(_word("attr_role").search(head.rsplit(" ", 1)[-1]))
    if in_head and not is_role and in_head[-1].end >= head_end - 2:
        return in_head[-1]
    outlets = [n for n in in_head if n.kind == "outlet"]
    if outlets and not is_role:
        return outlets[-1]
    whole = [n for n in names if n.end >= end - 1 and n.start <= start + 4]
    if whole:
        return whole[-1]
    return _known_again(cast, start, end, phrase) or _new(cast, start, end, names)


def _of_paper(cast: Cast, names: list[NameMention], start: int, end: int) -> NameMention:
    """Who is behind "the statement": the body that the phrase names, else the last body that spoke."""
    if names:
        return names[-1]
    for known in reversed(cast.met):
        if known.kind != "person":
            return replace(known, start=start, end=end, rule_id="paper", antecedent=(known.start, known.end))
    return _new(cast, start, end, [])


def _known_again(cast: Cast, start: int, end: int, phrase: str) -> NameMention | None:
    """An earlier speaker that "the official" or "the agency" takes up."""
    words = phrase.lower().split()
    if len(words) != 2 or words[0] not in ("the", "that", "this"):
        return None
    for known in reversed(cast.met[-12:]):
        if words[1] in known.name.lower().split() and known.name.lower() != words[1]:
            return replace(known, start=start, end=end, rule_id="taken_up", antecedent=(known.start, known.end))
    if _word("attr_outlet_kind").fullmatch(words[1]) or words[1] == "agency":
        for known in reversed(cast.met[-12:]):
            if known.kind == "outlet":
                return replace(known, start=start, end=end, rule_id="taken_up", antecedent=(known.start, known.end))
    return None


def _new(cast: Cast, start: int, end: int, names: list[NameMention]) -> NameMention:
    phrase = cast.document.text[start:end]
    country = next((n.country for n in names if n.country), None)
    kind: NameKind = "group"
    if is_outlet_phrase(phrase):
        kind = "outlet"
    elif re.fullmatch(r"(?:[A-Z][\w.'-]+ ){1,3}[A-Z][\w'-]+", phrase) and not _word("attr_role").search(phrase):
        kind = "person"
    name = phrase if kind == "group" else ARTICLE.sub("", phrase)
    return NameMention(start, end, kind, name, name, country, "source_phrase")


def is_outlet_phrase(phrase: str) -> bool:
    """Whether a phrase names a news outlet by a known name or by its kind."""
    return bool(_word("attr_outlet").search(phrase) or _word("attr_outlet_kind").search(phrase)) and not _word("attr_role").search(phrase)
