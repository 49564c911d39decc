"""Phrases that take up somebody named before: "the minister", "the ministry", "the newspaper", "the North Korean leader"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pipelines.reading.names.lexicon import read_reference, words
from pipelines.reading.names.tokens import Tokens
from pipelines.reading.rules import HERE, read_yaml
from pipelines.reading.types import NameMention

TAKES_UP = frozenset({"the", "this", "these", "those"})
IDLE_WORDS = frozenset({"unnamed", "anonymous", "unidentified", "same", "young", "senior"})
MEMORY = 200  # actors among whom an earlier one is looked up
NO_LONGER = frozenset({"former", "vice", "deputy", "ex", "retired"})


def taken_up(tokens: Tokens, met: Sequence[NameMention], mention: NameMention) -> NameMention | None:
    """The mention as a later name of an actor met before; None where it takes up nobody."""
    first, last = tokens.at(mention.start), tokens.at(mention.end)
    low = tokens.low[first:last]
    if len(low) < 2 or low[0] not in TAKES_UP:
        return None
    told = [low[at - first] for at in range(first + 1, last) if tokens.covers[at] is None or tokens.covers[at] == mention]
    phrase = [word for word in told if word not in IDLE_WORDS and word not in words("state_parts")]
    for known in reversed(met[-MEMORY:]):
        if is_same(phrase, mention, known):
            antecedent = (known.start, known.end)
            is_unnamed = known.kind in ("person", "group") and known.rule_id in ("phrase_official", "phrase_expert", "later_phrase")
            name = mention.name if is_unnamed and known.name == known.id else known.name
            return replace(known, start=mention.start, end=mention.end, name=name, rule_id="later_phrase", antecedent=antecedent)
    return None


def is_same(phrase: list[str], mention: NameMention, known: NameMention) -> bool:
    """Whether the words of a phrase may take up an actor."""
    if not phrase or (mention.country and known.country and mention.country != known.country):
        return False
    if known.kind != mention.kind and not (mention.kind in ("body", "company") and known.kind in ("outlet", "company", "body")):
        return False
    head = phrase[-1]
    if known.kind == "outlet":
        return is_same_outlet(head, phrase, known)
    if head in ("company", "firm", "startup"):
        return known.kind == "company"
    told = words_of(known)
    if not NO_LONGER.isdisjoint(told - set(phrase)):
        return False
    return not told.isdisjoint(words_for(head)) and all(word in told for word in phrase[:-1])


def words_of(known: NameMention) -> set[str]:
    """The words by which an actor may be taken up: name, id and offices."""
    offices = " ".join(offices_of(known.id)) if known.kind == "person" and known.office is None else ""
    told = f"{known.office or ''} {known.name} {known.id.replace('_', ' ')} {offices}".lower()
    return set(told.replace("-", " ").replace("'s", " ").split())


@cache
def offices_of(actor_id: str) -> tuple[str, ...]:
    """The offices that a person of the lexicons held."""
    return tuple(row["office_text"].lower() for row in read_reference("offices") if row["actor_id"] == actor_id)


def is_same_outlet(head: str, phrase: list[str], known: NameMention) -> bool:
    """Whether an outlet is of the kind that a phrase names."""
    if head == "agency":
        return known.id in words("agency_outlets") or "agency" in known.name.lower()
    if head in ("broadcaster", "television", "channel", "tv", "network"):
        return known.id in words("broadcaster_outlets")
    if head in ("newspaper", "daily", "tabloid", "paper", "magazine"):
        return known.id not in words("agency_outlets") and known.id not in words("broadcaster_outlets")
    return phrase == known.name.lower().split()[-len(phrase) :]


def words_for(head: str) -> list[str]:
    """The words of an earlier name that a head may take up."""
    table: dict[str, list[str]] = read_yaml(HERE / "lexicons" / "names_words.yml")["same_head"]
    return table.get(head, [head])
