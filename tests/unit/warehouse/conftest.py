"""A warehouse, and a small disk to fill."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.warehouse import Warehouse, init_warehouse


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return init_warehouse(tmp_path / "warehouse", "real")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes; needs the right to mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("this user may not mount a small disk")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)
