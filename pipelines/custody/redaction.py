"""Taking a document out of releases that were published: a copy without its rows takes the place of the file.

The manifest stays as it was published, for the next one holds its hash; a sealed note beside it says what the file holds from then on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from pipelines.contracts import ROOT
from pipelines.warehouse import Warehouse, contents
from pipelines.warehouse.content import published_tables
from pipelines.warehouse.database import connect_file, literal
from pipelines.warehouse.files import file_sha256, sync_folder, told_plainly
from pipelines.warehouse.releases import COUNTED_BY, MANIFEST, REDACTION, Release, content_total, releases, told_tables
from pipelines.warehouse.seals import write_sealed

QUOTED_CHARACTERS = 40  # shorter words stand in many documents
WITHOUT_TEXT = frozenset({"reference"})
RENAMED = frozenset({("modeled.launch_events", "first_article_id")})  # told anew by sql/forget, for the event may have other reports
LEFT_OVERS = ROOT / "sql" / "forget"


def redact_releases(warehouse: Warehouse, stone: Mapping[str, Any], texts: Sequence[str]) -> int:
    """Take the rows of some articles out of every kept release; how many rows went."""
    return sum(redact_release(release, stone, texts) for release in releases(warehouse))


def redact_release(release: Release, stone: Mapping[str, Any], texts: Sequence[str]) -> int:
    """Put a copy without the rows in the place of a release's file; how many rows went."""
    folder = release.folder
    first, second = folder / ".redacted.tmp", folder / ".compacted.tmp"
    for left_over in (first, second):
        left_over.unlink(missing_ok=True)
    with told_plainly(folder):
        copy_database(release.database, first)
        removed = remove_rows(first, stone["article_ids"], texts)
        if not removed and release.manifest["file_sha256"] == file_sha256(release.database):
            first.unlink()
            return 0
        copy_database(first, second)  # the copy of a copy has no pages that still hold what was removed
        first.unlink()
        note_redaction(release, second, stone)
        second.chmod(0o644)
        second.replace(release.database)
        sync_folder(folder)
    return removed


def copy_database(source: Path, target: Path) -> None:
    """Copy what a database holds into a new file."""
    con = duckdb.connect()
    try:
        con.execute(f"attach {literal(str(source))} as held (read_only)")
        con.execute(f"attach {literal(str(target))} as made")
        con.execute("copy from database held to made")
        con.execute("checkpoint made")
    finally:
        con.close()


def remove_rows(path: Path, article_ids: Sequence[str], texts: Sequence[str]) -> int:
    """Delete rows that name one of some articles or quote a document; then what has lost its ground. How many rows went."""
    con = duckdb.connect(str(path))
    try:
        con.execute("create temp table gone as select unnest(?::varchar[]) as article_id", [list(article_ids)])
        con.execute("create temp table texts as select unnest(?::varchar[]) as document_text", [list(texts)])
        removed = sum(delete_rows(con, name) for name in published_tables(con) if name.split(".")[0] not in {*WITHOUT_TEXT, "main"})
        if removed:
            removed += sum(changed_rows(con, path.read_text(encoding="utf-8")) for path in sorted(LEFT_OVERS.glob("*.sql")))
        return removed
    finally:
        con.close()


def delete_rows(con: duckdb.DuckDBPyConnection, name: str) -> int:
    """Delete the rows of one table that name an article that is gone, or quote a document."""
    schema, table = name.split(".")
    columns = con.execute(
        "select column_name, data_type from duckdb_columns() where schema_name = ? and table_name = ? "
        "and database_name = current_database() and data_type in ('VARCHAR', 'VARCHAR[]') order by column_index",
        [schema, table],
    ).fetchall()
    named = [(column, kind) for column, kind in columns if (name, column) not in RENAMED]
    tests = " or ".join(test for column, kind in named for test in row_tests(f'"{column}"', kind))
    return changed_rows(con, f'delete from "{schema}"."{table}" where {tests}') if tests else 0  # noqa: S608 - names of the database's own


def row_tests(column: str, kind: str) -> Iterator[str]:
    """Conditions under which a row goes, by one of its columns."""
    if kind == "VARCHAR[]":
        yield f"list_has_any({column}, (select list(article_id) from gone))"  # noqa: S608 - as above
        return
    yield f"{column} in (select article_id from gone)"  # noqa: S608 - as above
    quoted = f"contains(texts.document_text, {column}) or contains({column}, texts.document_text)"
    yield f"(length({column}) >= {QUOTED_CHARACTERS} and exists (select 1 from texts where {quoted}))"  # noqa: S608 - as above


def changed_rows(con: duckdb.DuckDBPyConnection, statement: str) -> int:
    """Rows that a statement deleted; none where the release has not the tables."""
    try:
        counted = con.execute(statement).fetchone()
    except (duckdb.CatalogException, duckdb.BinderException):
        return 0
    return int(counted[0]) if counted else 0


def note_redaction(release: Release, made: Path, stone: Mapping[str, Any]) -> None:
    """Say what the file holds from now on, and what was taken out of it."""
    con = connect_file(made)
    try:
        tables = contents(con)
    finally:
        con.close()
    note = {
        "forgotten_at": stone["forgotten_at"],
        "url_text": stone["url_text"],
        "manifest_sha256": file_sha256(release.folder / MANIFEST),
        "file_sha256": file_sha256(made),
        "content_sha256": content_total(tables),
        "content_code": COUNTED_BY,
        "tables": told_tables(tables),
    }
    write_sealed(release.folder / REDACTION, note)
