"""What Dagster shows of a table: from its contract, its SQL file and its lineage."""

from __future__ import annotations

import hashlib
import os
import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import dagster as dg

from pipelines.contracts import ROOT, Column, Contract, contract
from pipelines.defs.freshness import refreshed

OWNERS = ["team:launchwire"]
SQL = ROOT / "sql"
DATABASE = "launchwire"
WATCHED = frozenset({"raw.receipts", "raw.source_health"})  # the UI says when these, or a mart, become too old


def asset_key(name: str) -> dg.AssetKey:
    """The asset of a table: layer, table."""
    return dg.AssetKey(name.split("."))


def table_name(key: dg.AssetKey) -> str:
    """The table of an asset."""
    return ".".join(key.path)


def table_spec(name: str, deps: Iterable[str], kinds: set[str], source: Path, code_version: str) -> dg.AssetSpec:
    """A table as an asset, with all that is known of it before it is made."""
    held = contract(name)
    return dg.AssetSpec(
        key=asset_key(name),
        deps=[asset_key(dep) for dep in sorted(deps)],
        group_name=held.layer,
        kinds=kinds,
        owners=OWNERS,
        description=description(held, source),
        code_version=code_version,
        freshness_policy=refreshed() if name in WATCHED or held.layer == "marts" else None,
        metadata={
            "dagster/code_references": code_references(source, ROOT / "expectations" / f"{name.replace('.', '/')}.yml"),
            "dagster/column_schema": column_schema(held),
            "dagster/table_name": f"{DATABASE}.{name}",
        },
    )


def code_references(*paths: Path) -> dg.CodeReferencesMetadataValue:
    """Links to files: in the editor of this machine, or below the address of the code where the environment names one."""
    address = os.environ.get("LAUNCHWIRE_CODE_URL", "").rstrip("/")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", dg.BetaWarning)  # the lock file holds the version that this works with
        return dg.CodeReferencesMetadataValue(
            code_references=[
                dg.UrlCodeReference(url=f"{address}/{shown_path(path)}", label=path.name)
                if address
                else dg.LocalFileCodeReference(file_path=str(path), line_number=1, label=path.name)
                for path in paths
            ]
        )


def description(held: Contract, source: Path) -> str:
    """Title, grain, key and warnings of a table; the SQL that makes it, where SQL does."""
    lines = [f"{held.title}. One row is {held.grain}.", "", f"Key: {', '.join(f'`{name}`' for name in held.key)}."]
    lines += ["", *(f"- Mind: {warning}" for warning in held.warnings)]
    lines += ["", f"Made by `{shown_path(source)}`."]
    if source.suffix == ".sql":
        lines += ["", "```sql", source.read_text(encoding="utf-8").strip(), "```"]
    return "\n".join(lines)


def shown_path(path: Path) -> str:
    """A path as seen from the checkout."""
    return str(path.relative_to(ROOT))


def column_schema(held: Contract) -> dg.TableSchema:
    """Columns of a contract, as Dagster shows them."""
    return dg.TableSchema(columns=[_table_column(held, column) for column in held.columns])


def _table_column(held: Contract, column: Column) -> dg.TableColumn:
    unit = f" Unit: {column.unit}." if column.unit else ""
    others = [f"one of: {', '.join(column.codes)}"] if column.codes else []
    others += [f"refers to {column.references}"] if column.references else []
    return dg.TableColumn(
        name=column.name,
        type=column.type,
        description=f"{column.meaning}.{unit}",
        constraints=dg.TableColumnConstraints(nullable=column.nullable, unique=held.key == (column.name,), other=others),
    )


def column_lineage(lineage: Mapping[str, Iterable[tuple[str, str]]]) -> dg.TableColumnLineage:
    """Which columns each column is made from."""
    return dg.TableColumnLineage(
        deps_by_column={
            column: [dg.TableColumnDep(asset_key=asset_key(table), column_name=source) for table, source in sorted(sources)]
            for column, sources in lineage.items()
        }
    )


def digest(paths: Iterable[Path]) -> str:
    """One hash over the content of files; the same in every process and on every machine."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(shown_path(path).encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:16]


def engine_files(*packages: str) -> list[Path]:
    """Code, rules and lexicons of parts of the pipeline."""
    suffixes = {".py", ".yml", ".csv"}
    return [path for package in packages for path in (ROOT / package).rglob("*") if path.suffix in suffixes]


def counted(rows: int, **others: Any) -> dict[str, Any]:
    """Metadata of a table that was made."""
    return {"dagster/row_count": rows, **others}
