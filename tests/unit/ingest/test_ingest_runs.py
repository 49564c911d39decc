"""Whole runs of ingest: what is taken, what is passed over, what is refused, and that nothing is taken twice."""

import gzip
import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lake_desk import RUN_AT, Desk, article

from pipelines.errors import WarehouseError
from pipelines.ids import sha256
from pipelines.ingest import Source, ingest, run
from pipelines.ingest.batch_writer import BatchWriter
from pipelines.warehouse import batches, open_blob, read_layer

LATER = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


def test_each_kind_of_file_gives_its_records(desk: Desk) -> None:
    desk.drop("a.txt", "A headline\n\nSome text.")
    desk.drop("b.html", "<p>Some text.</p>")
    desk.drop("c.HTM", "<p>Other text.</p>")
    desk.drop("d.json", article())
    desk.drop("e.json", f"[{article(id='e1')}, {article(id='e2')}]")
    desk.drop("f.jsonl", f"{article(id='f1')}\n{article(id='f2')}\n{article(id='f3')}\n")
    desk.drop("deep/er/g.jsonl.gz", gzip.compress(article(id="g1").encode()))
    assert desk.ingest() == {"receipts": 7, "record_rejects": 0, "records": 10, "skips": 0}
    assert desk.rows("raw.receipts", "locator_text", "media_type_code", "record_count") == [
        ("a.txt", "text", 1),
        ("b.html", "html", 1),
        ("c.HTM", "html", 1),
        ("d.json", "json", 1),
        ("deep/er/g.jsonl.gz", "jsonl.gz", 1),
        ("e.json", "json", 2),
        ("f.jsonl", "jsonl", 3),
    ]


def test_bytes_are_kept_as_received(desk: Desk) -> None:
    contents = {"small.txt": b"\xff\xfe odd bytes\r\n", "large.jsonl": (article(text="x" * 1000).encode() + b"\r\n") * 2000}
    for name, content in contents.items():
        desk.drop(name, content)
    desk.ingest()
    found = read_layer(desk.warehouse, "raw.receipts").select("locator_text", "content_sha256", "blob_name", "blob_start", "content_bytes")
    for name, digest, blob_name, start, size in found.collect().iter_rows():
        with open_blob(desk.warehouse, blob_name) as blob:
            blob.seek(start)
            kept = blob.read(size)
        assert kept == contents[name]
        assert digest == sha256(kept)


def test_what_was_taken_is_not_taken_again(desk: Desk) -> None:
    desk.drop("a.jsonl", article())
    desk.ingest()
    before = batches(desk.warehouse, "raw")
    assert set(desk.ingest(LATER).values()) == {0}
    assert batches(desk.warehouse, "raw") == before


def test_a_file_that_was_only_touched_is_not_taken_again(desk: Desk) -> None:
    path = desk.drop("a.jsonl", article())
    large = desk.drop("b.jsonl", article(text="x" * (2 << 20)))
    desk.ingest()
    os.utime(path, (1, 1))
    os.utime(large, (1, 1))
    assert set(desk.ingest(LATER).values()) == {0}


def test_an_unchanged_file_is_not_even_opened(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.ingest.stamps.SETTLED_NANOSECONDS", -60_000_000_000)  # as if the file were a minute old
    desk.drop("a.jsonl", article())
    desk.ingest()
    opened: list[object] = []
    monkeypatch.setattr(run, "take_file", lambda _run, found: opened.append(found))
    desk.ingest(LATER)
    assert opened == []
    desk.drop("a.jsonl", article(text="New words."))
    desk.ingest(LATER)
    assert len(opened) == 1


def test_stamps_of_another_lake_are_not_believed(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.ingest.stamps.SETTLED_NANOSECONDS", -60_000_000_000)
    desk.drop("a.jsonl", article())
    desk.ingest()
    desk.warehouse.lake.rename(tmp_path / "old lake")
    assert desk.ingest()["records"] == 1


def test_stamps_that_cannot_be_read_cost_time_only(desk: Desk) -> None:
    desk.drop("a.jsonl", article())
    desk.ingest()
    desk.warehouse.cache.mkdir(exist_ok=True)
    (desk.warehouse.cache / "stamps.parquet").write_bytes(b"no parquet")
    assert set(desk.ingest(LATER).values()) == {0}


def test_a_changed_file_is_a_new_receipt_beside_the_old(desk: Desk) -> None:
    desk.drop("a.jsonl", article())
    desk.ingest()
    desk.drop("a.jsonl", article() + "\n" + article(id="a2"))
    assert desk.ingest(LATER)["records"] == 2
    assert desk.rows("raw.receipts", "received_at", "record_count") == [(RUN_AT, 1), (LATER, 2)]


def test_the_same_content_in_two_places_is_kept_once(desk: Desk) -> None:
    desk.drop("a.txt", "The same words.")
    desk.drop("b.txt", "The same words.")
    desk.ingest()
    desk.drop("c.txt", "The same words.")
    desk.ingest(LATER)
    assert len(desk.rows("raw.receipts", "receipt_id")) == 3
    assert len(set(desk.rows("raw.receipts", "blob_name", "blob_start"))) == 1


def test_two_articles_with_one_id_are_two_records(desk: Desk) -> None:
    desk.drop("a.jsonl", f"{article(text='First words.')}\n{article(text='Other words.')}\n")
    assert desk.ingest()["records"] == 2


def test_files_are_passed_over_by_named_rules_and_told_once(desk: Desk) -> None:
    desk.drop(".hidden.txt", "x")
    desk.drop(".git/config", "x")
    desk.drop("a.pdf", "x")
    desk.drop("noending", "x")
    desk.drop("a.expected.json", "{}")
    desk.drop("b.expected.jsonl", "{}")
    desk.drop("real.txt", "text")
    (desk.folder / "link.txt").symlink_to(desk.folder / "real.txt")
    (desk.folder / "linked folder").symlink_to(desk.folder.parent)
    os.mkfifo(desk.folder / "pipe.txt")
    assert desk.ingest()["skips"] == 9
    assert desk.rows("raw.skips", "locator_text", "rule_code") == [
        (".git", "hidden_file"),
        (".hidden.txt", "hidden_file"),
        ("a.expected.json", "expected_reading"),
        ("a.pdf", "unknown_suffix"),
        ("b.expected.jsonl", "expected_reading"),
        ("link.txt", "symbolic_link"),
        ("linked folder", "symbolic_link"),
        ("noending", "unknown_suffix"),
        ("pipe.txt", "not_a_file"),
    ]
    assert set(desk.ingest(LATER).values()) == {0}


def test_a_link_out_of_the_folder_reads_nothing(desk: Desk) -> None:
    secret = desk.folder.parent / "secret.txt"
    secret.write_text("not for the warehouse")
    (desk.folder / "a.txt").symlink_to(secret)
    desk.ingest()
    assert desk.rows("raw.records", "record_id") == []


def test_a_file_name_that_is_no_utf_8_can_be_taken(desk: Desk) -> None:
    with open(os.fsencode(desk.folder) + b"/caf\xe9.txt", "wb") as target:  # noqa: PTH123 - the name is bytes
        target.write(b"Some text.")
    desk.ingest()
    assert desk.rows("raw.receipts", "locator_text") == [("caf\\xe9.txt",)]


def test_an_unreadable_file_is_refused_once_and_the_others_are_taken(desk: Desk) -> None:
    (desk.folder.parent / "broken.txt").symlink_to("/proc/self/mem")  # reading its first byte is an input/output error
    desk.sources.append(Source("broken", "file", desk.folder.parent / "broken.txt"))
    desk.drop("a.txt", "Some text.")
    assert desk.ingest() == {"receipts": 2, "record_rejects": 1, "records": 1, "skips": 0}
    assert desk.rows("raw.record_rejects", "locator_text", "position_count", "reason_code") == [("broken.txt", 0, "unreadable")]
    assert any(re.search(r"broken\.txt: cannot be read \(Input/output error\)", line) for line in desk.log)
    assert set(desk.ingest(LATER).values()) == {0}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(desk: Desk) -> None:
    desk.drop("a.txt", "Some text.").chmod(0)
    assert desk.ingest()["record_rejects"] == 1


def test_a_file_that_changes_while_it_is_read_is_left_for_the_next_run(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    path = desk.drop("a.txt", "Some text.")
    take = run.take_file

    def write_and_take(held: run.Run, found: run.Found) -> None:
        path.write_text("Some text, and more.")
        take(held, found)

    monkeypatch.setattr(run, "take_file", write_and_take)
    assert set(desk.ingest().values()) == {0}
    assert any("was written to while it was read" in line for line in desk.log)
    monkeypatch.undo()
    assert desk.ingest()["records"] == 1


def test_rejects_have_place_reason_and_excerpt(desk: Desk) -> None:
    desk.drop("a.jsonl", f'{article()}\n{{"text": 5}}\n{article(id="b")}\n')
    assert desk.ingest() == {"receipts": 1, "record_rejects": 1, "records": 2, "skips": 0}
    columns = ("position_count", "byte_start", "byte_end", "reason_code", "excerpt_text", "record_sha256")
    start = len(article()) + 1
    assert desk.rows("raw.record_rejects", *columns) == [
        (2, start, start + 11, "wrong_field_type", '{"text": 5}', sha256(b'{"text": 5}')),
    ]
    assert any('record 2: field "text" holds a number; expected text' in line for line in desk.log)


def test_many_rejects_of_one_file_are_told_in_a_few_lines(desk: Desk) -> None:
    desk.drop("a.jsonl", "no json\n" * 50)
    assert desk.ingest()["record_rejects"] == 50
    assert len(desk.log) == 5
    assert "50 records were refused" in desk.log[3]


def test_large_files_make_several_batches_that_are_seen_together(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.ingest.batch_writer.BATCH_RECORDS", 100)
    desk.drop("a.jsonl", "".join(article(id=str(number)) + "\n" for number in range(950)))
    commit = BatchWriter.commit
    monkeypatch.setattr(BatchWriter, "commit", lambda _self: {})
    desk.ingest()
    assert batches(desk.warehouse, "raw") == []
    monkeypatch.setattr(BatchWriter, "commit", commit)
    assert desk.ingest()["records"] == 950
    held = batches(desk.warehouse, "raw")
    assert [batch.rows["raw.records"] for batch in held] == [100] * 9 + [50]
    assert [batch.number for batch in held] == list(range(1, 11))


def test_declared_facts_of_a_source_stand_on_each_receipt(desk: Desk) -> None:
    desk.sources = [Source("landing", "folder", desk.folder, "Harbour Post", "en", "CC BY 4.0", "Asia/Seoul")]
    desk.drop("a.txt", "Some text.")
    desk.ingest()
    columns = ("outlet_name", "language_code", "licence_text", "zone_name")
    assert desk.rows("raw.receipts", *columns) == [("Harbour Post", "en", "CC BY 4.0", "Asia/Seoul")]


def test_progress_counts_files(desk: Desk) -> None:
    for name in "abc":
        desk.drop(f"{name}.txt", "Some text.")
    seen: list[tuple[int, int]] = []
    ingest(desk.warehouse, desk.sources, RUN_AT, desk.log.append, lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_what_a_killed_run_left_behind_is_removed(desk: Desk) -> None:
    left = desk.warehouse.lake / "raw" / "blobs" / ".abc.tmp"
    left.parent.mkdir(parents=True)
    left.touch()
    desk.drop("a.txt", "Some text.")
    desk.ingest()
    assert not left.exists()


def test_a_missing_blob_is_told_plainly(desk: Desk) -> None:
    with pytest.raises(WarehouseError, match="is missing, though the lake says"):
        open_blob(desk.warehouse, "packs/none")
