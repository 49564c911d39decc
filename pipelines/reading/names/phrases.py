"""Phrases that name people and bodies by what they are: "a South Korean government source", "Seoul's Defense Ministry".

A phrase grows around its head word: to the left over words that may stand in it, to the right over what it belongs to
("a spokesman for the coast guard", "the Ministry of Unification").
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from pipelines.reading.names.lexicon import words
from pipelines.reading.names.tokens import Tokens

HeadClass = Literal["official", "expert", "body", "outlet"]
POSSESSIVES = frozenset({"'s", "&#x27;s", "&#39;s", "&apos;s", "'"})
BELONGS = frozenset({"for", "of", "at", "from", "in", "with", "within"})
NAMED_AFTER = frozenset({"of", "for", "on"})
INSIDE_NAMES = frozenset({"of", "and", "for", "the", "&"})
NAMED = frozenset({"state", "body", "company", "group", "outlet", "place"})
LONGEST_LEFT = 10
LONGEST_NAME = 9
REACH_RIGHT = 4  # words after a head in which its body may begin: "director of operations at ..."


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens [first, last) with their head and its class. ``joint`` is the "and" between two states before the head."""

    first: int
    head: int
    last: int
    head_class: HeadClass
    head_text: str
    joint: int | None = None


@cache
def heads() -> dict[str, dict[str, HeadClass]]:
    """Last word of every head, then the whole head, to its class."""
    known: dict[str, dict[str, HeadClass]] = {}
    lists: tuple[tuple[str, HeadClass], ...] = (
        ("body_heads", "body"), ("expert_heads", "expert"), ("official_heads", "official"), ("outlet_heads", "outlet"),
    )  # fmt: skip
    for name, head_class in lists:
        for head in sorted(words(name)):
            known.setdefault(head.split()[-1], {})[head] = head_class
    return known


@cache
def inside_words() -> frozenset[str]:
    """Lower-case words that may stand before a head."""
    singles = {word for name in ("body_heads", "outlet_heads") for head in words(name) for word in head.split()}
    return (words("modifiers") | singles) - INSIDE_NAMES


def head_at(tokens: Tokens, last: int) -> tuple[int, str, HeadClass] | None:
    """First token, text and class of the longest head that ends with token ``last``."""
    options = heads().get(tokens.low[last])
    if not options:
        return _compound_head(tokens, last) if "-" in tokens.low[last] else None
    for head in sorted(options, key=lambda h: (-len(h), h)):
        parts = head.split()
        first = last - len(parts) + 1
        if first >= 0 and tokens.low[first : last + 1] == parts and tokens.is_near(first, last):
            return first, head, options[head]
    return None


def _compound_head(tokens: Tokens, last: int) -> tuple[int, str, HeadClass] | None:
    """A head with something hyphenated to it: "co-chairman", "vice-president"."""
    head = tokens.low[last].rsplit("-", 1)[1]
    head_class = heads().get(head, {}).get(head)
    return (last, head, head_class) if head_class in ("official", "expert") else None


def find_phrases(tokens: Tokens) -> list[Phrase]:
    """All phrases of a document, bodies first so that people may belong to them."""
    found = []
    known = heads()
    for last, low in enumerate(tokens.low):
        head = head_at(tokens, last) if low in known or "-" in low else None
        if head is not None and not _goes_on(tokens, last):
            found.append(_grown(tokens, last, *head))
    return found


def is_bare(tokens: Tokens, phrase: Phrase) -> bool:
    """Whether a phrase is a head alone that names nobody: "source", "military" (but "officials" and "experts" do)."""
    if phrase.last - phrase.first > 1:
        return False
    return phrase.head_class in ("body", "outlet") or not is_plural(tokens.low[phrase.head])


def is_plural(head: str) -> bool:
    """Whether a head names several people."""
    return head in words("plural_heads") or (head.endswith("s") and not head.endswith("ss"))


def _goes_on(tokens: Tokens, last: int) -> bool:
    """Whether the next word is a head too, so that this one is only a part of its phrase."""
    following = last + 1
    if tokens.is_near(last, following) and tokens.low[last] == "official" and tokens.covers[following] is not None:
        return True  # an adjective: "the official Xinhua agency"
    if tokens.is_near(last, following) and tokens.is_capital(following) and not tokens.is_capital(last):
        return False  # a name or title begins: "spokeswoman Army Lt. Col. Valerie Henderson"
    if tokens.is_near(last, following) and tokens.low[following] in words("not_head_before"):
        return True
    while tokens.is_near(last, following) and tokens.low[following] in inside_words() and following - last < 4:
        if head_at(tokens, following):
            return True
        following += 1
    return tokens.is_near(last, following) and head_at(tokens, following) is not None


def _grown(tokens: Tokens, last: int, head_first: int, head: str, head_class: HeadClass) -> Phrase:
    end = last + 1
    if head_class == "body" and tokens.is_capital(last):
        end = named_after(tokens, end)
    elif head_class == "official" or head in ("ministry", "department"):
        end = portfolio_end(tokens, end)
    first = left_edge(tokens, head_first)
    joint = next((at for at in range(first + 1, head_first) if is_joint(tokens, at)), None)
    return Phrase(one_of(tokens, first), last, end, head_class, head, joint)


def one_of(tokens: Tokens, first: int) -> int:
    """First token of the phrase with "one of" before it."""
    at = first - 2
    if tokens.is_near(at, first) and tokens.low[first - 1] == "of" and tokens.low[at] in ("one", "some", "two", "several", "many"):
        return at
    return first


def portfolio_end(tokens: Tokens, end: int) -> int:
    """End of an office or ministry with what it is for: "Secretary of State", "ministry of defence"."""
    if not (tokens.is_near(end - 1, end) and tokens.low[end] == "of"):
        return end
    for length in (4, 3, 2, 1):
        if tokens.is_near(end, end + length) and " ".join(tokens.low[end + 1 : end + 1 + length]) in words("portfolios"):
            return end + 1 + length
    return end


def left_edge(tokens: Tokens, head_first: int) -> int:
    """First token of the phrase whose head begins at ``head_first``."""
    at = head_first
    floor = max(0, head_first - LONGEST_LEFT)
    while at - 1 >= floor and tokens.is_near(at - 1, at):
        low = tokens.low[at - 1]
        if low in words("determiners"):
            return at - 1
        is_owner = low in words("owners") and tokens.low[at] in POSSESSIVES
        if is_owner or low in POSSESSIVES or low in inside_words() or _is_name_part(tokens, at - 1) or _joins(tokens, at - 1):
            at -= 1
            continue
        break
    while at < head_first and (tokens.low[at] in POSSESSIVES or tokens.low[at] == "and"):
        at += 1
    return at


def _is_name_part(tokens: Tokens, index: int) -> bool:
    """Whether a capitalised word may be part of a phrase: known, or not merely opening its sentence."""
    covering = tokens.covers[index]
    if covering is not None:
        return covering.kind in NAMED or (covering.kind == "person" and tokens.low[index + 1] in words("led_bodies"))
    if not tokens.is_capital(index) or tokens.low[index] in words("not_names"):
        return False
    return not tokens.is_first(index) or (index + 1 < tokens.size and tokens.is_capital(index + 1))


def is_joint(tokens: Tokens, index: int) -> bool:
    """Whether "and" stands between two states, as in "South Korean and U.S. officials"."""
    if tokens.low[index] not in ("and", "&") or not tokens.is_near(index - 1, index + 1):
        return False
    left = tokens.covers[index - 2 if tokens.low[index - 1] in POSSESSIVES else index - 1]
    right = tokens.covers[index + 1]
    return left is not None and right is not None and left.kind == right.kind == "state"


def _joins(tokens: Tokens, index: int) -> bool:
    """Whether "and" joins two states, or two parts of a name ("Science and Technology Institute")."""
    if is_joint(tokens, index):
        return True
    if tokens.low[index] not in ("and", "&") or not tokens.is_near(index - 1, index + 1):
        return False
    is_free = tokens.covers[index - 1] is None and tokens.covers[index + 1] is None
    return is_free and tokens.is_capital(index - 1) and tokens.is_capital(index + 1) and tokens.low[index - 1] not in words("not_names")


def named_after(tokens: Tokens, end: int) -> int:
    """End of a capitalised body with its object: "Ministry of Foreign Affairs", "Center for Strategic and International Studies"."""
    if not (tokens.is_near(end - 1, end) and tokens.low[end] in NAMED_AFTER):
        return end
    at, last = end, end
    while tokens.is_near(end - 1, at) and at - end < LONGEST_NAME:
        if tokens.is_capital(at) and tokens.low[at] not in words("not_names") - INSIDE_NAMES:
            at += 1
            last = at
        elif tokens.low[at] in INSIDE_NAMES:
            at += 1
        else:
            break
    return last


def belongs_to(tokens: Tokens, phrase: Phrase, bodies: dict[int, int]) -> Phrase:
    """The phrase with the body or state that it belongs to, where one follows: ``bodies`` maps first token to end."""
    for after in range(phrase.last, phrase.last + REACH_RIGHT):
        if not tokens.is_near(phrase.head, after + 1) or not (tokens.words[after].isalpha() or "-" in tokens.words[after]):
            break
        if tokens.low[after] in BELONGS or (tokens.low[after] == "to" and phrase.head_text in words("sent_heads")):
            end = _body_end(tokens, after + 1, bodies)
            if end is not None:
                return replace(phrase, last=end)
        if after == phrase.last and tokens.low[after] not in ("of", "for"):
            break
    return phrase


def _body_end(tokens: Tokens, first: int, bodies: dict[int, int]) -> int | None:
    """End of the body that begins at a token, its article left out or not, with a second one after "and"."""
    at = first
    while tokens.is_near(first, at) and tokens.low[at] in words("determiners"):
        at += 1
    end = bodies.get(first) or bodies.get(at)
    if end is not None and tokens.is_near(first, end + 1) and tokens.low[end] == "and" and end + 1 in bodies:
        return bodies[end + 1]
    return end
