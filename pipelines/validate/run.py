"""Run a table's expectations on the file that holds it. Imports Great Expectations, which costs seconds."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import great_expectations as gx
from great_expectations.data_context.data_context.ephemeral_data_context import EphemeralDataContext
from great_expectations.data_context.types.base import ProgressBarsConfig
from great_expectations.datasource.fluent.interfaces import Batch

from pipelines.contracts import contract
from pipelines.validate.duckdb_source import close_all, connection_string
from pipelines.validate.plan import planned_checks
from pipelines.validate.results import SHOWN_ROWS, Check, CheckResult, TableResult, shown, shown_rows

ROWS_QUERY = "unexpected_rows_expectation"


def validate_table(database: Path, name: str, only: Collection[str] | None = None) -> TableResult:
    """Judge one table of a database file that nobody has open for writing. ``only`` names checks; all of them otherwise."""
    wanted = tuple(check for check in planned_checks(name) if only is None or check.check in only)
    if problem := _cannot_be_judged(database, name):
        return TableResult(name, tuple(_failed(check, problem) for check in wanted))
    with table_batch(database, name) as batch:
        results = tuple(_run(batch, name, wanted))
    return TableResult(name, results)


def _cannot_be_judged(database: Path, name: str) -> str | None:
    """Why no expectation can be run at all: an absent table must fail, not pass."""
    if not database.exists():
        return f"{database}: is not there. Materialize the tables before checking them."
    layer, table = name.split(".")
    con = duckdb.connect(str(database), read_only=True)
    try:
        found = con.execute("select 1 from duckdb_tables() where schema_name = ? and table_name = ?", [layer, table]).fetchone()
    finally:
        con.close()
    return None if found else f"{name}: is not in {database.name}. Materialize it before checking it."


def _failed(check: Check, problem: str) -> CheckResult:
    return CheckResult(check.key, check.check, check.severity, check.notes, False, "not judged", exception_text=shown(problem))


@contextmanager
def table_batch(database: Path, name: str) -> Iterator[Batch]:
    """A table as Great Expectations sees it; the file is let go of at the end."""
    layer, table = name.split(".")
    try:
        source = _context().data_sources.add_or_update_duckdb(
            name="warehouse", connection_string=connection_string(str(database.resolve())), schema_name=layer
        )
        yield source.add_table_asset(name, table_name=table).add_batch_definition_whole_table("all").get_batch()
    finally:
        close_all()


@cache
def _context() -> EphemeralDataContext:
    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    return context


def _run(batch: Batch, name: str, checks: Sequence[Check]) -> Iterator[CheckResult]:
    key = contract(name).key
    found = _validate(batch, name, checks, {"result_format": "SUMMARY", "unexpected_index_column_names": list(key)})
    refused = [check for check in checks if check.type == ROWS_QUERY and not found[check.key].success]
    # only this format hands over the rows of a query, and it would hand over all rows of other expectations
    rows = _validate(batch, name, refused, {"result_format": "COMPLETE"}) if refused else {}
    for check in checks:
        yield _result(check, rows.get(check.key, found[check.key]))


def _validate(batch: Batch, name: str, checks: Sequence[Check], result_format: Mapping[str, Any]) -> dict[str, Any]:
    suite = gx.ExpectationSuite(name=name, expectations=[expectation_dict(check) for check in checks])
    with_count = {**result_format, "partial_unexpected_count": SHOWN_ROWS}
    outcome = batch.validate(suite, result_format=with_count)
    # Great Expectations reorders results
    return {result.expectation_config.meta["key"]: result for result in outcome.results if result.expectation_config}


def expectation_dict(check: Check) -> dict[str, Any]:
    """An expectation in the library's own dump format."""
    return {
        "type": check.type,
        "kwargs": dict(check.kwargs),
        "severity": check.severity,
        "notes": check.notes,
        "meta": {"check": check.check, "key": check.key},
    }


def _result(check: Check, outcome: Any) -> CheckResult:
    exception_text = _exception_text(outcome.exception_info)
    held = outcome.result
    rows = _failing_rows(held) if not outcome.success else ()
    return CheckResult(
        key=check.key,
        check=check.check,
        severity=check.severity,
        notes=check.notes,
        success=bool(outcome.success) and exception_text is None,
        observed=_observed(check, held, exception_text),
        unexpected_count=_unexpected_count(check, held),
        failing_rows=shown_rows(rows),
        exception_text=exception_text,
    )


def _exception_text(info: Mapping[str, Any] | None) -> str | None:
    """What a check raised: the library gives one entry, or one for each metric."""
    if not info:
        return None
    entries = [info] if "raised_exception" in info else list(info.values())
    messages = [str(entry["exception_message"]) for entry in entries if entry["raised_exception"]]
    return shown(messages[0]) if messages else None


def _failing_rows(held: Mapping[str, Any]) -> list[dict[str, Any]]:
    if "details" in held and "unexpected_rows" in held["details"]:
        return [dict(row) for row in held["details"]["unexpected_rows"]]
    if indexed := held.get("partial_unexpected_index_list"):
        return [dict(row) for row in indexed]
    values = held.get("partial_unexpected_list") or []
    return [dict(value) if isinstance(value, Mapping) else {"value": value} for value in values]


def _unexpected_count(check: Check, held: Mapping[str, Any]) -> int | None:
    count = held.get("observed_value") if check.type == ROWS_QUERY else held.get("unexpected_count")
    return int(count) if isinstance(count, int | float) else None


def _observed(check: Check, held: Mapping[str, Any], exception_text: str | None) -> str:
    if exception_text is not None:
        return "the check raised an error"
    count = _unexpected_count(check, held)
    if count is None:
        return shown(held.get("observed_value")) or "nothing"
    total = held.get("element_count")
    return f"{count:,} of {total:,} rows are wrong" if total is not None else f"{count:,} rows are wrong"
