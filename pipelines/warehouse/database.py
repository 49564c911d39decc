"""Opening DuckDB, with its doors shut: no extensions, no network, no files outside the lake, settings locked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from pipelines.contracts import contract
from pipelines.errors import WarehouseBusy, WarehouseError
from pipelines.warehouse.faults import reach
from pipelines.warehouse.files import told_plainly
from pipelines.warehouse.layout import Warehouse

EARLIER = "earlier"
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


def connect_build(warehouse: Warehouse, fresh: bool = False, beside: Path | None = None) -> duckdb.DuckDBPyConnection:
    """The build database, for writing. ``fresh`` starts from an empty file; so does a file that cannot be opened.

    ``beside`` is a published database that can be read as ``earlier``.
    """
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
        if beside is not None:
            con.execute(f"attach {_quoted(beside.resolve())} as {EARLIER} (read_only)")
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
