"""Opening DuckDB, with its doors shut: no extensions, no network, no files outside the lake, settings locked."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from pipelines.contracts import contract
from pipelines.errors import WarehouseBusy, WarehouseError
from pipelines.warehouse.faults import reach
from pipelines.warehouse.files import told_plainly
from pipelines.warehouse.lake import committed_files, layer_tables
from pipelines.warehouse.layout import Warehouse

# stepping stones that hold only what is resolved anew, because a report or rule near it has changed since the release before
RESOLVED_ANEW = (
    "modeled._report_days", "modeled._moved_days", "modeled._day_kinds", "modeled._day_places", "modeled._day_flights",
    "modeled._day_groups", "modeled._day_shifts", "modeled._group_instants",
)  # fmt: skip
# they repeat, or compare with, what the release before held: a refresh that changes nothing must not become a release by them
UNHASHED = ("history.", "modeled._row_articles", *RESOLVED_ANEW)
MEMORY_LIMIT = "4GB"  # leaves room for the engine and the checks on a machine of 8 GB


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def lock_down(con: duckdb.DuckDBPyConnection, readable: list[Path], spill: Path | None) -> None:
    """Settings that hold for the life of the connection; text from strangers cannot change them by SQL."""
    con.execute("set timezone = 'UTC'")
    con.execute("set enable_progress_bar = false")  # it would be drawn across what the command prints
    con.execute("set autoinstall_known_extensions = false")
    con.execute("set autoload_known_extensions = false")
    con.execute(f"set memory_limit = '{os.environ.get('LAUNCHWIRE_MEMORY_LIMIT', MEMORY_LIMIT)}'")
    if spill is not None:
        con.execute(f"set temp_directory = {_quoted(spill)}")
    if readable:
        con.execute(f"set allowed_directories = [{', '.join(_quoted(path) for path in readable)}]")
    con.execute("set enable_external_access = false")
    con.execute("set lock_configuration = true")


def connect_build(warehouse: Warehouse, fresh: bool = False) -> duckdb.DuckDBPyConnection:
    """The build database, for writing. ``fresh`` starts from an empty file; so does a file that cannot be opened."""
    path = warehouse.build_path
    with told_plainly(path):
        reach("open build", path)
        path.parent.mkdir(parents=True, exist_ok=True)
        wal = path.with_name(path.name + ".wal")
        if fresh or not path.exists():
            # a killed writer may have left a log that belongs to the file that is going away
            wal.unlink(missing_ok=True)
            path.unlink(missing_ok=True)
        try:
            con = duckdb.connect(str(path))
        except (duckdb.IOException, duckdb.SerializationException, duckdb.InternalException) as error:
            if "lock" in str(error).lower():
                raise WarehouseBusy(
                    f"{path}: is open in another process. Close it, or wait, then run the command again. ({error})"
                ) from error
            wal.unlink(missing_ok=True)
            path.unlink(missing_ok=True)
            con = duckdb.connect(str(path))
        lock_down(con, [warehouse.lake], path.parent / "spill")
        return con


def connect_published(warehouse: Warehouse) -> duckdb.DuckDBPyConnection:
    """The newest release, read-only."""
    if not warehouse.link.exists():
        raise WarehouseError(f"{warehouse.root}: nothing is published yet. Run: launchwire refresh --warehouse {warehouse.root}")
    return connect_file(warehouse.link)


def connect_file(path: Path, writable: Path | None = None, spill: Path | None = None) -> duckdb.DuckDBPyConnection:
    """One published database, read-only; what is copied out of it may go into one folder, if any."""
    con = duckdb.connect(str(path.resolve()), read_only=True)
    lock_down(con, [writable] if writable else [], spill)
    return con


def connect_files(**databases: Path) -> duckdb.DuckDBPyConnection:
    """Several published databases side by side, read-only, each under the name that it is given."""
    con = duckdb.connect()
    for name, path in databases.items():
        con.execute(f'attach {_quoted(path.resolve())} as "{name}" (read_only)')
    lock_down(con, [], None)
    return con


def comment_table(con: duckdb.DuckDBPyConnection, name: str) -> None:
    """Write a table's contract into the database, so that it explains itself wherever it is opened."""
    held = contract(name)
    table = f'"{held.layer}"."{held.table}"'
    key = ", ".join(held.key)
    con.execute(f"comment on table {table} is {literal(f'{held.title}. One row is {held.grain}. Key: {key}.')}")
    for column in held.columns:
        unit = f" Unit: {column.unit}." if column.unit else ""
        codes = f" One of: {', '.join(column.codes)}." if column.codes else ""
        con.execute(f'comment on column {table}."{column.name}" is {literal(column.meaning + "." + unit + codes)}')


def literal(text: str) -> str:
    """A SQL string literal; comments cannot be bound as parameters."""
    return "'" + text.replace("'", "''") + "'"


@contextmanager
def one_commit(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Statements that take hold together: each by itself would wait for the disk."""
    con.begin()
    try:
        yield
    except BaseException:
        con.rollback()
        raise
    con.commit()


def load_layer(con: duckdb.DuckDBPyConnection, warehouse: Warehouse, layer: str, version: str | None = None) -> dict[str, int]:
    """Create the tables of a lake layer in the build database from its Parquet; rows by table."""
    found = {}
    with told_plainly(warehouse.build_path):
        con.execute(f'create schema if not exists "{layer}"')
        for name in layer_tables(layer):
            with one_commit(con):
                found[name] = load_table(con, warehouse, name, version)
    return found


def load_table(con: duckdb.DuckDBPyConnection, warehouse: Warehouse, name: str, version: str | None) -> int:
    """One table of the lake, typed by its contract and ordered by its key."""
    held = contract(name)
    columns = ", ".join(f'"{column.name}" {column.type}' for column in held.columns)
    con.execute(f'create or replace table "{held.layer}"."{held.table}" ({columns})')
    files = committed_files(warehouse, name, version)
    if files:
        names = ", ".join(f'"{column.name}"' for column in held.columns)
        key = ", ".join(f'"{column}"' for column in held.key)
        con.execute(
            f'insert into "{held.layer}"."{held.table}" select {names} from read_parquet(?) order by {key}',
            [[str(path) for path in files]],
        )
    comment_table(con, name)
    counted = con.execute(f'select count(*) from "{held.layer}"."{held.table}"').fetchone()
    return int(counted[0]) if counted else 0


def published_tables(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Qualified names of the tables of a database, in order."""
    rows = con.execute(
        "select schema_name || '.' || table_name from duckdb_tables() where not internal order by schema_name, table_name"
    ).fetchall()
    return [str(row[0]) for row in rows]


def content_hashes(con: duckdb.DuckDBPyConnection, beside: Collection[str] = ()) -> dict[str, tuple[int, str]]:
    """Rows and content hash by table. The hash does not depend on the order of rows or on how the file is laid out.

    ``beside``: tables that are hashed although today's releases leave them out, as a release of another version did.
    """
    found = {}
    for name in published_tables(con):
        if name.startswith(UNHASHED) and name not in beside:
            continue
        schema, table = name.split(".")
        row = con.execute(
            "select count(*), coalesce(sha256(string_agg(row_hash, '' order by row_hash)), sha256('')) "
            f'from (select md5(content::varchar) as row_hash from "{schema}"."{table}" as content)'
        ).fetchone()
        if row is not None:
            found[name] = (int(row[0]), str(row[1]))
    return found
