"""Faults while a refresh runs: killed at any moment, and the n-th operation on disk failing for every n.

After each of them the published release is the one before, whole; the next refresh completes, to the byte what it would have been.
More trials than here: make test-kills, which goes on where it was stopped.
"""

import hashlib
import os
import random
import shutil
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from custody_warehouse import PAGE, line
from refreshes import Driver, done_before, note_done, start_driver

from pipelines.custody.verify import verify
from pipelines.warehouse import open_warehouse, releases
from pipelines.warehouse.releases import is_intact

KILLS = int(os.environ.get("LAUNCHWIRE_KILLS", "200"))
FEW = 1  # of each kind, in the usual tests
FAULTS = ("ENOSPC", "EIO")


@dataclass
class Trial:
    """A warehouse with one release, what is new for it, and what comes of that when nothing happens."""

    driver: Driver
    before: Path
    landing: Path
    lake: dict[str, str]
    content: str
    points: list[str]
    seconds: float


def lake_bytes(root: Path) -> dict[str, str]:
    """Hash of every file of the lake."""
    lake = root / "lake"
    return {str(path.relative_to(lake)): hashlib.sha256(path.read_bytes()).hexdigest() for path in lake.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trial]:
    folder = tmp_path_factory.mktemp("faults")
    landing = folder / "landing"
    with start_driver() as driver:
        landing.mkdir()
        (landing / "a.jsonl").write_text(line("one", "A rocket rose on Monday.") + "no json\n", encoding="utf-8")
        assert driver.run(folder / "before", landing) == 0
        (landing / "b.jsonl").write_text(line("two", "North Korea fired a missile on Monday."), encoding="utf-8")
        (landing / "c.html").write_text(PAGE, encoding="utf-8")
        (landing / "d.jsonl").write_text(line("three", "A large file tells of a missile. " * 40_000), encoding="utf-8")
        shutil.copytree(folder / "before", folder / "whole", symlinks=True)
        started = time.monotonic()
        assert driver.run(folder / "whole", landing) == 0
        seconds = time.monotonic() - started
        points = (folder / "whole.points").read_text(encoding="utf-8").splitlines()
        content = releases(open_warehouse(folder / "whole"))[-1].content_hash
        yield Trial(driver, folder / "before", landing, lake_bytes(folder / "whole"), content, points, seconds)


def assert_unharmed(trial: Trial, root: Path) -> None:
    """What is served is whole: the release before, or the new one."""
    warehouse = open_warehouse(root)
    served = {release.database.resolve(): release for release in releases(warehouse)}[warehouse.link.resolve()]
    assert (served.number, served.content_hash == trial.content) in {(1, False), (2, True)}
    assert is_intact(served)
    with duckdb.connect(str(served.database), read_only=True) as con:
        assert con.sql("select count(*) from staged.articles").fetchone() in {(1,), (3,)}


def assert_completed(trial: Trial, root: Path) -> None:
    """The next refresh leaves what an undisturbed one does, and nothing else."""
    assert trial.driver.run(root, trial.landing) == 0
    warehouse = open_warehouse(root)
    assert lake_bytes(root) == trial.lake
    assert [release.number for release in releases(warehouse)] == [1, 2]
    assert releases(warehouse)[-1].content_hash == trial.content
    assert not list(root.rglob(".*.tmp"))
    assert verify(warehouse).findings == []


def try_kill(trial: Trial, folder: Path, number: int) -> float:
    """A refresh that is killed at a moment that its number decides, and how many seconds in that was.

    The machine may be quieter than when the length was taken: a refresh that was over by then is tried anew, for half the time.
    """
    seconds = random.Random(number).uniform(0, trial.seconds)
    while not is_killed(trial, folder / f"killed-{number}", seconds):
        seconds /= 2
    return seconds


def is_killed(trial: Trial, root: Path, seconds: float) -> bool:
    """Whether a refresh still ran when it was to be killed; harmed is nothing either way."""
    shutil.copytree(trial.before, root, symlinks=True)
    status = trial.driver.run(root, trial.landing, kill_after=seconds)
    assert status in {0, -signal.SIGKILL}
    assert_unharmed(trial, root)
    assert_completed(trial, root)
    shutil.rmtree(root)
    return status != 0


def try_fault(trial: Trial, folder: Path, fault: str) -> str:
    """One refresh in which one operation fails or is the last; how it ended."""
    root = folder / fault
    shutil.copytree(trial.before, root, symlinks=True)
    status = trial.driver.run(root, trial.landing, fault)
    if fault.startswith("kill"):
        assert status == -signal.SIGKILL
    elif status:
        told = root.with_suffix(".error").read_text(encoding="utf-8")
        assert status == 1, told
        assert "cannot be written" in told
        assert "bytes free" in told
    assert_unharmed(trial, root)
    assert_completed(trial, root)
    shutil.rmtree(root)
    return "failed" if status else "passed over"


def test_every_layer_and_the_release_pass_the_seam(trial: Trial) -> None:
    assert {point.partition(" ")[0] for point in trial.points} >= {"open", "write", "sync", "move", "copy", "switch"}
    assert len(trial.points) > 100


def test_a_fault_that_nobody_knows_is_refused(trial: Trial) -> None:
    from pipelines.errors import LaunchwireError
    from pipelines.warehouse.faults import read_fault

    assert read_fault("") is None
    for text in ("kill", "kill@0", "kill@x", "sneeze@3"):
        with pytest.raises(LaunchwireError, match="no such fault"):
            read_fault(text)


def test_a_refresh_that_is_killed_is_completed_by_the_next(trial: Trial, tmp_path: Path) -> None:
    for number in range(FEW):
        try_kill(trial, tmp_path, number)


def test_a_refresh_that_is_killed_between_two_operations_is_completed(trial: Trial, tmp_path: Path) -> None:
    for number in random.Random(5).sample(range(1, len(trial.points) + 1), FEW):
        try_fault(trial, tmp_path, f"kill@{number}")


def test_an_operation_that_fails_is_told_and_made_good(trial: Trial, tmp_path: Path) -> None:
    ended = [
        try_fault(trial, tmp_path, f"{fault}@{n}") for fault in FAULTS for n in random.Random(6).sample(range(1, len(trial.points)), FEW)
    ]
    assert "failed" in ended


@pytest.mark.kills
def test_many_random_kills(trial: Trial, tmp_path: Path) -> None:
    done = done_before()
    for number in range(KILLS):
        if f"kill {number}" not in done:
            note_done(f"kill {number}", try_kill(trial, tmp_path, number))


@pytest.mark.kills
def test_every_operation_fails_once_in_every_way(trial: Trial, tmp_path: Path) -> None:
    done = done_before()
    names = [f"{kind}@{number}" for kind in ("kill", *FAULTS) for number in range(1, len(trial.points) + 1)]
    for name in names:
        if name not in done:
            note_done(name, try_fault(trial, tmp_path, name))
