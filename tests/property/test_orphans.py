"""Refreshes whose first process alone is killed: what it had started ends by itself, and the next refresh completes.

Other tests kill the whole group at once; a machine that runs out of memory, and a person with one process id, kill just one.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from refreshes import ROOT, done_before, note_done

from tests.cli.conftest import own_warehouse, put
from tests.conftest import COMMAND, clean_environment
from tests.property.test_lake_runs import DRIVER, Run, lake_bytes, landing, undisturbed

__all__ = ["landing", "own_warehouse", "undisturbed"]
pytestmark = pytest.mark.kills
KILLS = int(os.environ.get("LAUNCHWIRE_ORPHANS", "20"))
PATIENCE = 60  # seconds for a process to notice, on a machine that is busy with other things
LAYERS = ("raw", "staged", "modeled")  # a whole refresh prints a line when the tables of a layer are made


def processes(session: int) -> Iterator[int]:
    """Processes of a session that have not ended."""
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            _, _, after_name = status.read_text(encoding="utf-8", errors="replace").rpartition(")")
        except (FileNotFoundError, ProcessLookupError):
            continue
        state, _, _, held, *_ = after_name.split()
        if int(held) == session and state != "Z":
            yield int(status.parent.name)


def start(*words: object) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        list(map(str, words)), cwd=ROOT, env=clean_environment(),
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


def kill_alone(refresh: "subprocess.Popen[str]") -> tuple[int, float]:
    """Kill a process and nothing else; how many others of its session there were, and after how many seconds the last had ended."""
    others = set(processes(refresh.pid)) - {refresh.pid}
    refresh.send_signal(signal.SIGKILL)
    refresh.wait()
    killed = time.monotonic()
    while (left := list(processes(refresh.pid))) and time.monotonic() < killed + PATIENCE:
        time.sleep(0.05)
    assert left == [], f"{left} go on without the refresh that started them"
    return len(others), round(time.monotonic() - killed, 2)


def test_what_a_killed_run_of_the_lake_had_started_ends_and_the_next_completes(landing: Path, undisturbed: Run, tmp_path: Path) -> None:
    done, started = done_before(), 0
    for number in range(KILLS):
        if f"alone {number}" in done:
            continue
        warehouse = tmp_path / f"w{number}"
        run = start(sys.executable, DRIVER, warehouse, landing)
        limit = time.monotonic() + PATIENCE
        while number % 2 and run.poll() is None and len(list(processes(run.pid))) < 4 and time.monotonic() < limit:
            time.sleep(0.02)  # every second one dies while its workers work
        time.sleep(random.Random(number).uniform(0, 2 if number % 2 else 6))
        others, seconds = kill_alone(run)
        started += others
        again = start(sys.executable, DRIVER, warehouse, landing)
        _, told = again.communicate(timeout=600)
        assert again.returncode == 0, told
        assert lake_bytes(warehouse) == undisturbed.lake
        note_done(f"alone {number}", {"others": others, "seconds": seconds})
    assert started > 0 or len(done) >= KILLS


@pytest.mark.parametrize("layer", LAYERS)
def test_what_a_killed_refresh_had_started_ends_and_the_next_completes(layer: str, own_warehouse: Path) -> None:
    if f"refresh alone, {layer}" in done_before():
        pytest.skip("done before")
    put(own_warehouse, f"{layer}.jsonl", {"id": layer, "text": f"North Korea fired missile {layer} on Monday."})
    served = os.path.realpath(own_warehouse / "launchwire.duckdb")
    refresh = start(COMMAND, "refresh", "--warehouse", own_warehouse)
    assert refresh.stderr
    for line in refresh.stderr:
        if line.startswith(f"  {layer}:"):
            break
    others, seconds = kill_alone(refresh)
    assert os.path.realpath(own_warehouse / "launchwire.duckdb") == served
    again = start(COMMAND, "refresh", "--warehouse", own_warehouse)
    _, told = again.communicate(timeout=900)
    assert again.returncode == 0, told
    assert os.path.realpath(own_warehouse / "launchwire.duckdb") != served
    note_done(f"refresh alone, {layer}", {"others": others, "seconds": seconds})
