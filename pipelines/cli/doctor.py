"""``launchwire doctor``: what is wrong with a set-up, and how to mend it."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines.cli.options import chosen_root, warehouse_option
from pipelines.cli.terminal import console, table
from pipelines.visible import visible

if TYPE_CHECKING:
    from pipelines.doctor import Finding


@click.command("doctor")
@warehouse_option
@click.option("--port", default=3000, show_default=True, type=click.IntRange(1, 65535), help="Port for the UI.")
@click.option("--format", "kind", type=click.Choice(["table", "json"]), default="table", show_default=True, help="Who reads it.")
def command(root: Path | None, port: int, kind: str) -> None:
    """Say what is wrong with this set-up, and how to mend it.

    Python and libraries against the lock, memory, disk, rights, settings, sources, schedule, lease, releases and their seals, clock,
    Dagster's home and its runs. Changes nothing; a refresh may be running. Exit code 1 if something has failed; warnings alone give 0.

    \b
    Examples:
      launchwire doctor
      launchwire doctor --warehouse mine --format json
    """
    from pipelines.doctor import Setup, examine  # noqa: PLC0415 - looks at everything, so it imports everything

    found = list(examine(Setup(chosen_root(root), datetime.now(UTC), port=port)))
    print_json(found) if kind == "json" else print_table(found)
    if any(finding.state == "fail" for _, finding in found):
        sys.exit(1)


def print_json(found: Sequence[tuple[str, Finding]]) -> None:
    """One array, one object a finding."""
    click.echo(json.dumps([{"check": name, **asdict(finding)} for name, finding in found], indent=1, ensure_ascii=False))


def print_table(found: Sequence[tuple[str, Finding]]) -> None:
    """What was found, then how many of each, then what to do, one line for each thing that is not well."""
    console().print(table(["check", "", "found"], [(name, finding.state, finding.told) for name, finding in found]))
    for name, finding in found:
        if finding.state != "ok":
            click.echo(f"{finding.state}: {name}: {visible(finding.advice)}")
    counts = {state: sum(finding.state == state for _, finding in found) for state in ("ok", "warn", "fail")}
    click.echo(", ".join(f"{count} {state}" for state, count in counts.items()))
