"""Telling of a refresh that was refused before it became a run, such as for a mistake in ``sources.toml``."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipelines.alerts.declared import read_sinks
from pipelines.alerts.deliver import deliver
from pipelines.alerts.message import Alert, one_line
from pipelines.errors import LaunchwireError


@contextmanager
def telling_of_refusal(root: Path) -> Iterator[None]:
    """Tell the sinks of a warehouse of an error in the block, which is raised all the same."""
    try:
        yield
    except LaunchwireError as error:
        tell(root, refusal_alert(root, str(error)))
        raise


def refusal_alert(root: Path, told: str) -> Alert:
    """What there is to tell of a refresh that was refused."""
    return Alert(
        kind="run_refused",
        summary=f"launchwire: refresh was not started, {one_line(told, 100)}",
        warehouse=str(root),
        job="refresh",
        cause="command line",
        errors=(one_line(told),),
        next_step=f"Nothing was published or changed. Mend the cause, then: launchwire refresh --warehouse {root}",
    )


def tell(root: Path, alert: Alert) -> None:
    """Hand an alert to every sink; a sink that fails is told to who reads the command's output, and hides no other error."""
    try:
        problems = deliver(alert, read_sinks(root, os.environ))
    except LaunchwireError as error:
        problems = [str(error)]
    for problem in problems:
        sys.stderr.write(f"launchwire: {problem}\n")
