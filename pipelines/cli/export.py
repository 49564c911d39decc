"""``launchwire export``: a release as files for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from pipelines.cli.asking import release_of, told_of_another_version
from pipelines.cli.options import chosen_root, warehouse_option
from pipelines.home import lease_once
from pipelines.warehouse import connect_published, open_warehouse

LISTED = "names with commas between them"


@click.command("export")
@warehouse_option
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="A new or empty folder. Default: the folder exports of the warehouse, which always holds everything.",
)
@click.option("--tables", metavar="LIST", help=f"Tables or layers, {LISTED}. Default: marts,modeled.")
@click.option("--formats", metavar="LIST", help=f"parquet, csv, geojson, atom, ical, {LISTED}. Default: all.")
def command(root: Path | None, output: Path | None, tables: str | None, formats: str | None) -> None:
    """Write the published release as files for other programs.

    Parquet and CSV of every mart and every modeled table for readers; sites and launches as GeoJSON in WGS 84; launches as an Atom feed;
    launches and windows as iCalendar; and datapackage.json (Frictionless), which lists all of it with hashes, licences, sources and the
    meaning of each column. The same release gives the same bytes. While the UI or the daemon runs, they are written after each refresh.

    In CSV a text that begins with one of = + - @ ' or a tab gets a ' in front, so that no spreadsheet runs it. Sentences are cut where
    they are longer than a quotation (expectations/quotations.csv); launchwire sql gives them whole.

    \b
    Examples:
      launchwire export
      launchwire export --output shared
      launchwire export --output tables --tables marts,modeled.launch_events --formats csv
      launchwire export --output maps --formats geojson,ical
    """
    from pipelines.exports import export_to, export_to_warehouse  # noqa: PLC0415 - feeds and calendars
    from pipelines.exports.run import FORMATS  # noqa: PLC0415 - as above
    from pipelines.exports.tables import exported_tables  # noqa: PLC0415 - as above

    chosen_formats = chosen(formats, FORMATS, "--formats")
    chosen_tables = chosen_names(tables, exported_tables())
    if output is None and (tables or formats):
        raise click.UsageError("--tables and --formats need --output DIR: the folder of the warehouse always holds everything.")
    warehouse = open_warehouse(chosen_root(root))
    connect_published(warehouse).close()  # says what to do where nothing is published
    release = release_of(warehouse, warehouse.link)
    with told_of_another_version(release):
        if output is not None:
            export_to(release, output, chosen_tables, chosen_formats)
            click.echo(f"{output}: release {release.number}")
            return
        with lease_once(warehouse, "launchwire export"):
            folder, is_new = export_to_warehouse(warehouse, release)
    click.echo(f"{folder}: release {release.number}{'' if is_new else ', which was there already'}")


def chosen(given: str | None, known: Sequence[str], option: str) -> list[str]:
    """Entries of a list that a user gave, in the order of those that are known; all where none is given."""
    wanted = split(given)
    if strangers := [name for name in wanted if name not in known]:
        raise click.BadParameter(f"{strangers[0]!r} is none of {', '.join(known)}.", param_hint=option)
    return [name for name in known if not wanted or name in wanted]


def chosen_names(given: str | None, known: Sequence[str]) -> list[str]:
    """Tables that a user named, alone or by their layer."""
    wanted = split(given)
    layers = {name.partition(".")[0] for name in known}
    if strangers := [name for name in wanted if name not in {*known, *layers}]:
        raise click.BadParameter(
            f"{strangers[0]!r} is no layer and no table for readers. See: launchwire dictionary", param_hint="--tables"
        )
    return [name for name in known if not wanted or name in wanted or name.partition(".")[0] in wanted]


def split(given: str | None) -> list[str]:
    """The names in a list."""
    return [name for part in (given or "").split(",") if (name := part.strip())]
