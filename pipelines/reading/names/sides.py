"""Whose side somebody is on who is named without a country: "the coast guard", "Foreign Ministry spokesman Lu Kang"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pipelines.reading.names.country import JOINT
from pipelines.reading.names.lexicon import read_reference, words
from pipelines.reading.names.tokens import Tokens
from pipelines.reading.rules import HERE, read_yaml
from pipelines.reading.types import NameMention

OWN = frozenset({"its", "his", "her", "their"})
SIDED = frozenset({"state", "body", "company", "person"})
MEMORY = 200  # actors among whom an earlier one is looked up
MAIN_SHARE = 0.7
CLOSED = frozenset({"KP"})  # officials of a closed state are always named with it


def main_state(mentions: Sequence[NameMention]) -> str | None:
    """The one state that an article is about, where it is an open one: most of its mentions of states are of it."""
    counts = Counter(mention.country for mention in mentions if mention.kind == "state" and mention.country)
    if not counts:
        return None
    state, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
    return state if state not in CLOSED and count >= MAIN_SHARE * counts.total() else None


def with_side(tokens: Tokens, met: Sequence[NameMention], mention: NameMention, main: str | None = None) -> NameMention:
    """The mention with the country that its surroundings give, where its own words give none; ``main`` for officials of no named state."""
    is_open = mention.rule_id.startswith(("phrase", "person", "lexicon_person")) or mention.id in homes()
    if mention.country or not is_open:
        return mention
    country = side_of_title(tokens, mention) or side_of(tokens, met, mention) or (main if is_official(mention) else None)
    return replace(mention, country=country) if country else mention


def side_of_title(tokens: Tokens, mention: NameMention) -> str | None:
    """The country whose legislators bear the title right before a name: "Sen. Cory Gardner"."""
    at = tokens.at(mention.start) - 1
    if mention.kind != "person" or at < 0 or not tokens.is_near(at, at + 1):
        return None
    word = tokens.low[at - 1] if tokens.words[at] == "." and at else tokens.low[at]
    table: dict[str, str] = read_yaml(HERE / "lexicons" / "names_titles.yml")["title_countries"]
    return table.get(word)


@cache
def homes() -> dict[str, list[str]]:
    """Bodies that several states have, with the states to try in turn."""
    table: dict[str, list[str]] = read_yaml(HERE / "lexicons" / "names_words.yml")["homes"]
    return table


@cache
def assumed() -> dict[str, str]:
    """Endings of phrases that belong to one country where nothing else is said."""
    table: dict[str, str] = read_yaml(HERE / "lexicons" / "names_words.yml")["assumed_country"]
    return table


def side_of(tokens: Tokens, met: Sequence[NameMention], mention: NameMention) -> str | None:
    """The country of a mention without one, by owner, by usage, by its words, then by what was named last."""
    low = (mention.office or mention.name).lower()
    if mention.id in homes():
        return _home(met, mention)
    if mention.rule_id == "phrase_expert" or _is_private(low) or (mention.kind == "person" and mention.office is None):
        return None
    if low.split()[0] in OWN or "country's" in low:
        return _last_named(tokens, met, mention)
    same = _same_words(met, low)
    if same:
        return same
    if mention.is_state_media and (state := _last_with_state_media(met)):
        return state
    for phrase in sorted(assumed()):
        if low.endswith(phrase):
            return assumed()[phrase]
    if not _is_public(mention, low):
        return None
    # officials of bodies of many states are named with them, too, while everybody speaks of the bodies' resolutions
    return _last_named(tokens, met, mention, CLOSED | JOINT if mention.kind == "person" else frozenset())


@cache
def states_with_media() -> frozenset[str]:
    """States that are known to have media of their own: "state media" without a state are those of one of them."""
    return frozenset(row["country_code"] for row in read_reference("outlets") if row["is_state_media"] == "true")


def is_official(mention: NameMention) -> bool:
    """Whether somebody named by an office or role must serve some state."""
    low = (mention.office or mention.name).lower()
    told = set(low.split())
    is_role = mention.rule_id == "phrase_official" or (mention.kind == "person" and mention.office is not None)
    return is_role and not _is_private(low) and not told.isdisjoint(words("side_heads") | {"chairman"})


def _home(met: Sequence[NameMention], mention: NameMention) -> str | None:
    """The state whose body is meant: of the same body before, else the first of its homes that the article has named."""
    named = [known.country for known in met if known.country]
    before = [known.country for known in met if known.id == mention.id and known.country]
    tried = homes()[mention.id]
    return before[-1] if before else next((home for home in tried if home in named), tried[0])


def _is_private(low: str) -> bool:
    """Whether a phrase speaks of somebody who is on no side."""
    told = low.split()
    return any(word in words("expert_heads") or word in ("former", "retired") for word in told)


def _is_public(mention: NameMention, low: str) -> bool:
    """Whether a phrase must mean the body or office of some state that the reader knows."""
    told = set(low.split())
    if mention.kind in ("body", "outlet"):
        return not told.isdisjoint(words("public_heads"))
    return mention.kind == "person" and not low.startswith(("a ", "an ", "one ")) and not told.isdisjoint(words("public_offices"))


def _same_words(met: Sequence[NameMention], low: str) -> str | None:
    """Country of the last actor that shares the words: "Defense Ministry" after "South Korea's Defense Ministry"."""
    wanted = set(low.replace("'s", "").split()) - words("role_words") or {"officials"} & set(low.split())
    for known in reversed(met[-MEMORY:]):
        if wanted and known.country and known.kind in ("body", "group", "person"):
            told = set(f"{known.office or ''} {known.name}".lower().replace("'s", "").split())
            if wanted <= told:
                return known.country
    return None


def _last_with_state_media(met: Sequence[NameMention]) -> str | None:
    """The state with media of its own that was named last, whatever other states stand between."""
    return next((known.country for known in reversed(met[-MEMORY:]) if known.kind in SIDED and known.country in states_with_media()), None)


def _last_named(tokens: Tokens, met: Sequence[NameMention], mention: NameMention, without: frozenset[str] = frozenset()) -> str | None:
    """Country of the last state, body or person named in the same sentence or in the one before."""
    here = tokens.sentences[tokens.at(mention.start)]
    for known in reversed(met[-MEMORY:]):
        if here - tokens.sentences[tokens.at(known.start)] > 1:
            return None
        if known.kind in SIDED and known.country and known.country not in without:
            return known.country
    return None
