"""``launchwire tidy``: house-keeping, and what the warehouse takes on disk."""

from __future__ import annotations

from pathlib import Path

import click

from pipelines.cli.options import chosen_root, warehouse_option
from pipelines.cli.terminal import console, table
from pipelines.home import lease_once
from pipelines.warehouse import Warehouse, open_warehouse
from pipelines.warehouse.releases import KEPT_RELEASES, drop_releases

KEPT_RUNS = 60  # as after each refresh
NUMBER = click.IntRange(min=1)


@click.command("tidy")
@warehouse_option
@click.option("--releases", "kept_releases", type=NUMBER, default=KEPT_RELEASES, metavar="N", help="Releases to keep. Default: 5.")
@click.option("--runs", "kept_runs", type=NUMBER, default=KEPT_RUNS, metavar="N", help="Runs in the history to keep. Default: 60.")
@click.option("--only-show", is_flag=True, help="Change nothing; show what is taken on disk.")
def command(root: Path | None, kept_releases: int, kept_runs: int, only_show: bool) -> None:
    """Put small files together, drop old releases and runs, and show what the warehouse takes on disk.

    A refresh does the same at its end, when there is enough to do. Nothing that was received is removed.

    \b
    Examples:
      launchwire tidy
      launchwire tidy --releases 2 --runs 10
      launchwire tidy --only-show
    """
    warehouse = open_warehouse(chosen_root(root))
    if not only_show:
        with lease_once(warehouse, "launchwire tidy"):
            tidy(warehouse, kept_releases, kept_runs)
    show_use(warehouse)


def tidy(warehouse: Warehouse, kept_releases: int, kept_runs: int) -> None:
    """Do it, and tell what went."""
    from pipelines.custody.keeping import trim_runs  # noqa: PLC0415 - with Dagster
    from pipelines.home import open_instance  # noqa: PLC0415 - Dagster costs seconds
    from pipelines.warehouse.compaction import compact  # noqa: PLC0415 - with frames

    files = compact(warehouse, least_files=2)
    dropped = drop_releases(warehouse, kept_releases)
    with open_instance(warehouse) as instance:
        runs = trim_runs(instance, warehouse.dagster_home, kept_runs)
    click.echo(f"{files:,} small files were put together, {len(dropped)} releases and {runs} runs dropped")


def show_use(warehouse: Warehouse) -> None:
    """Parts of the warehouse with what they take."""
    from pipelines.custody.keeping import articles_by_gigabyte, disk_use  # noqa: PLC0415 - with frames

    used = disk_use(warehouse)
    rows = [(use.part, f"{use.files:,}", f"{use.bytes / 1e6:,.1f} MB") for use in used]
    total = ("in all", f"{sum(use.files for use in used):,}", f"{sum(use.bytes for use in used) / 1e6:,.1f} MB")
    console().print(table(["part", "files", "size"], [*rows, total], frozenset({1, 2})))
    rate = articles_by_gigabyte(warehouse, used)
    if rate is not None:
        click.echo(f"A gigabyte holds {rate:,} articles like these, all of this counted.")
