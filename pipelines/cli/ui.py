"""``launchwire ui``: the Dagster UI of a warehouse."""

from __future__ import annotations

from pathlib import Path

import click

from pipelines.cli.options import chosen_root, warehouse_option
from pipelines.warehouse import open_warehouse


@click.command("ui")
@warehouse_option
@click.option("--port", default=3000, show_default=True, type=click.IntRange(1, 65535), help="Port on the loopback address.")
@click.option("--without-daemon", is_flag=True, help="Leave schedules and sensors to launchwire daemon.")
def command(root: Path | None, port: int, without_daemon: bool) -> None:
    """Serve the Dagster UI on this machine, with the nightly schedule and the landing folder watched.

    Assets, checks, runs and their history are kept in the warehouse between starts. Only this machine can reach the UI, and pages
    of other origins cannot use it. Refreshes from the command line go on beside it. From elsewhere: ssh -L 3000:127.0.0.1:3000 HOST.

    \b
    Examples:
      launchwire ui
      launchwire ui --warehouse mine --port 3001
      LAUNCHWIRE_NIGHTLY_CRON="0 5 * * *" LAUNCHWIRE_TIMEZONE=Asia/Seoul launchwire ui
    """
    from pipelines.ui import serve  # noqa: PLC0415 - Dagster's server costs seconds, also where only help is asked for

    serve(open_warehouse(chosen_root(root)), port, with_daemon=not without_daemon)
