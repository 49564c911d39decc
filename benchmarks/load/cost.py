"""What a command costs: time by the clock and of processors, and the most memory that all its processes held at once."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil

EVERY_SECONDS = 0.4


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one command, and how it ended."""

    seconds: float
    processor_seconds: float
    memory_bytes: int  # the most at once; what processes share counts once
    exit_code: int


@dataclass(slots=True)
class Watch:
    """Processes of a command, and what they used until they were last seen."""

    root: psutil.Process
    used: dict[tuple[int, float], float] = field(default_factory=dict)
    most: int = 0
    known: dict[int, psutil.Process] = field(default_factory=dict)

    def look(self) -> None:
        """Take note of all processes that run now, also of those whose parent is gone."""
        with suppress(psutil.Error):
            for process in [self.root, *self.root.children(recursive=True)]:
                self.known[process.pid] = process
        self.most = max(self.most, sum(self.measure(process) for process in list(self.known.values())))

    def measure(self, process: psutil.Process) -> int:
        """Memory of one process; its time is noted."""
        try:
            times = process.cpu_times()
            self.used[process.pid, process.create_time()] = times.user + times.system
            return int(process.memory_full_info().pss)
        except psutil.Error:
            self.known.pop(process.pid, None)
            return 0


def run_watched(command: Sequence[str], log: Path) -> Cost:
    """Run a command to its end; what it prints goes to ``log``."""
    began = time.monotonic()
    with log.open("wb") as target, subprocess.Popen(command, stdout=target, stderr=subprocess.STDOUT) as process:
        watch = Watch(psutil.Process(process.pid))
        while process.poll() is None:
            watch.look()
            time.sleep(EVERY_SECONDS)
    return Cost(time.monotonic() - began, sum(watch.used.values()), watch.most, process.returncode)
