"""Where a content ends: clause, infinitive or object after a cue, and the stretch before one."""

from __future__ import annotations

from pipelines.reading.attributions.tokens import Unit

CLAUSE_WORDS = frozenset(
    {"while", "when", "because", "if", "although", "though", "since", "as", "but", "so", "where", "once", "unless"}
)  # fmt: skip
LONGEST_ASIDE = 16  # tokens
OBJECT_ENDS = frozenset({"during", "after", "before", "amid", "since", "until", "following", "despite"})


def clause_end(unit: Unit, start: int, limit: int) -> int:
    """End token of a clause that runs to the end of the unit or to the limit, final stop excluded."""
    end = limit
    while end > start and unit.tags[end - 1] in ".,;:-C":
        end -= 1
    return end


def object_end(unit: Unit, start: int, limit: int) -> int:
    """End token of an object with what modifies it."""
    tags, low = unit.tags, unit.low
    i = start
    while i < limit:
        tag = tags[i]
        if tag in ".;:-" and i > start:
            break
        if tag == "," and not _list_comma(unit, i, limit) and not _joins_adjectives(unit, i):
            break
        if tag == "S" and i > start and low[i] in CLAUSE_WORDS and not (low[i] == "as" and i - start < 10):
            break
        if tag == "P" and low[i] in OBJECT_ENDS and i > start:
            break
        if tag == "T":
            break
        if tag == "C" and i + 1 < limit and (tags[i + 1] in "VAI" or low[i] in ("but", "nor", "yet")):
            break
        i += 1
    while i > start + 1 and tags[i - 1] in "PC":
        i -= 1
    return i


def _list_comma(unit: Unit, comma: int, limit: int) -> bool:
    """Whether a comma stands inside a list that "and" or "or" closes soon after."""
    ahead = unit.tags[comma + 1 : min(limit, comma + 9)]
    at = ahead.find("C")
    return (
        at >= 0
        and ahead[:at].count("V") + ahead[:at].count("A") + ahead[:at].count("R") + ahead[:at].count("I") == 0
        and unit.tags[comma + 1] != "R"
    )


def has_finite_verb(unit: Unit, start: int, limit: int) -> bool:
    """Whether a verb stands near the start of a stretch, so that it reads as a clause and not as an object."""
    for i in range(start, min(limit, start + 14)):
        tag = unit.tags[i]
        if tag in "AV" or (tag == "E" and i > start and unit.tags[i - 1] in "MXIB"):
            return True
        if tag == "," and not _joins_adjectives(unit, i):
            return _goes_on_after_aside(unit, i, limit)
        if tag in ";:-R." or (tag == "S" and i > start):
            return False
    return False


def _joins_adjectives(unit: Unit, comma: int) -> bool:
    """Whether a comma stands between two adjectives of one noun: "a new, upgraded version"."""
    return unit.tags[comma - 2 : comma] == "DX" and unit.tags[comma + 1 : comma + 3] in ("EX", "XX", "GX")


def _goes_on_after_aside(unit: Unit, comma: int, limit: int) -> bool:
    """Whether the verb of a clause follows what two commas part from its subject: "the rocket, named after a poet, was new"."""
    closing = unit.tags.find(",", comma + 1, min(limit, comma + LONGEST_ASIDE))
    return closing > comma + 1 and unit.tags[closing + 1 : closing + 2] in ("A", "V")
