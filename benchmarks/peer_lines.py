"""Readers of lines of JSON, ours and others, over files with one bad line."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import duckdb
import orjson
import polars as pl

from pipelines.ingest.records import Record, read_records

BAD_LINES = (b"no json", b'{"id": 1, "text": "cut', b'{"text": NaN}', b"[1,", b'{"text": "a"}]', b'{"text": "\xff"}')
LINES = 1_000


def good_lines() -> list[bytes]:
    """Lines that every reader takes."""
    return [orjson.dumps({"id": str(number), "text": f"A rocket rose for the time number {number}."}) for number in range(LINES)]


def spoil_line(good: list[bytes], chance: random.Random) -> bytes:
    """A file of them with a bad line at some place."""
    at = chance.randrange(len(good) + 1)
    return b"\n".join([*good[:at], chance.choice(BAD_LINES), *good[at:]]) + b"\n"


def ours(path: Path) -> list[str | None]:
    """Texts by this project's reader."""
    content = path.read_bytes()
    with path.open("rb") as blob:
        found = list(read_records(blob, "jsonl", "", len(content)))
    return [orjson.loads(content[held.start : held.end])["text"] for held in found if isinstance(held, Record)]


def polars_ignoring(path: Path) -> list[str | None]:
    """Texts by polars, told to ignore errors."""
    return pl.read_ndjson(path, schema={"id": pl.String, "text": pl.String}, ignore_errors=True)["text"].to_list()


def polars_scan(path: Path) -> list[str | None]:
    """Texts by a lazy scan of polars."""
    return pl.scan_ndjson(path, schema={"id": pl.String, "text": pl.String}).collect()["text"].to_list()


def duckdb_texts(path: Path, ignores: bool) -> list[str | None]:
    """Texts by DuckDB."""
    query = "select text from read_json(?, format = 'newline_delimited', columns = {id: 'varchar', text: 'varchar'}, ignore_errors = ?)"
    with duckdb.connect() as con:
        return [text for (text,) in con.execute(query, [str(path), ignores]).fetchall()]


def duckdb_strict(path: Path) -> list[str | None]:
    """Texts by DuckDB as it comes."""
    return duckdb_texts(path, ignores=False)


def duckdb_ignoring(path: Path) -> list[str | None]:
    """Texts by DuckDB, told to ignore errors."""
    return duckdb_texts(path, ignores=True)


LINE_READERS: dict[str, Callable[[Path], list[str | None]]] = {
    "ours": ours,
    "polars read_ndjson, errors ignored": polars_ignoring,
    "polars scan_ndjson": polars_scan,
    "DuckDB strict": duckdb_strict,
    "DuckDB, errors ignored": duckdb_ignoring,
}
