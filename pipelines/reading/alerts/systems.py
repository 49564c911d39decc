"""Which system carried an alert, by the names and words of ``reference/alert_system_names.csv``."""

from __future__ import annotations

import re
from functools import cache

from pipelines.reading.names.lexicon import read_reference
from pipelines.reading.types import Span

MARKS = re.compile(r"[- ]")


@cache
def countries() -> dict[str, str | None]:
    """The country that runs each system; none for those of all."""
    return {row["alert_system_id"]: row["country_code"] or None for row in read_reference("alert_systems")}


@cache
def forms(kind: str) -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """All forms of the systems of one kind as one pattern, and for each the form as listed and its system."""
    ids = {row["alert_system_id"] for row in read_reference("alert_systems") if row["alert_kind_code"] == kind}
    rows = [row for row in read_reference("alert_system_names") if row["alert_system_id"] in ids]
    known = {bare(row["form_text"]): (row["form_text"], row["alert_system_id"]) for row in rows}
    pieces = sorted((row["form_text"] for row in rows), key=lambda form: (-len(form), form))
    spelled = "|".join("[- ]?".join(map(re.escape, MARKS.split(form))) for form in pieces)
    return re.compile(rf"\b(?:{spelled})s?\b", re.IGNORECASE), known


def bare(form: str) -> str:
    """A form as forms are compared: in lower case, without hyphens and blanks."""
    return MARKS.sub("", form).lower()


def system_of(text: str, span: Span, kind: str) -> str | None:
    """The system of a kind that a stretch of text names, one of a country before sirens and telephones; the first of equals."""
    pattern, known = forms(kind)
    found = [read_form(match.group(), known) for match in pattern.finditer(text, *span)]
    named = [system for system in found if system is not None]
    return next((system for system in named if countries()[system]), named[0] if named else None)


def read_form(words: str, known: dict[str, tuple[str, str]]) -> str | None:
    """The system that words name; a name is written with a capital ("an emergency alert system" is anybody's)."""
    form, system = known.get(bare(words)) or known.get(bare(words).removesuffix("s")) or ("", "")
    return system if system and (form[0].islower() or words[0].isupper()) else None
