"""Readers while one refresh follows the other: each open works at once, and sees one release, whole."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from custody_warehouse import line
from refreshes import ROOT, note_done, start_driver

from pipelines.warehouse import open_warehouse, releases

REFRESHES = int(os.environ.get("LAUNCHWIRE_REFRESHES", "100"))
READERS = 5  # processes, since one alone waits too long for a processor on a busy machine
SECONDS_BETWEEN = READERS / 20  # of one of them; twenty opens a second of all
SLOWEST_SECONDS = 5  # on a machine that is busy with the refreshes themselves
READER = """
import json, sys, time
from pathlib import Path
from pipelines.warehouse import connect_published, open_warehouse

warehouse, stop, between = open_warehouse(Path(sys.argv[1])), Path(sys.argv[2]), float(sys.argv[3])
counts, seconds = [], []
began = due = time.monotonic()
while not stop.exists():
    started = time.monotonic()
    con = connect_published(warehouse)
    counts.append(con.execute(
        "select (select count(*) from raw.records), (select count(*) from staged.articles), (select count(*) from extracted.readings)"
    ).fetchone())
    con.close()
    seconds.append(time.monotonic() - started)
    due += between  # an open that was late is made up for
    time.sleep(max(0, due - time.monotonic()))
print(json.dumps({"counts": counts, "seconds": seconds, "lasted": time.monotonic() - began}))
"""


Told = dict[str, Any]


@pytest.fixture
def readers(tmp_path: Path) -> Iterator["list[subprocess.Popen[str]]"]:
    """Processes that together open the release twenty times a second until the file stop is there; the first refresh is made before."""
    with start_driver() as driver:
        (tmp_path / "landing").mkdir()
        (tmp_path / "landing" / "0.jsonl").write_text(line("0", "A rocket rose on Monday."), encoding="utf-8")
        assert driver.run(tmp_path / "w", tmp_path / "landing") == 0
    command = [sys.executable, "-c", READER, str(tmp_path / "w"), str(tmp_path / "stop"), str(SECONDS_BETWEEN)]
    processes = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(READERS)]
    yield processes
    for process in processes:
        process.kill()
        process.wait()


def assert_whole(told: Told) -> None:
    """Each open of one reader saw one release, none an older one, and none was slow."""
    assert all(len(set(seen)) == 1 for seen in told["counts"])
    assert told["counts"] == sorted(told["counts"])
    assert max(told["seconds"]) < SLOWEST_SECONDS


def figures_of(all_told: list[Told]) -> dict[str, float]:
    """How many opens there were in all, how many a second, and how long they took."""
    slow = sorted(seconds for told in all_told for seconds in told["seconds"])
    seen = {tuple(counts) for told in all_told for counts in told["counts"]}
    rate = sum(len(told["seconds"]) / told["lasted"] for told in all_told)
    return {"opens": len(slow), "a_second": rate, "releases": len(seen), "median": slow[len(slow) // 2], "slowest": slow[-1]}


@pytest.mark.kills
def test_readers_notice_nothing_of_many_refreshes(readers: "list[subprocess.Popen[str]]", tmp_path: Path) -> None:
    with start_driver() as driver:
        for number in range(1, REFRESHES + 1):
            said = line(str(number), f"North Korea fired missile number {number} on Monday.")
            (tmp_path / "landing" / f"{number}.jsonl").write_text(said, encoding="utf-8")
            assert driver.run(tmp_path / "w", tmp_path / "landing") == 0
    (tmp_path / "stop").touch()
    all_told = [json.loads(reader.communicate(timeout=60)[0]) for reader in readers]
    assert [reader.returncode for reader in readers] == [0] * READERS
    assert releases(open_warehouse(tmp_path / "w"))[-1].number == REFRESHES + 1
    for told in all_told:
        assert_whole(told)
    note_done(f"readers through {REFRESHES} refreshes", figures_of(all_told))
