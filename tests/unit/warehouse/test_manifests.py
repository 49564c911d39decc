"""Manifests of the lake: sealed, chained, and in order."""

import json
from pathlib import Path

import pytest

from pipelines.errors import WarehouseError
from pipelines.warehouse.manifests import Batch, append_manifest, broken_links, chain_head, commit, manifest_paths, read_ledger
from pipelines.warehouse.seals import is_sealed, read_sealed, seal, write_sealed


def commit_three(folder: Path) -> list[Path]:
    for number in (1, 2, 3):
        commit(folder, [Batch(number, f"bat_{number}", {"raw.skips": number}, {"raw.skips": f"hash {number}"})])
    return manifest_paths(folder)


def test_any_flipped_bit_breaks_a_seal() -> None:
    content = seal({"name": "what was said", "rows": 3})
    assert is_sealed(content)
    for place in range(len(content)):
        for bit in range(8):
            flipped = bytearray(content)
            flipped[place] ^= 1 << bit
            assert not is_sealed(bytes(flipped)), (place, bit)


def test_a_note_of_an_earlier_version_is_taken_without_a_seal(tmp_path: Path) -> None:
    (tmp_path / "old.json").write_text('{"batches": []}', encoding="utf-8")
    assert read_sealed(tmp_path / "old.json") == {"batches": []}


def test_a_broken_seal_is_told_with_what_to_do(tmp_path: Path) -> None:
    write_sealed(tmp_path / "note.json", {"rows": 3})
    (tmp_path / "note.json").write_bytes((tmp_path / "note.json").read_bytes().replace(b"3", b"4", 1))
    with pytest.raises(WarehouseError, match=r"note\.json: is damaged.*launchwire verify"):
        read_sealed(tmp_path / "note.json")


def test_each_manifest_holds_the_hash_of_the_one_before(tmp_path: Path) -> None:
    paths = commit_three(tmp_path)
    assert [path.name for path in paths] == ["000001-bat_1.json", "000002-bat_2.json", "000003-bat_3.json"]
    assert list(broken_links(tmp_path)) == []
    assert chain_head(tmp_path)[0] == 3


def test_a_manifest_that_is_taken_out_is_missed(tmp_path: Path) -> None:
    paths = commit_three(tmp_path)
    paths[1].unlink()
    assert [(path.name, "a manifest before it is missing" in told) for path, told in broken_links(tmp_path)] == [
        ("000003-bat_3.json", True),
        ("000003-bat_3.json", False),
    ]


def test_a_manifest_that_is_replaced_by_another_whole_one_is_told(tmp_path: Path) -> None:
    paths = commit_three(tmp_path)
    held = {name: given for name, given in json.loads(paths[1].read_bytes()).items() if name != "seal_sha256"}
    write_sealed(paths[1], {**held, "batches": []})
    assert [(path.name, told) for path, told in broken_links(tmp_path)] == [
        ("000003-bat_3.json", "does not hold the hash of the manifest before it")
    ]


def test_a_chain_goes_on_from_manifests_of_an_earlier_version(tmp_path: Path) -> None:
    (tmp_path / "batches").mkdir()
    old = {"batches": [{"number": 1, "id": "bat_0", "rows": {"raw.skips": 4}}]}
    (tmp_path / "batches" / "bat_0.json").write_text(json.dumps(old), encoding="utf-8")
    commit(tmp_path, [Batch(2, "bat_a", {"raw.skips": 1}, {"raw.skips": "hash"})])
    assert list(broken_links(tmp_path)) == []
    ledger = read_ledger(tmp_path)
    assert ledger.files("raw.skips") == ["tables/skips/bat_0.parquet", "tables/skips/bat_a.parquet"]
    assert ledger.unsealed == ["bat_0"]


def test_a_later_manifest_says_that_batches_lie_elsewhere(tmp_path: Path) -> None:
    commit_three(tmp_path)
    both = {"bat_1": "tables/skips/both.parquet", "bat_2": "tables/skips/both.parquet"}
    removed = ["tables/skips/bat_1.parquet", "tables/skips/bat_2.parquet"]
    said = {"moved": {"raw.skips": both}, "hashes": {"tables/skips/both.parquet": "hash of both"}, "removed": removed}
    append_manifest(tmp_path, "compacted", said)
    ledger = read_ledger(tmp_path)
    assert ledger.files("raw.skips") == ["tables/skips/both.parquet", "tables/skips/bat_3.parquet"]
    assert ledger.hashes == {"tables/skips/bat_3.parquet": "hash 3", "tables/skips/both.parquet": "hash of both"}
    assert list(broken_links(tmp_path)) == []


def test_what_was_read_once_is_read_again_where_somebody_touched_it(tmp_path: Path) -> None:
    paths = commit_three(tmp_path)
    before = read_ledger(tmp_path)
    assert read_ledger(tmp_path) is before
    commit(tmp_path, [Batch(4, "bat_4", {"raw.skips": 1}, {"raw.skips": "hash 4"})])
    assert [list(held.batches) for held in (before, read_ledger(tmp_path))] == [
        ["bat_1", "bat_2", "bat_3"],
        ["bat_1", "bat_2", "bat_3", "bat_4"],
    ]
    paths[1].unlink()
    assert list(read_ledger(tmp_path).batches) == ["bat_1", "bat_3", "bat_4"]
    paths[0].write_bytes(paths[0].read_bytes() + b" ")
    with pytest.raises(WarehouseError, match="000001-bat_1"):
        read_ledger(tmp_path)
