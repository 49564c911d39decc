"""Vehicles, payloads, sites and resolutions: names of the lexicons made whole, and names that no lexicon lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from pipelines.reading.names.lexicon import words
from pipelines.reading.names.tokens import Tokens
from pipelines.reading.rules import Rule, load_rules, slots
from pipelines.reading.types import NameMention

MADE = frozenset({"vehicle", "payload"})
# What may follow a name of a series: "Hwasong" + "-21", "PSLV" + "-C43", "Ariane 5" + " VA-247", "GSLV" + " Mk III".
DESIGNATOR = re.compile(
    r"(?:-?(?:[A-Z]{1,3}-?)?\d{1,3}[A-Z]{0,3}\b"
    r"| (?:[A-Z]{1,3}-?\d{1,3}|[IVX]{1,4}|\d{1,2}[A-Z]{0,2})\b"
    r"| ?-?M[kK]\.?[- ]?[IVX\d]+|-[A-Z][A-Za-z]?\b)"
    r"(?! ?(?:km|kilomet|mile|minute|time|second|hour|day|met(?:er|re)|percent|%|missiles|rockets|launch|test|of\b))"
)
REACH = 80
SERIES = re.compile(r"(?P<stem>[A-Z][A-Za-z]*[- ]?)\d{1,3}[A-Z]?")


def with_designators(text: str, mentions: Iterable[NameMention]) -> list[NameMention]:
    """The mentions, vehicles and payloads with the designator that follows: "Hwasong" becomes "Hwasong-21"."""
    return [made_whole(text, mention) if mention.kind in MADE else mention for mention in mentions]


def made_whole(text: str, mention: NameMention) -> NameMention:
    """One vehicle or payload with the designators that follow it."""
    end = mention.end
    match = DESIGNATOR.match(text, end)
    while match and end - mention.end < 16:
        end = match.end()
        match = DESIGNATOR.match(text, end)
    if end == mention.end:
        return mention
    name = text[mention.start : end]
    return replace(mention, end=end, id=slug(name), name=name, rule_id=f"{mention.rule_id}_designated")


def slug(name: str) -> str:
    """The id of a thing that no lexicon lists: its name in lower case, joined by hyphens."""
    return re.sub(r"[^\w]+", "-", name.lower()).strip("-")


def find_things(tokens: Tokens) -> Iterator[NameMention]:
    """Things that the rules find by the words around them, in the order of the rules."""
    places = windows(tokens.text)
    for rule in load_rules("names_things"):
        for low, high in places:
            for match in rule.pattern.finditer(tokens.text, low, high):
                mention = judge(tokens, rule, *match.span("name"))
                if mention is not None:
                    yield mention


@cache
def anchor() -> re.Pattern[str]:
    """Words near which a rule may find a name."""
    return re.compile(slots()["name_anchor"])


def windows(text: str) -> list[tuple[int, int]]:
    """The stretches around words for things that fly and for resolutions, where alone a rule may find a name."""
    found: list[tuple[int, int]] = []
    for match in anchor().finditer(text):
        low, high = max(0, match.start() - REACH), min(len(text), match.end() + REACH)
        if found and low <= found[-1][1]:
            found[-1] = (found[-1][0], high)
        else:
            found.append((low, high))
    return found


def judge(tokens: Tokens, rule: Rule, start: int, end: int) -> NameMention | None:
    """What a rule found, as a mention; None where the words are a known name or no name at all."""
    kind = rule.set["kind"]
    name = tokens.text[start:end]
    first, last = tokens.at(start), tokens.at(end)
    covers = [cover for cover in tokens.covers[first:last] if cover is not None]
    if kind == "resolution":
        return NameMention(start, end, kind, f"UNSCR {name}", name, "UN", f"rule_{rule.id}")
    known = next((cover for cover in covers if cover.kind == kind), None)
    if known is not None:
        return replace(known, start=min(start, known.start), end=max(end, known.end)) if kind == "site" else None
    while first < last and (tokens.low[first] in words("not_names") or _is_owner(tokens.covers[first])):
        first += 1
    covers = [cover for cover in tokens.covers[first:last] if cover is not None]
    if first >= last:
        return None
    is_word = rule.set.get("checked", False)
    is_generic = any(low in words("not_thing_words") or low in words("not_names") for low in tokens.low[first:last])
    if covers or (is_generic and kind != "site"):
        return None
    if is_word and end <= tokens.title_end:
        return None  # headlines write every word with a capital
    start = tokens.starts[first]
    name = tokens.text[start:end]
    launch_class = rule.set.get("launch_class", "unknown") if kind == "vehicle" else None
    return NameMention(start, end, kind, name if kind == "site" else slug(name), name, None, f"rule_{rule.id}", launch_class=launch_class)


def _is_owner(cover: NameMention | None) -> bool:
    """Whether a word belongs to the state or maker before the name: "SpaceX Dragon"."""
    return cover is not None and cover.kind in ("state", "company", "place", "body")


def find_siblings(tokens: Tokens, things: Iterable[NameMention]) -> Iterator[NameMention]:
    """Further members of a series that an article names: SN5 and SN6 beside the prototype SN8."""
    stems: dict[str, NameMention] = {}
    for thing in things:
        match = SERIES.fullmatch(thing.name) if thing.kind in MADE else None
        if match and len(match["stem"].rstrip("- ")) > 1:
            stems.setdefault(match["stem"], thing)
    for stem, thing in stems.items():
        for match in re.finditer(rf"(?<![\w-]){re.escape(stem)}\d{{1,3}}[A-Z]?(?![\w-])", tokens.text):
            yield replace(thing, start=match.start(), end=match.end(), id=slug(match.group()), name=match.group(), rule_id="rule_sibling")
