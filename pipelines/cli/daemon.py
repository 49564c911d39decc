"""``launchwire daemon``: schedules and sensors without the UI."""

from __future__ import annotations

from pathlib import Path

import click

from pipelines.cli.options import chosen_root, warehouse_option
from pipelines.warehouse import open_warehouse


@click.command("daemon")
@warehouse_option
@click.option("--port", default=3000, show_default=True, type=click.IntRange(1, 65535), help="Port of the UI, for links in alerts.")
def command(root: Path | None, port: int) -> None:
    """Run the nightly schedule, the sensors and the queue of runs, without the UI.

    For machines on which the UI is served by a process of its own (launchwire ui --without-daemon), or not at all. One daemon runs for a
    warehouse; a second one is refused.

    \b
    Examples:
      launchwire daemon --warehouse mine
      LAUNCHWIRE_NIGHTLY_CRON="0 5 * * *" LAUNCHWIRE_TIMEZONE=Asia/Seoul launchwire daemon
    """
    from pipelines.ui import run_daemon  # noqa: PLC0415 - Dagster's server costs seconds, also where only help is asked for

    run_daemon(open_warehouse(chosen_root(root)), port)
