"""Does a sentence look back or ahead at the place of a temporal expression?"""

from __future__ import annotations

import re
from functools import cache

from pipelines.reading.dates_values import Tense
from pipelines.reading.rules import HERE, read_yaml

REACH = 90  # characters on either side; a cue further off belongs to another clause
WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?|[;]")


@cache
def cues() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """Words that look ahead, words that look back, words that make a following "to" look ahead, and -ed words without tense."""
    data = read_yaml(HERE / "lexicons" / "dates_tense.yml")
    return tuple(frozenset(data[name]) for name in ("future", "past", "infinitive_after", "no_tense"))  # type: ignore[return-value]


def tense_at(text: str, first: int, last: int, start: int, end: int) -> Tense:
    """The tense of the nearest cue before the span [start, end) of the sentence [first, last), else of the nearest after it."""
    before = WORD.findall(text[max(first, start - REACH) : start])
    for index in range(len(before) - 1, -1, -1):
        if before[index] == ";":
            break
        tense = cue_tense(before, index)
        if tense:
            return tense
    after = WORD.findall(text[end : min(last, end + REACH)])
    for index, word in enumerate(after):
        if word == ";":
            break
        tense = cue_tense(after, index)
        if tense:
            return tense
    return "open"


def cue_tense(words: list[str], index: int) -> Tense | None:
    """The tense that one word gives to what stands near it."""
    future, past, infinitive_after, no_tense = cues()
    word = words[index].lower()
    if word in future or word.endswith("'ll"):
        return "future"
    if word == "to" and index and words[index - 1].lower() in infinitive_after:
        return "future"
    if word in past or (word.endswith("ed") and len(word) > 4 and word not in no_tense):
        return "past"
    return None
