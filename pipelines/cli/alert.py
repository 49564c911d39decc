"""``launchwire alert``: a trial of the sinks that are told when a run fails."""

from __future__ import annotations

import os
from pathlib import Path

import click

from pipelines.cli.options import chosen_root, warehouse_option
from pipelines.errors import LaunchwireError


@click.command("alert")
@warehouse_option
def command(root: Path | None) -> None:
    """Send a test to every sink of alerts.toml, and say which took it.

    When a run fails that was started by the UI, the schedule or the landing folder, each sink is told what failed, with the failing
    rows. For a refresh that cron or systemd starts: launchwire refresh --alert. Without alerts.toml alerts go to the file alerts.jsonl
    of the warehouse.

    \b
    Examples:
      launchwire alert --warehouse mine
      LAUNCHWIRE_SMTP_USER=desk LAUNCHWIRE_SMTP_PASSWORD=... launchwire alert
    """
    from pipelines.alerts.declared import read_sinks  # noqa: PLC0415 - with its libraries
    from pipelines.alerts.deliver import deliver  # noqa: PLC0415
    from pipelines.alerts.message import trial_alert  # noqa: PLC0415
    from pipelines.warehouse import open_warehouse  # noqa: PLC0415

    warehouse = open_warehouse(chosen_root(root))
    sinks = read_sinks(warehouse.root, os.environ)
    failures = deliver(trial_alert(str(warehouse.root)), sinks)
    for sink in sinks:
        click.echo(f"{'failed' if any(line.startswith(sink.name) for line in failures) else 'told'}  {sink.name}")
    if failures:
        raise LaunchwireError("not every sink took the test:\n  " + "\n  ".join(failures) + "\nMend them in alerts.toml of the warehouse.")
