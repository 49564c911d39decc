"""Contracts: the only place that says a table's grain, key, columns, types, null rules and meanings.

``expectations/<layer>/<table>.yml`` is one contract. Writers, checks, DuckDB comments and the data
dictionary are derived from it; adding a column means editing one file.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from pipelines.errors import ContractError

ROOT = Path(__file__).parent.parent
EXPECTATIONS = ROOT / "expectations"
LAYERS = ("raw", "staged", "extracted", "reference", "history", "modeled", "marts")
POLARS_TYPES: dict[str, pl.DataType] = {
    "varchar": pl.String(),
    "boolean": pl.Boolean(),
    "integer": pl.Int32(),
    "bigint": pl.Int64(),
    "double": pl.Float64(),
    "date": pl.Date(),
    "timestamp with time zone": pl.Datetime("us", "UTC"),
    "varchar[]": pl.List(pl.String()),
    "integer[]": pl.List(pl.Int32()),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: DuckDB type, whether it may be null, what it means, its unit, its closed list, what it refers to."""

    name: str
    type: str
    meaning: str
    nullable: bool
    unit: str | None = None
    codes: tuple[str, ...] = ()
    references: str | None = None  # "<layer>.<table>.<column>"


@dataclass(frozen=True, slots=True)
class Contract:
    """What one table promises its readers."""

    layer: str
    table: str
    title: str
    grain: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    made_by: str
    warnings: tuple[str, ...] = ()
    anew_for: tuple[str, ...] = ()  # tables whose key says which rows a night makes anew, and what of other tables these are made from

    @property
    def name(self) -> str:
        """Schema-qualified name, spelled the same in every place."""
        return f"{self.layer}.{self.table}"

    @property
    def polars_schema(self) -> dict[str, pl.DataType]:
        """The frame that a writer of this table must hand over."""
        return {column.name: POLARS_TYPES[column.type] for column in self.columns}


COLUMN_FIELDS = {"name", "type", "is", "nullable", "unit", "codes", "references"}
CONTRACT_FIELDS = {"title", "grain", "key", "columns", "made_by", "warnings", "anew_for"}


def _column(raw: dict[str, Any], path: Path) -> Column:
    if unknown := raw.keys() - COLUMN_FIELDS:
        raise ContractError(f"{path}: column {raw.get('name')}: unknown entries {sorted(unknown)}; known are {sorted(COLUMN_FIELDS)}.")
    if raw["type"] not in POLARS_TYPES:
        raise ContractError(f"{path}: column {raw['name']}: type {raw['type']!r} is none of {sorted(POLARS_TYPES)}.")
    return Column(
        name=raw["name"],
        type=raw["type"],
        meaning=raw["is"],
        nullable=bool(raw.get("nullable")),
        unit=raw.get("unit"),
        codes=tuple(raw.get("codes") or ()),
        references=raw.get("references"),
    )


def read_contract(path: Path) -> Contract:
    """One contract file, checked for what a contract must say."""
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise ContractError(f"{path}: cannot be read as YAML. {error}") from error
    if (missing := {"title", "grain", "key", "columns", "made_by"} - raw.keys()) or (raw.keys() - CONTRACT_FIELDS):
        raise ContractError(f"{path}: missing {sorted(missing)}, unknown {sorted(raw.keys() - CONTRACT_FIELDS)}.")
    columns = tuple(_column(column, path) for column in raw["columns"])
    if strangers := set(raw["key"]) - {column.name for column in columns}:
        raise ContractError(f"{path}: key columns {sorted(strangers)} are not among its columns.")
    return Contract(
        layer=path.parent.name,
        table=path.stem,
        title=raw["title"],
        grain=raw["grain"],
        key=tuple(raw["key"]),
        columns=columns,
        made_by=raw["made_by"],
        warnings=tuple(raw.get("warnings") or ()),
        anew_for=tuple(raw.get("anew_for") or ()),
    )


@cache
def contracts() -> dict[str, Contract]:
    """Every contract by qualified name, layers in the order of the flow."""
    found = [read_contract(path) for layer in LAYERS for path in sorted((EXPECTATIONS / layer).glob("*.yml"))]
    return {contract.name: contract for contract in found}


def contract(name: str) -> Contract:
    """The contract of one table. What the release before held of a modeled table keeps the contract of that table."""
    if name in contracts():
        return contracts()[name]
    if resolved := earlier_of(name):
        return replace(contracts()[resolved], layer="history")
    raise ContractError(f"{name} has no contract. Add expectations/{name.replace('.', '/')}.yml.")


def earlier_of(name: str) -> str | None:
    """The modeled table whose rows in the release before go by this name, if any: ``history.claims`` for ``modeled.claims``."""
    layer, _, table = name.partition(".")
    resolved = f"modeled.{table}"
    return resolved if layer == "history" and name not in contracts() and resolved in contracts() else None


def shape(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """The frame in contract order and types, sorted by key; an error when columns are missing or left over."""
    wanted = contract(name)
    names = [column.name for column in wanted.columns]
    if set(names) != set(frame.columns):
        missing, extra = sorted(set(names) - set(frame.columns)), sorted(set(frame.columns) - set(names))
        raise ContractError(
            f"{name}: columns missing {missing}, not in the contract {extra}. Edit expectations/{name.replace('.', '/')}.yml."
        )
    return frame.select(pl.col(name).cast(kind) for name, kind in wanted.polars_schema.items()).sort(wanted.key)
