"""What articles say, cut to what may be quoted and without characters that would act."""

from __future__ import annotations

import unicodedata
from functools import cache

from pipelines.custody.metadata_only import ANYTHING_ELSE, read_limits

ELLIPSIS = "…"


@cache
def most_characters() -> int:
    """How long a quotation may be."""
    return read_limits()[ANYTHING_ELSE]


def shown(text: str | None) -> str:
    """Text from strangers on one line. Controls are taken out; marks of direction stay, since every text stands in an isolate."""
    kept = "".join(" " if character.isspace() else character for character in text or "" if not is_control(character))
    return " ".join(kept.split())


def is_control(character: str) -> bool:
    """Whether a character has no place in a page."""
    return unicodedata.category(character) in {"Cc", "Cs", "Cn"} and not character.isspace()


def quote(text: str | None) -> str:
    """A sentence as it may be quoted: whole, or cut after a word."""
    line = shown(text)
    most = most_characters()
    if len(line) <= most:
        return line
    cut = line[: most - 1]
    ends_in_word = line[most - 1] != " "
    return ((cut.rpartition(" ")[0] if ends_in_word else cut) or cut) + ELLIPSIS
