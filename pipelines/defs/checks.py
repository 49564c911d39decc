"""Asset checks: one for the shape of each table, and one for each judgement of its suite."""

from collections.abc import Collection, Iterable, Iterator, Sequence

import dagster as dg

from pipelines.contracts import LAYERS
from pipelines.defs.assets import POOL, tables_of
from pipelines.defs.describe import asset_key, table_name
from pipelines.defs.resources import WarehouseResource
from pipelines.validate import CheckResult, TableResult, check_names, check_notes, needed_tables
from pipelines.warehouse.loading import partly_new_tables
from pipelines.warehouse.releases import releases

SEVERITIES = {"critical": dg.AssetCheckSeverity.ERROR, "warning": dg.AssetCheckSeverity.WARN}


def all_checks() -> list[dg.AssetChecksDefinition]:
    """The checks of every table, layer by layer: the next layer is made after they have passed."""
    return [layer_checks(layer, tables_of(layer)) for layer in LAYERS]


def layer_checks(layer: str, names: Sequence[str]) -> dg.AssetChecksDefinition:
    """All checks of the tables of a layer, run together on the build database."""
    specs = [spec for name in names for spec in check_specs(name, names)]

    @dg.multi_asset_check(name=f"check_{layer}", specs=specs, can_subset=True, pool=POOL)
    def judge(context: dg.AssetCheckExecutionContext, warehouse: WarehouseResource) -> Iterator[dg.AssetCheckResult]:
        from pipelines.validate.run import validate_tables  # noqa: PLC0415 - Great Expectations costs seconds to import

        wanted: dict[str, set[str]] = {}
        for key in context.selected_asset_check_keys:
            wanted.setdefault(table_name(key.asset_key), set()).add(key.name)
        opened = warehouse.opened
        kept = releases(opened)
        earlier = kept[-1].database if kept else None
        for found in validate_tables(opened.build_path, wanted, partly_new_tables(opened), earlier):
            yield from check_results(found, wanted[found.name])

    return judge


def check_specs(name: str, together: Sequence[str]) -> list[dg.AssetCheckSpec]:
    """The checks of a table as Dagster plans them; tables that it refers to must be there first."""
    others = [asset_key(other) for other in needed_tables(name) if other not in together]
    return [
        dg.AssetCheckSpec(check, asset=asset_key(name), description=check_notes(name, check), blocking=blocking, additional_deps=others)
        for check, blocking in check_names(name).items()
    ]


def check_results(found: TableResult, wanted: Collection[str]) -> Iterator[dg.AssetCheckResult]:
    """One result a check that was asked for, in the order of the plan."""
    for check in check_names(found.name):
        if check in wanted:
            yield check_result(asset_key(found.name), check, [result for result in found.results if result.check == check])


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
        return f"{part_name(failed[0])}{failed[0].exception_text or failed[0].observed}. {failed[0].notes}{example(failed[0])}"
    return f"{len(results)} expectations hold." if len(results) > 1 else results[0].notes


def part_name(result: CheckResult) -> str:
    """Which part of a check a result is about, where it has several."""
    return "" if result.key == result.check else f"{result.key.removeprefix(f'{result.check}: ')}: "


def example(result: CheckResult) -> str:
    """The first failing row, in words."""
    if not result.failing_rows:
        return ""
    return f" First: {', '.join(f'{name}={value}' for name, value in result.failing_rows[0].items() if value is not None)}."


def failure_metadata(failed: Iterable[CheckResult]) -> Iterator[tuple[str, dg.MetadataValue]]:
    """Failing rows as tables, errors as text."""
    for result in failed:
        prefix = part_name(result)
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
