"""``launchwire evidence``: all that speaks for one launch event, as a folder to hand on."""

from __future__ import annotations

from pathlib import Path

import click

from pipelines.cli.options import chosen_root, warehouse_option
from pipelines.warehouse import open_warehouse


@click.command("evidence")
@click.argument("event_id")
@warehouse_option
@click.option("--output", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="A new or empty folder.")
def command(event_id: str, root: Path | None, output: Path) -> None:
    """Write the evidence of one launch event into a folder that can be checked by itself.

    It holds the records as received, the documents, the words with their places, the receipts, the event, and a list of all files with
    their hashes, in the manner of WACZ. Check it with sha256sum --check SHA256SUMS, or with launchwire verify --evidence DIR.
    The texts belong to their publishers: hand the folder on only where you may.

    \b
    Examples:
      launchwire evidence evt_620e3062f8952746 --output evidence
      launchwire verify --evidence evidence
    """
    from pipelines.custody.evidence import export_evidence  # noqa: PLC0415 - reading pages costs seconds to import

    files = export_evidence(open_warehouse(chosen_root(root)), event_id, output)
    click.echo(f"{output}: {sum(name.startswith('documents/') for name in files):,} documents, {len(files):,} files. Check it with:")
    click.echo(f"  launchwire verify --evidence {output}")
