"""What to try after a refresh, as commands that work when they are copied."""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path

import click
import duckdb

from pipelines.cli.queries import read_query
from pipelines.warehouse import Warehouse, connect_published


def invocation(root: Path | None) -> tuple[str, str]:
    """How the command is called from here, and the option that names the warehouse, if it must be named."""
    found = shutil.which("launchwire")
    called = Path(sys.argv[0])
    if found and Path(found).resolve() == called.resolve():
        name = "launchwire"
    else:
        name = str(called.relative_to(Path.cwd()) if called.is_relative_to(Path.cwd()) else called)
    return name, f" --warehouse {shlex.quote(str(root))}" if root and root != Path("warehouse") else ""


def print_next_steps(warehouse: Warehouse, called: tuple[str, str]) -> None:
    """Four commands: a first query, one value led back to its sentences, pages to look at, the UI."""
    name, option = called
    click.echo("Four things to try:")
    click.echo(f'  {name} sql{option} "from marts.launch_timeline"')
    click.echo(f"  {name} explain{option} {most_told_event(warehouse) or 'ID'}")
    click.echo(f"  {name} site{option}  # writes pages to look at, a dossier for each launch")
    click.echo(f"  {name} ui{option}")


def most_told_event(warehouse: Warehouse) -> str | None:
    """The launch event that most articles tell of."""
    con = connect_published(warehouse)
    try:
        row = con.execute(read_query("most_told_event")).fetchone()
    except duckdb.CatalogException:
        return None  # a release of another version, without that table
    finally:
        con.close()
    return str(row[0]) if row else None
