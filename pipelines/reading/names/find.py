"""Names, titles and later mentions of an article.

Mentions do not overlap: of two readings of the same words the longer wins ("South Korea's Joint Chiefs of Staff" is one
body with country KR, not a state and a body). A person's mention is the name alone; office and country come from the
words around it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from pipelines.reading.names.ambiguous import meant
from pipelines.reading.names.country import country_of, country_of_expert
from pipelines.reading.names.later import resolve_later
from pipelines.reading.names.lexicon import Entry, find_forms, words
from pipelines.reading.names.people import Run, find_people
from pipelines.reading.names.phrases import POSSESSIVES, Phrase, belongs_to, find_phrases, is_bare, is_plural
from pipelines.reading.names.things import find_siblings, find_things, with_designators
from pipelines.reading.names.tokens import Tokens, read_tokens
from pipelines.reading.types import Document, NameKind, NameMention


def find_names(document: Document) -> tuple[NameMention, ...]:
    """Every name in text order, later mentions resolved to the first."""
    tokens = read_tokens(document)
    forms = meant(document.text, find_forms(document.text))
    listed = keep_longest(lexicon_mention(document.text, *form) for form in forms)
    known = with_short_names(keep_longest(with_designators(document.text, listed)))
    tokens.cover(known)
    things = list(find_things(tokens))
    things += find_siblings(tokens, [*known, *things])
    known = keep_longest([*things, *known])
    tokens.cover(known)
    phrases = attach(tokens, find_phrases(tokens), known)
    runs = find_people(tokens, phrases)
    people = [person_mention(tokens, run) for run in runs]
    taken = {run.office.first: run for run in runs if run.office is not None}
    named = [mention for phrase in phrases if phrase.first not in taken for mention in phrase_mentions(tokens, phrase)]
    apposed = [apposed_mention(tokens, taken[phrase.first]) for phrase in phrases if phrase.first in taken]
    return resolve_later(tokens, keep_longest([*people, *filter(None, apposed), *named, *known]))


def lexicon_mention(text: str, start: int, end: int, entry: Entry) -> NameMention:
    """A form of the lexicons in the text."""
    name = entry.name if entry.kind in ("site", "state") else text[start:end]
    return NameMention(
        start, end, entry.kind, entry.id, name, entry.country, entry.rule_id,
        is_state_media=entry.is_state_media, launch_class=entry.launch_class,
    )  # fmt: skip


def with_short_names(mentions: tuple[NameMention, ...]) -> tuple[NameMention, ...]:
    """The mentions, those before an abbreviation in brackets under that: "the Korean Central News Agency (KCNA)"."""
    found = list(mentions)
    for at, (mention, following) in enumerate(pairwise(mentions)):
        if mention.kind == "outlet" and mention.id == following.id and following.start - mention.end in (1, 2) and following.name.isupper():
            found[at] = replace(mention, name=following.name)
    return tuple(found)


def attach(tokens: Tokens, phrases: list[Phrase], known: tuple[NameMention, ...]) -> list[Phrase]:
    """People's phrases together with the bodies and states that they belong to."""
    bodies = {tokens.at(m.start): tokens.at(m.end) for m in known if m.kind in ("state", "body", "company", "outlet")}
    bodies |= {phrase.first: phrase.last for phrase in phrases if phrase.head_class in ("body", "outlet")}
    return [phrase if phrase.head_class == "body" else belongs_to(tokens, phrase, bodies) for phrase in phrases]


def phrase_mentions(tokens: Tokens, phrase: Phrase) -> list[NameMention]:
    """A phrase as a mention: a body, an outlet, a person in a role or a group; two where it joins two states."""
    if is_bare(tokens, phrase):
        return []
    if phrase.head_class == "outlet" and any(c is not None and c.kind == "outlet" for c in tokens.covers[phrase.first : phrase.last + 1]):
        return []  # the outlet is named inside the phrase or right after it
    if phrase.joint is not None:
        return joint_mentions(tokens, phrase, phrase.joint)
    surface = tokens.text[tokens.starts[phrase.first] : tokens.ends[phrase.last - 1]]
    return [phrase_mention(tokens, phrase, phrase.first, phrase.last, surface)]


def joint_mentions(tokens: Tokens, phrase: Phrase, joint: int) -> list[NameMention]:
    """Each side of "South Korean and U.S. officials" as a group of its own."""
    state = tokens.covers[joint + 1]
    after = next((at for at in range(joint + 2, phrase.last) if tokens.covers[at] is not state), joint + 2)
    shared = after + (tokens.low[after] in POSSESSIVES)
    rest = tokens.text[tokens.starts[shared] : tokens.ends[phrase.last - 1]]
    left = tokens.text[tokens.starts[phrase.first] : tokens.ends[joint - 1]]
    right = tokens.text[tokens.starts[joint + 1] : tokens.ends[shared - 1]]
    return [
        phrase_mention(tokens, phrase, phrase.first, joint, f"{left} {rest}"),
        phrase_mention(tokens, phrase, joint + 1, phrase.last, f"{right} {rest}"),
    ]


def phrase_mention(tokens: Tokens, phrase: Phrase, first: int, last: int, name: str) -> NameMention:
    """Tokens [first, last) of a phrase as a mention."""
    judge = country_of_expert if phrase.head_class == "expert" else country_of
    country = judge(tokens, first, min(phrase.head, last - 1), last)
    kind = kind_of(tokens, phrase)
    is_state = phrase.head_class == "outlet" and any(low in words("state_media_words") for low in tokens.low[first:last])
    rule_id, office = f"phrase_{phrase.head_class}", name if kind == "person" else None
    start, end = tokens.starts[first], tokens.ends[last - 1]
    return NameMention(start, end, kind, name, name, country, rule_id, office=office, is_state_media=is_state)


def kind_of(tokens: Tokens, phrase: Phrase) -> NameKind:
    """What a phrase names, by its head."""
    if phrase.head_class == "body":
        return "company" if phrase.head_text in ("company", "firm", "startup") else "body"
    if phrase.head_class == "outlet":
        return "outlet"
    is_one = tokens.low[phrase.first] == "one" or not is_plural(tokens.low[phrase.head])
    return "person" if is_one else "group"


def person_mention(tokens: Tokens, run: Run) -> NameMention:
    """A person as a mention, with the office and country that the words around give."""
    start, end = tokens.starts[run.first], tokens.ends[run.last - 1]
    surface = tokens.text[start:end]
    office = country = None
    if run.office is not None:
        office = tokens.text[tokens.starts[run.office.first] : tokens.ends[run.office.last - 1]]
        judge = country_of_expert if run.office.head_class == "expert" else country_of
        country = judge(tokens, run.office.first, run.office.head, run.office.last)
    covering = tokens.covers[run.first]
    if covering is not None and covering.kind == "person":
        return replace(covering, office=office, country=covering.country or country)
    return NameMention(start, end, "person", surface, surface, country, f"person_{run.why}", office=office)


def apposed_mention(tokens: Tokens, run: Run) -> NameMention | None:
    """The office beside a name, set off by a comma, as a further mention of the person."""
    if run.office is None or run.office.last >= run.first >= run.office.first:
        return None
    person = person_mention(tokens, run)
    start, end = tokens.starts[run.office.first], tokens.ends[run.office.last - 1]
    return replace(person, start=start, end=end, rule_id="later_apposition", antecedent=(person.start, person.end))


def keep_longest(mentions: Iterable[NameMention]) -> tuple[NameMention, ...]:
    """Mentions that do not overlap, in text order; the longest wins, then the first given."""
    kept: list[NameMention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if kept and mention.start < kept[-1].end:
            if mention.end - mention.start > kept[-1].end - kept[-1].start:
                kept[-1] = mention
            continue
        kept.append(mention)
    return tuple(kept)
