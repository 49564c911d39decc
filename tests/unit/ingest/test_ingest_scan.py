"""Which files of a folder are taken, in which order, and how many are counted before any of them is looked at."""

from pathlib import Path

import pytest
from lake_desk import Desk

from pipelines.ingest.media_types import find_suffix
from pipelines.ingest.scan import Found, count_files, scan_source


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("a.json", ".json"),
        ("A.JSONL.GZ", ".jsonl.gz"),
        ("a.b.warc.gz", ".warc.gz"),
        ("a.pdf.jsonl", ".jsonl"),
        ("jsonl.gz", None),
        ("a.gz", None),
        ("a.txt.gz", None),
        ("json", None),
        ("a.", None),
    ],
)
def test_the_ending_of_a_name_says_what_a_file_is(name: str, ending: str | None) -> None:
    assert find_suffix(name) == ending


def test_files_come_in_the_order_of_their_paths_and_all_are_counted(desk: Desk) -> None:
    for name in ("b/2.txt", "a.txt", "b/1.txt", "c.pdf", ".hidden/x.txt", "é.txt", "b/deep/3.html"):
        desk.drop(name, "A rocket rose.")
    (desk.folder / "z.txt").symlink_to(desk.folder / "a.txt")
    found = list(scan_source(desk.sources[0]))
    taken = [file.locator for file in found if isinstance(file, Found)]
    assert taken == ["a.txt", "b/1.txt", "b/2.txt", "b/deep/3.html", "é.txt"]
    assert sorted(file.rule for file in found if not isinstance(file, Found)) == ["hidden_file", "symbolic_link", "unknown_suffix"]
    assert count_files(desk.sources[0]) == len(found) == 8


def test_progress_ends_with_the_last_file(desk: Desk) -> None:
    from lake_desk import RUN_AT

    from pipelines.ingest import ingest

    for name in ("a.txt", "b/c.txt", "d.pdf"):
        desk.drop(name, "A rocket rose.")
    told: list[tuple[int, int]] = []
    ingest(desk.warehouse, desk.sources, RUN_AT, desk.log.append, lambda number, total: told.append((number, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_content_that_an_earlier_run_kept_is_not_kept_again(desk: Desk) -> None:
    desk.drop("a.txt", "A rocket rose on Monday.")
    desk.ingest()
    desk.drop("b.txt", "A rocket rose on Monday.")
    desk.drop("c.txt", "Another one fell on Tuesday.")
    desk.ingest()
    places = {locator: place for locator, *place in desk.rows("raw.receipts", "locator_text", "blob_name", "blob_start")}
    assert places["a.txt"] == places["b.txt"] != places["c.txt"]
    packs = list((Path(desk.warehouse.blobs) / "packs").iterdir())
    assert sorted(path.stat().st_size for path in packs) == [24, 28]
