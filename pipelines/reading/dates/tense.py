"""Does a sentence look back or ahead at the place of a temporal expression?"""

from __future__ import annotations

import re
from functools import cache

from pipelines.reading.dates.values import Tense
from pipelines.reading.rules import HERE, read_yaml

AFTER = 4  # words that a cue after the expression counts as further off than one before it
APART = 12  # the same, where a comma right behind the expression ends its clause: "which flew on Monday, will stay"
REACH = 90  # characters on either side; a cue further off belongs to another clause
WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?|[;]")


@cache
def cues() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str], dict[str, dict[str, Tense | None]]]:
    """Words that look ahead, words that look back, words that make a following "to" look ahead, -ed words without tense, and words
    whose tense the next word decides."""
    data = read_yaml(HERE / "lexicons" / "dates_tense.yml")
    ahead, back, infinitive_after, no_tense = (frozenset(data[name]) for name in ("future", "past", "infinitive_after", "no_tense"))
    return ahead, back, infinitive_after, no_tense, data["by_next_word"]


def tense_at(text: str, first: int, last: int, start: int, end: int) -> Tense:
    """The tense of the nearest cue to the span [start, end) of the sentence [first, last); one after it counts as further off."""
    before = WORD.findall(text[max(first, start - REACH) : start])
    after = WORD.findall(text[end : min(last, end + REACH)])
    if is_given_up([w.lower() for w in before], [w.lower() for w in after]):
        return "past"
    back = nearest_cue(before, range(len(before) - 1, -1, -1))
    ahead = nearest_cue(after, range(len(after)))
    if back and (not ahead or back[0] <= ahead[0] + (APART if text.startswith(",", end) else AFTER)):
        return back[1]
    return ahead[1] if ahead else "open"


def is_given_up(before: list[str], after: list[str]) -> bool:
    """Whether the words tell of a plan that came to nothing, whose day is over: "was set for Monday but was scrubbed"."""
    data = read_yaml(HERE / "lexicons" / "dates_tense.yml")
    planned = any(w in data["planned_then"] and set(before[max(0, at - 2) : at]) & {"was", "were", "been"} for at, w in enumerate(before))
    return planned and any(w in data["given_up"] for w in after)


def nearest_cue(words: list[str], places: range) -> tuple[int, Tense] | None:
    """The first cue along the places of words up to the end of the clause, with how many words stand between."""
    for distance, index in enumerate(places):
        if words[index] == ";":
            return None
        tense = cue_tense(words, index)
        if tense:
            return distance, tense
    return None


def cue_tense(words: list[str], index: int) -> Tense | None:
    """The tense that one word gives to what stands near it."""
    future, past, infinitive_after, no_tense, two_sided = cues()
    word = words[index].lower()
    follows = words[index + 1].lower() if index + 1 < len(words) else ""
    if word in two_sided:
        return two_sided[word].get(follows, two_sided[word][""])
    if word in future or word.endswith("'ll"):
        return "future"
    if word == "to" and index and words[index - 1].lower() in infinitive_after:
        return "future"
    if word in past or (word.endswith("ed") and len(word) > 4 and word not in no_tense):
        to_be = [each.lower() for each in words[max(0, index - 2) : index]]
        return "future" if to_be[-1:] == ["be"] and to_be != ["could", "be"] else "past"
    return None
