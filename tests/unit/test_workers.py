"""Workers that hang, crash or eat memory cost one item and nothing else."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipelines.workers import Failure, Pool


def work(item: object) -> object:
    """What a test tells a worker to do."""
    if item == "hang":
        while True:
            pass
    if item == "crash":
        os.abort()
    if item == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    if item == "eat":
        return len(b"x" * (1 << 31))
    if item == "raise":
        raise ValueError("no such thing")
    if isinstance(item, float):
        time.sleep(item)
    return item


def run(items: list[object]) -> list[object]:
    with Pool(work, size=2, cpu_seconds=1) as held:
        return list(held.map(items))


def test_results_come_in_the_order_of_the_items() -> None:
    assert run([0.2, 1, 2, 0.1, 3]) == [0.2, 1, 2, 0.1, 3]


def test_more_items_than_may_wait_are_all_done() -> None:
    items: list[object] = [0.3, *range(500)]
    assert run(items) == items


def test_no_items_no_workers() -> None:
    with Pool(work) as held:
        assert list(held.map([])) == []


@pytest.mark.parametrize(
    ("item", "kind", "said"),
    [
        ("hang", "timeout", "1 seconds of processor time"),
        ("crash", "crashed", "exit code -6"),
        ("killed", "memory", "killed from outside"),
        ("eat", "memory", "more memory"),
        ("raise", "failed", "ValueError: no such thing"),
    ],
)
def test_a_bad_item_fails_alone(item: str, kind: str, said: str) -> None:
    first, bad, *others = run([1, item, 2, 3])
    assert (first, others) == (1, [2, 3])
    assert isinstance(bad, Failure)
    assert bad.kind == kind
    assert said in bad.message


def test_a_pool_may_be_used_again_after_failures() -> None:
    with Pool(work, size=2, cpu_seconds=1) as held:
        assert isinstance(next(iter(held.map(["crash"]))), Failure)
        assert list(held.map([1, 2, 3])) == [1, 2, 3]


def test_waiting_is_not_counted_as_work() -> None:
    assert run([1.5, 1.5]) == [1.5, 1.5]


def test_no_worker_outlives_its_pool() -> None:
    with Pool(work, size=2) as held:
        list(held.map([1, 2]))
        pids = [worker.process.pid for worker in held._workers]
    for pid in pids:
        assert pid is not None
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_folder_whose_name_leaves_no_room_for_sockets_is_told(tmp_path: Path) -> None:
    folder = tmp_path / ("long" * 20)
    folder.mkdir()
    program = "from pipelines.workers import Pool\nwith Pool(abs) as held: print(list(held.map([-1])))"
    done = subprocess.run(
        [sys.executable, "-c", program], env={**os.environ, "TMPDIR": str(folder)}, capture_output=True, text=True, check=False
    )
    assert f"LaunchwireError: no worker process can be started: AF_UNIX path too long. Workers meet in sockets in {folder}:" in done.stderr
