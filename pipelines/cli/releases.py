"""``launchwire releases``: what was published, and dropping what is old."""

from __future__ import annotations

from pathlib import Path

import click

from pipelines.cli.options import chosen_root, warehouse_option
from pipelines.cli.terminal import console, table
from pipelines.home import lease_once
from pipelines.warehouse import Release, Warehouse, open_warehouse, releases
from pipelines.warehouse.releases import drop_releases


@click.command("releases")
@warehouse_option
@click.option("--keep", type=click.IntRange(min=1), metavar="N", help="Drop all but the newest N.")
@click.option(
    "--metadata-only",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the newest release without full texts into FILE: hashes, offsets, codes, short quotations.",
)
def command(root: Path | None, keep: int | None, target: Path | None) -> None:
    """List published releases, newest first; the newest is what sql and explain read.

    A release is a folder with a DuckDB file and a manifest: versions of the code, rows and content hash of each table, and the hash
    of the manifest before it. Any of them can be opened as it is. A refresh keeps the newest few.

    \b
    Examples:
      launchwire releases
      launchwire releases --keep 2
      launchwire releases --metadata-only shared.duckdb
    """
    warehouse = open_warehouse(chosen_root(root))
    if keep is not None:
        with lease_once(warehouse, "launchwire releases"):
            for dropped in drop_releases(warehouse, keep):
                click.echo(f"dropped release {dropped.number}")
    if target is not None:
        from pipelines.custody.metadata_only import write_metadata_only  # noqa: PLC0415 - with frames

        click.echo(f"{target}: {write_metadata_only(warehouse, target):,} texts were cut")
    show_releases(warehouse)


def show_releases(warehouse: Warehouse) -> None:
    """The kept releases as a table."""
    kept = releases(warehouse)[::-1]
    if not kept:
        click.echo(f"{warehouse.root}: nothing is published yet. Run: launchwire refresh --warehouse {warehouse.root}")
        return
    headings = ["release", "refreshed at", "tables", "rows", "size", "content", "file"]
    console().print(table(headings, [release_row(release) for release in kept], frozenset({0, 2, 3, 4})))


def release_row(release: Release) -> list[str]:
    """A release in one line."""
    tables = release.manifest["tables"]
    size = release.database.stat().st_size / 1e6 if release.database.exists() else 0
    rows = sum(held["rows"] for held in tables.values())
    return [
        str(release.number),
        str(release.manifest["run_at"]),
        str(len(tables)),
        f"{rows:,}",
        f"{size:.1f} MB",
        release.content_hash[:12],
        str(release.database),
    ]
