"""Rows of the staged tables, from staged articles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from pipelines import ids
from pipelines.contracts import contract
from pipelines.reading.language import READ_LANGUAGES
from pipelines.reading.types import Interval
from pipelines.stage.article import StagedArticle
from pipelines.stage.outlets import zone_of

PRECISIONS = ((1, "day"), (7, "week"), (31, "month"), (366, "year"))


@dataclass(frozen=True, slots=True)
class Origin:
    """What the raw layer says of the record that an article was made from."""

    record_id: str
    record_sha256: str
    source_id: str
    zone: str | None
    received_at: datetime

    @property
    def article_id(self) -> str:
        """The article that these bytes make."""
        return ids.article_id(self.record_sha256)


def frame_of(table: str, rows: Iterable[tuple[Any, ...]], **constants: str) -> pl.DataFrame:
    """Rows of a table in the order of its contract, with columns that are the same in all rows left out of the tuples."""
    schema = {name: kind for name, kind in contract(table).polars_schema.items() if name not in constants}
    return pl.DataFrame(list(rows), schema=schema, orient="row").with_columns(**{name: pl.lit(held) for name, held in constants.items()})


def article_row(origin: Origin, staged: StagedArticle) -> tuple[Any, ...]:
    """Columns of staged.articles up to ``repair_count``."""
    found, when = staged.found, staged.published.when
    record = found.record
    return (
        origin.article_id, origin.record_id, origin.source_id, record.id, record.outlet, record.url, record.title, record.text,
        staged.document_sha256, len(staged.document), found.method, found.encoding, staged.language, staged.language in READ_LANGUAGES,
        record.date, when.first if when else None, when.last if when else None, precision_of(when), staged.published.method,
        known_at(when, origin, record.outlet), origin.received_at, len(staged.edits),
    )  # fmt: skip


def precision_of(when: Interval | None) -> str:
    """How wide an interval is."""
    if when is None:
        return "unknown"
    days = (when.last - when.first).days + 1
    return next((code for most, code in PRECISIONS if days <= most), "longer")


def known_at(when: Interval | None, origin: Origin, outlet: str | None) -> datetime:
    """From when an article counts as known: the end of its publication interval, or when it was first received.

    Days end in the zone that the source declares, else in the outlet's, else in UTC.
    """
    return end_of_day(when.last, origin.zone or zone_of(outlet)) if when else origin.received_at


def end_of_day(day: date, zone: str | None) -> datetime:
    """The instant at which a day ends in a zone, UTC where none is given."""
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone) if zone else UTC).astimezone(UTC)


def sentence_rows(article_id: str, staged: StagedArticle) -> list[tuple[Any, ...]]:
    """Rows of staged.sentences."""
    document = staged.document
    return [
        (ids.sentence_id(article_id, start, end), article_id, number, start, end, paragraph, kind, document[start:end])
        for number, (start, end, paragraph, kind) in enumerate(staged.sentences)
    ]


def edit_rows(article_id: str, staged: StagedArticle) -> list[tuple[Any, ...]]:
    """Rows of staged.text_edits."""
    document = staged.document
    return [(article_id, number, start, end, document[start:end], read_as) for number, (start, end, read_as) in enumerate(staged.edits)]


def candidate_rows(article_id: str, staged: StagedArticle) -> list[tuple[Any, ...]]:
    """Rows of staged.publication_date_candidates, in the order in which they were found."""
    return [
        (article_id, number, held.method, held.raw, held.first, held.last, held.start, held.end, held.chosen, held.rejected_because)
        for number, held in enumerate(staged.published.candidates)
    ]
