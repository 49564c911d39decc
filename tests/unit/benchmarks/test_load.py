"""A small load run: what became of each document is what the generator says, and a document that is lost is noticed."""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial

import pytest

from benchmarks.load.__main__ import RUN_TIMES, sources_of
from benchmarks.load.account import Difference, Run, Tables, compare, read_tables
from benchmarks.load.reading import misread
from benchmarks.load.server import Server, free_port, serve
from benchmarks.load.world import make_world
from pipelines.connect.crawl import Crawler
from pipelines.ingest import ingest, read_sources, web
from pipelines.stage import stage
from pipelines.warehouse import init_warehouse

PAGES, FEEDS, BROKEN = 70, 10, 0.75
PATIENCE = 60.0  # seconds for each request: nothing of this world hangs, however busy the machine


@dataclass(frozen=True)
class Held:
    server: Server
    tables: Tables
    runs: list[Run]

    def differences(self, tables: Tables | None = None) -> list[Difference]:
        return list(compare(self.server.world, tables or self.tables, self.server.noted, self.runs))


def hurry(seconds: float) -> None:
    """Waits that the crawler wants, cut short."""
    time.sleep(min(seconds, 0.01))


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Held]:
    world = make_world(PAGES, FEEDS, BROKEN, free_port(), without={"timeout"})
    warehouse = init_warehouse(tmp_path_factory.mktemp("load") / "warehouse", "real")
    (warehouse.root / "sources.toml").write_text(sources_of(world, 0.0, PATIENCE))
    runs = []
    with pytest.MonkeyPatch.context() as patch, serve(world) as server:
        patch.setattr(web, "Crawler", partial(Crawler, sleep=hurry))
        for phase, run_at in enumerate(RUN_TIMES, 1):
            server.phase = phase
            runs.append(Run(phase, run_at, datetime.now(UTC)))
            ingest(warehouse, read_sources(warehouse.root / "sources.toml"), run_at, list)
            stage(warehouse, list)
        yield Held(server, read_tables(warehouse), runs)


def test_each_document_became_what_it_should_in_both_runs(held: Held) -> None:
    assert held.differences() == []


def test_articles_say_what_their_pages_say(held: Held) -> None:
    counts, wrong = misread(held.server.world, held.tables.articles)
    assert [found for found in wrong if found[0] != "letters"] == []
    assert counts["text"] > 20


def test_a_document_that_is_lost_is_noticed(held: Held) -> None:
    receipt = held.tables.fates.join(held.tables.receipts, on="receipt_id").filter(fate="article")["receipt_id"][0]
    tables = replace(held.tables, fates=held.tables.fates.filter(held.tables.fates["receipt_id"] != receipt))
    assert [found.found for found in held.differences(tables)] == ["['lost']"]


def test_a_broken_document_is_of_every_kind(held: Held) -> None:
    cases = Counter(document.case for document in held.server.world.documents)
    assert len(cases) > 30
