"""Reviews: what people correct, in plain files. ``*.toml`` below the folder of reviews, each entry a table ``[[review]]``.

A report or an event is named by its id: ``lau_`` for a launch as one article tells it, ``evt_`` for an event, which means the report that
founded it. ``merge`` makes the event of ``subject`` part of that of ``other``; ``split`` takes the report out of its event; ``misread``
leaves a report or a claim (``cla_``) out; ``override`` sets a ``property`` of the event to a ``value``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from pipelines.contracts import contract, shape
from pipelines.errors import SourceError
from pipelines.ids import make_id
from pipelines.toml_files import read_toml
from pipelines.warehouse import Warehouse

ENTRIES = "history.review_entries"
NEEDED = {"merge": {"other"}, "split": set(), "override": {"property", "value"}, "misread": set()}
COMMON = {"kind", "subject", "reviewer", "date", "reason"}
EXAMPLE = 'kind = "split", subject = "lau_...", reviewer = "A. Reader", date = 2026-11-20, reason = "Another launch."'


def reviews_folder(warehouse: Warehouse) -> Path:
    """Where the reviews of a warehouse lie: LAUNCHWIRE_REVIEWS, so that they can be kept under version control, else its own folder."""
    named = os.environ.get("LAUNCHWIRE_REVIEWS")
    if named and not Path(named).is_dir():
        raise SourceError(f"LAUNCHWIRE_REVIEWS: {named} is no folder. Name the folder that holds the reviews, or unset it.")
    return Path(named) if named else warehouse.root / "reviews"


def read_reviews(folder: Path) -> pl.DataFrame:
    """Every entry of every file, in the shape of its table; an error names the entry that cannot be understood."""
    rows = [row for path in sorted(folder.glob("*.toml")) for row in read_file(path)]
    frame = pl.DataFrame(rows, schema=contract(ENTRIES).polars_schema)
    if repeated := frame.filter(frame["review_id"].is_duplicated())["file_name"].unique().sort().to_list():
        raise SourceError(f"{folder}: {', '.join(repeated)}: one review is there twice. Take one of them out.")
    return shape(ENTRIES, frame)


def read_file(path: Path) -> Iterator[dict[str, Any]]:
    """Rows of one file."""
    held = read_toml(path)
    entries = held.get("review")
    if held.keys() != {"review"} or not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise SourceError(f"{path}: holds {', '.join(sorted(held)) or 'nothing'}; expected entries [[review]]: {EXAMPLE}")
    for number, entry in enumerate(entries, start=1):
        yield review_row(f"{path}: review {number}", path.name, entry)


def review_row(place: str, file_name: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    """One entry as a row."""
    kind = entry.get("kind")
    if not isinstance(kind, str) or kind not in NEEDED:
        raise SourceError(f"{place}: kind is {kind!r}; expected one of {', '.join(sorted(NEEDED))}. For example: {EXAMPLE}")
    wanted = COMMON | NEEDED[kind]
    if entry.keys() != wanted:
        missing, extra = sorted(wanted - entry.keys()), sorted(entry.keys() - wanted)
        raise SourceError(f"{place}: lacks {missing}, has unknown {extra}. A {kind} gives {', '.join(sorted(wanted))}.")
    if not isinstance(entry["date"], date) or isinstance(entry["date"], datetime):
        raise SourceError(f"{place}: date is {entry['date']!r}; expected a day without quotes, such as 2026-11-20.")
    texts = {name: _text(place, name, entry[name]) for name in wanted - {"date"}}
    facts = (kind, texts["subject"], texts.get("other"), texts.get("property"), texts.get("value"), texts["reviewer"], entry["date"])
    return {
        "review_id": make_id("rev", *facts),
        "review_kind_code": kind,
        "subject_id": texts["subject"],
        "other_id": texts.get("other"),
        "property_code": texts.get("property"),
        "value_text": texts.get("value"),
        "reviewer_name": texts["reviewer"],
        "reviewed_date": entry["date"],
        "reason_text": texts["reason"],
        "file_name": file_name,
    }


def _text(place: str, name: str, given: Any) -> str:
    if not isinstance(given, str) or not given.strip():
        raise SourceError(f"{place}: {name} is {given!r}; expected a text in quotes.")
    return given.strip()
