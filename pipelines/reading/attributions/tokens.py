"""Tokens of one unit (a sentence, or several that a quotation holds together), with a one-letter class each.

Classes: D determiner, P preposition, C coordinator, S subordinator, R relative, I pronoun, A auxiliary, B adverb, T day, U number,
M capitalised word, X other word, V known verb form, E unknown word in -ed, G unknown word in -ing, Q quotation,
q quoted word or two, z possessive 's, and punctuation as itself (a dash of any length is -).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache

from pipelines.reading.rules import HERE, read_yaml
from pipelines.reading.types import Span

TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}(?:-[^\W_]+)*|[A-Z][a-z]{0,4}\.(?=\s+[A-Z])|\d[\d,.:]*\d(?:-[^\W_]+)*|'s\b|'(?:re|ve|ll|d|m|t)\b|[^\W_]+(?:[-.&/@][^\W_]+)*|-+|[\u2013\u2014\u2015]+|&#(?:x27|39);s\b|[^\s*_]"
)
DASHES = frozenset("-\u2013\u2014\u2015")
VERB_SLOTS = (
    "say_verb",
    "share_verb",
    "tell_verb",
    "ask_verb",
    "think_verb",
    "find_verb",
    "plan_verb",
    "urge_verb",
    "call_verb",
    "object_verb",
)


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of text and its tokens. ``low`` holds the words in lower case, ``tags`` one class letter a token."""

    start: int
    end: int
    sentence: int
    starts: list[int]
    ends: list[int]
    words: list[str]
    low: list[str]
    tags: str

    def span(self, first: int, last: int) -> Span:
        """Offsets of the tokens [first, last)."""
        return self.starts[first], self.ends[last - 1]

    def at(self, offset: int) -> int:
        """Index of the first token that starts at or after the offset."""
        return bisect_left(self.starts, offset)


@cache
def verb_classes() -> dict[str, frozenset[str]]:
    """First word of every form of every reporting verb, with the classes that it may begin."""
    known: dict[str, set[str]] = {}
    slots = read_yaml(HERE / "lexicons" / "slots_attributions.yml")
    for name in VERB_SLOTS:
        for piece in slots[name]:
            for form in piece.split("|"):
                known.setdefault(form.split(" ")[0].lower(), set()).add(name)
    return {word: frozenset(classes) for word, classes in known.items()}


@cache
def word_tags() -> dict[str, str]:
    """Lower-case word to class letter."""
    lists = read_yaml(HERE / "lexicons" / "word_classes.yml")
    tags = dict.fromkeys([*verb_classes(), *lists["verbs_common"]], "V")
    for letter in "TDPCSRIAB":
        tags |= dict.fromkeys(lists[letter], letter)
    return tags


@cache
def word_list(name: str) -> frozenset[str]:
    """One list of word_classes.yml."""
    return frozenset(read_yaml(HERE / "lexicons" / "word_classes.yml")[name])


@lru_cache(maxsize=50_000)
def _tag(word: str, first: bool, after_pronoun: bool) -> str:
    low = word.lower()
    known = word_tags().get(low) if word != "US" else None
    head = word[0]
    if known and not (head.isupper() and not first and known in "VBX"):
        return known
    if head.isupper():
        return "M"
    if head.isdigit():
        return "U"
    if head in DASHES:
        return "-"
    if low in ("'s", "&#x27;s", "&#39;s"):
        return "A" if after_pronoun else "z"
    if low == "'":
        return "z"
    if not head.isalpha():
        return head
    if low.endswith("ly"):
        return "B"
    if low.endswith("ed") and len(low) > 4:
        return "E"
    if low.endswith("ing") and len(low) > 5:
        return "G"
    return "X"


def _is_base(word: str) -> bool:
    """Whether a verb form is the bare one, which a singular noun cannot be the subject of."""
    return not word.endswith(("s", "ed", "ing"))


def _settle(tags: list[str], low: list[str]) -> str:
    """Homographs of nouns and verbs, told apart by their neighbours."""
    nouns = word_list("homographs")
    for i, word in enumerate(low):
        if tags[i] == "V" and word in nouns:
            before = tags[i - 1] if i else ""
            after = tags[i + 1] if i + 1 < len(low) else ""
            if (
                before in ("D", "z", "U", "P", "E")
                or (before == "X" and _is_base(word) and not low[i - 1].endswith("s"))
                or (before == "X" and i > 1 and tags[i - 2] in ("P", "t"))  # "in brief comments": one thing would have its article
                or (after in ("V", "A") and before != "I")
                or (after == "P" and low[i + 1] == "of")
            ):
                tags[i] = "X"
        elif word == "think" and low[i + 1 : i + 2] in (["tank"], ["tanks"]):
            tags[i] = "X"
        elif word == "one" and tags[i] == "I" and i + 1 < len(low) and tags[i + 1] in "XMEG":
            tags[i] = "U"
        elif word == "that" and tags[i] == "S" and i + 1 < len(low) and i and tags[i - 1] in "MXIz" and tags[i + 1] in "VAEB":
            tags[i] = "R"
        elif word == "to" and i + 1 < len(low) and tags[i + 1] in "V" and not low[i + 1].endswith(("ed", "s")):
            tags[i] = "t"
    return "".join(tags)


def _is_whole(quote: str) -> bool:
    """Whether a quotation is a statement and not a few words that the writer took over."""
    inner = quote.replace("&quot;", "").strip("\"'`*")
    return inner[-1:] in ".,?!;" or inner.count(" ") > 4


def _is_titled(words: list[str]) -> bool:
    """Whether nearly every longer word has a capital letter, as in headlines, where capitals tell no names."""
    longer = [word for word in words if len(word) > 3 and word[0].isalpha()]
    return len(longer) > 3 and sum(word[0].isupper() for word in longer) > 0.8 * len(longer)


def read_unit(text: str, start: int, end: int, sentence: int, quotes: list[Span]) -> Unit:
    """The tokens of text[start:end]; each quotation is one token."""
    spans: list[Span] = []
    at = start
    for first, last in quotes:
        spans += [match.span() for match in TOKEN.finditer(text, at, first)]
        spans.append((first, last))
        at = last
    spans += [match.span() for match in TOKEN.finditer(text, at, end)]
    quoted = frozenset(quotes)
    words = [text[first:last] if (first, last) not in quoted else '"' if _is_whole(text[first:last]) else "'" for first, last in spans]
    low = [word.lower() for word in words]
    headline_verbs = word_list("headline_verbs")
    titled = not headline_verbs.isdisjoint(low) and _is_titled(words)
    tags: list[str] = []
    before = ""
    for index, word in enumerate(words):
        if spans[index] in quoted:
            before = "Q" if word == '"' else "q"
        else:
            before = _tag(word, index == 0 or (titled and low[index] in headline_verbs), before in "IR")
        tags.append(before)
    return Unit(start, end, sentence, [first for first, _ in spans], [last for _, last in spans], words, low, _settle(tags, low))
