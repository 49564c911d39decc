"""What libraries say of a disk becomes one message with what to do next."""

import pytest

from pipelines.errors import WarehouseError
from pipelines.warehouse.files import disk_trouble, refuse_small_disk


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("IO Error: Could not write file: No space left on device", "The disk is full: free some space"),
        ("(sqlite3.OperationalError) database or disk is full", "The disk is full: free some space"),
        ("ComputeError: Read-only file system (os error 30)", "The file system is read-only"),
        ("(sqlite3.OperationalError) attempt to write a readonly database", "The file system is read-only"),
        ("(sqlite3.OperationalError) disk I/O error", "The disk reports an error"),
    ],
)
def test_tells_what_to_do(tmp_path, said, told):
    trouble = disk_trouble(said, tmp_path)
    assert isinstance(trouble, WarehouseError)
    assert str(trouble).startswith(f"{tmp_path}: cannot be written (")
    assert told in str(trouble)


def test_leaves_other_errors_alone(tmp_path):
    assert disk_trouble("Binder Error: no such column", tmp_path) is None


def test_refuses_a_disk_without_room_before_writing(tmp_path):
    with pytest.raises(WarehouseError, match=r"1,000,000,000,000,000 bytes are needed, [\d,]+ are free"):
        refuse_small_disk(tmp_path, 10**15)
    refuse_small_disk(tmp_path, 1)
