"""Run a table's expectations on the file that holds it. Imports Great Expectations, which costs seconds."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import duckdb
import great_expectations as gx
from great_expectations.data_context.data_context.context_factory import set_context
from great_expectations.data_context.data_context.ephemeral_data_context import EphemeralDataContext
from great_expectations.data_context.types.base import DataContextConfig, InMemoryStoreBackendDefaults, ProgressBarsConfig
from great_expectations.datasource.fluent.interfaces import Batch
from great_expectations.expectations.core.unexpected_rows_expectation import UnexpectedRowsExpectation

from pipelines.contracts import contract
from pipelines.model.desk import Desk, first_lines
from pipelines.validate.duckdb_source import connection_string, held_open
from pipelines.validate.new_rows import NEW_ROWS, new_rows
from pipelines.validate.plan import ROWS_QUERY, needed_tables, new_rows_check, planned_checks
from pipelines.validate.results import SHOWN_ROWS, Check, CheckResult, TableResult, shown, shown_rows

COUNTED = "wrong_rows_count"  # the name that the library gives the class below


def validate_tables(
    database: Path, wanted: Mapping[str, Collection[str] | None], partly_new: Collection[str] = (), earlier: Path | None = None
) -> Iterator[TableResult]:
    """Judge some tables of one file, each by the checks that are named for it, or by all of its own.

    ``partly_new``: tables whose other rows were judged when they came; ``earlier``: the release that has these.
    """
    checks = {name: [check for check in planned_checks(name) if only is None or check.check in only] for name, only in wanted.items()}
    if not database.exists():
        problem = f"{database}: is not there. Materialize the tables before checking them."
        yield from (TableResult(name, _not_judged(planned, problem)) for name, planned in checks.items())
        return
    with new_rows(database, earlier) as desk, held_open(str(database.resolve())) as present:
        for name, planned in checks.items():
            if name in present:
                yield TableResult(name, tuple(_judge(database, desk, name, planned, name in partly_new)))
            else:
                problem = f"{name}: is not in {database.name}. Materialize it before checking it."
                yield TableResult(name, _not_judged(planned, problem))


def _judge(database: Path, desk: Desk, name: str, checks: Sequence[Check], is_partly_new: bool) -> list[CheckResult]:
    """The checks of a table in their order: of new rows where that is enough, of all rows else."""
    narrow = {check.key: new_rows_check(name, check, desk.home) if is_partly_new else None for check in checks}
    of_all = [check for check in checks if not narrow[check.key]]
    found = [
        *_run(table_batch(connection_string(str(database.resolve())), name), name, of_all),
        *_judge_new_rows(desk, name, [check for check in narrow.values() if check]),
    ]
    places = [check.key for check in checks]
    return sorted(found, key=lambda result: places.index(result.key))


def _judge_new_rows(desk: Desk, name: str, checks: Sequence[Check]) -> Sequence[CheckResult]:
    """The checks of new rows of a table, beside rows of the tables that it is checked against."""
    if not checks:
        return ()
    try:
        laid = desk.lay_out((name, *needed_tables(name)), contract(name).anew_for)
    except duckdb.Error as error:  # a table beside it is absent
        return _not_judged(checks, first_lines(error))
    with desk.reading(laid):
        return list(_run(table_batch(NEW_ROWS, name), name, checks))


def _not_judged(checks: Sequence[Check], problem: str) -> tuple[CheckResult, ...]:
    """Expectations on a table that is absent, or beside one: they fail, and never pass."""
    return tuple(
        CheckResult(check.key, check.check, check.severity, check.notes, False, "not judged", exception_text=shown(problem))
        for check in checks
    )


def table_batch(address: str, name: str) -> Batch:
    """A table as Great Expectations sees it."""
    layer, table = name.split(".")
    source = _context().data_sources.add_or_update_duckdb(name="warehouse", connection_string=address, schema_name=layer)
    batch: Batch = source.add_table_asset(name, table_name=table).add_batch_definition_whole_table("all").get_batch()
    return batch


class UnsavedContext(EphemeralDataContext):
    """A context in memory. The library would write out its whole configuration after each table, for nobody to read."""

    def _save_project_config(self) -> None:
        """Nothing is kept."""


@cache
def _context() -> EphemeralDataContext:
    logging.getLogger("great_expectations").setLevel(logging.ERROR)
    config = DataContextConfig(store_backend_defaults=InMemoryStoreBackendDefaults(init_temp_docs_sites=False))
    context = UnsavedContext(project_config=config)
    set_context(context)
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    return context


class WrongRowsCount(UnexpectedRowsExpectation):
    """How many rows a query returns. The library's own runs the query once more, to fetch them, even where there are none."""

    metric_dependencies: ClassVar[tuple[str, ...]] = ("unexpected_rows_query.row_count",)

    def _validate(self, metrics: dict[str, Any], runtime_configuration: Any = None, execution_engine: Any = None) -> dict[str, Any]:
        return {"success": metrics["unexpected_rows_query.row_count"] == 0}


def _run(batch: Batch, name: str, checks: Sequence[Check]) -> Iterator[CheckResult]:
    """Judge first, then ask what is wrong only where something is: each answer is another pass over the table."""
    found = _validate(batch, name, checks, {"result_format": "BOOLEAN_ONLY"}, {ROWS_QUERY: COUNTED})
    refused = [check for check in checks if not found[check.key].success]
    by_query = [check for check in refused if check.type == ROWS_QUERY]
    # only this format hands over the rows of a query, and it would hand over all rows of other expectations
    found |= _validate(batch, name, by_query, {"result_format": "COMPLETE"}, {})
    by_key = {"result_format": "SUMMARY", "unexpected_index_column_names": list(contract(name).key)}
    found |= _validate(batch, name, [check for check in refused if check.type != ROWS_QUERY], by_key, {})
    for check in checks:
        yield _result(check, found[check.key])


def _validate(
    batch: Batch, name: str, checks: Sequence[Check], result_format: Mapping[str, Any], replaced: Mapping[str, str]
) -> dict[str, Any]:
    """What became of some checks, by key; ``replaced`` names expectations that stand in for others."""
    if not checks:
        return {}
    expectations = [{**expectation_dict(check), "type": replaced.get(check.type, check.type)} for check in checks]
    outcome = batch.validate(
        gx.ExpectationSuite(name=name, expectations=expectations), result_format={**result_format, "partial_unexpected_count": SHOWN_ROWS}
    )
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
