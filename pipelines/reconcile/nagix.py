"""The event list of nagix/nk-missile-tests, which derives from CNS: JSON, one entry a missile. Entries of one series are one record.

Entries with a time carry the UTC day, entries without one the day at the site.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pipelines.errors import SourceError
from pipelines.reconcile.records import CatalogFile, CatalogRecord, CatalogReject, month_days, reject

COUNTRY = "North Korea"
DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)(?:-(?P<day>\d\d))?")
CLOCK = re.compile(r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?: ?\(UTC\))?")
EVIDENCE = ("date", "time", "series", "missile", "facility", "landing", "apogee", "distance", "outcome", "description")
Entry = dict[str, Any]


def read_nagix(path: Path) -> CatalogFile:
    """Records of the list, salvoes counted; entries without a day that can be read are rejects."""
    rejects: list[CatalogReject] = []
    groups: list[list[tuple[int, Entry]]] = []
    for place, entry in enumerate(_entries(path), start=1):
        if problem := _problem(entry):
            rejects.append(reject(place, "no_entry", problem, json.dumps(entry, ensure_ascii=False)))
        elif groups and _continues(groups[-1][-1][1], entry):
            groups[-1].append((place, entry))
        else:
            groups.append([(place, entry)])
    numbers: dict[str, int] = {}
    return CatalogFile(tuple(_record(group, numbers) for group in groups), tuple(rejects))


def _entries(path: Path) -> Iterator[Any]:
    """Entries in the order of the file, out of the bins by year in which it keeps them."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise SourceError(
            f"{path}: is no JSON ({error}). Expected the list test.en.json of nagix/nk-missile-tests: --catalog nagix=PATH"
        ) from error
    bins = held.get("timeBins") if isinstance(held, dict) else held
    if not isinstance(bins, list):
        raise SourceError(f'{path}: holds no list. Expected {{"timeBins": [{{"data": [...]}}]}}, or a list of entries.')
    for part in bins:
        if isinstance(part, dict) and isinstance(part.get("data"), list):
            yield from part["data"]
        else:
            yield part


def _problem(entry: Any) -> str | None:
    """Why an entry is no record."""
    if not isinstance(entry, dict):
        return "The entry is no object."
    try:
        read_days(entry)
    except ValueError as error:
        return f"{error} Expected a day such as 2016-02-07, or a month."
    return None


def _continues(before: Entry, entry: Entry) -> bool:
    """Whether an entry is the next missile of the same series."""
    return (
        entry.get("date") == before.get("date")
        and isinstance(before.get("series"), int)
        and isinstance(entry.get("series"), int)
        and entry["series"] == before["series"] + 1
    )


def _record(group: list[tuple[int, Entry]], numbers: dict[str, int]) -> CatalogRecord:
    place, first = group[0]
    day = str(first["date"])
    numbers[day] = numbers.get(day, 0) + 1
    date_min, date_max = read_days(first)
    times = sorted(filter(None, (read_instant(entry) for _, entry in group)))
    return CatalogRecord(
        record_id=f"{day}/{numbers[day]}",
        place_number=place,
        record_text="; ".join(f"{name}: {first[name]}" for name in EVIDENCE if first.get(name) not in (None, "")),
        date_min=date_min,
        date_max=date_max,
        day_basis_code="utc" if times else "local",
        launched_at=times[0] if times else None,
        country_text=COUNTRY,
        class_text=_shared(group, "missile"),
        vehicle_text=_shared(group, "missile"),
        site_text=_shared(group, "facility"),
        outcome_text=_shared(group, "outcome"),
        launched_count=len(group),
    )


def _shared(group: list[tuple[int, Entry]], name: str) -> str | None:
    """What all entries of a group give for a field; nothing where they differ or do not know."""
    found = {str(entry.get(name) or "unknown").strip() for _, entry in group}
    return found.pop() if len(found) == 1 and "unknown" not in found else None


def read_days(entry: Entry) -> tuple[dt.date, dt.date]:
    """First and last day that an entry allows."""
    match = DAY.fullmatch(str(entry.get("date", "")).strip())
    if match is None:
        raise ValueError(f"The date {entry.get('date')!r} cannot be read.")
    if match["day"] is None:
        return month_days(int(match["year"]), int(match["month"]))
    day = dt.date(int(match["year"]), int(match["month"]), int(match["day"]))
    return day, day


def read_instant(entry: Entry) -> dt.datetime | None:
    """The instant of an entry that gives a time, and a day."""
    match = CLOCK.fullmatch(str(entry.get("time", "")).strip())
    first, last = read_days(entry)
    if match is None or first != last:
        return None
    return dt.datetime.combine(first, dt.time(int(match["hour"]), int(match["minute"]), tzinfo=dt.UTC))
