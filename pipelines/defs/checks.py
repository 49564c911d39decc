"""Asset checks: one for the shape of each table, one for each judgement of its suite and each audit about it."""

from collections.abc import Iterable, Iterator, Sequence

import dagster as dg

from pipelines.contracts import contracts
from pipelines.defs.assets import POOL
from pipelines.defs.describe import asset_key, table_name
from pipelines.defs.resources import WarehouseResource
from pipelines.validate import CheckResult, check_names, check_notes, needed_tables

SEVERITIES = {"critical": dg.AssetCheckSeverity.ERROR, "warning": dg.AssetCheckSeverity.WARN}


def all_checks() -> list[dg.AssetChecksDefinition]:
    """The checks of every table."""
    return [table_checks(name) for name in contracts()]


def table_checks(name: str) -> dg.AssetChecksDefinition:
    """All checks of one table, run together on the build database."""
    key = asset_key(name)
    others = [asset_key(other) for other in needed_tables(name)]
    specs = [
        dg.AssetCheckSpec(check, asset=key, description=check_notes(name, check), blocking=blocking, additional_deps=others)
        for check, blocking in check_names(name).items()
    ]

    @dg.multi_asset_check(name=f"check_{name.replace('.', '__')}", specs=specs, can_subset=True, pool=POOL)
    def judge(context: dg.AssetCheckExecutionContext, warehouse: WarehouseResource) -> Iterator[dg.AssetCheckResult]:
        from pipelines.validate.run import validate_table  # noqa: PLC0415 - Great Expectations costs seconds to import

        wanted = {selected.name for selected in context.selected_asset_check_keys}
        found = validate_table(warehouse.opened.build_path, table_name(key), wanted)
        for check in [spec.name for spec in specs if spec.name in wanted]:
            yield check_result(key, check, [result for result in found.results if result.check == check])

    return judge


def check_result(key: dg.AssetKey, check: str, results: Sequence[CheckResult]) -> dg.AssetCheckResult:
    """What Dagster shows of a check: passed only if it was judged and every part of it holds."""
    failed = [result for result in results if not result.success]
    worst = "critical" if any(result.severity == "critical" for result in failed or results) else "warning"
    return dg.AssetCheckResult(
        asset_key=key,
        check_name=check,
        passed=bool(results) and not failed,
        severity=SEVERITIES[worst],
        description=summary(results, failed),
        metadata=dict(failure_metadata(failed)),
    )


def summary(results: Sequence[CheckResult], failed: Sequence[CheckResult]) -> str:
    """One line: what holds, or what does not and why it must."""
    if not results:
        return "Nothing was judged."
    if failed:
        return f"{failed[0].key}: {failed[0].exception_text or failed[0].observed}. {failed[0].notes}"
    return f"{len(results)} expectations hold." if len(results) > 1 else results[0].notes


def failure_metadata(failed: Iterable[CheckResult]) -> Iterator[tuple[str, dg.MetadataValue]]:
    """Failing rows as tables, errors as text."""
    for result in failed:
        prefix = "" if result.key == result.check else f"{result.key.removeprefix(result.check + ': ')}: "
        yield f"{prefix}observed", dg.MetadataValue.text(result.observed)
        if result.exception_text:
            yield f"{prefix}error", dg.MetadataValue.text(result.exception_text)
        if result.failing_rows:
            yield f"{prefix}failing rows", failing_rows_table(result)


def failing_rows_table(result: CheckResult) -> dg.TableMetadataValue:
    """The first failing rows, with the key of the table."""
    names = list(dict.fromkeys(name for row in result.failing_rows for name in row))
    return dg.MetadataValue.table(
        records=[dg.TableRecord({name: row.get(name) or "" for name in names}) for row in result.failing_rows],
        schema=dg.TableSchema(columns=[dg.TableColumn(name, "string") for name in names]),
    )
