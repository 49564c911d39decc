"""Rows of a release for pages: the queries of ``sql/site``, and what a release of another version lacks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import duckdb

from pipelines.contracts import ROOT
from pipelines.errors import QueryError

Row = dict[str, Any]
FOLDER = ROOT / "sql" / "site"


@dataclass(frozen=True, slots=True)
class Reader:
    """Asks the queries of the site of one release. ``lacks``: first line of the error, by query that the release cannot answer."""

    con: duckdb.DuckDBPyConnection
    lacks: dict[str, str] = field(default_factory=dict)

    def rows(self, name: str, **parameters: Any) -> list[Row]:
        """Rows of one query; none where this release lacks a table or column that it needs."""
        if name in self.lacks:
            return []
        try:
            return self._ask(name, parameters)
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            self.lacks[name] = str(error).splitlines()[0]
            return []

    def needed_rows(self, name: str) -> list[Row]:
        """Rows of a query without which there is no site."""
        try:
            return self._ask(name, {})
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            raise QueryError(
                f"this release was made by another version and lacks what every page needs ({str(error).splitlines()[0]}). "
                "Run: launchwire refresh, then: launchwire site"
            ) from error

    def _ask(self, name: str, parameters: Row) -> list[Row]:
        asked = self.con.execute((FOLDER / f"{name}.sql").read_text(encoding="utf-8"), parameters or None)
        names = [column[0] for column in asked.description or ()]
        return [dict(zip(names, row, strict=True)) for row in asked.fetchall()]


def chunks(ids: Sequence[str], size: int) -> Iterator[list[str]]:
    """Ids in lists of at most ``size``, so that memory does not grow with their number."""
    for start in range(0, len(ids), size):
        yield list(ids[start : start + size])


def by_key(rows: Iterable[Row], *names: str) -> dict[Any, list[Row]]:
    """Rows by the value of a column, or of several; the order of rows is kept."""
    found: dict[Any, list[Row]] = {}
    for row in rows:
        key = row[names[0]] if len(names) == 1 else tuple(row[name] for name in names)
        found.setdefault(key, []).append(row)
    return found


def runs(rows: Iterable[Row], name: str) -> list[tuple[Any, list[Row]]]:
    """Neighbouring rows with the same value of a column."""
    return [(key, list(group)) for key, group in groupby(rows, key=lambda row: row[name])]
