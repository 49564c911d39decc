"""Corpora with known truth, and the figures that resolution gets on them."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from benchmarks.clusters import compare_events
from benchmarks.event_corpus import EASY, HARD, add_night
from benchmarks.events import MENTIONS, insert, keep_history, open_corpus, resolve, sized_corpus

TRUTH = pl.DataFrame({"article_launch_id": ["a", "b", "c", "d"], "event": [1, 1, 2, 2]})


def found(**events: str) -> pl.DataFrame:
    return pl.DataFrame({"article_launch_id": list(events), "launch_event_id": list(events.values())})


def test_a_perfect_resolution_has_perfect_figures() -> None:
    told = compare_events(TRUTH, found(a="x", b="x", c="y", d="y"))
    assert (told.bcubed_f1, told.pair_f1, told.false_merges, told.false_splits, told.left_out) == (1.0, 1.0, 0, 0, 0)


def test_a_merge_costs_precision_and_a_split_recall() -> None:
    merged = compare_events(TRUTH, found(a="x", b="x", c="x", d="x"))
    assert (merged.bcubed_precision, merged.bcubed_recall, merged.false_merges, merged.false_splits) == (0.5, 1.0, 1, 0)
    assert (merged.pair_precision, merged.pair_recall) == (pytest.approx(2 / 6), 1.0)
    split = compare_events(TRUTH, found(a="x", b="y", c="z", d="z"))
    assert (split.bcubed_precision, split.bcubed_recall, split.false_merges, split.false_splits) == (1.0, 0.75, 0, 1)


def test_a_report_that_was_left_out_is_one_of_its_own() -> None:
    told = compare_events(TRUTH, found(a="x", b="x", c="y"))
    assert (told.left_out, told.bcubed_precision, told.bcubed_recall, told.false_splits) == (1, 1.0, 0.75, 0)


def test_the_same_numbers_give_the_same_corpus() -> None:
    first, second = (sized_corpus(20, 200, HARD) for _ in range(2))
    assert first.launches.equals(second.launches)
    assert first.articles.equals(second.articles)
    assert first.truth["event"].n_unique() == 20
    assert first.launches.height == 200


def test_an_easy_corpus_is_resolved_and_a_night_on_top_changes_no_id(tmp_path: Path) -> None:
    corpus = sized_corpus(30, 300, EASY)
    before, night = add_night(corpus, 20)
    con = open_corpus(tmp_path / "events.duckdb", before, threads=2, memory="1GB")
    resolve(con)
    earlier = con.table(MENTIONS).select("article_launch_id", "launch_event_id").pl()
    keep_history(con)
    insert(con, night)
    resolve(con)
    later = con.table(MENTIONS).select("article_launch_id", "launch_event_id").pl()
    told = compare_events(corpus.truth, later)
    assert told.false_merges == 0
    assert told.bcubed_f1 > 0.99
    assert set(earlier["launch_event_id"]) <= set(later["launch_event_id"])
