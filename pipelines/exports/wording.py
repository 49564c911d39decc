"""Launches in words that neither XML nor a calendar takes for anything but text."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from pipelines.visible import visible

JOINERS = "\u200c\u200d"  # letters of Persian and of Indian scripts are joined, or kept apart, by them
NO_CHARACTERS = {0xFFFE: "\\ufffe", 0xFFFF: "\\uffff"}  # no XML may hold these
Row = Mapping[str, Any]


def one_line(text: str | None) -> str:
    """Text of strangers on one line, with every character that would act, or that XML cannot hold, spelled out."""
    return visible(" ".join((text or "").split()), keep=JOINERS).translate(NO_CHARACTERS)


def stable_uuid(*parts: object) -> uuid.UUID:
    """The same for the same thing in every release: feeds and calendars know an entry again by it."""
    return uuid.uuid5(uuid.NAMESPACE_OID, "\x1f".join(map(str, ("launchwire", *parts))))


def launch_title(row: Row) -> str:
    """A launch in one line: whose, what kind, when, with what, from where, and what became of it."""
    kind = row["launch_class_code"] if row["launch_class_code"] != "unknown" else ""
    what = " ".join(filter(None, [row["country_code"], kind, "launch"]))
    named = ", ".join(one_line(name) for name in (row["vehicle_name"], row["payload_name"], row["site_name"]) if name)
    return f"{what}, {days(row['launch_date_min'], row['launch_date_max'])}{': ' if named else ''}{named} ({end(row)})"


def end(row: Row) -> str:
    """What became of a launch: its outcome, or how far a plan has come."""
    outcome = row["outcome_code"]
    if outcome is None:
        return str(row["status_code"]).replace("_", " ")
    return f"outcome {outcome}" if outcome in {"unknown", "disputed"} else str(outcome)


def days(first: object, last: object) -> str:
    """A day, or the first and the last of several."""
    if first is None or last is None:
        return "no day given"
    return f"{first}" if first == last else f"{first} to {last}"


def support(row: Row) -> str:
    """What speaks for a launch."""
    articles, origins = row["article_count"], row["origin_count"]
    told = f"{articles} article{'s' * (articles != 1)}, {origins} independent origin{'s' * (origins != 1)}"
    return f"{row['status_code'].replace('_', ' ')}; {told}"


def web_address(text: str | None) -> str | None:
    """An address that may stand behind a link; nothing where it is of another kind."""
    return text if text and text.startswith(("http://", "https://")) and one_line(text) == text else None
