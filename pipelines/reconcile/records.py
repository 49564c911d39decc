"""What every catalog is read into: one record a launch as the catalog tells it, and the lines that could not be read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class CatalogRecord:
    """One launch as a catalog tells it, in the catalog's own words; nothing is mapped to our codes yet.

    ``day_basis_code`` tells whose day it is: ``utc``, ``local`` to the site, or ``unclear``. ``record_text`` is the evidence: the fields
    as they stand in the file. A salvo that the catalog counts missile by missile is one record with its count.
    """

    record_id: str
    place_number: int  # line of a text file, or place in a list
    record_text: str
    date_min: dt.date
    date_max: dt.date
    day_basis_code: str
    launched_at: dt.datetime | None = None
    country_text: str | None = None
    class_text: str | None = None
    vehicle_text: str | None = None
    site_text: str | None = None
    payload_text: str | None = None
    outcome_text: str | None = None
    launched_count: int | None = None
    url_text: str | None = None


@dataclass(frozen=True, slots=True)
class CatalogReject:
    """A line or entry of a catalog that is no record, with the reason."""

    place_number: int
    reason_code: str
    message_text: str
    excerpt_text: str


@dataclass(frozen=True, slots=True)
class CatalogFile:
    """What one catalog holds: its records, its rejects, and how many entries are about something else than launches."""

    records: tuple[CatalogRecord, ...]
    rejects: tuple[CatalogReject, ...]
    passed_over_count: int = 0


CatalogReader = Callable[[Path], CatalogFile]
EXCERPT_CHARS = 200  # enough to find the line again


def reject(place: int, reason: str, message: str, line: str) -> CatalogReject:
    """A reject with as much of its line as helps to find it."""
    return CatalogReject(place, reason, message, line[:EXCERPT_CHARS])


def month_days(year: int, month: int) -> tuple[dt.date, dt.date]:
    """First and last day of a month."""
    first = dt.date(year, month, 1)
    return first, (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
