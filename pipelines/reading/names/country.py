"""Whose side a phrase is on: the country that its words name."""

from __future__ import annotations

from pipelines.reading.names.tokens import Tokens
from pipelines.reading.types import NameMention

SIDES = frozenset({"state", "body", "company", "outlet", "site", "vehicle", "payload", "place", "person"})
BOTH = frozenset({"us", "u.s", "uk", "u.k", "un", "u.n", "eu"})  # forms that are nouns and adjectives
JOINT = frozenset({"UN", "EU", "NATO"})  # bodies of many states
NO_MORE = frozenset({"former", "retired", "ex"})
PUBLIC = frozenset({"state-run", "state-owned", "government-run", "government-funded", "state-affiliated"})


def sides(tokens: Tokens, first: int, last: int) -> list[NameMention]:
    """The names with a country that cover tokens [first, last), each once."""
    found: list[NameMention] = []
    for index in range(first, last):
        mention = tokens.covers[index]
        if mention is not None and mention.country and mention.kind in SIDES and mention not in found and not _is_base(tokens, mention):
            found.append(mention)
    return found


def _is_base(tokens: Tokens, mention: NameMention) -> bool:
    """Whether a name only tells where somebody sits or who leads it: "U.S.-based", "Saudi-led"."""
    return tokens.text.startswith(("-based", "-led", "-born", "-trained"), mention.end)


def country_of(tokens: Tokens, first: int, head: int, last: int) -> str | None:
    """The country that a phrase names: by a state before its head, by a body before it, else by what it belongs to."""
    if not NO_MORE.isdisjoint(tokens.low[first:head]):
        return None
    before, after = sides(tokens, first, head + 1), sides(tokens, head + 1, last)
    states = [mention for mention in before if mention.kind == "state"]
    for group in (states, before, after):
        countries = {mention.country for mention in group}
        own = countries - JOINT or countries  # "Ukraine's Security Council" is not that of the United Nations
        if own:
            return own.pop() if len(own) == 1 else None
    return None


def country_of_expert(tokens: Tokens, first: int, head: int, last: int) -> str | None:
    """As :func:`country_of`, but "a North Korea expert" is an expert of no country, "a U.S. scientist" of one."""
    low = tokens.low[first:last]
    if not NO_MORE.isdisjoint(low):
        return None
    found = [m for m in sides(tokens, first, head) if m.rule_id == "lexicon_adjective" or _is_both(tokens, m)]
    if not found and not PUBLIC.isdisjoint(low):
        found = sides(tokens, head + 1, last)
    countries = {mention.country for mention in found}
    return countries.pop() if len(countries) == 1 else None


def _is_both(tokens: Tokens, mention: NameMention) -> bool:
    return tokens.text[mention.start : mention.end].lower().strip(".") in BOTH
