"""Releases: their files, their contents, their chain, and that each value in them stands where it says."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from pipelines.custody.findings import Inspection
from pipelines.custody.spans import check_spans
from pipelines.ids import sha256
from pipelines.warehouse import Warehouse, contents
from pipelines.warehouse.database import connect_file
from pipelines.warehouse.files import file_sha256
from pipelines.warehouse.manifests import manifest_paths
from pipelines.warehouse.releases import COUNTED_BY, MANIFEST, REDACTION, Release, releases, told_tables
from pipelines.warehouse.seals import read_sealed


def check_releases(warehouse: Warehouse, found: Inspection) -> None:
    """Every kept release, and that the newest is served."""
    notes = sorted(warehouse.releases.glob("[0-9]*/*.json"))
    before = len(found.findings)
    for path in notes:
        found.attempt(path, partial(read_sealed, path))
    if len(found.findings) > before:
        return
    kept = releases(warehouse)
    anchors = {sha256(path.read_bytes()) for path in manifest_paths(warehouse.lake / "raw")}
    for earlier, release in zip([None, *kept], kept, strict=False):
        found.attempt(release.database, partial(check_release, release, found))
        check_chain(earlier, release, found)
        if release.manifest.get("lake_manifest_sha256", next(iter(anchors), None)) not in {*anchors, None}:
            found.blame(release.folder / MANIFEST, "was made from a manifest of the lake that is not there any more")
    if kept and warehouse.link.resolve() != kept[-1].database.resolve():
        found.blame(warehouse.link, f"does not lead to the newest release, {kept[-1].folder.name}")
    if not kept and warehouse.link.is_symlink():
        found.blame(warehouse.link, "leads to a release that is not there")


def check_chain(earlier: Release | None, release: Release, found: Inspection) -> None:
    """A release names the manifest of the one before it, where that is kept."""
    if earlier is None or earlier.number != release.number - 1:
        return
    if release.manifest["previous_manifest_sha256"] != file_sha256(earlier.folder / MANIFEST):
        found.blame(release.folder / MANIFEST, "does not hold the hash of the manifest before it")


def check_release(release: Release, found: Inspection) -> None:
    """The file by its hash; then each table by its content, and the spans in them."""
    found.checked["releases"] += 1
    for stray in stray_files(release):
        found.blame(stray, "does not belong to the release, and may keep it from being opened")
    if file_sha256(release.database) != release.manifest["file_sha256"]:
        found.blame(release.database, "its bytes do not have the hash that its manifest holds")
        return
    con = connect_file(release.database)
    try:
        # how versions before hashed rows is not known any more: of their releases rows are counted, beside the hash of the file
        fields = ("rows", "content_sha256") if release.manifest.get("content_code") == COUNTED_BY else ("rows",)
        told = {name: [held[field] for field in fields] for name, held in release.manifest["tables"].items()}
        counted = {name: [held[field] for field in fields] for name, held in told_tables(contents(con, told.keys())).items()}
        for name in sorted(told.keys() | counted.keys()):
            if told.get(name) != counted.get(name):
                found.blame(release.database, f"{name}: its rows do not have the hash that the manifest holds")
        check_spans(con, release.database, found)
    finally:
        con.close()


def stray_files(release: Release) -> list[Path]:
    """Files beside a release that do not belong to it, such as the log of a writer."""
    return [path for path in release.folder.iterdir() if path.name not in {MANIFEST, REDACTION, release.database.name}]
