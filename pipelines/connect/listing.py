"""What feeds, sitemaps and lists come down to: documents that are announced, and what could not be read of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime


@dataclass(frozen=True, slots=True)
class Listed:
    """One document as a list announces it. ``text`` is its plain text where the list carries it whole or in part."""

    position: int
    url: str | None
    title: str = ""
    date: str | None = None  # ISO where it could be read, else as written
    id: str | None = None
    author: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Flaw:
    """What could not be read. Position 0 is the list as a whole."""

    position: int
    reason: str
    message: str


@dataclass(frozen=True, slots=True)
class Listing:
    """One list as read: its documents, further lists that it names, its flaws."""

    items: tuple[Listed, ...] = ()
    children: tuple[str, ...] = ()
    flaws: tuple[Flaw, ...] = ()


def normal_date(text: str | None) -> str | None:
    """A date of a feed as ISO where it is in a form that feeds use; as written where it is not; None where there is none."""
    written = (text or "").strip()
    if not written:
        return None
    try:
        return datetime.fromisoformat(written).isoformat()
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(written).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return written[:100]


def day_of(listed: Listed) -> date | None:
    """The UTC day of a document, where its date could be read."""
    try:
        at = datetime.fromisoformat(listed.date or "")
        return (at.astimezone(UTC) if at.tzinfo else at).date()
    except (ValueError, OverflowError):  # in UTC it may be a day before the first, or after the last
        return None
