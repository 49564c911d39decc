"""Catalogs that can be compared with: a name, what it is, and its reader. Another catalog is a reader and a line here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipelines.errors import SourceError
from pipelines.reconcile.csis import read_csis
from pipelines.reconcile.gcat import read_gcat
from pipelines.reconcile.nagix import read_nagix
from pipelines.reconcile.records import CatalogFile, CatalogReader


@dataclass(frozen=True, slots=True)
class Catalog:
    """One kind of catalog: the reader of its files, and what its file is usually called."""

    name: str
    title: str
    file_name: str
    reader: CatalogReader


CATALOGS = {
    catalog.name: catalog
    for catalog in (
        Catalog("gcat", "GCAT, orbital launch log (J. McDowell)", "launchlog.tsv", read_gcat),
        Catalog("nagix", "North Korean missile tests (nagix, from CNS)", "test.en.json", read_nagix),
        Catalog("csis", "North Korean provocations (CSIS Beyond Parallel)", "north_korea_provocations_1958_present.csv", read_csis),
    )
}


def find_catalog(text: str) -> tuple[Catalog, Path]:
    """The catalog and file that ``NAME=PATH`` names; a folder stands for the catalog's usual file in it."""
    name, separator, place = text.partition("=")
    known = ", ".join(CATALOGS)
    if not separator or name not in CATALOGS:
        raise SourceError(f"--catalog {text}: expected NAME=PATH, NAME one of {known}. Example: --catalog gcat=launchlog.tsv")
    path = Path(place)
    if path.is_dir():
        path = path / CATALOGS[name].file_name
    if not path.is_file():
        raise SourceError(f"{path}: no such file. Expected {CATALOGS[name].title}, usually called {CATALOGS[name].file_name}.")
    return CATALOGS[name], path


def read_catalog(catalog: Catalog, path: Path) -> CatalogFile:
    """What a file of a catalog holds; an error where it holds no record at all."""
    held = catalog.reader(path)
    if not held.records:
        why = f" First reject, at {held.rejects[0].place_number}: {held.rejects[0].message_text}" if held.rejects else ""
        raise SourceError(f"{path}: holds no launch. Expected {catalog.title}.{why}")
    return held
