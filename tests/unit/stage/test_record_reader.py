"""Bytes of records by their places, from blobs, packs and archives."""

import gzip
from pathlib import Path

import pytest
from lake_desk import RUN_AT, Desk, article

from pipelines.stage.record_reader import RecordReader
from pipelines.warehouse import read_layer


def read_all(desk: Desk) -> dict[tuple[str, int], bytes]:
    reader = RecordReader(desk.warehouse)
    receipts = read_layer(desk.warehouse, "raw.receipts")
    rows = read_layer(desk.warehouse, "raw.records").join(receipts, on="receipt_id").sort("locator_text", "position_count")
    found = {
        (row["locator_text"], row["position_count"]): reader.read(row, row["byte_start"], row["byte_end"])
        for row in rows.collect().iter_rows(named=True)
    }
    reader.close()
    return found


def test_records_come_back_byte_for_byte(desk: Desk) -> None:
    lines = [article(id=str(number), text="x" * number).encode() for number in range(300)]
    desk.drop("a.txt", b"\xff odd")
    desk.drop("b.jsonl", b"\r\n".join(lines))
    desk.drop("c.jsonl.gz", gzip.compress(b"\n".join(lines[:100])) + gzip.compress(b"\n" + b"\n".join(lines[100:])))
    desk.drop("d.json", b"[" + b" ,\n".join(lines) + b"]")
    desk.drop("e.jsonl", (b"\n".join(lines) + b"\n") * 30)  # large enough for a file of its own
    desk.ingest(RUN_AT)
    found = read_all(desk)
    assert found["a.txt", 1] == b"\xff odd"
    for number, line in enumerate(lines, 1):
        assert found["b.jsonl", number] == found["c.jsonl.gz", number] == found["d.json", number] == found["e.jsonl", number] == line


def test_an_archive_may_be_read_again_from_an_earlier_place(desk: Desk) -> None:
    desk.drop("a.jsonl.gz", gzip.compress(b"\n".join(article(id=str(number)).encode() for number in range(50))))
    desk.ingest(RUN_AT)
    receipt = read_layer(desk.warehouse, "raw.receipts").collect().row(0, named=True)
    reader = RecordReader(desk.warehouse)
    late = reader.read(receipt, 2000, 2010)
    assert reader.read(receipt, 0, 3) == b'{"i'
    assert reader.read(receipt, 2000, 2010) == late


@pytest.mark.parametrize("step", [1, 7, 64])
def test_places_next_to_each_other_are_read_in_any_pieces(desk: Desk, step: int, tmp_path: Path) -> None:
    content = article(text="0123456789" * 50).encode()
    desk.drop("a.jsonl.gz", gzip.compress(content))
    desk.ingest(RUN_AT)
    receipt = read_layer(desk.warehouse, "raw.receipts").collect().row(0, named=True)
    reader = RecordReader(desk.warehouse)
    pieces = [reader.read(receipt, at, min(len(content), at + step)) for at in range(0, len(content), step)]
    assert b"".join(pieces) == content
