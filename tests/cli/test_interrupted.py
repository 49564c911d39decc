"""A refresh that is killed changes nothing that is published, and the next one completes; readers notice nothing.

A whole refresh costs most of a minute of processor time, so two moments are tried here: while the lake is written, and right before
the release. Hundreds of others, without Dagster and checks, are in tests/property/test_faults.py.
"""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.cli.conftest import put
from tests.conftest import COMMAND, ROOT, clean_environment

pytestmark = pytest.mark.kills

MOMENTS = ("staged", "modeled")  # the line of a layer is printed when its tables are made
READER = """
import json, sys, time
from pathlib import Path
from pipelines.warehouse import connect_published, open_warehouse

warehouse, stop = open_warehouse(Path(sys.argv[1])), Path(sys.argv[2])
seen, opened = {}, 0
while not stop.exists():
    con = connect_published(warehouse)
    count = con.execute("select count(*) from staged.articles").fetchone()[0]
    seen[count] = seen.get(count, 0) + 1
    opened += 1
    con.close()
    time.sleep(0.25)
print(json.dumps({"opened": opened, "seen": seen}))
"""


def start_refresh(root: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [COMMAND, "refresh", "--warehouse", str(root)], cwd=ROOT, env=clean_environment(),
        stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, start_new_session=True,
    )  # fmt: skip


def kill_at(refresh: "subprocess.Popen[str]", layer: str) -> bool:
    """Kill the refresh and all that it started, as soon as it tells of the layer; whether it was still running."""
    for line in refresh.stderr:
        if line.startswith(f"  {layer}:") and "tables" in line:
            break
    alive = refresh.poll() is None
    os.killpg(refresh.pid, signal.SIGKILL)
    refresh.wait()
    refresh.stderr.close()
    return alive


@pytest.fixture
def reader(own_warehouse, tmp_path):
    """A process that opens the release again and again until the file stop is there; it ends with the test in any case."""
    command = [sys.executable, "-c", READER, str(own_warehouse), str(tmp_path / "stop")]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    yield process
    process.kill()
    process.wait()


def test_killed_at_any_moment_the_release_stays_and_the_next_refresh_completes(launchwire_process, own_warehouse, reader, tmp_path):
    served = os.path.realpath(own_warehouse / "launchwire.duckdb")
    before = Path(served).read_bytes()
    for number, layer in enumerate(MOMENTS):
        put(own_warehouse, f"killed-{number}.jsonl", {"id": f"k{number}", "text": f"North Korea fired missile number {number} on Monday."})
        assert kill_at(start_refresh(own_warehouse), layer)
        assert os.path.realpath(own_warehouse / "launchwire.duckdb") == served
        assert Path(served).read_bytes() == before
    done = launchwire_process("refresh", "--warehouse", own_warehouse)
    assert done.returncode == 0, done.stderr
    (tmp_path / "stop").touch()
    told = json.loads(reader.communicate(timeout=60)[0])
    assert reader.returncode == 0
    assert set(told["seen"]) <= {"2", "4"}
    assert told["opened"] > 10
    with duckdb.connect(os.path.realpath(own_warehouse / "launchwire.duckdb"), read_only=True) as con:
        assert con.execute("select count(*) from staged.articles").fetchone() == (4,)


def test_runs_that_were_killed_are_marked_as_failed(own_warehouse):
    from datetime import UTC, datetime

    from dagster import DagsterInstance, DagsterRunStatus

    from pipelines.home import mark_dead_runs

    with DagsterInstance.from_config(str(own_warehouse / "dagster")) as instance:
        mark_dead_runs(instance, datetime.now(UTC))
        statuses = [run.status for run in instance.get_runs()]
    assert statuses.count(DagsterRunStatus.STARTED) == 0
    assert statuses.count(DagsterRunStatus.FAILURE) == len(MOMENTS)
