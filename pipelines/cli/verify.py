"""``launchwire verify``: whether everything is still as it was written."""

from __future__ import annotations

from pathlib import Path

import click

from pipelines.cli.options import chosen_root, warehouse_option
from pipelines.custody.findings import Inspection
from pipelines.errors import WarehouseError
from pipelines.visible import visible
from pipelines.warehouse import open_warehouse

SHOWN = 50
EVIDENCE = "Ask for the folder again where it came from."
MENDING = (
    "Below lake/raw nothing can be made again: restore the files from a copy of the warehouse. "
    "What is wrong elsewhere is made again by: launchwire refresh"
)


@click.command("verify")
@warehouse_option
@click.option(
    "--evidence",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Look at a folder that launchwire evidence wrote, instead of a warehouse.",
)
def command(root: Path | None, folder: Path | None) -> None:
    """Compare the whole warehouse with the hashes that were kept of it.

    Bytes as received by receipt and by record, manifests and their chain, table files, every span of evidence against its document,
    and each kept release: file, content, chain, link. What was forgotten on purpose must be gone. Says what is wrong and where; exit
    code 1 if anything is. Writes nothing.

    \b
    Examples:
      launchwire verify
      launchwire verify --warehouse mine
      launchwire verify --evidence evidence
    """
    found = look_at_evidence(folder) if folder else look_at_warehouse(root)
    for note in found.notes:
        click.echo(f"note: {visible(note.place)}: {visible(note.problem)}")
    for finding in found.findings[:SHOWN]:
        click.echo(f"wrong: {visible(finding.place)}: {visible(finding.problem)}")
    counted = ", ".join(f"{count:,} {what}" for what, count in found.checked.items())
    click.echo(f"looked at {counted or 'nothing'}")
    if found.findings:
        raise WarehouseError(f"{found.root}: {len(found.findings)} things are not as they were written. {EVIDENCE if folder else MENDING}")
    click.echo("all as it was written")


def look_at_evidence(folder: Path) -> Inspection:
    """A folder of evidence."""
    from pipelines.custody.evidence import check_evidence  # noqa: PLC0415 - reading pages costs seconds to import

    return check_evidence(folder)


def look_at_warehouse(root: Path | None) -> Inspection:
    """A whole warehouse."""
    from pipelines.custody.verify import verify  # noqa: PLC0415 - as above

    return verify(open_warehouse(chosen_root(root)))
