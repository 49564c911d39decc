"""Files are there whole or not at all, and what went wrong is said in one line."""

import errno
import os
import stat
import subprocess
from pathlib import Path

import duckdb
import pytest

from pipelines.errors import WarehouseError
from pipelines.warehouse import Warehouse, keep_blob, open_blob
from pipelines.warehouse.blobs import blob_name, remove_left_overs, write_pack
from pipelines.warehouse.files import point_link, told_plainly, write_atomically, write_bytes


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    write_bytes(tmp_path / "a" / "b", b"old")
    write_bytes(tmp_path / "a" / "b", b"new")
    assert (tmp_path / "a" / "b").read_bytes() == b"new"
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b"]


def test_what_fails_half_way_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    write_bytes(tmp_path / "b", b"old")

    def fail(path: Path) -> None:
        path.write_bytes(b"ne")
        raise KeyError("half way")

    with pytest.raises(KeyError):
        write_atomically(tmp_path / "b", fail)
    assert (tmp_path / "b").read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


@pytest.mark.parametrize(
    ("code", "advice"),
    [(errno.ENOSPC, "free some space"), (errno.EROFS, "read-only"), (errno.EACCES, "give this user the right"), (errno.EIO, "check it")],
)
def test_errors_of_the_disk_come_with_advice(tmp_path: Path, code: int, advice: str) -> None:
    with pytest.raises(WarehouseError, match=advice) as error, told_plainly(tmp_path):
        raise OSError(code, os.strerror(code), str(tmp_path / "x"))
    assert str(tmp_path / "x") in str(error.value)


def test_other_errors_are_not_hidden(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError), told_plainly(tmp_path):
        raise IsADirectoryError(errno.EISDIR, "is a directory")
    with pytest.raises(duckdb.IOException), told_plainly(tmp_path):
        raise duckdb.IOException("something else")


def test_a_read_only_disk_is_told_with_what_to_do(small_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(WarehouseError, match=r"Read-only file system; .*choose another folder with --warehouse"):
        write_bytes(small_disk / "a" / "b", b"x")


def test_a_link_moves_from_one_target_to_the_next(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).write_text(name)
        point_link(tmp_path / "link", tmp_path / name)
    assert (tmp_path / "link").read_text() == "two"
    assert (tmp_path / "link").readlink() == Path("two")


def test_a_link_that_was_made_and_not_put_in_place_is_taken_away_by_the_next(tmp_path: Path) -> None:
    (tmp_path / ".link.4711.tmp").symlink_to("one")
    point_link(tmp_path / "link", tmp_path / "two")
    assert [path.name for path in tmp_path.iterdir()] == ["link"]


def test_what_a_killed_run_left_unfinished_is_taken_away(warehouse: Warehouse) -> None:
    for folder in ("lake/raw", "cache", "build"):
        (warehouse.root / folder).mkdir(parents=True, exist_ok=True)
        (warehouse.root / folder / ".held.json.abc.tmp").touch()
    remove_left_overs(warehouse)
    assert list(warehouse.root.rglob(".*.tmp")) == []


def test_a_blob_is_kept_once_and_cannot_be_written(warehouse: Warehouse, tmp_path: Path) -> None:
    content = b"received" * 500_000
    (tmp_path / "in").write_bytes(content)
    for _ in range(2):
        with (tmp_path / "in").open("rb") as source:
            digest, size = keep_blob(warehouse, source)
    assert size == len(content)
    files = [path for path in warehouse.blobs.rglob("*") if path.is_file()]
    assert files == [warehouse.blobs / blob_name(digest)]
    assert stat.S_IMODE(files[0].stat().st_mode) == 0o444
    with open_blob(warehouse, blob_name(digest)) as blob:
        assert blob.read() == content


def test_a_pack_holds_contents_one_after_the_other(warehouse: Warehouse) -> None:
    assert write_pack(warehouse, "packs/p", [b"one", b"", b"three"]) == [0, 3, 3]
    with open_blob(warehouse, "packs/p") as pack:
        assert pack.read() == b"onethree"
