"""New rows of tables, laid out beside the rows that they are checked against: the cost of checks follows what is new."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from pipelines.model.desk import Desk
from pipelines.validate.duckdb_source import PREFIX, SETTINGS, share_connection
from pipelines.warehouse.database import EARLIER, literal

NEW_ROWS = f"{PREFIX}new rows"  # where Great Expectations finds them
BUILD = "build"


@contextmanager
def new_rows(database: Path, earlier: Path | None) -> Iterator[Desk]:
    """A desk beside a closed build and the release before it, which checks read through ``NEW_ROWS`` during the block."""
    con = duckdb.connect()
    try:
        for name, path in {BUILD: database, EARLIER: earlier}.items():
            if path is not None:
                con.execute(f"attach {literal(str(path.resolve()))} as {name} (read_only)")
        for setting in SETTINGS:
            con.execute(setting)
        share_connection(NEW_ROWS, con)
        yield Desk(con, home=BUILD)
    finally:
        con.close()
