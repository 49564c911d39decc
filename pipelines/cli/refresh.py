"""``launchwire refresh``: from the sources to a published release."""

from __future__ import annotations

import logging
import sys
import warnings
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from pathlib import Path

import click

from pipelines.cli.next_steps import invocation, print_next_steps
from pipelines.cli.options import chosen_root, warehouse_option
from pipelines.cli.terminal import console, table
from pipelines.contracts import LAYERS
from pipelines.declared import declared_sources
from pipelines.errors import LaunchwireError
from pipelines.home import lease_once
from pipelines.warehouse import Release, Warehouse, init_warehouse, open_warehouse
from pipelines.warehouse.files import refuse_small_disk
from pipelines.warehouse.releases import needed_bytes, refuse_earlier


@click.command("refresh")
@warehouse_option
@click.option("--sample", is_flag=True, help="Make the warehouse from the bundled sample, if there is none yet.")
@click.option("--at", metavar="INSTANT", help="What the refresh counts as now, such as 2026-11-24T02:30:00+00:00. Default: now.")
@click.option("--alert", "alerts", is_flag=True, help="Tell the sinks of alerts.toml when it fails, for refreshes that nobody watches.")
@click.option("--log-format", type=click.Choice(["text", "json"]), default="text", show_default=True, help="json: an object a line.")
def command(root: Path | None, sample: bool, at: str | None, alerts: bool, log_format: str) -> None:
    """Take in what is new, read it, build and check every table, publish.

    Readers go on undisturbed: a new database is built beside the published one, and takes its place only after every check that
    matters has passed. An article is read once for each version of the rules. What is killed half-way is made good by the next refresh.

    \b
    Examples:
      launchwire refresh --sample               the bundled sample, as make run does
      launchwire refresh --warehouse mine
      launchwire refresh --warehouse mine --at 2026-11-24T02:30:00+00:00
      launchwire refresh --warehouse mine --alert --log-format json          from cron or systemd
    """
    place = chosen_root(root)
    warehouse = init_warehouse(place, "sample") if sample else open_warehouse(place)
    instant = read_at(at)
    with telling(warehouse, alerts):
        # asked for before Dagster is loaded, so that a mistake is told at once
        declared_sources(warehouse)
        refuse_earlier(warehouse, instant or datetime.now(UTC))
        refuse_small_disk(warehouse.root, needed_bytes(warehouse))
    with lease_once(warehouse, "launchwire refresh"):
        run_logged(warehouse, instant, alerts) if log_format == "json" else run(warehouse, instant, root, alerts)


def telling(warehouse: Warehouse, alerts: bool) -> AbstractContextManager[None]:
    """What tells the sinks of an error in its block, where that is wanted."""
    if not alerts:
        return nullcontext()
    from pipelines.alerts.refusal import telling_of_refusal  # noqa: PLC0415 - with its libraries

    return telling_of_refusal(warehouse.root)


def read_at(at: str | None) -> datetime | None:
    """The instant of the option."""
    if at is None:
        return None
    try:
        instant = datetime.fromisoformat(at)
    except ValueError as error:
        raise LaunchwireError(f"--at {at}: is no instant. Expected ISO 8601 with an offset, such as 2026-11-24T02:30:00+00:00.") from error
    if instant.tzinfo is None:
        raise LaunchwireError(f"--at {at}: has no offset. Add one, such as {at}+00:00.")
    return instant


def run(warehouse: Warehouse, at: datetime | None, root: Path | None, alerts: bool) -> None:
    """Refresh, showing how it gets on, then what came of it."""
    silence_libraries()
    click.echo(f"Refreshing {warehouse.root} ({'the bundled sample' if warehouse.kind == 'sample' else 'your articles'})", err=True)
    from pipelines.cli.watching import watcher  # noqa: PLC0415 - Dagster costs seconds to import
    from pipelines.refresh import refresh  # noqa: PLC0415

    with watcher() as watching:
        outcome = refresh(warehouse, at, watching.on_event, watching.on_items, alerts)
    for warning in outcome.warnings:
        click.echo(f"warning: {warning}", err=True)
    print_release(outcome.release, outcome.is_new)
    print_next_steps(warehouse, invocation(root))


def run_logged(warehouse: Warehouse, at: datetime | None, alerts: bool) -> None:
    """Refresh, writing a line for each thing that happens, and nothing else."""
    silence_libraries()
    from pipelines.cli.run_log import RunLog  # noqa: PLC0415 - Dagster costs seconds to import
    from pipelines.refresh import refresh  # noqa: PLC0415

    log = RunLog()
    log.write("started", warehouse=str(warehouse.root), at=at.isoformat() if at else None)
    try:
        outcome = refresh(warehouse, at, log.on_event, log.on_items, alerts)
    except LaunchwireError as error:
        log.write("failed", told=str(error), exit_code=error.exit_code)
        sys.exit(error.exit_code)
    for warning in outcome.warnings:
        log.write("warning", told=warning)
    told = {"release": outcome.release.number, "database": str(outcome.release.database), "content_sha256": outcome.release.content_hash}
    if outcome.is_new:
        log.write("published", **told)
    else:
        log.write("unchanged", **told)


def silence_libraries() -> None:
    """What libraries say about libraries is not for people who refresh a warehouse."""
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)


def print_release(release: Release, is_new: bool) -> None:
    """Path of the release, and counts by layer."""
    click.echo(f"{'Published' if is_new else 'Nothing has changed; still served is'} release {release.number}: {release.database}")
    layers: dict[str, list[int]] = {layer: [] for layer in LAYERS}
    for name, held in release.manifest["tables"].items():
        layers[name.partition(".")[0]].append(held["rows"])
    rows = [(layer, len(counts), f"{sum(counts):,}") for layer, counts in layers.items() if counts]
    console().print(table(["layer", "tables", "rows"], rows, frozenset({1, 2})))
