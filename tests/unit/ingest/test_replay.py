"""What was refused is read again after a fix, and nothing else changes."""

from typing import Any

import pytest
from lake_desk import Desk, article

from pipelines.custody.verify import verify
from pipelines.ingest import records
from pipelines.ingest.article_format import RefusedRecord, read_fields
from pipelines.ingest.replay import replay
from pipelines.stage import stage
from pipelines.warehouse import read_layer

LINES = article(id="one") + "\n" + article(id="two", text="It rose twice.") + "\nno json\n" + article(id="three", text="It fell.") + "\n"


def broken_reader(content: bytes) -> dict[str, Any]:
    """A reader with a defect: it takes one good record for a mistake."""
    held = read_fields(content)
    if held["id"] == "two":
        raise RefusedRecord("not_json", "is not understood by a reader with a defect, which is mended later.")
    return held


@pytest.fixture
def refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A lake in which a defect of a reader cost a record."""
    desk.drop("lines.jsonl", LINES)
    desk.drop("other.jsonl", "no json either\n" + article(id="four", text="It stood.") + "\n")
    with monkeypatch.context() as patch:
        patch.setattr(records, "read_fields", broken_reader)
        assert desk.ingest()["record_rejects"] == 3
    stage(desk.warehouse, desk.log.append)
    return desk


def test_a_mended_reader_wins_its_records_and_leaves_the_other_rejects(refused: Desk) -> None:
    before = {row[0] for row in refused.rows("raw.records", "record_id")}
    assert replay(refused.warehouse) == (1, 2)
    after = {row[0] for row in refused.rows("raw.records", "record_id")}
    assert before < after
    assert len(after) == 4
    assert [row[0] for row in refused.rows("raw.record_rejects", "position_count")] == [1, 3]
    assert refused.rows("raw.receipts", "locator_text", "record_count", "reject_count") == [("lines.jsonl", 3, 1), ("other.jsonl", 1, 1)]
    assert verify(refused.warehouse).findings == []


def test_what_was_won_becomes_an_article(refused: Desk) -> None:
    replay(refused.warehouse)
    assert stage(refused.warehouse, refused.log.append)["articles"] == 1
    assert sorted(read_layer(refused.warehouse, "staged.articles").collect()["source_article_id"]) == ["four", "one", "three", "two"]


def test_a_second_replay_and_the_next_refresh_find_nothing_new(refused: Desk) -> None:
    replay(refused.warehouse)
    assert replay(refused.warehouse) == (0, 2)
    assert refused.ingest()["records"] == 0
