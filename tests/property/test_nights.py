"""Resolving night by night, on what the release before made, comes to the same as resolving everything at once."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import duckdb
import polars as pl
import pytest

from benchmarks.event_corpus import HARD, Corpus, part_of
from benchmarks.events import INPUTS, insert, keep_history, open_corpus, resolve, sized_corpus
from pipelines.contracts import contract
from pipelines.warehouse.tables import create_empty

MEMORY = Path(":memory:")
EARLIER = "history.launch_event_mentions"
COMPARED = ("modeled._day_cores", "modeled._cores", "modeled._core_matches", "modeled.launch_event_mentions")
NIGHTS = 4


@pytest.fixture(scope="module")
def nights() -> list[Corpus]:
    """What is there after each night: in any order reports arrive, some leave, and some are read anew with another day."""
    chance, corpus = random.Random(4), sized_corpus(120, 600, HARD)
    waiting = [chance.sample(range(600), 600)[night::10] for night in range(NIGHTS)]
    held: set[int] = set(chance.sample(range(600), 300))
    found = []
    for night, arrived in enumerate(waiting):
        held = (held - set(chance.sample(sorted(held), 10))) | set(arrived)
        found.append(read_anew(part_of(corpus, pl.Series(sorted(held))), chance.sample(sorted(held), 5), night))
    return found


def read_anew(corpus: Corpus, places: list[int], days: int) -> Corpus:
    ids = [f"lau_{place:016x}" for place in places]
    moved = [
        pl.when(pl.col("article_launch_id").is_in(ids)).then(pl.col(name) + pl.duration(days=days)).otherwise(name).alias(name)
        for name in ("launch_date_min", "launch_date_max")
    ]
    return replace(corpus, launches=corpus.launches.with_columns(moved))


def rows(con: duckdb.DuckDBPyConnection, name: str) -> list[tuple[object, ...]]:
    return con.table(name).order("all").fetchall()


def resolved_at_once(corpus: Corpus, earlier: pl.DataFrame) -> duckdb.DuckDBPyConnection:
    """Everything anew; only the ids of events come from the release before."""
    con = open_corpus(MEMORY, corpus, threads=1, memory="1GB")
    create_empty(con, contract(EARLIER))
    con.from_arrow(earlier.to_arrow()).insert_into(EARLIER)
    resolve(con)
    return con


def test_night_by_night_is_the_same_as_all_at_once(nights: list[Corpus]) -> None:
    con = open_corpus(MEMORY, nights[0], threads=1, memory="1GB")
    resolve(con)
    for corpus in nights[1:]:
        keep_history(con)
        for name in INPUTS.values():
            con.execute(f"delete from {name}")
        insert(con, corpus)
        resolve(con)
        anew, days = con.execute("select count(*) filter (where is_anew), count(*) from modeled._report_days").fetchall()[0]
        assert 0 < anew < days
        at_once = resolved_at_once(corpus, con.table(EARLIER).pl())
        for name in COMPARED:
            assert rows(con, name) == rows(at_once, name), name


def test_other_rules_resolve_every_day_anew(nights: list[Corpus]) -> None:
    con = open_corpus(MEMORY, nights[0], threads=1, memory="1GB")
    resolve(con)
    keep_history(con)
    con.execute("insert into history.refreshes values (2, '2024-01-02', 'read', 'facts', 'new', 'read', 'facts', 'old')")
    resolve(con)
    assert con.execute("select bool_and(is_anew) from modeled._report_days").fetchall() == [(True,)]
