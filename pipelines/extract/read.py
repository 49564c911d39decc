"""Reading one article into rows; runs in a worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipelines.extract.rows import BadSpan, Extracted, make_rows
from pipelines.reading.engine import RULES
from pipelines.reading.types import Article

REPORT = "Report the article; it is read again with the version that mends it."


@dataclass(frozen=True, slots=True)
class ReadFailure:
    """An article whose reading cannot be used."""

    reason: Literal["timeout", "memory", "crashed", "failed", "bad_span"]
    message: str


def read_rows(article: Article) -> Extracted | ReadFailure:
    """Rows of one article by the rules."""
    try:
        return make_rows(article, RULES.read(article), RULES.name)
    except BadSpan as error:
        return ReadFailure("bad_span", f"reading it gave what its text does not hold ({error}). {REPORT}")
