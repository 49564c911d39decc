"""The lake is the same whatever the machine is set to, in how many nights articles came, and wherever a run was killed."""

import gzip
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import polars as pl
import pytest
from lake_desk import RUN_AT, Desk

from pipelines.contracts import contracts
from pipelines.extract import extract
from pipelines.stage import stage
from pipelines.warehouse import open_warehouse, read_layer

DRIVER = Path(__file__).with_name("lake_driver.py")
KILLS = int(os.environ.get("LAUNCHWIRE_KILLS", "3"))  # more of them for a night's run
SENTENCES = (
    "North Korea fired a ballistic missile from Sunan on {day}, South Korea\u2019s military said.",
    "The caf\u00c3\u00a9 at the harbour stayed open on {day}.",
    "Japan condemned the launch and called it a breach of resolutions.",
    "An official told the agency that a satellite may be launched in the coming weeks.",
    "The rocket carried a weather satellite into orbit, the space agency said on {day}.",
    "Fishing boats were told to keep out of three areas of the sea.",
)
DAYS = ("Monday", "Tuesday", "Friday")
OF_THE_NIGHT = {"batch_id", "received_at", "known_at"}  # columns that tell in which night something came


def make_record(number: int) -> dict[str, object]:
    choose = random.Random(number)
    body = " ".join(choose.choice(SENTENCES).format(day=choose.choice(DAYS)) for _ in range(choose.randint(2, 9)))
    day = None if number % 7 == 0 else f"2024-05-{number % 28 + 1:02}"
    return {"id": str(number), "title": f"Report {number % 20}", "text": body, "date": day}


def write_night(folder: Path, night: int) -> None:
    """Files of one night, named so that all nights together are read in the same order."""
    lines = [json.dumps(make_record(number)) for number in range(night * 12, night * 12 + 12)]
    folder.mkdir(exist_ok=True)
    (folder / f"{night}a.jsonl").write_text("\n".join([*lines[:5], "no json", lines[0]]) + "\n")
    (folder / f"{night}b.jsonl.gz").write_bytes(gzip.compress("\n".join(lines[5:9]).encode(), mtime=0))
    (folder / f"{night}c.txt").write_text(f"Report of night {night}\n\n{make_record(night)['text']}")
    (folder / f"{night}d.json").write_text(f"[{', '.join(lines[9:])}]")
    (folder / f"{night}e.pdf").write_bytes(b"passed over")


@pytest.fixture(scope="module")
def landing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("landing")
    for night in range(3):
        write_night(folder, night)
    return folder


def drive(warehouse: Path, landing: Path, step: int = 0, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(DRIVER), str(warehouse), str(landing), str(step)]
    return subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)


def lake_bytes(warehouse: Path) -> dict[str, str]:
    """Hash of every file of the lake."""
    lake = warehouse / "lake"
    return {str(path.relative_to(lake)): hashlib.sha256(path.read_bytes()).hexdigest() for path in lake.rglob("*") if path.is_file()}


@dataclass(frozen=True)
class Run:
    """A run that nothing happened to: where it wrote, what, and in how many steps."""

    warehouse: Path
    lake: dict[str, str]
    steps: int


@pytest.fixture(scope="module")
def undisturbed(landing: Path, tmp_path_factory: pytest.TempPathFactory) -> Run:
    warehouse = tmp_path_factory.mktemp("undisturbed") / "warehouse"
    done = drive(warehouse, landing, PYTHONHASHSEED="1", TZ="UTC")
    assert done.returncode == 0, done.stderr
    return Run(warehouse, lake_bytes(warehouse), int(done.stdout))


@pytest.mark.parametrize(
    "environment",
    [
        {"PYTHONHASHSEED": "2", "TZ": "America/St_Johns", "LANG": "tr_TR.UTF-8", "LC_ALL": "C", "POLARS_MAX_THREADS": "1"},
        {"PYTHONHASHSEED": "3", "TZ": "Asia/Pyongyang", "LANG": "C", "POLARS_MAX_THREADS": "8"},
    ],
)
def test_settings_of_the_machine_change_no_byte(environment: dict[str, str], landing: Path, undisturbed: Run, tmp_path: Path) -> None:
    assert drive(tmp_path / "warehouse", landing, **environment).returncode == 0
    assert lake_bytes(tmp_path / "warehouse") == undisturbed.lake


def kill_points(steps: int) -> list[int]:
    """Steps spread over the run, some of them before, some after a file is in its place."""
    return [((-1) ** number) * (1 + number * steps // KILLS) for number in range(KILLS)]


def test_a_run_killed_anywhere_is_completed_by_the_next(landing: Path, undisturbed: Run, tmp_path: Path) -> None:
    for step in kill_points(undisturbed.steps):
        warehouse = tmp_path / f"warehouse {step}"
        assert drive(warehouse, landing, step).returncode == -signal.SIGKILL
        seen = {table: read_layer(open_warehouse(warehouse), table).collect().height for table in contracts() if table.startswith("raw.")}
        assert seen["raw.records"] in {0, 42}
        assert drive(warehouse, landing).returncode == 0
        assert lake_bytes(warehouse) == undisturbed.lake, f"killed at step {step}"


def test_a_second_run_changes_no_byte_and_writes_no_table(landing: Path, undisturbed: Run) -> None:
    tables = [path for path in (undisturbed.warehouse / "lake").rglob("*.parquet") if "snapshots" not in path.parts]
    times = {path: path.stat().st_mtime_ns for path in tables}
    assert len(times) > 15
    assert drive(undisturbed.warehouse, landing).returncode == 0
    assert lake_bytes(undisturbed.warehouse) == undisturbed.lake
    assert all(path.stat().st_mtime_ns == then for path, then in times.items())


def content(desk: Desk, table: str) -> pl.DataFrame:
    """Rows of a table without what tells the night, in order."""
    frame = read_layer(desk.warehouse, table).collect().drop(OF_THE_NIGHT, strict=False)
    return frame.sort(frame.columns)


def test_three_nights_give_the_content_of_one(tmp_path: Path) -> None:
    one, several = Desk(tmp_path / "one"), Desk(tmp_path / "several")
    for night in range(3):
        write_night(one.folder, night)
        write_night(several.folder, night)
        for desk in (several, one) if night == 2 else (several,):
            desk.ingest(RUN_AT)
            stage(desk.warehouse, desk.log.append)
            extract(desk.warehouse, desk.log.append)
    for table, held in contracts().items():
        if held.layer in {"raw", "staged", "extracted"} and table != "raw.receipts":
            assert content(several, table).equals(content(one, table)), table
    assert content(one, "extracted.readings").height > 30


def test_every_record_is_accounted_for(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    for night in range(3):
        write_night(desk.folder, night)
    desk.ingest(RUN_AT)
    stage(desk.warehouse, desk.log.append)
    extract(desk.warehouse, desk.log.append)
    counts = {table: content(desk, table).height for table in contracts() if table.startswith(("raw.", "staged.", "extracted."))}
    receipts = read_layer(desk.warehouse, "raw.receipts").select(pl.sum("record_count", "reject_count")).collect().row(0)
    assert receipts == (counts["raw.records"], counts["raw.record_rejects"]) == (42, 3)
    assert counts["raw.records"] == counts["staged.articles"] + counts["staged.duplicates"] + counts["staged.article_rejects"]
    assert counts["staged.articles"] == counts["extracted.readings"] + counts["extracted.read_rejects"]
    assert counts["raw.skips"] == 3
