"""What is checked of a table: its shape, from the contract; judgements, from the suite; audits, from ``sql/audits``.

Nothing here imports Great Expectations, so that definitions load at once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from pipelines.contracts import EXPECTATIONS, ROOT, Column, Contract, contract
from pipelines.errors import ContractError
from pipelines.validate.results import Check

CONTRACT = "contract"  # the check that stands for a table's whole shape
COLUMNS, ROWS = f"{CONTRACT}: columns", f"{CONTRACT}: rows"  # its parts
ROWS_QUERY = "unexpected_rows_expectation"
LONGEST_NAME = 25  # Dagster's list of checks cuts longer names
BATCH = "/* {batch} */"  # tells Great Expectations that the query is about the table, without reading it twice
AUDITS = ROOT / "sql" / "audits"
AUDIT_HEADER = re.compile(
    r"(?P<notes>(?:-- .*\n)+?)-- Table: (?P<table>\w+\.\w+)\n-- Severity: (?P<severity>critical|warning)\n(?P<of_all>-- Rows: all\n)?"
)
AUDITED_TABLE = re.compile(r"\b(?:from|join) (\w+\.\w+)")
OF_ALL_ROWS = {"expect_table_row_count_to_be_between", "expect_column_values_to_be_unique"}
SUITE_ENTRY = {"type", "kwargs", "severity", "notes", "meta"}


def suite_path(name: str) -> Path:
    """Where the judgements on a table are kept."""
    layer, table = name.split(".")
    return EXPECTATIONS / layer / f"{table}.json"


@cache
def planned_checks(name: str) -> tuple[Check, ...]:
    """Every expectation of one table: shape first, then judgements in the order of the suite, then audits by name."""
    found = (*contract_checks(contract(name)), *suite_checks(name), *audit_checks(name))
    keys = [check.key for check in found]
    if repeated := sorted({key for key in keys if keys.count(key) > 1}):
        raise ContractError(f"{name}: two checks are called {repeated[0]!r}. Rename the one in {suite_path(name)} or in {AUDITS}.")
    return found


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


@cache
def audits() -> dict[str, tuple[Check, ...]]:
    """Audits by the table that each is about."""
    found: dict[str, list[Check]] = {}
    for path in sorted(AUDITS.glob("*.sql")):
        about, check = read_audit(path)
        found.setdefault(about, []).append(check)
    return {about: tuple(checks) for about, checks in found.items()}


def audit_checks(name: str) -> tuple[Check, ...]:
    """Truths about a table that take other tables to check."""
    return audits().get(name, ())


def read_audit(path: Path) -> tuple[str, Check]:
    """The table that an audit is about, and the check: the rows that its query returns are wrong."""
    text = path.read_text(encoding="utf-8").strip()
    header = AUDIT_HEADER.match(text)
    if header is None:
        raise ContractError(
            f"{path}: must begin with '-- TRUTH.', then '-- Table: LAYER.TABLE', then '-- Severity: critical' or 'warning', "
            "then '-- Rows: all' where a table without articles and events is read, so that new rows alone tell nothing."
        )
    notes = " ".join(line.removeprefix("--").strip() for line in header["notes"].splitlines())
    _refuse_check_name(path, path.stem)
    contract(header["table"])
    query = text[header.end() :].strip().replace("{", "{{").replace("}", "}}")
    asked = {"unexpected_rows_query": f"{query} {BATCH}"}
    check = Check(path.stem, path.stem, header["severity"], notes, ROWS_QUERY, asked, bool(header["of_all"]))  # type: ignore[arg-type]
    return header["table"], check


def _refuse_check_name(path: Path, name: str) -> None:
    if len(name) > LONGEST_NAME or not name.isidentifier():
        raise ContractError(f"{path}: check {name!r} must be one word of at most {LONGEST_NAME} letters.")


def _judgement(path: Path, entry: dict[str, Any]) -> Check:
    if missing := SUITE_ENTRY - entry.keys():
        raise ContractError(f"{path}: an expectation lacks {sorted(missing)}: {json.dumps(entry)[:200]}")
    name = entry["meta"]["check"]
    _refuse_check_name(path, name)
    if entry["severity"] not in {"critical", "warning"}:
        raise ContractError(f"{path}: check {name!r} has severity {entry['severity']!r}; known are critical and warning.")
    return Check(name, name, entry["severity"], str(entry["notes"]), entry["type"], entry["kwargs"])


def contract_checks(held: Contract) -> Iterator[Check]:
    """The shape that a contract promises, as two expectations: one query each is what makes checking every table affordable."""
    yield _rows(COLUMNS, columns_query(held), "Columns, their types and their order are those of the contract.")
    yield _rows(ROWS, wrong_rows_query(held), f"One row is {held.grain}; no null, code or reference that the contract does not allow.")


def new_rows_check(name: str, check: Check, whole: str) -> Check | None:
    """A check as it is made of the new rows of a table alone; nothing for one that needs all rows, or whose warning is to stay.

    ``whole`` names the database that holds the whole table.
    """
    if check.of_all or check.severity == "warning" or "mostly" in check.kwargs or check.type in OF_ALL_ROWS or check.key == COLUMNS:
        return None
    if check.key == ROWS:
        query = wrong_rows_query(contract(name), f"{quoted(whole)}.{table(name)}")
        return replace(check, kwargs={"unexpected_rows_query": f"{query} {BATCH}"})
    return check


def _rows(key: str, query: str, note: str) -> Check:
    return Check(key, CONTRACT, "critical", note, ROWS_QUERY, {"unexpected_rows_query": f"{query} {BATCH}"})


def columns_query(held: Contract) -> str:
    """Columns that are missing, too many, of another type or in another place than the contract says."""
    wanted = ", ".join(
        f"({literal(column.name)}, {literal(column.type.upper())}, {place})" for place, column in enumerate(held.columns, start=1)
    )
    return (
        "select coalesce(wanted.column_name, found.column_name) as column_name, wanted.data_type as wanted_type, "
        "found.data_type as found_type, wanted.place as wanted_place, found.column_index as found_place "
        f"from (values {wanted}) as wanted (column_name, data_type, place) full join (select column_name, data_type, column_index "
        f"from duckdb_columns() where schema_name = {literal(held.layer)} and table_name = {literal(held.table)}) as found "
        "on found.column_name = wanted.column_name where wanted.data_type is distinct from found.data_type "
        "or wanted.place is distinct from found.column_index"
    )


def wrong_rows_query(held: Contract, others: str = "") -> str:
    """Rows that break the contract, by key, each with what is wrong. ``others``: all rows; their keys count where some are looked at."""
    key = ", ".join(f"{quoted(name)}::varchar as {quoted(name)}" for name in held.key)
    tests = ", ".join(test for column in held.columns for test in _column_tests(column))
    grouped = ", ".join(quoted(name) for name in held.key)
    looked_at = f"{others} semi join {table(held.name)} using ({grouped})" if others else table(held.name)
    parts = [f"select {key}, 'the key is not unique' as problem from {looked_at} group by {grouped} having count(*) > 1"]
    if tests:
        parts.append(
            f"select {key}, unnest(list_filter([{tests}], lambda problem: problem is not null)) as problem from {table(held.name)}"
        )
    parts += [_reference_query(held, column) for column in held.columns if column.references]
    return f"select * from ({' union all '.join(parts)}) as wrong_rows"


def _column_tests(column: Column) -> Iterator[str]:
    """What may be wrong with a value by itself, as expressions that are null where nothing is."""
    if not column.nullable:
        yield f"case when {quoted(column.name)} is null then {literal(f'{column.name} is empty')} end"
    if column.codes:
        codes = ", ".join(literal(code) for code in column.codes)
        name, told = quoted(column.name), literal(f"{column.name} is none of its codes: ")
        wrong = f"not list_has_all([{codes}], {name})" if column.type.endswith("[]") else f"{name} not in ({codes})"
        yield f"case when {wrong} then {told} || {name}::varchar end"


def _reference_query(held: Contract, column: Column) -> str:
    """Rows whose value is not found where the contract says that it is."""
    parent, target = str(column.references).rsplit(".", 1)
    name = quoted(column.name)
    key = ", ".join(f"child.{quoted(part)}::varchar as {quoted(part)}" for part in held.key)
    value = f"unnest({name})" if column.type.endswith("[]") else name
    others = "".join(f"{quoted(part)}, " for part in held.key)
    told = literal(f"{column.name} is not in {column.references}: ")
    return (
        f"select {key}, {told} || child.referring_value::varchar as problem "
        f"from (select {others}{value} as referring_value from {table(held.name)}) as child "
        f"where child.referring_value is not null and not exists "
        f"(select 1 from {table(parent)} as parent where parent.{quoted(target)} = child.referring_value)"
    )


def table(name: str) -> str:
    """A qualified table name from a contract as SQL."""
    return ".".join(quoted(part) for part in name.split("."))


def quoted(name: str) -> str:
    """A name from a contract as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A word from a contract as an SQL string, braces doubled because the query is a format string."""
    return "'" + text.replace("'", "''").replace("{", "{{").replace("}", "}}") + "'"


def needed_tables(name: str) -> tuple[str, ...]:
    """Other tables that must be there before a table can be checked: those that its contract refers to or its audits read."""
    found = {".".join(column.references.split(".")[:2]) for column in contract(name).columns if column.references}
    for check in audit_checks(name):
        found |= set(AUDITED_TABLE.findall(str(check.kwargs["unexpected_rows_query"])))
    return tuple(sorted(found - {name}))
