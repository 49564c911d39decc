"""``launchwire site``: pages to look at, from the published release."""

from __future__ import annotations

from pathlib import Path

import click

from pipelines.cli.options import chosen_root, warehouse_option
from pipelines.warehouse import connect_published, open_warehouse


@click.command("site")
@warehouse_option
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="Write there. Default: the folder site of the warehouse.",
)
def command(root: Path | None, output: Path | None) -> None:
    """Write pages to look at from the published release: an overview, and a page for each launch, site, country, claimant and outlet.

    The pages open from disk in any browser and ask nothing of a server or the network. Each file is replaced whole, and only where it
    changed, so a site of thousands of pages follows a small change in little time. Nothing in the warehouse is changed.

    \b
    Examples:
      launchwire site
      launchwire site --warehouse mine --output public
    """
    from pipelines.site import build_site  # noqa: PLC0415 - loads the templates

    warehouse = open_warehouse(chosen_root(root))
    target = output if output is not None else warehouse.root / "site"
    con = connect_published(warehouse)
    try:
        built = build_site(con, target, warehouse.root / "exports", warehouse.kind == "sample")
    finally:
        con.close()
    click.echo(f"{built.page_count:,} pages; {built.written_count:,} files written, {built.removed_count:,} removed")
    for name, text in built.lacks.items():
        click.echo(f"left out: {name}, since this release lacks what it needs ({text}). A refresh brings it back.", err=True)
    click.echo(f"open {built.folder / 'index.html'}")
