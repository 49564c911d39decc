"""Text from strangers made safe to show: on a terminal, in a log, in a page's layout."""

from __future__ import annotations

import unicodedata

# control, format (direction marks among them), lone surrogates, line and paragraph separators
ACTING = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def visible(text: str, keep: str = "") -> str:
    """The text with every character that would act rather than show spelled out; ``keep`` names some that stay."""
    return "".join(character if character in keep else _spelled(character) for character in text)


def _spelled(character: str) -> str:
    if unicodedata.category(character) in ACTING:
        return character.encode("unicode_escape").decode("ascii")
    return character
