"""``launchwire init``: a warehouse for a user's own articles."""

from __future__ import annotations

from pathlib import Path

import click

from pipelines.cli.options import chosen_root, warehouse_option
from pipelines.warehouse import Warehouse, init_warehouse
from pipelines.warehouse.files import told_plainly, write_bytes

TEMPLATE = Path(__file__).with_name("sources_template.toml")


@click.command("init")
@warehouse_option
def command(root: Path | None) -> None:
    """Start a warehouse for your own articles.

    Makes the folder with a file sources.toml to declare sources in, and a landing folder that is declared already.
    A warehouse that is there is left as it is.

    \b
    Examples:
      launchwire init --warehouse mine
      cp article.txt page.html stories.jsonl mine/landing/
      launchwire refresh --warehouse mine
    """
    warehouse = init_warehouse(chosen_root(root), "real")
    declare_landing(warehouse)
    click.echo(f"{warehouse.root}: ready for your articles.")
    click.echo(
        f"  Put files into {warehouse.landing} (.txt, .html, .json, .jsonl, .jsonl.gz), or declare sources in {warehouse.sources_path}."
    )
    click.echo(f"  Then: launchwire refresh --warehouse {root or warehouse.root}")


def declare_landing(warehouse: Warehouse) -> None:
    """Sources of a new warehouse: its landing folder. A file that is there is somebody's, and stays."""
    if warehouse.sources_path.exists():
        return
    with told_plainly(warehouse.landing):
        warehouse.landing.mkdir(exist_ok=True)
    write_bytes(warehouse.sources_path, TEMPLATE.read_bytes())
