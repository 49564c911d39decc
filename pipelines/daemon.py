"""Dagster's daemon, run as ``python -m pipelines.daemon`` by the server of the UI; it ends when its server does, however that ended."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Sequence

from dagster._daemon.cli import create_dagster_daemon_cli


def end_with_server() -> None:
    """Wait until the server's end of standard input closes; then end this process in order."""
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


def main(arguments: Sequence[str]) -> None:
    """Run schedules, sensors and the queue of runs."""
    threading.Thread(target=end_with_server, daemon=True).start()
    create_dagster_daemon_cli()(["run", *arguments])


if __name__ == "__main__":
    main(sys.argv[1:])
