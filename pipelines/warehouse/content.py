"""What tables hold, as sums over their rows: the same in any order, and the sums of parts add up to that of the whole.

So a table that was carried on is counted by what it held and what came to it. Sums guard against accidents; against somebody who
chooses rows stands the hash of the file, which a manifest holds beside them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass

import duckdb

from pipelines.ids import sha256
from pipelines.warehouse.tables import count_rows

# stepping stones that hold only what is resolved anew, because a report or rule near it has changed since the release before
RESOLVED_ANEW = (
    "modeled._report_days", "modeled._moved_days", "modeled._day_kinds", "modeled._day_vehicles", "modeled._day_places",
    "modeled._day_flights", "modeled._day_groups", "modeled._day_shifts", "modeled._group_instants",
)  # fmt: skip
# they repeat, or compare with, what the release before held: a refresh that changes nothing must not become a release by them
UNHASHED = (
    "history.", "modeled._changed_articles", "modeled._changed_events", "modeled._retold_articles", "modeled._retold_events",
    "modeled._changed_rows", "modeled._row_articles", *RESOLVED_ANEW,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Content:
    """How many rows, and the sums of the lower and upper halves of their 128-bit hashes."""

    rows: int = 0
    lower: int = 0
    upper: int = 0

    def __add__(self, other: Content) -> Content:
        """Two parts together."""
        return Content(self.rows + other.rows, self.lower + other.lower, self.upper + other.upper)

    def __sub__(self, other: Content) -> Content:
        """What is left without a part."""
        return Content(self.rows - other.rows, self.lower - other.lower, self.upper - other.upper)

    @property
    def sha256(self) -> str:
        """One hash of it all."""
        return sha256(f"{self.rows} {self.lower} {self.upper}".encode())

    def as_note(self) -> dict[str, int]:
        """What a note keeps of it; ``Content(**note)`` gives it back."""
        return asdict(self)


def published_tables(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Qualified names of the tables of a database, in order."""
    rows = con.execute(
        "select schema_name || '.' || table_name from duckdb_tables() "
        "where not internal and database_name = current_database() order by schema_name, table_name"
    ).fetchall()
    return [str(row[0]) for row in rows]


def count_content(con: duckdb.DuckDBPyConnection, name: str) -> Content:
    """What one table holds, by its qualified name. A mask and a shift part a hash in two: division is dear in 128 bits."""
    row = con.execute(
        "select count(*), coalesce(sum((row_hash & 18446744073709551615)::ubigint), 0), coalesce(sum((row_hash >> 64)::ubigint), 0) "
        f"from (select md5_number(to_json(counted)::varchar) as row_hash from {name} as counted)"
    ).fetchone()
    return Content(*map(int, row)) if row else Content()


def contents(
    con: duckdb.DuckDBPyConnection, beside: Collection[str] = (), known: Mapping[str, Content] | None = None
) -> dict[str, Content]:
    """What each table holds. Neither the order of rows nor the layout of the file matters.

    ``beside``: tables that are counted although today's releases leave them out, as a release of another version did.
    ``known``: what is known of some; believed where the number of rows is right.
    """
    found = {}
    for name in published_tables(con):
        if not name.startswith(UNHASHED) or name in beside:
            held = (known or {}).get(name)
            found[name] = held if held and held.rows == count_rows(con, name) else count_content(con, name)
    return found
