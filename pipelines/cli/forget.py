"""``launchwire forget``: take a document out of a warehouse for good."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from pipelines.cli.options import chosen_root, warehouse_option
from pipelines.cli.refresh import read_at
from pipelines.home import lease_once
from pipelines.warehouse import open_warehouse


@click.command("forget")
@click.argument("url")
@warehouse_option
@click.option("--reason", required=True, metavar="TEXT", help="Why, for the tombstone. Name no person in it.")
@click.option("--at", metavar="INSTANT", help="When it counts as forgotten, such as 2026-11-24T02:30:00+00:00. Default: now.")
def command(url: str, root: Path | None, reason: str, at: str | None) -> None:
    """Remove what came from an address: bytes, articles, all that was read from them, in every kept release.

    URL is the address of an article, or for files the path inside the source folder. Documents that are the same to the letter go,
    too, wherever they came from; so do feeds and lists that name the address, for they may carry its text. What stays is a tombstone:
    the address, the reason, hashes. The address is not asked for again, and a copy that comes later is refused as forgotten.
    launchwire verify accepts what is missing then. Counts and values in older releases that other articles also support stay as they
    were published; the next refresh resolves them anew. A run that was killed is completed by the same command.

    \b
    Examples:
      launchwire forget https://news.example/a1 --reason "asked by the publisher"
    """
    from pipelines.custody.forget import forget  # noqa: PLC0415 - opens frames and DuckDB

    warehouse = open_warehouse(chosen_root(root))
    with lease_once(warehouse, "launchwire forget"):
        account = forget(warehouse, url, reason, read_at(at) or datetime.now(UTC))
    click.echo(
        f"forgotten: {account.articles:,} articles, {account.records:,} records, {account.contents:,} contents as received, "
        f"{account.release_rows:,} rows of releases. Publish without them: launchwire refresh --warehouse {warehouse.root}"
    )
