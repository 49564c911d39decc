"""Later mentions: "he", "Kishida", "the ministry", "the newspaper" stand for what was named before.

The article is walked once in text order. Each mention is resolved against the cast met so far; family names may also
look ahead, since headlines name people by them before the text gives the full name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from pipelines.reading.names.again import offices_of, taken_up
from pipelines.reading.names.lexicon import read_reference, words
from pipelines.reading.names.people import is_family_first
from pipelines.reading.names.sides import main_state, with_side
from pipelines.reading.names.tokens import Tokens
from pipelines.reading.types import NameKind, NameMention

ACTORS = frozenset({"state", "body", "person", "group", "outlet", "company"})
HE = frozenset({"he", "she"})
IT = frozenset({"it"})
THEY = frozenset({"they"})
ROUTE = 6  # words between "according" and the outlet at most
REACH = 4  # sentences that a pronoun may look back
ASIDE = 20  # words that an aside after a name has at most


@dataclass(slots=True)
class Cast:
    """The actors of an article in text order: all of them, and those met so far."""

    tokens: Tokens
    families: dict[str, list[NameMention]]
    main: str | None
    met: list[NameMention] = field(default_factory=list)

    def sentence(self, mention: NameMention) -> int:
        """Number of the sentence of a mention."""
        return self.tokens.sentences[self.tokens.at(mention.start)]

    def is_quoted(self, mention: NameMention) -> bool:
        """Whether a mention stands inside a quotation."""
        return self.tokens.quoted[self.tokens.at(mention.start)]


def resolve_later(tokens: Tokens, mentions: tuple[NameMention, ...]) -> tuple[NameMention, ...]:
    """The mentions with those that take up an earlier one added and resolved, in text order."""
    cast = Cast(tokens, families_of(mentions), main_state(mentions))
    tokens.covers = [None] * tokens.size
    tokens.cover(mentions)
    added = [*family_mentions(tokens, cast.families), *pronoun_mentions(tokens)]
    found: list[NameMention] = []
    for mention in sorted([*mentions, *added], key=lambda m: m.start):
        resolved = resolve(cast, mention)
        if resolved is None:
            continue
        found.append(resolved)
        if resolved.kind in ACTORS:
            cast.met.append(resolved)
    return with_side_told_elsewhere(found)


def with_side_told_elsewhere(found: list[NameMention]) -> tuple[NameMention, ...]:
    """The mentions, a person without a side on the one side that other mentions of the person are on."""
    sides: dict[str, set[str]] = {}
    for mention in found:
        if mention.kind == "person" and mention.country:
            sides.setdefault(mention.id, set()).add(mention.country)
    return tuple(
        replace(mention, country=min(sides[mention.id]))
        if mention.kind == "person" and not mention.country and len(sides.get(mention.id, ())) == 1
        else mention
        for mention in found
    )


def families_of(mentions: tuple[NameMention, ...]) -> dict[str, list[NameMention]]:
    """The persons of an article by family name, in text order."""
    families: dict[str, list[NameMention]] = {}
    for mention in mentions:
        if (
            mention.kind == "person"
            and (" " in mention.name or mention.rule_id.startswith("person"))
            and not mention.rule_id.startswith("phrase")
        ):
            name = names_by_id().get(mention.id, mention.name)
            for family in {family_of(name, mention.country), *korean_family(name)}:
                families.setdefault(family, []).append(mention)
    return families


@cache
def names_by_id() -> dict[str, str]:
    """The usual name of each person of the lexicons; articles may give it the other way round."""
    return {row["actor_id"]: row["actor_name"] for row in read_reference("actors") if row["kind_code"] == "person"}


def family_of(name: str, country: str | None) -> str:
    """The family name of a full name."""
    parts = name.split()
    return parts[0] if len(parts) > 1 and is_family_first(parts, country) else parts[-1]


def korean_family(name: str) -> list[str]:
    """The first of two words where it is a Korean family name: nothing tells whether "Jung Changho" gives it first."""
    parts = name.split()
    return parts[:1] if len(parts) == 2 and parts[0] in words("family_names_korean") else []


def family_mentions(tokens: Tokens, families: dict[str, list[NameMention]]) -> Iterator[NameMention]:
    """Family names that stand alone: "Kishida said"."""
    for index, word in enumerate(tokens.words):
        if word in families and tokens.covers[index] is None:
            yield NameMention(tokens.starts[index], tokens.ends[index], "person", word, word, None, "later_family_name")


def pronoun_mentions(tokens: Tokens) -> Iterator[NameMention]:
    """Pronouns that may stand for an actor."""
    for index, low in enumerate(tokens.low):
        kind: NameKind | None = "person" if low in HE else "body" if low in IT else "group" if low in THEY else None
        if kind is not None and tokens.covers[index] is None:
            word = tokens.words[index]
            yield NameMention(tokens.starts[index], tokens.ends[index], kind, low, word, None, "later_pronoun")


def resolve(cast: Cast, mention: NameMention) -> NameMention | None:
    """The mention with its antecedent and country; None for a pronoun that stands for nobody known."""
    if mention.rule_id == "later_pronoun":
        return pronoun(cast, mention)
    if mention.rule_id == "later_apposition" and mention.country is None:
        return replace(mention, country=next((k.country for k in cast.met if (k.start, k.end) == mention.antecedent), None))
    if mention.kind == "person" and " " not in mention.name and not mention.rule_id.startswith("phrase"):
        return family_name(cast, mention)
    if mention.rule_id.startswith("phrase"):
        again = taken_up(cast.tokens, cast.met, mention)
        if again is not None:
            return again
    return with_side(cast.tokens, cast.met, mention, cast.main)


def as_later(mention: NameMention, antecedent: NameMention, rule_id: str) -> NameMention:
    """The mention as another name of its antecedent."""
    return replace(antecedent, start=mention.start, end=mention.end, rule_id=rule_id, antecedent=(antecedent.start, antecedent.end))


def pronoun(cast: Cast, mention: NameMention) -> NameMention | None:
    """Who a pronoun stands for: the first fitting actor of its own sentence, else of the nearest one before."""
    chosen = _antecedent(cast, mention, ends_statement(cast.tokens, mention)) or _antecedent(cast, mention, False)
    return as_later(mention, chosen, "later_pronoun") if chosen else None


def _antecedent(cast: Cast, mention: NameMention, is_tail: bool) -> NameMention | None:
    """The actor that a pronoun goes back to; the tail of a statement goes back beyond its own sentence.

    Of several in a sentence it is the first, but who speaks on is who spoke: "..., the ministry said. It said that".
    """
    here = cast.sentence(mention)
    goes_on = says(cast.tokens, cast.tokens.at(mention.start) + 1)
    chosen: NameMention | None = None
    for known in reversed(cast.met):
        sentence = cast.sentence(known)
        if is_tail and sentence == here:
            continue
        if here - sentence > REACH or (chosen is not None and sentence != cast.sentence(chosen)):
            break
        if fits(mention, known) and not is_route(cast, known) and not (cast.is_quoted(known) and not cast.is_quoted(mention)):
            chosen = known
            if goes_on and sentence != here and has_spoken(cast.tokens, known):
                break
    return chosen


def says(tokens: Tokens, at: int) -> bool:
    """Whether a word is one of saying, "also" and the like left out."""
    at += at < tokens.size and tokens.low[at] in ("also", "further", "then", "later")
    return at < tokens.size and tokens.low[at] in words("speech_words")


def has_spoken(tokens: Tokens, known: NameMention) -> bool:
    """Whether an actor stands right beside a word of saying, as who said it."""
    first, last = tokens.at(known.start), tokens.at(known.end)
    return says(tokens, last) or (
        first > 0 and tokens.low[first - 1] in words("speech_words") and tokens.words[last : last + 1] in (["."], [","])
    )


def is_route(cast: Cast, known: NameMention) -> bool:
    """Whether an outlet stands in "according to" while another actor of its sentence is the one who speaks or acts."""
    if known.kind != "outlet":
        return False
    at = cast.tokens.at(known.start)
    if "according" not in cast.tokens.low[max(0, at - ROUTE) : at]:
        return False
    here = cast.sentence(known)
    return any(other.kind in ("person", "group", "body") and cast.sentence(other) == here for other in cast.met)


def ends_statement(tokens: Tokens, mention: NameMention) -> bool:
    """Whether a pronoun opens the tail of a statement, as in "..., it said": then its own sentence does not name it."""
    at = tokens.at(mention.start)
    if not tokens.is_near(at - 1, at + 1):
        return False
    return tokens.words[at - 1] in (",", '"') and tokens.low[at + 1] in words("speech_words")


def fits(pronoun_mention: NameMention, known: NameMention) -> bool:
    """Whether an actor may be meant by a pronoun."""
    low = pronoun_mention.id
    if low in HE:
        return known.kind == "person"
    if low in IT:
        return known.kind in ("body", "state", "outlet", "company") and known.rule_id != "lexicon_adjective"
    is_unnamed = known.kind == "person" and known.rule_id.startswith("phrase")
    return known.kind in ("group", "body", "company") or is_unnamed


def family_name(cast: Cast, mention: NameMention) -> NameMention:
    """A person named by the family name alone: the last one of that name met, else the first to come, else one that the lexicons know."""
    people = [person for person in cast.families.get(mention.name, []) if " " in person.name]
    before = [person for person in people if person.start < mention.start]
    if not people:
        return known_before(cast, mention, known_by_office(cast, mention))
    latest = [known for known in cast.met if known.kind == "person" and known.id in {person.id for person in people}]
    chosen = last_speaker(cast, mention, latest) or (latest[-1] if latest else before[-1] if before else people[0])
    sided = [known for known in latest if known.country and known.id == chosen.id]
    chosen = chosen if chosen.country or not sided else sided[-1]
    return as_later(mention, chosen, "later_family_name")


def last_speaker(cast: Cast, mention: NameMention, latest: list[NameMention]) -> NameMention | None:
    """The last of several persons of one family name who has spoken, for a name that speaks: who was only named is not meant."""
    spoken = {known.id for known in latest if has_spoken(cast.tokens, known) or speaks_after_aside(cast.tokens, known)}
    if not has_spoken(cast.tokens, mention) or not spoken or spoken == {known.id for known in latest}:
        return None
    return next(known for known in reversed(latest) if known.id in spoken)


def speaks_after_aside(tokens: Tokens, known: NameMention) -> bool:
    """Whether a word of saying follows the aside after a name: "A, a researcher at B, said"."""
    first = tokens.at(known.end)
    if tokens.words[first : first + 1] != [","]:
        return False
    commas = [at for at in range(first + 1, min(first + ASIDE, tokens.size)) if tokens.words[at] == "," and tokens.is_near(first, at)]
    return bool(commas) and says(tokens, commas[0] + 1)


def known_before(cast: Cast, mention: NameMention, found: NameMention) -> NameMention:
    """The name as found, or the last person met of that one-word name whose country is known: "Pence" after "Vice President Pence"."""
    same = [known for known in cast.met if known.kind == "person" and known.name == mention.name and known.country]
    return found if found.country or not same else as_later(mention, same[-1], "later_family_name")


def known_by_office(cast: Cast, mention: NameMention) -> NameMention:
    """A family name looked up among the persons of the lexicons: by its office, else the only one, of a country named before."""
    low = (mention.office or "").lower()
    rows = persons_by_family().get(mention.name, [])
    found = [row for row in rows if any(office in low for office in offices_of(row["actor_id"]))]
    if not low and len(rows) == 1 and any(known.country == rows[0]["country_code"] for known in cast.met):
        found = rows
    if mention.country:
        found = [row for row in found if row["country_code"] == mention.country]
    if len(found) == 1:
        return replace(mention, id=found[0]["actor_id"], country=found[0]["country_code"])
    sides = {row["country_code"] for row in rows}
    if not mention.country and len(rows) > 1 and len(sides) == 1 and any(known.country in sides for known in cast.met):
        return replace(mention, country=min(sides))
    return with_side(cast.tokens, cast.met, mention, cast.main)


@cache
def persons_by_family() -> dict[str, list[dict[str, str]]]:
    """Persons of the lexicons by family name."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in read_reference("actors"):
        if row["kind_code"] == "person":
            found.setdefault(family_of(row["actor_name"], row["country_code"]), []).append(row)
    return found
