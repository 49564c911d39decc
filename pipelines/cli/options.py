"""Options that several subcommands share."""

from __future__ import annotations

from pathlib import Path

import click

ENVIRONMENT = "LAUNCHWIRE_WAREHOUSE"

warehouse_option = click.option(
    "--warehouse",
    "root",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help=f"Folder of the warehouse. Default: the variable {ENVIRONMENT}, else the folder warehouse of the checkout.",
)


def chosen_root(root: Path | None) -> Path:
    """The folder of the option, of the environment, or of the checkout."""
    from pipelines.warehouse import default_root  # noqa: PLC0415 - opens DuckDB's library, which --help does not need

    return root if root is not None else default_root()
