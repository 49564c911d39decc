"""Readers while one refresh follows the other: each open works at once, and sees one release, whole."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from custody_warehouse import line
from refreshes import ROOT, note_done, start_driver

from pipelines.warehouse import open_warehouse, releases

REFRESHES = int(os.environ.get("LAUNCHWIRE_REFRESHES", "100"))
SLOWEST_SECONDS = 5  # on a machine that is busy with the refreshes themselves
READER = """
import json, sys, time
from pathlib import Path
from pipelines.warehouse import connect_published, open_warehouse

warehouse, stop = open_warehouse(Path(sys.argv[1])), Path(sys.argv[2])
counts, seconds = [], []
while not stop.exists():
    started = time.monotonic()
    con = connect_published(warehouse)
    counts.append(con.execute(
        "select (select count(*) from raw.records), (select count(*) from staged.articles), (select count(*) from extracted.readings)"
    ).fetchone())
    con.close()
    seconds.append(time.monotonic() - started)
    time.sleep(max(0, 0.05 - seconds[-1]))
print(json.dumps({"counts": counts, "seconds": seconds}))
"""


@pytest.fixture
def reader(tmp_path: Path) -> Iterator["subprocess.Popen[str]"]:
    """A process that opens the release twenty times a second until the file stop is there; the first refresh is made before it starts."""
    with start_driver() as driver:
        (tmp_path / "landing").mkdir()
        (tmp_path / "landing" / "0.jsonl").write_text(line("0", "A rocket rose on Monday."), encoding="utf-8")
        assert driver.run(tmp_path / "w", tmp_path / "landing") == 0
    command = [sys.executable, "-c", READER, str(tmp_path / "w"), str(tmp_path / "stop")]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    yield process
    process.kill()
    process.wait()


@pytest.mark.kills
def test_readers_notice_nothing_of_many_refreshes(reader: "subprocess.Popen[str]", tmp_path: Path) -> None:
    with start_driver() as driver:
        for number in range(1, REFRESHES + 1):
            said = line(str(number), f"North Korea fired missile number {number} on Monday.")
            (tmp_path / "landing" / f"{number}.jsonl").write_text(said, encoding="utf-8")
            assert driver.run(tmp_path / "w", tmp_path / "landing") == 0
    (tmp_path / "stop").touch()
    told = json.loads(reader.communicate(timeout=60)[0])
    assert reader.returncode == 0
    assert releases(open_warehouse(tmp_path / "w"))[-1].number == REFRESHES + 1
    assert all(len(set(seen)) == 1 for seen in told["counts"])  # of one release
    assert told["counts"] == sorted(told["counts"])  # and never an older one
    assert max(told["seconds"]) < SLOWEST_SECONDS
    slow = sorted(told["seconds"])
    figures = {"opens": len(slow), "releases": len(set(map(tuple, told["counts"]))), "median": slow[len(slow) // 2], "slowest": slow[-1]}
    note_done(f"readers through {REFRESHES} refreshes", figures)
