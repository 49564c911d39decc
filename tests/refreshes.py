"""Refreshes in processes of their own that may be killed, started by way of property/refresh_driver.py."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
RECORD = Path(os.environ.get("LAUNCHWIRE_KILLS_RECORD", ROOT / ".kills.jsonl"))


def done_before() -> set[str]:
    """Trials that the record says are done."""
    if not RECORD.exists():
        return set()
    return {json.loads(held)["trial"] for held in RECORD.read_text(encoding="utf-8").splitlines()}


def note_done(name: str, ended: object) -> None:
    """Put a trial and what came of it on record."""
    with RECORD.open("a", encoding="utf-8") as record:
        record.write(json.dumps({"trial": name, "ended": ended}) + "\n")


@dataclass
class Driver:
    """Starts refreshes and tells how they ended."""

    process: "subprocess.Popen[str]"

    def run(self, root: Path, landing: Path, fault: str = "", kill_after: float | None = None) -> int:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({"root": str(root), "landing": str(landing), "fault": fault}) + "\n")
        self.process.stdin.flush()
        pid = int(self.process.stdout.readline())
        timer = threading.Timer(kill_after, kill, [pid]) if kill_after is not None else None
        if timer:
            timer.start()
        status = int(self.process.stdout.readline())
        if timer:
            timer.cancel()
        return status


def kill(pid: int) -> None:
    """Kill a process and all of its group, unless it is done."""
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


@contextmanager
def start_driver() -> Iterator[Driver]:
    """A driver that has loaded all that refreshes need."""
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'tests'}", "OMP_NUM_THREADS": "1"}
    command = [sys.executable, str(ROOT / "tests" / "property" / "refresh_driver.py")]
    process = subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield Driver(process)
    finally:
        process.kill()
        process.wait()
