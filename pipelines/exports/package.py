"""The Frictionless data package: every file with hash, size, and, for tables, what each column means."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pipelines.contracts import Column, Contract, contract, contracts
from pipelines.warehouse import Release
from pipelines.warehouse.files import file_sha256

NAME = "datapackage.json"
CREDITS = Path(__file__).with_name("credits.csv")
FIELD_TYPES = {
    "varchar": "string",
    "boolean": "boolean",
    "integer": "integer",
    "bigint": "integer",
    "double": "number",
    "date": "date",
    "timestamp with time zone": "datetime",
    "varchar[]": "array",
    "integer[]": "array",
}
DESCRIPTION = """\
Rocket, missile and satellite launches as news reports tell of them, resolved by launchwire: which happened or are being prepared, where,
when, with what, what became of them, who claims what, and who reacted how.
A null means that no report says it. Days are local to the launch site, instants are in UTC, positions are in WGS 84.
In CSV, lists are JSON, and a text that begins with one of = + - @ ' or a tab has one ' in front, so that no spreadsheet runs it; take one
leading ' away to get the text back. Texts that are longer than a quotation may be are cut and end in …; the warehouse holds them whole.
The calendar leaves out what spans more than a month, the feed holds the launches that were last heard of.
Titles and quotations belong to their publishers, and are here under the licences that the list of sources names; where it names none,
nobody has declared one."""
SAMPLE = "\nThis is the bundled sample: its articles were written for the project, and its outlets are fictitious."


def write_package(release: Release, version: str, sources: Iterable[dict[str, Any]], files: list[tuple[str, str]], folder: Path) -> None:
    """List the files of a folder. ``files`` are names of resources with their paths below it."""
    names = {name for name, _ in files}
    held = {
        "profile": "data-package",
        "name": "launchwire",
        "title": f"launchwire, release {release.number}",
        "description": DESCRIPTION + (SAMPLE if release.manifest.get("kind") == "sample" else ""),
        "version": str(release.number),
        "created": str(release.manifest["run_at"]),
        "launchwire": identity(release, version),
        "sources": list(source_entries(sources)),
        "resources": [resource(name, path, names, folder) for name, path in files],
    }
    text = json.dumps(held, indent=1, ensure_ascii=False) + "\n"
    (folder / NAME).write_text(text, encoding="utf-8")


def identity(release: Release, version: str) -> dict[str, Any]:
    """What the files were made from, and by which version of the exports: the same gives the same bytes."""
    return {"release_number": release.number, "content_sha256": release.content_hash, "exports_version": version}


def source_entries(sources: Iterable[dict[str, Any]]) -> Iterator[dict[str, str]]:
    """Where the articles come from, and the facts about sites and vehicles."""
    for source in sources:
        outlet = f", {source['outlet_name']}" if source["outlet_name"] else ""
        yield {"title": f"Articles of the source {source['source_id']}{outlet}. Licence: {source['licence_text'] or 'none is declared'}"}
    yield from ({"title": row["title"], "path": row["path"]} for row in read_credits())


def read_credits() -> list[dict[str, str]]:
    """Whose facts some tables hold, and under which licence."""
    with CREDITS.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def resource(name: str, path: str, names: set[str], folder: Path) -> dict[str, Any]:
    """One file."""
    held: dict[str, Any] = {"name": name, "path": path, **KINDS[path.rpartition(".")[2]]}
    held |= {"bytes": (folder / path).stat().st_size, "hash": f"sha256:{file_sha256(folder / path)}"}
    table = name.removesuffix(".parquet")
    if table in contracts():
        described = contract(table)
        held |= {"title": described.title, "description": table_text(described)}
        if licences := [licence(row) for row in read_credits() if row["table_name"] == table]:
            held["licenses"] = licences
        if path.endswith(".csv"):
            held["schema"] = schema(described, names)
    return held


KINDS: dict[str, dict[str, Any]] = {
    "csv": {"profile": "tabular-data-resource", "format": "csv", "mediatype": "text/csv", "encoding": "utf-8"},
    "parquet": {"type": "file", "format": "parquet", "mediatype": "application/vnd.apache.parquet"},
    "geojson": {"type": "file", "format": "geojson", "mediatype": "application/geo+json"},
    "atom": {"type": "file", "format": "atom", "mediatype": "application/atom+xml"},
    "ics": {"type": "file", "format": "ics", "mediatype": "text/calendar"},
}


def licence(row: dict[str, str]) -> dict[str, str]:
    """A licence of facts."""
    return {"name": row["licence_name"], "title": row["title"], "path": row["path"]}


def table_text(held: Contract) -> str:
    """What one row is, and what to mind."""
    return " ".join([f"One row is {held.grain}.", *(f"Mind: {warning}" for warning in held.warnings)])


def schema(held: Contract, names: set[str]) -> dict[str, Any]:
    """The columns of a table with the words of the dictionary, its key, and which other tables of the package it refers to."""
    made: dict[str, Any] = {"fields": [field(column) for column in held.columns], "primaryKey": list(held.key), "missingValues": [""]}
    if keys := list(foreign_keys(held, names)):
        made["foreignKeys"] = keys
    return made


def field(column: Column) -> dict[str, Any]:
    """One column. A text that is empty looks like none in CSV, so a text is never required."""
    unit = f" Unit: {column.unit}." if column.unit else ""
    described: dict[str, Any] = {"name": column.name, "type": FIELD_TYPES[column.type], "description": f"{column.meaning}.{unit}"}
    constraints: dict[str, Any] = {}
    if not column.nullable and not column.name.endswith("_text"):
        constraints["required"] = True
    if column.codes and column.type == "varchar":
        constraints["enum"] = list(column.codes)
    return {**described, "constraints": constraints} if constraints else described


def foreign_keys(held: Contract, names: set[str]) -> Iterator[dict[str, Any]]:
    """References to tables of the package by their key."""
    for column in held.columns:
        table, _, key = (column.references or "").rpartition(".")
        if table in names and column.type == "varchar" and contract(table).key == (key,):
            yield {"fields": [column.name], "reference": {"resource": "" if table == held.name else table, "fields": [key]}}
