"""Readers of lines of JSON, ours and others, over files with one bad line.

    python -m benchmarks.peer_lines [MEGABYTES]

lets each of them read one large file with one bad line in its middle, each in a process of its own, and prints what it keeps,
the processor time that it takes and the most memory that it holds.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import orjson
import polars as pl

from pipelines.ingest.records import Record, read_records

BAD_LINES = (b"no json", b'{"id": 1, "text": "cut', b'{"text": NaN}', b"[1,", b'{"text": "a"}]', b'{"text": "\xff"}')
LINES = 1_000
GOOD = "A rocket rose for the time number "  # how the text of a good line begins, and no other
LONG = " It could be seen from far away." * 18  # makes a line of the large file some 640 bytes long

LineReader = Callable[[Path], Iterable[str | None]]  # texts of a file, None where a row has none


def good_line(number: int, more: str = "") -> bytes:
    """A line that every reader takes."""
    return orjson.dumps({"id": str(number), "text": f"{GOOD}{number}.{more}"})


def good_lines() -> list[bytes]:
    """Lines that every reader takes."""
    return [good_line(number) for number in range(LINES)]


def write_large(path: Path, megabytes: int) -> int:
    """A file of about that size with one bad line in its middle; the number of its good lines."""
    count = megabytes * 1_000_000 // (len(good_line(1_000_000, LONG)) + 1)
    with path.open("wb") as file:
        for number in range(count):
            file.write(good_line(number, LONG) + b"\n")
            if number == count // 2:
                file.write(BAD_LINES[0] + b"\n")
    return count


def spoil_line(good: list[bytes], chance: random.Random) -> bytes:
    """A file of them with a bad line at some place."""
    at = chance.randrange(len(good) + 1)
    return b"\n".join([*good[:at], chance.choice(BAD_LINES), *good[at:]]) + b"\n"


def ours(path: Path) -> Iterator[str]:
    """Texts by this project's reader."""
    with path.open("rb") as blob, path.open("rb") as content:
        for held in read_records(blob, "jsonl", "", path.stat().st_size):
            if isinstance(held, Record):
                content.seek(held.start)
                yield orjson.loads(content.read(held.end - held.start))["text"]


def polars_ignoring(path: Path) -> Iterable[str | None]:
    """Texts by polars, told to ignore errors."""
    return pl.read_ndjson(path, schema={"id": pl.String, "text": pl.String}, ignore_errors=True)["text"]


def polars_scan(path: Path) -> Iterable[str | None]:
    """Texts by a lazy scan of polars."""
    return pl.scan_ndjson(path, schema={"id": pl.String, "text": pl.String}).collect()["text"]


def duckdb_texts(path: Path, ignores: bool) -> Iterator[str | None]:
    """Texts by DuckDB."""
    query = "select text from read_json(?, format = 'newline_delimited', columns = {id: 'varchar', text: 'varchar'}, ignore_errors = ?)"
    with duckdb.connect() as con:
        con.execute("set enable_progress_bar = false")
        found = con.execute(query, [str(path), ignores])
        while rows := found.fetchmany(LINES):
            yield from (text for (text,) in rows)


def duckdb_strict(path: Path) -> Iterable[str | None]:
    """Texts by DuckDB as it comes."""
    return duckdb_texts(path, ignores=False)


def duckdb_ignoring(path: Path) -> Iterable[str | None]:
    """Texts by DuckDB, told to ignore errors."""
    return duckdb_texts(path, ignores=True)


LINE_READERS: dict[str, LineReader] = {
    "ours": ours,
    "polars read_ndjson, errors ignored": polars_ignoring,
    "polars scan_ndjson": polars_scan,
    "DuckDB strict": duckdb_strict,
    "DuckDB, errors ignored": duckdb_ignoring,
}


def count_lines(reader: LineReader, path: Path) -> tuple[int, int, str]:
    """Good lines that a reader hands on before it ends or gives up, rows that it makes of others, and why it gave up."""
    kept = invented = 0
    try:
        for text in reader(path):
            is_good = text is not None and text.startswith(GOOD)
            kept, invented = kept + is_good, invented + (not is_good)
    except Exception as error:
        return kept, invented, str(error).splitlines()[0]
    return kept, invented, ""


def measure_reader(name: str, path: Path) -> str:
    """One line on how a reader fares, measured over the whole process that runs this."""
    kept, invented, problem = count_lines(LINE_READERS[name], path)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    told = f"  {name}: {kept:,} good lines kept, {invented} rows made of the bad one, {time.process_time():.1f} s, {peak:,.0f} MB"
    return f"{told}; {problem[:120]}" if problem else told


def main(arguments: Iterable[str]) -> None:
    """Print one line for each reader."""
    megabytes = int(next(iter(arguments), "1074"))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "lines.jsonl"
        print(f"{write_large(path, megabytes):,} good lines and a bad one, {path.stat().st_size / 1e6:,.0f} MB")
        for name in LINE_READERS:
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
                print(pool.submit(measure_reader, name, path).result(), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
