"""The launch log of GCAT: tab-separated, one line a payload, vague dates in UTC. Lines of one launch tag are one record."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from pipelines.errors import SourceError
from pipelines.reconcile.records import CatalogFile, CatalogRecord, CatalogReject, month_days, reject

# names of columns differ from release to release
COLUMNS = {
    "tag": ("Launch_Tag",),
    "date": ("Launch_Date",),
    "vehicle": ("LV_Type",),
    "site": ("Launch_Site",),
    "pad": ("Launch_Pad",),
    "payload": ("PLName", "Name"),
    "state": ("LVState", "State"),
    "outcome": ("Launch_Code", "LaunchCode"),
}
REQUIRED = ("tag", "date")
CLOCK = r"(?P<hour>\d\d)(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d+)?)?"
VAGUE_DATE = re.compile(rf"(?P<year>\d{{4}})(?: (?P<month>[A-Z][a-z]{{2}})(?: (?P<day>\d{{1,2}})(?: {CLOCK})?)?)?(?P<doubt>\?)?")
MONTHS = {name: number for number, name in enumerate(calendar.month_abbr) if name}
EMPTY = {"", "-", "?"}
Row = tuple[int, str, dict[str, str]]


def read_gcat(path: Path) -> CatalogFile:
    """Records of a launch log by launch tag; lines without a tag or a date that can be read are rejects."""
    rejects: list[CatalogReject] = []
    records: list[CatalogRecord] = []
    for tag, group in groupby(_rows(path, rejects), key=lambda row: row[2]["tag"]):
        lines = list(group)
        place, line, fields = lines[0]
        try:
            records.append(_record(tag, place, line, fields, len(lines)))
        except ValueError as error:
            rejects.append(reject(place, "no_date", f"{error} Expected a day such as 2016 Feb  7 0030:00.", line))
    return CatalogFile(tuple(records), tuple(rejects))


def _rows(path: Path, rejects: list[CatalogReject]) -> Iterator[Row]:
    """Lines with their fields by our names; comments are left out, short lines are rejected."""
    header: dict[str, int] = {}
    with path.open(encoding="utf-8", errors="replace") as handle:
        for place, line in enumerate(handle, start=1):
            fields = [field.strip() for field in line.rstrip("\n").split("\t")]
            if not header:
                header = _header(path, fields)
            elif not line.startswith("#") and line.strip():
                found = {name: fields[column] if column < len(fields) else "" for name, column in header.items()}
                if all(found[name] not in EMPTY for name in REQUIRED):
                    yield place, line.rstrip("\n"), found
                else:
                    rejects.append(reject(place, "short_line", "The line has no launch tag or no date.", line))


def _header(path: Path, names: list[str]) -> dict[str, int]:
    """Place of each column that we use; an error where the file is no launch log."""
    plain = [name.lstrip("#") for name in names]
    found = {ours: plain.index(theirs) for ours, spellings in COLUMNS.items() for theirs in spellings if theirs in plain}
    if missing := [COLUMNS[name][0] for name in REQUIRED if name not in found]:
        raise SourceError(
            f"{path}: line 1: no column {', '.join(missing)}. Expected GCAT's launch log, tab-separated, whose header starts "
            f"with #Launch_Tag. Look at the file, or name another: --catalog gcat=PATH"
        )
    return found


def _record(tag: str, place: int, line: str, fields: dict[str, str], payload_count: int) -> CatalogRecord:
    date_min, date_max, launched_at = read_vague_date(fields["date"])
    return CatalogRecord(
        record_id=" ".join(tag.split()),
        place_number=place,
        record_text=" | ".join(part for part in (" ".join(field.split()) for field in line.split("\t")) if part not in EMPTY),
        date_min=date_min,
        date_max=date_max,
        day_basis_code="utc",
        launched_at=launched_at,
        country_text=_given(fields, "state"),
        class_text="launch log",
        vehicle_text=_given(fields, "vehicle"),
        site_text=_given(fields, "site"),
        # of a shared ride no single payload names the launch
        payload_text=_given(fields, "payload") if payload_count == 1 else None,
        outcome_text=(_given(fields, "outcome") or "")[1:2] or None,
    )


def _given(fields: dict[str, str], name: str) -> str | None:
    text = fields.get(name, "")
    return None if text in EMPTY else text


def read_vague_date(text: str) -> tuple[dt.date, dt.date, dt.datetime | None]:
    """Days that a vague date allows, and the instant where it gives a minute without doubt."""
    match = VAGUE_DATE.fullmatch(" ".join(text.split()))
    if match is None:
        raise ValueError(f"The date {text!r} cannot be read.")
    year, month = int(match["year"]), MONTHS.get(match["month"] or "")
    if match["month"] and month is None:
        raise ValueError(f"The month of {text!r} cannot be read.")
    if month is None:
        return dt.date(year, 1, 1), dt.date(year, 12, 31), None
    if match["day"] is None:
        return *month_days(year, month), None
    day = dt.date(year, month, int(match["day"]))
    if match["hour"] is None or match["doubt"]:
        return day, day, None
    clock = dt.time(int(match["hour"]), int(match["minute"]), int(match["second"] or 0), tzinfo=dt.UTC)
    return day, day, dt.datetime.combine(day, clock)
