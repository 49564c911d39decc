"""Words for codes, from ``words.csv``, and names of countries."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

PATH = Path(__file__).parent / "words.csv"


@cache
def words() -> dict[tuple[str, str], str]:
    """Labels by kind and code."""
    with PATH.open(encoding="utf-8", newline="") as handle:
        return {(row["kind_code"], row["code"]): row["label_text"] for row in csv.DictReader(handle)}


def word(code: str | None, kind: str) -> str:
    """The label of a code; a code that only a newer release knows is shown as it is."""
    if code is None:
        return ""
    return words().get((kind, code), code.replace("_", " "))
