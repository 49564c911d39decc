"""The evidence of one launch event as a folder that stands by itself: bytes, documents, spans, receipts, and hashes of them all.

``datapackage.json`` lists every file with its hash and ``datapackage-digest.json`` holds the hash of that list, as in WACZ files;
``SHA256SUMS`` says the same for ``sha256sum --check``, which needs nothing of ours.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import orjson

from pipelines.contracts import ROOT
from pipelines.custody.findings import Inspection
from pipelines.errors import LaunchwireError
from pipelines.ids import sha256
from pipelines.stage.record_reader import RecordReader
from pipelines.warehouse import Warehouse, connect_published, releases
from pipelines.warehouse.files import write_bytes

QUERIES = ROOT / "sql" / "command" / "evidence"
LIST, DIGEST, SUMS = "datapackage.json", "datapackage-digest.json", "SHA256SUMS"
README = """\
Evidence of one launch event, from the release named in datapackage.json.

archive/        records as received, one file each; receipts.jsonl says when, where and how each came
documents/      the text of each article, as all offsets count it (in characters, from 0)
spans.jsonl     the words that speak of the event: document, first character, end, the words, the rule that read them
event.json      the event as it was resolved, and its values

Nothing changed since it was written if this says so:   sha256sum --check SHA256SUMS
The words stand where they are said to stand if this does: launchwire verify --evidence FOLDER
"""


def export_evidence(warehouse: Warehouse, event_id: str, folder: Path) -> dict[str, bytes]:
    """Write the evidence of an event of the published release into a new or empty folder; its files by name."""
    if folder.exists() and any(folder.iterdir()):
        raise LaunchwireError(f"{folder}: is not empty. Choose a new folder with --output DIR.")
    con = connect_published(warehouse)
    try:
        files = make_files(warehouse, con, event_id)
    finally:
        con.close()
    for name, content in package(warehouse, event_id, files).items():
        write_bytes(folder / name, content)
    return files


def make_files(warehouse: Warehouse, con: duckdb.DuckDBPyConnection, event_id: str) -> dict[str, bytes]:
    """What there is to show, by name of the file."""
    events = ask(con, "event", event_id)
    if not events:
        raise LaunchwireError(f'{event_id}: no launch event has this id. Find one with: launchwire sql "from modeled.launch_events"')
    documents, receipts = ask(con, "documents", event_id), ask(con, "receipts", event_id)
    files = {"README.txt": README.encode()}
    files["event.json"] = orjson.dumps({"event": events[0], "values": ask(con, "values", event_id)}, option=orjson.OPT_INDENT_2)
    files["spans.jsonl"] = lines(ask(con, "spans", event_id))
    for row in documents:
        files[f"documents/{row['article_id']}.txt"] = row.pop("document_text").encode()
    files["documents.jsonl"] = lines(documents)
    reader = RecordReader(warehouse)
    for row in sorted(receipts, key=lambda row: (row["blob_name"], row["blob_start"], row["byte_start"])):
        files[f"archive/{row['record_id']}"] = reader.read(row, row["byte_start"], row["byte_end"])
        row["stored_sha256"] = sha256(files[f"archive/{row['record_id']}"])
    reader.close()
    files["receipts.jsonl"] = lines([{name: held for name, held in row.items() if not name.startswith("blob_")} for row in receipts])
    return files


def ask(con: duckdb.DuckDBPyConnection, name: str, event_id: str) -> list[dict[str, Any]]:
    """Rows of one query about the event."""
    found = con.execute((QUERIES / f"{name}.sql").read_text(encoding="utf-8"), {"id": event_id})
    columns = [column[0] for column in found.description]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def lines(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """Rows as JSON Lines."""
    return b"".join(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE | orjson.OPT_NAIVE_UTC) for row in rows)


def package(warehouse: Warehouse, event_id: str, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files with their list, its digest and the sums."""
    release = releases(warehouse)[-1]
    listed = [
        {"name": Path(name).name, "path": name, "hash": f"sha256:{sha256(content)}", "bytes": len(content)}
        for name, content in sorted(files.items())
    ]
    held = {
        "profile": "data-package",
        "title": f"Evidence of launch event {event_id}",
        "created": release.manifest["run_at"],
        "software": "launchwire",
        "release": {name: release.manifest.get(name) for name in ("number", "content_sha256", "lake_manifest_sha256")},
        "resources": listed,
    }
    content = json.dumps(held, indent=1).encode() + b"\n"
    digest = json.dumps({"path": LIST, "hash": f"sha256:{sha256(content)}"}, indent=1).encode() + b"\n"
    whole = {**files, LIST: content, DIGEST: digest}
    return {**whole, SUMS: "".join(f"{sha256(held)}  {name}\n" for name, held in sorted(whole.items())).encode()}


def check_evidence(folder: Path) -> Inspection:
    """Whether a folder of evidence is as it was written, and its words stand where it says. Needs no warehouse."""
    found = Inspection(folder)
    found.attempt(folder / LIST, partial(check_list, folder, found))
    if not found.findings:
        found.attempt(folder / "spans.jsonl", partial(check_words, folder, found))
        found.attempt(folder / "receipts.jsonl", partial(check_archive, folder, found))
    return found


def check_list(folder: Path, found: Inspection) -> None:
    """Files by their hashes, and that none is missing or strange."""
    content = (folder / LIST).read_bytes()
    wanted = {"path": LIST, "hash": f"sha256:{sha256(content)}"}
    if (folder / DIGEST).read_bytes() != json.dumps(wanted, indent=1).encode() + b"\n":
        found.blame(folder / DIGEST, f"does not hold the hash of {LIST}")
        return
    hashes = {entry["path"]: entry["hash"] for entry in json.loads(content)["resources"]}
    for name, digest in hashes.items():
        found.checked["files"] += 1
        if not (folder / name).is_file() or f"sha256:{sha256((folder / name).read_bytes())}" != digest:
            found.blame(folder / name, "is missing, or its bytes do not have the hash that the list holds")
    whole = sorted([*hashes, LIST, DIGEST])
    if (folder / SUMS).read_bytes() != "".join(f"{sha256((folder / name).read_bytes())}  {name}\n" for name in whole).encode():
        found.blame(folder / SUMS, "does not hold the hashes of the files")
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if str(path.relative_to(folder)) not in {*whole, SUMS}:
            found.blame(path, "is in no list")


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Rows of a file of JSON Lines."""
    return (orjson.loads(line) for line in path.read_bytes().splitlines())


def check_words(folder: Path, found: Inspection) -> None:
    """Words by their places in the documents, documents by their hashes."""
    held = list(read_lines(folder / "documents.jsonl"))
    documents = {row["article_id"]: (folder / "documents" / f"{row['article_id']}.txt").read_bytes() for row in held}
    for row in held:
        if sha256(documents[row["article_id"]]) != row["document_sha256"]:
            found.blame(f"documents/{row['article_id']}.txt", "is not the document that the offsets count in")
    for row in read_lines(folder / "spans.jsonl"):
        found.checked["spans"] += 1
        if documents[row["article_id"]].decode()[row["char_start"] : row["char_end"]] != row["evidence_text"]:
            found.blame("spans.jsonl", f"{row['evidence_id']}: its words do not stand at its place")


def check_archive(folder: Path, found: Inspection) -> None:
    """Records by the hashes in their receipts."""
    for row in read_lines(folder / "receipts.jsonl"):
        found.checked["records"] += 1
        if sha256((folder / "archive" / row["record_id"]).read_bytes()) != row["stored_sha256"]:
            found.blame(f"archive/{row['record_id']}", "does not have the hash that its receipt holds")
