"""The list of provocations of CSIS Beyond Parallel, as CSV: one line an event, most with the address of an article.

Only the label tells a launch from an incursion; labels that ``reference.catalog_codes`` does not hold are passed over and counted.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from pipelines.errors import SourceError
from pipelines.model.reference import read_reference, reference_path
from pipelines.reconcile.records import CatalogFile, CatalogRecord, CatalogReject, reject

COUNTRY = "North Korea"
COLUMNS = ("date", "event", "description")
CODES = "reference.catalog_codes"


def read_csis(path: Path) -> CatalogFile:
    """Records of the lines whose label is that of a launch; lines without a day or a label are rejects."""
    labels = launch_labels()
    records: list[CatalogRecord] = []
    rejects: list[CatalogReject] = []
    numbers: dict[str, int] = {}
    passed_over = 0
    for place, row in _rows(path):
        label, day = (row["event"] or "").strip(), _day(row["date"])
        if day is None or not label:
            rejects.append(
                reject(place, "no_entry", "The line has no label, or no day such as 2016-02-07.", ",".join(map(str, row.values())))
            )
        elif label not in labels:
            passed_over += 1
        else:
            numbers[row["date"]] = numbers.get(row["date"], 0) + 1
            records.append(_record(row, place, day, numbers[row["date"]]))
    return CatalogFile(tuple(records), tuple(rejects), passed_over)


def _rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows by column, each with the number of the line that it ends on."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as handle:
        lines = csv.DictReader(handle)
        try:
            _refuse_other_files(path, lines.fieldnames or [])
            for row in lines:
                yield lines.line_num, row
        except csv.Error as error:
            raise SourceError(f"{path}: after line {lines.line_num}: is no CSV ({error}). Download the file again.") from error


def launch_labels() -> frozenset[str]:
    """Labels of events that are launches."""
    codes = read_reference(CODES, reference_path(CODES))
    return frozenset(row["term_text"] for row in codes.to_dicts() if (row["catalog_code"], row["field_code"]) == ("csis", "class"))


def _refuse_other_files(path: Path, names: object) -> None:
    found = list(names) if isinstance(names, list) else []
    if missing := [name for name in COLUMNS if name not in found]:
        raise SourceError(
            f"{path}: line 1: no column {', '.join(missing)}. Expected the list of provocations as CSV with the columns "
            f"date, type, event, description, resources: --catalog csis=PATH"
        )


def _record(row: dict[str, str], place: int, day: dt.date, number: int) -> CatalogRecord:
    return CatalogRecord(
        record_id=f"{row['date']}/{number}",
        place_number=place,
        record_text=f"{row['date']}; {row.get('type') or ''}; {row['event']}; {row['description']}",
        date_min=day,
        date_max=day,
        day_basis_code="unclear",
        country_text=COUNTRY,
        class_text=row["event"].strip(),
        url_text=(row.get("resources") or "").strip() or None,
    )


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat((text or "").strip())
    except ValueError:
        return None
