"""``launchwire reconcile``: compare the published release with catalogs that others keep."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click
import duckdb

from pipelines.cli.options import chosen_root, warehouse_option
from pipelines.cli.tables import write_rows
from pipelines.cli.terminal import console, table
from pipelines.errors import QueryError, SourceError
from pipelines.reconcile.catalogs import find_catalog, read_catalog
from pipelines.reconcile.records import CatalogFile
from pipelines.reconcile.report import SUMMARY, Tables, report_lines, rows_of, summarize
from pipelines.reconcile.run import reconcile
from pipelines.warehouse import connect_published, open_warehouse
from pipelines.warehouse.files import told_plainly, write_atomically

SHOWN = ("catalog_code", "launch_date_min", "field_code", "ours_text", "theirs_text", "pattern_code", "verdict_code")
SHOWN_ROWS = 20


@click.command("reconcile")
@click.option("--catalog", "catalogs", multiple=True, required=True, metavar="NAME=PATH", help="gcat, nagix or csis; may be given again.")
@click.option("--output", type=click.Path(file_okay=False, path_type=Path), metavar="DIR", help="Write report.md and a CSV a table there.")
@warehouse_option
def command(catalogs: tuple[str, ...], output: Path | None, root: Path | None) -> None:
    """Compare launch events with outside catalogs: what agrees, what differs and by whose word, what only one side has.

    Catalogs are files that you have, or folders with them:
    gcat, the orbital launch log of GCAT (launchlog.tsv);
    nagix, the list of North Korean tests that derives from CNS (test.en.json);
    csis, the list of North Korean provocations of CSIS (north_korea_provocations_1958_present.csv).
    Nothing of a catalog enters the warehouse. Lines that cannot be read are listed, with the reason, and the rest goes on.

    A discrepancy is no verdict: it shows our value, who gives it in which sentence, whether any report gives the catalog's, and the
    catalog's own line. Twelve hours or nine hours of difference are named as such, since they tell how the error was made.

    \b
    Examples:
      launchwire reconcile --catalog gcat=launchlog.tsv
      launchwire reconcile --catalog gcat=gcat/ --catalog nagix=nagix/ --catalog csis=csis/ --output reconciliation
    """
    held = read_all(catalogs)
    warehouse = open_warehouse(chosen_root(root))
    con = connect_published(warehouse)
    try:
        tables = reconcile(con, held)
        show(tables, held)
        if output is not None:
            write(tables, held, warehouse.link.resolve().parent.name, output)
    except duckdb.CatalogException as error:
        raise QueryError(f"this release has not all tables that are compared; run: launchwire refresh. ({error})") from error
    finally:
        con.close()


def read_all(catalogs: tuple[str, ...]) -> dict[str, CatalogFile]:
    """What the named files hold, by catalog."""
    held: dict[str, CatalogFile] = {}
    for text in catalogs:
        catalog, path = find_catalog(text)
        if catalog.name in held:
            raise SourceError(f"--catalog {text}: {catalog.name} is named twice. Name each catalog once.")
        with told_plainly(path):
            held[catalog.name] = read_catalog(catalog, path)
    return held


def show(tables: Tables, held: dict[str, CatalogFile]) -> None:
    """Summary and first discrepancies, for people."""
    screen = console()
    screen.print(table(list(SUMMARY), summarize(tables, held), frozenset(range(1, len(SUMMARY)))))
    differences = rows_of(tables["discrepancies"])
    if not differences:
        screen.print("No field differs.")
        return
    screen.print(table(list(SHOWN), [[str(row[name]) for name in SHOWN] for row in differences[:SHOWN_ROWS]], frozenset()))
    if len(differences) > SHOWN_ROWS:
        screen.print(f"(first {SHOWN_ROWS} of {len(differences)}; --output DIR writes all, with the evidence of both sides)", style="dim")


def write(tables: Tables, held: dict[str, CatalogFile], release_name: str, folder: Path) -> None:
    """One CSV a table, and the report."""
    with told_plainly(folder):
        folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        write_rows(rows, "csv", folder / f"{name}.csv", guarded=True)
    lines = report_lines(tables, held, release_name)
    write_atomically(folder / "report.md", partial(_write_lines, lines))
    click.echo(f"wrote {folder / 'report.md'} and {len(tables)} tables")


def _write_lines(lines: list[str], path: Path) -> None:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
