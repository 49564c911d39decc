"""The one place where faults are let in. Whatever changes a warehouse on disk calls ``reach`` right before it does.

In normal use nothing is armed and ``reach`` is a test of one variable. ``LAUNCHWIRE_FAULT`` arms a fault when the program starts,
``armed`` for the length of a block: ``kill@17`` kills the process at the 17th point, as kill -9 does, ``ENOSPC@17`` and ``EIO@17`` let
the 17th operation fail as the system would, ``count`` only counts.
"""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.errors import LaunchwireError

VARIABLE = "LAUNCHWIRE_FAULT"
ERRORS = {"ENOSPC": errno.ENOSPC, "EIO": errno.EIO, "EDQUOT": errno.EDQUOT, "EROFS": errno.EROFS}


@dataclass(slots=True)
class Fault:
    """What happens at which point, and the points that were passed."""

    kind: str = "count"
    number: int = 0
    passed: list[str] = field(default_factory=list)

    def reach(self, operation: str, path: Path) -> None:
        """Pass a point, or fail there."""
        self.passed.append(f"{operation} {path.name}")
        if len(self.passed) != self.number:
            return
        if self.kind == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        raise OSError(ERRORS[self.kind], os.strerror(ERRORS[self.kind]), str(path))


def read_fault(text: str) -> Fault | None:
    """The fault that a text like ``kill@17`` asks for."""
    if not text:
        return None
    kind, _, number = text.partition("@")
    if kind != "count" and not (kind in {"kill", *ERRORS} and number.isdigit() and int(number) > 0):
        raise LaunchwireError(f"{VARIABLE}={text}: no such fault. Expected count, kill@N or one of {', '.join(ERRORS)} with @N.")
    return Fault(kind, int(number or 0))


_armed: Fault | None = read_fault(os.environ.get(VARIABLE, ""))


def reach(operation: str, path: Path) -> None:
    """A point at which something is about to change on disk."""
    if _armed is not None:
        _armed.reach(operation, path)


@contextmanager
def armed(fault: Fault) -> Iterator[Fault]:
    """Let a fault happen inside the block."""
    global _armed  # noqa: PLW0603 - the seam is one for the process, as the disk is
    before, _armed = _armed, fault
    try:
        yield fault
    finally:
        _armed = before
