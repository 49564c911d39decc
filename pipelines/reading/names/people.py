"""Persons with their offices, whether or not a lexicon knows them.

A run of capitalised words is a person where something says so: an office or title before it, an office after a comma,
a word of speech beside it, a known given name, or a Korean or Chinese family name before a given name.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.reading.names.lexicon import words
from pipelines.reading.names.phrases import HeadClass, Phrase, head_at, is_plural
from pipelines.reading.names.tokens import Tokens

LONGEST_RUN = 4
MARKS = frozenset({",", "("})
FAMILY_FIRST = frozenset({"KP", "KR", "CN", "TW", "VN"})


@dataclass(frozen=True, slots=True)
class Office:
    """Tokens [first, last) that name an office, the token that is its head, and what kind of head that is."""

    first: int
    last: int
    head: int
    head_class: HeadClass


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens [first, last) of a person, the office that the text gives, and what told that this is a person."""

    first: int
    last: int
    office: Office | None
    why: str


def read_run(tokens: Tokens, first: int) -> int:
    """End of the run of capitalised words that begins at a token; the token itself where there is none."""
    at = first
    while at < tokens.size and at - first < LONGEST_RUN and tokens.is_near(first, at):
        if at > first and tokens.text[tokens.ends[at - 1] : tokens.starts[at]] not in ("", " "):
            break
        covering = tokens.covers[at]
        if at > first and covering is not None and covering.kind == "person" and covering.start == tokens.starts[at]:
            break
        if _is_initial(tokens, at):
            at += 2 if tokens.is_near(at, at + 1) and tokens.words[at + 1] == "." else 1
        elif _may_be_name(tokens, at) or (at > first and _is_particle(tokens, at)):
            at += 1
        else:
            break
    while at > first and _is_particle(tokens, at - 1):
        at -= 1
    return at


def _is_initial(tokens: Tokens, at: int) -> bool:
    word = tokens.words[at]
    return word.isupper() and (len(word) == 1 or (word.endswith(".") and len(word) <= 4)) and tokens.covers[at] is None


def _is_particle(tokens: Tokens, at: int) -> bool:
    return tokens.low[at] in words("particles") and tokens.is_near(at, at + 1) and tokens.is_capital(at + 1)


def _may_be_name(tokens: Tokens, at: int) -> bool:
    """Whether one word may be part of a person's name."""
    covering = tokens.covers[at]
    if covering is not None and covering.kind != "person":
        return False
    word, low = tokens.words[at], tokens.low[at]
    if not word[0].isupper() or not word[0].isalpha():
        return False
    if low in words("not_person_words"):  # "Park" before a given name or after a title is a family name
        has_given = tokens.is_near(at, at + 1) and "-" in tokens.words[at + 1]
        return word in words("family_names_korean") and (has_given or _is_titled(tokens, at))
    if low in words("titles") and tokens.is_near(at, at + 1) and tokens.words[at + 1] == ".":  # "Gen. Lee", but "Gen Nakatani"
        return False
    if low in words("not_names") or low in words("titles") or head_at(tokens, at):
        return word in words("given_names") or word in words("family_names_korean")
    return not any(character.isdigit() for character in word)


def _is_titled(tokens: Tokens, at: int) -> bool:
    """Whether a title stands right before a word: "President Moon", "Mr. Park"."""
    before = at - 2 if tokens.is_near(at - 2, at) and tokens.words[at - 1] == "." else at - 1
    return tokens.is_near(before, at) and tokens.low[before] in words("titles")


def is_asian_name(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a run is a Korean or Chinese name, the family name first."""
    if tokens.words[first] in words("family_names_korean"):
        return 2 <= last - first <= 3 and not _is_initial(tokens, first + 1)
    return tokens.words[first] in words("family_names_chinese") and last - first == 2


def is_family_first(parts: list[str], country: str | None) -> bool:
    """Whether a full name begins with the family name."""
    if country in FAMILY_FIRST:
        return parts[0] in words("family_names_korean") or parts[0] in words("family_names_chinese")
    return parts[0] in words("family_names_korean") and (len(parts) == 3 or "-" in parts[1])


def find_people(tokens: Tokens, phrases: list[Phrase]) -> list[Run]:
    """All persons that the lexicons do not cover, and the offices of those that they do."""
    people = [phrase for phrase in phrases if phrase.head_class in ("official", "expert")]
    ends = {phrase.last: phrase for phrase in people}
    starts = {phrase.first: phrase for phrase in people}
    portfolios = {at for phrase in people for at in range(phrase.head + 1, phrase.last)}
    found: list[Run] = []
    until = 0
    for at, word in enumerate(tokens.words):
        if at < until or not word[0].isupper() or (at in portfolios and tokens.covers[at] is None):
            continue
        until = end_of_person(tokens, at)
        run = judged(tokens, at, until, ends, starts) if until > at and not is_byline(tokens, at) else None
        if run is not None:
            found.append(run)
    return found


def is_byline(tokens: Tokens, first: int) -> bool:
    """Whether a name is that of a writer or editor of the article: "By ...", "Reporting by ..."."""
    if not tokens.is_near(first - 1, first) or tokens.low[first - 1] != "by":
        return False
    return tokens.is_first(first - 1) or tokens.low[first - 2] in words("byline_words")


def end_of_person(tokens: Tokens, at: int) -> int:
    """End of the known or possible person that begins at a token."""
    covering = tokens.covers[at]
    if covering is not None and covering.kind == "person":
        last = at
        while last < tokens.size and tokens.covers[last] is covering:
            last += 1
        return last
    if covering is None and tokens.is_capital(at) and (_is_initial(tokens, at) or _may_be_name(tokens, at)):
        return read_run(tokens, at)
    return at


def judged(tokens: Tokens, first: int, last: int, ends: dict[int, Phrase], starts: dict[int, Phrase]) -> Run | None:
    """The run as a person, with the reason; None where nothing says that it is one."""
    covering = tokens.covers[first]
    office = office_before(tokens, first, ends)
    if office is not None:
        return Run(first, last, office, "office_before")
    after = office_after(tokens, last, starts)
    if covering is not None:
        return Run(first, last, after, covering.rule_id)
    if title_start(tokens, first) < first:
        return Run(first, last, after, "title")
    if last - first < 2:
        return None
    if after is not None:
        return Run(first, last, after, "office_after")
    if _has_known_name(tokens, first, last):
        return Run(first, last, None, "known_name")
    return Run(first, last, None, "speech_beside") if _beside_speech(tokens, first, last) else None


def title_start(tokens: Tokens, first: int) -> int:
    """First token of the titles right before a name: "Navy Captain", "Lt. Gen.", "Dr"."""
    at = first
    while tokens.is_near(at - 1, first):
        if tokens.low[at - 1] in words("titles") and tokens.is_capital(at - 1):
            at -= 1
        elif tokens.words[at - 1] == "." and tokens.is_near(at - 2, first) and tokens.low[at - 2] in words("titles"):
            at -= 2
        else:
            break
    return at


def office_before(tokens: Tokens, first: int, ends: dict[int, Phrase]) -> Office | None:
    """The office right before a name, titles and a comma between them allowed."""
    at = title_start(tokens, first)
    for end in (first, at, at - 1):
        phrase = ends.get(end)
        is_gap_fair = end >= at or (end >= 0 and tokens.words[end] == "," and tokens.is_near(end, first))
        if phrase is None or not is_gap_fair or not tokens.is_near(phrase.head, first) or is_plural(tokens.low[phrase.head]):
            continue
        if end < at and tokens.low[phrase.first] not in words("determiners") and not _is_proper(tokens, phrase):
            continue
        return Office(phrase.first, phrase.last, phrase.head, phrase.head_class)
    if at < first and tokens.low[at] in words("official_heads"):
        return Office(at, at + 1, at, "official")
    return None


def _is_proper(tokens: Tokens, phrase: Phrase) -> bool:
    """Whether a phrase without an article is the office of one person: "South Korea's defense minister"."""
    return any(tokens.covers[index] is not None for index in range(phrase.first, phrase.head))


def office_after(tokens: Tokens, last: int, starts: dict[int, Phrase]) -> Office | None:
    """The office that follows a name after a comma: "Hong Min, a researcher at ..."."""
    if not (tokens.is_near(last - 1, last + 1) and tokens.words[last] in MARKS):
        return None
    phrase = starts.get(last + 1)
    if phrase is None or is_plural(tokens.low[phrase.head]) or _opens_clause(tokens, phrase):
        return None
    end = phrase.last
    while tokens.is_near(last, end + 1) and tokens.words[end] == "," and tokens.covers[end + 1] is not None:
        covering = tokens.covers[end + 1]
        if covering is None or covering.kind not in ("body", "company", "vehicle", "payload"):
            break
        end = tokens.at(covering.end)
    return Office(phrase.first, end, phrase.head, phrase.head_class)


def _opens_clause(tokens: Tokens, phrase: Phrase) -> bool:
    """Whether "the president" after a comma is the subject of what follows: "Asked about Mr. Lee, the president said ..."."""
    is_short = phrase.last - phrase.first == 2 and tokens.low[phrase.first] == "the"
    return is_short and tokens.is_near(phrase.head, phrase.last) and tokens.low[phrase.last] in words("speech_words")


def _has_known_name(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a run opens like a person's name."""
    if is_asian_name(tokens, first, last):
        return True
    return any(tokens.words[at] in words("given_names") for at in range(first, last - 1))


def _beside_speech(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a word of speech stands right before or after a run."""
    if tokens.is_near(last - 1, last) and tokens.low[last] in words("speech_words"):
        return True
    return tokens.is_near(first - 1, first) and tokens.low[first - 1] in words("speech_words")
