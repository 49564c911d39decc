"""Putting the lake into the build database. Tables that the build holds already are carried on, and only new files are read.

Only a build that is byte for byte what the last refresh closed is carried on: a note beside it holds the hash of that file, which files
of the lake each table holds, and what all tables hold, those of models included. A run that begins opens the note, so that a build which a
run left unfinished, or that anything else wrote to, is made anew. So is a table of the lake one of whose files went, was rewritten or put
together, or whose contract has changed, and every model where other code made the release before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import duckdb

from pipelines.contracts import Contract, contract
from pipelines.errors import WarehouseError
from pipelines.warehouse.content import Content, count_content
from pipelines.warehouse.database import comment_table, one_commit
from pipelines.warehouse.files import file_sha256, told_plainly
from pipelines.warehouse.lake import hashed_files, layer_tables
from pipelines.warehouse.layout import Warehouse
from pipelines.warehouse.seals import read_sealed, write_sealed
from pipelines.warehouse.tables import count_rows, create_empty, qualified, typed_columns

NOTE = "carried.json"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a table of the build holds: hashes of files of the lake by place, empty where none was kept; its content, once counted.

    ``is_partly_new``: this run kept rows that the build had, which were checked when they came, and added or exchanged others.
    """

    files: Mapping[str, str]
    content: Content | None = None
    is_partly_new: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """Tables in a build. ``file_sha256`` is that of the build's file as it was closed, and empty while a run writes to it.

    ``content_sha256`` is that of the release that the closed build held the same as, ``versions`` are those of the code that made it.
    """

    file_sha256: str = ""
    tables: Mapping[str, Loaded] = field(default_factory=dict)
    content_sha256: str = ""
    versions: Mapping[str, str] = field(default_factory=dict)


def note_path(warehouse: Warehouse) -> Path:
    """Where the note lies."""
    return warehouse.build_path.with_name(NOTE)


def read_note(warehouse: Warehouse) -> Note:
    """The note; an empty one where there is none, or it is damaged."""
    try:
        held = read_sealed(note_path(warehouse))
        tables = {name: _loaded(entry) for name, entry in held["tables"].items()}
        return Note(held["file_sha256"], tables, held["content_sha256"], held["versions"])
    except (FileNotFoundError, WarehouseError, KeyError, TypeError):
        return Note()


def _loaded(entry: Mapping[str, Any]) -> Loaded:
    return Loaded(entry["files"], Content(**entry["content"]) if entry["content"] else None, entry["is_partly_new"])


def write_note(warehouse: Warehouse, note: Note) -> None:
    """Put a note beside the build."""
    write_sealed(note_path(warehouse), asdict(note))


def begin_build(warehouse: Warehouse) -> None:
    """Open the note for a run, or drop it where the build is not what it tells of. Once for each run, before it opens the build."""
    note, path = read_note(warehouse), warehouse.build_path
    is_closed = path.exists() and not path.with_name(path.name + ".wal").exists()
    if note.file_sha256 and is_closed and file_sha256(path) == note.file_sha256:
        write_note(warehouse, replace(note, file_sha256=""))
    else:
        note_path(warehouse).unlink(missing_ok=True)


def close_build(warehouse: Warehouse, digest: str, counted: Mapping[str, Content], total: str, versions: Mapping[str, str]) -> None:
    """Note what the closed build holds, so that the next run can carry it on."""
    held = read_note(warehouse).tables
    tables = {name: Loaded(held[name].files if name in held else {}, content) for name, content in counted.items()}
    write_note(warehouse, Note(digest, tables, total, versions))


def load_layer(con: duckdb.DuckDBPyConnection, warehouse: Warehouse, layer: str, version: str | None = None) -> dict[str, int]:
    """Let the build hold the tables of a lake layer; rows by table."""
    note = read_note(warehouse)
    tables = dict({} if note.file_sha256 else note.tables)  # a closed note is for a run that begins
    found = {}
    with told_plainly(warehouse.build_path):
        for name in layer_tables(layer):
            tables[name] = load_table(con, warehouse, contract(name), hashed_files(warehouse, name, version), tables.get(name))
            found[name] = count_rows(con, name)
    write_note(warehouse, replace(note, file_sha256="", tables=tables))
    return found


def kept_contents(warehouse: Warehouse, content_sha256: str, versions: Mapping[str, str]) -> dict[str, Content]:
    """What tables hold that the build still has as a release has them; none where other code made that release."""
    note = read_note(warehouse)
    if note.content_sha256 != content_sha256 or note.versions != versions:
        return {}
    return {name: held.content for name, held in note.tables.items() if held.content and not held.is_partly_new}


def counted_contents(warehouse: Warehouse) -> dict[str, Content]:
    """What is known of the content of tables without counting: of those of the lake, and of those that were made anew in part."""
    return {name: held.content for name, held in read_note(warehouse).tables.items() if held.content and (held.files or held.is_partly_new)}


def note_made(warehouse: Warehouse, made: Mapping[str, Content | None]) -> None:
    """Note what a run made of tables: their content where it was made anew in part, nothing where it was made anew as a whole."""
    note = read_note(warehouse)
    tables = {name: held for name, held in note.tables.items() if name not in made}
    tables |= {name: Loaded({}, content, is_partly_new=True) for name, content in made.items() if content}
    write_note(warehouse, replace(note, file_sha256="", tables=tables))


def partly_new_tables(warehouse: Warehouse) -> frozenset[str]:
    """Tables of which this run kept rows that the build had."""
    return frozenset(name for name, held in read_note(warehouse).tables.items() if held.is_partly_new)


def load_table(
    con: duckdb.DuckDBPyConnection, warehouse: Warehouse, held: Contract, files: Mapping[str, str], carried: Loaded | None
) -> Loaded:
    """One table of the lake, typed by its contract, what arrives ordered by its key; ``files`` by place below the lake."""
    with one_commit(con):
        con.execute(f"create or replace temp table arrived ({typed_columns(held)})")
        known = carried.files if carried and _is_carried(con, held, files, carried) else {}
        content = carried.content if carried and known else None
        if not known:
            create_empty(con, held)
        if arrived := [str(warehouse.lake / place) for place in files if place not in known]:
            _read(con, held, "arrived" if content else qualified(held), arrived)
        if content and arrived:
            content += count_content(con, "arrived")
            con.execute(f"insert into {qualified(held)} from arrived")
        con.execute("drop table arrived")
        comment_table(con, held.name)
    return Loaded(files, content, is_partly_new=content is not None)


def _is_carried(con: duckdb.DuckDBPyConnection, held: Contract, files: Mapping[str, str], carried: Loaded) -> bool:
    """Whether the build has the table as the note tells, all of whose files are in the lake as they were."""
    if not carried.content or any(not digest or files.get(place) != digest for place, digest in carried.files.items()):
        return False
    try:
        columns = [con.execute(f"describe {name}").fetchall() for name in ("arrived", qualified(held))]
        return columns[0] == columns[1] and count_rows(con, held.name) == carried.content.rows
    except duckdb.CatalogException:
        return False


def _read(con: duckdb.DuckDBPyConnection, held: Contract, target: str, files: list[str]) -> None:
    """Put the rows of Parquet files into a table of a contract."""
    names = ", ".join(f'"{column.name}"' for column in held.columns)
    key = ", ".join(f'"{column}"' for column in held.key)
    con.execute(f"insert into {target} select {names} from read_parquet(?) order by {key}", [files])
