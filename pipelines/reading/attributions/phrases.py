"""Noun phrases around a cue: the subject before it, the speaker after it, the addressee."""

from __future__ import annotations

import re

from pipelines.reading.attributions.tokens import Unit

NOUN = frozenset("MXUqz")
INNER = frozenset("MXUqzEG")
ATTACHING = frozenset(
    {"of", "for", "in", "at", "from", "with", "on", "to", "by", "about", "against", "over", "near", "within", "behind", "under",
     "around", "across"}
)  # fmt: skip
TIMES = frozenset(
    {"week", "month", "year", "day", "morning", "afternoon", "evening", "night", "weekend", "time", "decade", "hours", "days",
     "weeks", "months", "years"}
)  # fmt: skip
STANDING_ALONE = frozenset(
    {"many", "some", "both", "all", "others", "most", "few", "several", "this", "these"}
)  # fmt: skip
COUNTING = frozenset({"one", "two", "three", "four", "several"})
EACH = frozenset({"each", "both", "all"})
MODIFYING = frozenset({"familiar", "close", "speaking", "talking", "responding", "briefed", "quoted", "cited", "knowledgeable"})
DATELINE = re.compile(r"M+(?:,[MU]+)*\([MUX&.]+\)-")
LONGEST = 30
LONGEST_RELATIVE = 6  # words of a short relative clause between its pronoun and its object


def left_phrase(unit: Unit, end: int, floor: int) -> int | None:
    """First token of the noun phrase whose last token is end - 1; None where there is none."""
    last = end - 1
    if last < floor:
        return None
    if unit.tags[last] == "I":
        return last
    if unit.tags[last] == ")":
        return _before_brackets(unit, last, floor)
    if unit.tags[last] not in NOUN and not (unit.tags[last] == "D" and unit.low[last] in STANDING_ALONE):
        return None
    start, is_joined = _grown_left(unit, end, floor)
    return start if is_joined else _trimmed_left(unit, start, end, floor)


def _grown_left(unit: Unit, end: int, floor: int) -> tuple[int, bool]:
    """First token of a phrase before trimming, and whether it is the first member of a list."""
    tags = unit.tags
    start, i = end, end - 1
    while i >= floor and end - i < LONGEST:
        if tags[i] in INNER or (tags[i] == "V" and i > floor and tags[i - 1] in "Dz"):
            start = i
        elif tags[i] == "D":
            start = i
            if not (i - 2 >= floor and tags[i - 1] == "P" and unit.low[i - 1] in ATTACHING and tags[i - 2] in NOUN):
                return _from_determiner(unit, i, floor)
        elif tags[i] == "C":
            if unit.low[i] == "but" or i - 1 < floor or tags[i - 1] not in NOUN or start == end:
                break
            return _joined_left(unit, i, start, floor), True
        elif not _links_left(unit, i, end, floor):
            break
        i -= 1
    return start, False


def _from_determiner(unit: Unit, at: int, floor: int) -> tuple[int, bool]:
    """First token of a phrase whose determiner is found: "all the", "some of the", or a list before it."""
    if at - 1 >= floor and unit.tags[at - 1] == "D":
        return at - 1, False
    if at - 2 >= floor and unit.low[at - 1] == "of" and (unit.tags[at - 2] == "D" or unit.low[at - 2] in COUNTING):
        return at - 2, False
    if at - 1 >= floor and unit.tags[at - 1] == "C" and unit.low[at - 1] != "but":
        return _joined_left(unit, at - 1, at, floor), True
    return at, False


def _joined_left(unit: Unit, conjunction: int, start: int, floor: int) -> int:
    """First token of the list that a conjunction ends; ``start`` where it joins no list."""
    joined = left_phrase(unit, conjunction, floor)
    return joined if joined is not None and _is_list(unit, joined) else start


def _links_left(unit: Unit, at: int, end: int, floor: int) -> bool:
    """Whether a preposition, adverb or comma may stand inside a phrase that goes on to the left."""
    tag, before = unit.tags[at], unit.tags[at - 1] if at - 1 >= floor else ""
    if tag in "Pt":
        return unit.low[at] in ATTACHING and before != "" and before in NOUN
    if tag == "B":
        return before == "D"
    return tag == "," and before != "" and _lists_on(unit, at, end)


def _trimmed_left(unit: Unit, start: int, end: int, floor: int) -> int | None:
    """The phrase without what cannot begin it; None where nothing is left that names anybody."""
    tags = unit.tags
    while start < end and (
        tags[start] in "PCt," or (tags[start] in "EG" and end - start > 1 and start > floor and tags[start - 1] not in "D,")
    ):
        start += 1
    return start if start < end and any(tags[k] in "MXUqDI" for k in range(start, end)) else None


def _is_list(unit: Unit, start: int) -> bool:
    """Whether a phrase may be the first member of a list of speakers."""
    before = start == 0 or unit.tags[start - 1] in ",SCQ:;-(R" or unit.low[start - 1] in ("after", "before", "since", "until")
    return unit.tags[start] in "MDX" and before


def _lists_on(unit: Unit, comma: int, end: int) -> bool:
    """Whether a comma separates capitalised members of a list that a conjunction closes soon after."""
    if unit.tags[comma - 1] != "M" or comma + 1 >= end or unit.tags[comma + 1] not in "MD":
        return False
    return "C" in unit.tags[comma + 1 : comma + 8]


def _before_brackets(unit: Unit, close: int, floor: int) -> int | None:
    opened = unit.tags.rfind("(", floor, close)
    return left_phrase(unit, opened, floor) if opened > floor else None


def right_phrase(unit: Unit, start: int, limit: int) -> int | None:
    """End (exclusive token) of the noun phrase that starts at a token; None where none starts there."""
    tags = unit.tags
    i = start
    if i >= limit:
        return None
    if tags[i] == "I":
        return i + 1
    if tags[i] not in "DMXUqEG" and not (tags[i] == "B" and tags[i + 1 : i + 2] in ("X", "M", "E")):
        return None
    seen = False
    while i < limit and i - start < LONGEST and _goes_right(unit, i, start, limit, seen):
        seen = seen or tags[i] in "MXUq"
        i += 1
    while i > start and tags[i - 1] in "PCDB":
        i -= 1
    return i if i > start and seen else None


def _goes_right(unit: Unit, at: int, start: int, limit: int, seen: bool) -> bool:
    """Whether a token may stand inside a phrase that began at ``start``; ``seen`` tells whether a noun has been met."""
    tags, tag = unit.tags, unit.tags[at]
    following = tags[at + 1] if at + 1 < limit else ""
    if tag in "MXUqz":
        return True
    if tag == "D":
        return at == start or tags[at - 1] in "PDC"
    if tag in "EG":
        return not (seen and tags[at - 1] in NOUN and tags[at - 1] != "z")
    if tag == "C":
        return unit.low[at] != "but" and following != "" and following in "DMX" and seen
    if tag == "P":
        return _attaches(unit.low[at], following)
    return tag == "B" and not seen and following != ""


def _attaches(preposition: str, following: str) -> bool:
    """Whether a preposition ties what follows to the noun before it."""
    if preposition in ("of", "for"):
        return following != "" and following in "DMXU"
    return preposition in ("at", "in", "from", "with") and following != "" and following in "DM"


def cue_start(unit: Unit, verb: int, floor: int) -> int:
    """First token of the verb group: auxiliaries and adverbs before the verb belong to the cue."""
    i = verb
    while i - 1 >= floor and (unit.tags[i - 1] in "A" or (unit.tags[i - 1] == "B" and unit.low[i - 1] not in ("then", "here"))):
        i -= 1
    return i


def _skip_when(unit: Unit, end: int, floor: int) -> int:
    """Token end without a day or "in a statement" that stands between subject and verb."""
    tags, low = unit.tags, unit.low
    if end - 1 > floor and low[end - 1] in EACH and tags[end - 2] in NOUN:
        return end - 1
    if end - 1 > floor and tags[end - 1] == "T":
        end -= 1
        if end - 1 > floor and low[end - 1] in ("on", "late", "early", "last"):
            end -= 1
    elif end - 2 > floor and low[end - 1] in TIMES and low[end - 2] in ("this", "last"):
        return end - 3 if end - 3 > floor and low[end - 3] in ("earlier", "later", "late", "early") else end - 2
    elif end - 3 > floor and low[end - 1] in ("statement", "interview", "report", "speech", "tweet") and tags[end - 2] in "DXMG":
        k = end - 2
        while k > floor and tags[k] in "DXMG" and end - k < 6:
            k -= 1
        if low[k] == "in":
            return k
    return end


def subject_before(unit: Unit, verb: int, floor: int) -> tuple[int, int] | None:
    """Tokens [first, last) of the subject that stands directly before a verb group, over appositions and relative clauses."""
    end = _skip_when(unit, verb, floor)
    if end - 1 < floor:
        return None
    tag = unit.tags[end - 1]
    if tag == "R":
        return end - 1, end
    if tag in ",-" and end - 2 >= floor:
        return _over_apposition(unit, end - 1, floor)
    if tag == "Q" and (end - 2 < floor or unit.tags[end - 2] in ".,-"):
        return None
    start = left_phrase(unit, end, floor)
    if start is None:
        return None
    return _over_relative(unit, start, floor) or _over_modifier(unit, start, floor) or (start, end)


def _over_relative(unit: Unit, start: int, floor: int) -> tuple[int, int] | None:
    """The phrase before "who examined the flight", where the one that begins at ``start`` is only the object of that clause."""
    tags = unit.tags
    i = start - 1
    while i > floor and start - i < LONGEST_RELATIVE and tags[i] in "VEABP":
        i -= 1
    if i <= floor or i == start - 1 or tags[i] != "R" or unit.low[i] not in ("who", "which", "that") or tags[i - 1] not in NOUN:
        return None
    first = left_phrase(unit, i, floor)
    return None if first is None else (first, i)


def _over_modifier(unit: Unit, start: int, floor: int) -> tuple[int, int] | None:
    """The phrase before "speaking to an agency" or "familiar with the plan", where the one at ``start`` is only the end of that."""
    tags, low = unit.tags, unit.low
    at = start - 2
    if at <= floor or tags[start - 1] not in "Pt" or not (tags[at] in "GE" or low[at] in MODIFYING):
        return None
    first = left_phrase(unit, at, floor) if tags[at - 1] in NOUN else None
    return None if first is None else (first, at)


def _over_apposition(unit: Unit, comma: int, floor: int) -> tuple[int, int] | None:
    """The phrase before ", a professor at X," or ", who leads X,": the comma is the second one.

    Of several commas the one counts whose phrase begins a clause; else the nearest.
    """
    tags, low = unit.tags, unit.low
    nearest = None
    for i in range(comma - 1, max(floor, comma - LONGEST - 10), -1):
        if tags[i] == "Q":
            break
        if tags[i] != tags[comma] or not (tags[i + 1] in "DRXUMGEzPV" or low[i + 1] in ("as", "formerly", "when", "now")):
            continue
        end = _skip_when(unit, i, floor)
        start = left_phrase(unit, end, floor)
        if start is None or low[end - 1] in TIMES:
            continue
        if tags[i + 1] == "M" and not tags[i + 1 : comma].strip("M."):
            end = comma
        if start == floor or tags[start - 1] in "SCQ;:-":
            return start, end
        if nearest is None and tags[start - 1] == "," and tags[start] in "MDI":
            nearest = (start, end)
    return nearest


def leading_subject(unit: Unit, start: int, limit: int) -> tuple[int, int] | None:
    """The subject of the clause that begins at a token: the first noun phrase after introductory words."""
    tags = unit.tags
    i = _after_dateline(unit) if start == 0 else start
    for _ in range(6):
        while i < limit and (tags[i] in 'CBT,-:.")' or (tags[i] == "U" and tags[i + 1 : i + 2] == ",")):
            i += 1
        if i >= limit:
            return None
        if tags[i] in "PGES" or (unit.low[i] == "back" and tags[i + 1 : i + 2] == "P") or (tags[i] == "V" and tags.find(",", i, limit) > 0):
            comma = tags.find(",", i, limit)
            if comma < 0:
                return None
            i = comma + 1
            continue
        end = right_phrase(unit, i, limit)
        return None if end is None else (i, end)
    return None


def _after_dateline(unit: Unit) -> int:
    """First token after "PARIS (Agency) - " or "PARIS/ROME, May 2 (Agency) -"; the first of the unit where it has none."""
    dateline = DATELINE.match(unit.tags)
    return dateline.end() if dateline else 0


def with_apposed_name(unit: Unit, end: int, limit: int) -> int:
    """End of a phrase with the name that stands in apposition to it: "the spokesman, Col. Lee"."""
    tags = unit.tags
    if end + 1 >= limit or tags[end] != "," or tags[end + 1] != "M":
        return end
    last = end + 1
    while last < limit and tags[last] == "M":
        last += 1
    return last if last == limit or tags[last] in ",." else end
