"""What is checked of a table: its shape, from the contract; judgements, from the suite; audits, from ``sql/audits``.

Nothing here imports Great Expectations, so that definitions load at once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from pipelines.contracts import EXPECTATIONS, Column, Contract, contract
from pipelines.errors import ContractError
from pipelines.validate.results import Check

CONTRACT = "contract"  # the check that stands for a table's whole shape
LONGEST_NAME = 25  # Dagster's list of checks cuts longer names
BATCH = "/* {batch} */"  # tells Great Expectations that the query is about the table, without reading it twice
SUITE_ENTRY = {"type", "kwargs", "severity", "notes", "meta"}


def suite_path(name: str) -> Path:
    """Where the judgements on a table are kept."""
    layer, table = name.split(".")
    return EXPECTATIONS / layer / f"{table}.json"


@cache
def planned_checks(name: str) -> tuple[Check, ...]:
    """Every expectation of one table: shape first, then judgements in the order of the suite."""
    return (*contract_checks(contract(name)), *suite_checks(name))


def check_names(name: str) -> dict[str, bool]:
    """Names of a table's checks in order, and whether a failure blocks what follows."""
    names: dict[str, bool] = {}
    for check in planned_checks(name):
        names[check.check] = names.get(check.check, False) or check.severity == "critical"
    return names


def check_notes(name: str, check: str) -> str:
    """Why a check must hold."""
    if check == CONTRACT:
        return "Columns, types, not null, unique key, closed lists and references, as the contract says."
    return next(planned.notes for planned in planned_checks(name) if planned.check == check)


def suite_checks(name: str) -> tuple[Check, ...]:
    """Judgements on a table; a table whose contract says all that can be said has no suite."""
    path = suite_path(name)
    if not path.exists():
        return ()
    held = json.loads(path.read_text(encoding="utf-8"))
    if held.get("name") != name:
        raise ContractError(f"{path}: its name is {held.get('name')!r}, expected {name!r}.")
    found = tuple(_judgement(path, entry) for entry in held["expectations"])
    names = [check.check for check in found]
    if len(set(names)) != len(names) or CONTRACT in names:
        raise ContractError(f"{path}: meta.check must be different for each expectation, and not {CONTRACT!r}.")
    return found


def _judgement(path: Path, entry: dict[str, Any]) -> Check:
    if missing := SUITE_ENTRY - entry.keys():
        raise ContractError(f"{path}: an expectation lacks {sorted(missing)}: {json.dumps(entry)[:200]}")
    name = entry["meta"]["check"]
    if len(name) > LONGEST_NAME or not name.isidentifier():
        raise ContractError(f"{path}: check {name!r} must be one word of at most {LONGEST_NAME} letters.")
    if entry["severity"] not in {"critical", "warning"}:
        raise ContractError(f"{path}: check {name!r} has severity {entry['severity']!r}; known are critical and warning.")
    return Check(name, name, entry["severity"], str(entry["notes"]), entry["type"], entry["kwargs"])


def contract_checks(held: Contract) -> Iterator[Check]:
    """The shape that a contract promises, as expectations."""
    names = [column.name for column in held.columns]
    yield _shape(
        "columns", "expect_table_columns_to_match_ordered_list", {"column_list": names}, "The columns of the contract, in its order."
    )
    yield _rows("types", _types_query(held), "Every column has the type of the contract.")
    yield _key(held)
    for column in held.columns:
        yield from _column_checks(held, column)


def _key(held: Contract) -> Check:
    note = f"One row is {held.grain}."
    if len(held.key) == 1:
        return _shape("key", "expect_column_values_to_be_unique", {"column": held.key[0]}, note)
    return _shape("key", "expect_compound_columns_to_be_unique", {"column_list": list(held.key)}, note)


def _column_checks(held: Contract, column: Column) -> Iterator[Check]:
    if not column.nullable:
        note = f"{column.name}: the contract allows no null."
        yield _shape(f"{column.name} not null", "expect_column_values_to_not_be_null", {"column": column.name}, note)
    if column.codes and not column.type.endswith("[]"):
        kwargs = {"column": column.name, "value_set": list(column.codes)}
        yield _shape(f"{column.name} codes", "expect_column_values_to_be_in_set", kwargs, f"{column.name}: a closed list.")
    if column.codes and column.type.endswith("[]"):
        yield _rows(f"{column.name} codes", _list_codes_query(held, column), f"{column.name}: a closed list.")
    if column.references:
        yield _rows(f"{column.name} refers", _reference_query(held, column), f"{column.name}: is found in {column.references}.")


def _shape(key: str, kind: str, kwargs: dict[str, Any], note: str) -> Check:
    return Check(f"{CONTRACT}: {key}", CONTRACT, "critical", note, kind, kwargs)


def _rows(key: str, query: str, note: str) -> Check:
    return _shape(key, "unexpected_rows_expectation", {"unexpected_rows_query": query}, note)


def _types_query(held: Contract) -> str:
    wanted = ", ".join(f"({literal(column.name)}, {literal(column.type.upper())})" for column in held.columns)
    return (
        f"select wanted.column_name, wanted.data_type as wanted_type, found.data_type as found_type {BATCH} "
        f"from (values {wanted}) as wanted (column_name, data_type) "
        f"left join information_schema.columns as found on found.column_name = wanted.column_name "
        f"and found.table_schema = {literal(held.layer)} and found.table_name = {literal(held.table)} "
        "where found.data_type is distinct from wanted.data_type"
    )


def _reference_query(held: Contract, column: Column) -> str:
    layer, table, target = str(column.references).split(".")
    rows = _unnested(held, column)
    return (
        f"select child.* from ({rows}) as child "
        f"where child.{quoted(column.name)} is not null and not exists "
        f"(select 1 from {quoted(layer)}.{quoted(table)} as parent where parent.{quoted(target)} = child.{quoted(column.name)})"
    )


def _list_codes_query(held: Contract, column: Column) -> str:
    codes = ", ".join(literal(code) for code in column.codes)
    return f"select child.* from ({_unnested(held, column)}) as child where child.{quoted(column.name)} not in ({codes})"


def _unnested(held: Contract, column: Column) -> str:
    key = ", ".join(quoted(name) for name in held.key if name != column.name)
    value = f"unnest({quoted(column.name)}) as {quoted(column.name)}" if column.type.endswith("[]") else quoted(column.name)
    return f"select {key + ', ' if key else ''}{value} from {{batch}}"


def quoted(name: str) -> str:
    """A name from a contract as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A word from a contract as an SQL string, braces doubled because the query is a format string."""
    return "'" + text.replace("'", "''").replace("{", "{{").replace("}", "}}") + "'"


def needed_tables(name: str) -> tuple[str, ...]:
    """Other tables that a table's contract refers to."""
    found = {".".join(column.references.split(".")[:2]) for column in contract(name).columns if column.references}
    return tuple(sorted(found - {name}))
