"""``python -m benchmarks.events``: how well, and how fast, reports are resolved into events on corpora with known truth."""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import polars as pl

from benchmarks.clusters import Agreement, compare_events
from benchmarks.event_corpus import LEVELS, Corpus, Level, add_night, make_corpus
from pipelines.contracts import contract, contracts, earlier_of
from pipelines.model.files import SQL_LAYERS
from pipelines.model.reference import FOLDER, load_reference
from pipelines.model.run import build_order, build_table
from pipelines.model.wanted import needed_tables
from pipelines.warehouse.tables import create_empty

MENTIONS = "modeled.launch_event_mentions"
INPUTS = {"articles": "staged.articles", "launches": "extracted.article_launches", "copies": "staged.near_duplicates"}
SEED = 20161120


def main(arguments: Sequence[str] | None = None) -> None:
    """Print one line per level; with ``--night``, also the time for what one night adds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=300)
    parser.add_argument("--reports", type=int, default=6000)
    parser.add_argument("--levels", nargs="+", default=[level.name for level in LEVELS], choices=[level.name for level in LEVELS])
    parser.add_argument("--night", type=int, default=0, metavar="N", help="add the last N articles as one night and time that alone")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--memory", default="8GB")
    parser.add_argument("--slowest", type=int, default=0, metavar="N", help="name the N tables that take longest")
    asked = parser.parse_args(arguments)
    for level in LEVELS:
        if level.name in asked.levels:
            run_level(level, asked)


def run_level(level: Level, asked: argparse.Namespace) -> None:
    """Make one corpus, resolve it, and print what came of it."""
    corpus = sized_corpus(asked.events, asked.reports, level)
    before, after = add_night(corpus, asked.night)
    with TemporaryDirectory() as folder:
        con = open_corpus(Path(folder) / "events.duckdb", before, asked.threads, asked.memory)
        worked, spent = time.process_time(), resolve(con)
        told = f"{sum(spent.values()):.1f} s ({time.process_time() - worked:.1f} s of work)"
        print(f"{level.name}: {before.launches.height:,} reports resolved in {told}; {peak_memory()}")
        if asked.night:
            keep_history(con)
            insert(con, after)
            worked, spent = time.process_time(), resolve(con)
            told = f"{sum(spent.values()):.1f} s ({time.process_time() - worked:.1f} s of work)"
            print(f"{level.name}: with {after.launches.height:,} more in {told}; {peak_memory()}")
        for name, seconds in sorted(spent.items(), key=lambda item: -item[1])[: asked.slowest]:
            print(f"  {seconds:6.2f} s  {name}")
        found = con.table(MENTIONS).select("article_launch_id", "launch_event_id").pl()
        print(f"  {described(compare_events(corpus.truth, found))}")
        con.close()


def sized_corpus(events: int, reports: int, level: Level) -> Corpus:
    """A corpus over the listed sites and vehicles."""
    sites = pl.read_csv(FOLDER / "sites.csv").select("site_id", pl.lit("").alias("kind"), "country_code")
    vehicles = pl.read_csv(FOLDER / "vehicles.csv").filter(pl.col("launch_class_code").is_in(["space", "ballistic"]))
    return make_corpus(events, reports, level, SEED, sites, vehicles.select("vehicle_name", "launch_class_code", "country_code"))


def open_corpus(path: Path, corpus: Corpus, threads: int, memory: str) -> duckdb.DuckDBPyConnection:
    """A database that holds the corpus, the reference, and empty tables of everything else."""
    con = duckdb.connect(str(path), config={"threads": threads, "memory_limit": memory})
    con.execute("set timezone = 'UTC'")
    for name, held in contracts().items():
        if held.layer not in (*SQL_LAYERS, "reference"):
            create_empty(con, contract(name))
    load_reference(con)
    insert(con, corpus)
    return con


def insert(con: duckdb.DuckDBPyConnection, corpus: Corpus) -> None:
    """Add the rows of a corpus."""
    for part, name in INPUTS.items():
        frame: pl.DataFrame = getattr(corpus, part)
        con.register("added", frame.to_arrow())
        con.execute(f"insert into {name} by name select * from added")  # noqa: S608
        con.unregister("added")


def resolve(con: duckdb.DuckDBPyConnection) -> dict[str, float]:
    """Make all tables up to the reports of events; seconds by table."""
    wanted, spent = needed_tables([MENTIONS]), {}
    for name in build_order():
        if name in wanted:
            begun = time.perf_counter()
            build_table(con, name)
            spent[name] = time.perf_counter() - begun
    return spent


def keep_history(con: duckdb.DuckDBPyConnection) -> None:
    """Let what was resolved be the release before."""
    for name in needed_tables([MENTIONS]):
        if resolved := earlier_of(name):
            create_empty(con, contract(name))
            con.table(resolved).insert_into(name)


def described(found: Agreement) -> str:
    """Figures in one line."""
    return (
        f"B-cubed F1 {found.bcubed_f1:.3f} (P {found.bcubed_precision:.3f}, R {found.bcubed_recall:.3f}), pairwise F1 {found.pair_f1:.3f}, "
        f"{found.false_merges} false merges, {found.false_splits} false splits, {found.left_out:,} of {found.reports:,} left out"
    )


def peak_memory() -> str:
    """The most memory that this process had."""
    return f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.1f} GiB"


if __name__ == "__main__":
    main()
