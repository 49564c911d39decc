"""Sources resolved to names: who a phrase, a pronoun or "the statement" stands for."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from pipelines.reading.reach import START, touching
from pipelines.reading.rules import slots
from pipelines.reading.types import Document, NameKind, NameMention, Span

ORGANISED = frozenset({"body", "outlet", "company", "group", "state", "person"})
HE = frozenset({"he", "she", "him", "her", "his"})
IT = frozenset({"it", "its"})
THEY = frozenset({"they", "them", "their"})
PRONOUNS = HE | IT | THEY | frozenset({"i", "we", "you"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
TAIL = re.compile(r" (?:of|for|at|from|in|with|who|on|to|by|familiar|close|issued|released|carried|published) |, ")
ARTICLE = re.compile(r"^(?:the|a|an|this|these|those|its|his|her|their|our) ", re.IGNORECASE)
INDEFINITE = re.compile(r"an? ", re.IGNORECASE)
AUTHOR = re.compile(
    r"[^.;:\"]{0,40}?\b(?P<how>issued|released|carried|published|posted|written|made|given)? ?"
    r"(?:by|from|attributed to|in the name of) "
)
OWNER = re.compile(r"['\u2019]s?(?= )")
PLACED = re.compile(r" (?:on|in|from|at) (?:the )?")
CARRYING = frozenset({"carried", "published", "posted"})
NEAR = 400  # characters in which "him" may go back to a person who has not spoken
RECENT = 3  # speakers among whom a pronoun without a known antecedent is looked up
SIGNED = 20  # characters between who signed a paper and the verb
LONGEST_NAME = 80  # characters in which a name must begin after "a statement by"


@cache
def _word(slot: str) -> re.Pattern[str]:
    return re.compile(rf"\b{slots()[slot]}\b", re.IGNORECASE)


@dataclass(slots=True)
class Cast:
    """The names of an article in its order, and the speakers met so far, latest last."""

    document: Document
    names: Sequence[NameMention]
    met: list[NameMention] = field(default_factory=list)

    def inside(self, start: int, end: int) -> list[NameMention]:
        """Names that lie in a span."""
        return [name for name in self.touching(start, end) if start <= name.start and name.end <= end]

    def touching(self, start: int, end: int) -> list[NameMention]:
        """Names that share a character with a span."""
        return list(touching(self.names, start, end))

    def before(self, start: int) -> list[NameMention]:
        """Names that begin before a place, latest last."""
        return list(self.names[: bisect_left(self.names, start, key=START)])


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


def as_later(known: NameMention, start: int, end: int, rule_id: str) -> NameMention:
    """A further mention of a known speaker."""
    return replace(known, start=start, end=end, rule_id=rule_id, antecedent=(known.start, known.end))


def _pronoun(cast: Cast, start: int, end: int, low: str) -> NameMention | None:
    """Who a pronoun stands for: the antecedent that the names give, else the last speaker whom it fits."""
    for name in cast.inside(start, end):
        if name.antecedent is not None:
            return name
    for known in reversed(cast.met[-RECENT:]):
        if _fits(low, known):
            return as_later(known, start, end, "pronoun")
    near = [n for n in cast.before(start) if n.kind == "person" and start - n.end < NEAR]
    return as_later(near[-1], start, end, "pronoun") if near and low in HE else None


def _fits(low: str, known: NameMention) -> bool:
    if low in HE:
        return known.kind == "person"
    if low in IT:
        return known.kind in ("body", "outlet", "company", "state")
    return low in THEY and known.kind in ("group", "body")


def _named(cast: Cast, start: int, end: int, phrase: str) -> NameMention:
    """The speaker of a full noun phrase: the name that its head word belongs to, or the author of a paper."""
    tail = TAIL.search(phrase)
    head_end = start + tail.start() if tail else end
    head = cast.document.text[start:head_end].rsplit(" ", 1)[-1]
    touching = [n for n in cast.touching(start, end) if n.kind in ORGANISED]
    officers = [n for n in touching if n.kind == "person" and n.office and n.end == end and phrase.startswith(n.office)]
    if officers:
        return officers[-1]
    closing = _named_last(cast, start, end, touching)
    if closing is not None:
        return closing
    at_head = [n for n in touching if n.start < head_end <= n.end]
    if at_head:
        named = [n for n in touching if n.kind == "person" and n.start == at_head[-1].end + 1 and at_head[-1].kind == "person"]
        return named[0] if named else at_head[-1]
    signer = _signer(cast, start, head_end) if _word("attr_signed_head").fullmatch(head) else None
    if signer is not None:
        return signer
    if _word("attr_paper_head").fullmatch(head):
        return _of_paper(cast, start, head_end, [n for n in touching if n.end <= head_end])
    in_head = [n for n in touching if n.end <= head_end and not OWNER.match(cast.document.text, n.end, end)]
    persons = [n for n in in_head if n.kind == "person"]
    if persons:
        return persons[-1]
    is_role = bool(_word("attr_role").search(head))
    if in_head and not is_role and (in_head[-1].kind == "outlet" or in_head[-1].end >= head_end - 2):
        return in_head[-1]
    return _known_again(cast, start, end, phrase) or _new(cast, start, end, touching)


def _named_last(cast: Cast, start: int, end: int, names: list[NameMention]) -> NameMention | None:
    """The person with whose name a phrase ends after an office and titles: "Head of Intelligence General Ann Lee"."""
    last = next((n for n in names if n.kind == "person" and n.end == end and n.start > start and not n.rule_id.startswith("phrase")), None)
    if last is None:
        return None
    before = cast.document.text[start : last.start].rstrip()
    words = before.split()
    if before.endswith(","):
        return last if _word("attr_role").search(before) else None
    is_title = words[-1][0].isupper() and ARTICLE.match(f"{words[-1]} ") is None
    return last if is_title or _word("attr_role").fullmatch(words[-1]) else None


def _of_paper(cast: Cast, start: int, head_end: int, names: list[NameMention]) -> NameMention:
    """Who is behind "the statement": the author named after it, else in the phrase, else the last body; nobody behind "new reports"."""
    text = cast.document.text
    author = AUTHOR.match(text, head_end, head_end + LONGEST_NAME)
    if author:
        near = [n for n in cast.touching(author.end(), author.end() + LONGEST_NAME) if n.kind in ORGANISED]
        if near and not (author["how"] in CARRYING and near[0].kind == "outlet") and "." not in text[author.end() : near[0].start]:
            return near[0]
    if names:
        return names[-1]
    carrier = next((n for n in cast.touching(head_end, head_end + LONGEST_NAME) if n.kind == "outlet"), None)
    if carrier is not None and PLACED.fullmatch(text, head_end, carrier.start):
        return carrier
    is_known = ARTICLE.match(text[start:head_end]) and not INDEFINITE.match(text, start)
    for known in [*reversed(cast.met), *reversed(cast.before(start)[-12:])] if is_known else []:
        if known.kind in ("body", "outlet", "company", "group") and known.rule_id != "later_pronoun":
            return as_later(known, start, head_end, "paper")
    return _new(cast, start, head_end, [])


def _signer(cast: Cast, start: int, head_end: int) -> NameMention | None:
    """Who was told to have signed "the order" that speaks."""
    text = cast.document.text
    head = re.escape(text[start:head_end].rsplit(" ", 1)[-1])
    signed = list(re.finditer(rf"\b(?:signed|issued|wrote|penned) (?:an?|the|his|her|its) (?:[\w-]+ )?{head}\b", text[:start]))
    near = [n for n in cast.before(signed[-1].start()) if n.kind in ORGANISED and signed[-1].start() - n.end < SIGNED] if signed else []
    return as_later(near[-1], start, head_end, "paper") if near else None


def _known_again(cast: Cast, start: int, end: int, phrase: str) -> NameMention | None:
    """An earlier speaker that "the official" or "the agency" takes up."""
    words = phrase.lower().split()
    if len(words) != 2 or words[0] not in ("the", "that", "this"):
        return None
    for known in reversed(cast.met[-12:]):
        if words[1] in known.name.lower().split() and known.name.lower() != words[1]:
            return as_later(known, start, end, "taken_up")
    if _word("attr_outlet_kind").fullmatch(words[1]) or words[1] == "agency":
        for known in reversed(cast.met[-12:]):
            if known.kind == "outlet":
                return as_later(known, start, end, "taken_up")
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
