"""Refreshes on disks of forty sizes, from one that holds no more than the release before to one that holds all: real disks, so that what
DuckDB writes by itself meets its end, too.

On each the refresh completes, or says in one line how many bytes are free; the release before stays whole, and with more room the next
refresh completes, to the byte what it would have been.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from refreshes import done_before, note_done

from tests.property.test_faults import Trial, assert_completed, assert_unharmed, trial

__all__ = ["trial"]
pytestmark = pytest.mark.kills
SIZES = int(os.environ.get("LAUNCHWIRE_SIZES", "40"))
PAGE = 4096
ROOM = 512 << 20


@contextmanager
def disk(folder: Path, size: int) -> Iterator[None]:
    """A disk of some size, mounted at a folder."""
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("this user may not mount a small disk")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def used_bytes(folder: Path) -> int:
    """What the files of a folder take on a disk of pages, folders included."""
    found = [folder, *folder.rglob("*")]
    return sum(PAGE + PAGE * -(-path.lstat().st_size // PAGE) for path in found)


def try_size(trial: Trial, root: Path, size: int) -> str:
    """One refresh on a disk of some size; how it ended."""
    with disk(root, size):
        shutil.copytree(trial.before, root, symlinks=True, dirs_exist_ok=True)
        status = trial.driver.run(root, trial.landing)
        if status:
            told = root.with_suffix(".error").read_text(encoding="utf-8")
            assert status == 1, told
            assert "bytes" in told
            assert " free" in told
            assert "\n" not in told
        assert_unharmed(trial, root)
        subprocess.run(["mount", "-o", f"remount,size={ROOM}", str(root)], check=True)
        assert_completed(trial, root)
    root.rmdir()
    return "failed" if status else "completed"


def test_on_disks_of_all_sizes_the_release_stays_and_the_next_refresh_completes(trial: Trial, tmp_path: Path) -> None:
    done, ended = done_before(), {}
    least, most = used_bytes(trial.before), 2 * used_bytes(trial.before.with_name("whole"))
    for number in range(SIZES):
        name = f"disk {number + 1} of {SIZES}"
        if name not in done:
            size = least + (most - least) * number // (SIZES - 1)
            ended[number] = try_size(trial, tmp_path / f"disk-{number}", size)
            note_done(name, {"bytes": size, "status": ended[number]})
    assert ended.get(0, "failed") == "failed"
    assert ended.get(SIZES - 1, "completed") == "completed"
