"""``launchwire replay``: read again what was refused."""

from __future__ import annotations

from pathlib import Path

import click

from pipelines.cli.options import chosen_root, warehouse_option
from pipelines.home import lease_once
from pipelines.warehouse import open_warehouse


@click.command("replay")
@warehouse_option
def command(root: Path | None) -> None:
    """Read again, from the bytes that were kept, what no record could be made of, after launchwire was mended or brought up to date.

    Records that can be read by now leave raw.record_rejects and become articles with the next refresh; the others stay with their
    reasons. Articles that were refused (staged.article_rejects) need no replay: each new version stages them again by itself.

    \b
    Examples:
      launchwire sql "select reason_code, count(*) from raw.record_rejects group by all"
      launchwire replay
    """
    from pipelines.ingest.replay import replay  # noqa: PLC0415 - opens frames

    warehouse = open_warehouse(chosen_root(root))
    with lease_once(warehouse, "launchwire replay"):
        won, left = replay(warehouse)
    click.echo(
        f"{won:,} records were won, {left:,} rejects are left."
        + (f" Publish: launchwire refresh --warehouse {warehouse.root}" if won else "")
    )
