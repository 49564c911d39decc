"""Assets: every table of every layer, and the release. A layer is made in one step, which calls one function and reports counts."""

# no postponed annotations here: Dagster looks at the annotations of the functions that it calls

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import dagster as dg

from pipelines.contracts import ROOT, contract, contracts
from pipelines.days.counts import changed_days
from pipelines.defs.days import day_events, told_days
from pipelines.defs.describe import (
    OWNERS,
    SQL,
    asset_key,
    code_references,
    column_lineage,
    counted,
    digest,
    engine_files,
    table_name,
    table_spec,
)
from pipelines.defs.freshness import refreshed
from pipelines.defs.gate import refuse_unready_build
from pipelines.defs.resources import WarehouseResource, progress_of
from pipelines.defs.retrying import trying_again
from pipelines.defs.tags import change_tags
from pipelines.validate import check_names
from pipelines.warehouse import Warehouse, connect_build, load_layer, publish, releases
from pipelines.warehouse.loading import kept_contents, note_made

POOL = "warehouse"  # steps that open the build database, one at a time
SQL_LAYERS = ("modeled", "marts")
RELEASE = dg.AssetKey(["published", "release"])

RAW_INPUTS: tuple[str, ...] = ()
STAGED_INPUTS = ("raw.receipts", "raw.records")
EXTRACTED_INPUTS = ("staged.articles",)

CODE = {
    "raw": ("pipelines/ingest",),
    "staged": ("pipelines/stage",),
    "extracted": ("pipelines/extract", "pipelines/reading"),
    "reference": ("pipelines/reference",),
    "history": ("pipelines/model",),
}


def tables_of(*layers: str) -> list[str]:
    """Tables of some layers, in order of name."""
    return [name for name, held in contracts().items() if held.layer in layers]


def all_assets() -> list[dg.AssetsDefinition]:
    """Every asset of the warehouse."""
    tables = [raw_assets(), staged_assets(), extracted_assets(), reference_assets(), history_assets(), *map(sql_assets, SQL_LAYERS)]
    return [*tables, release_asset([spec for asset in tables for spec in asset.specs])]


def layer_specs(layer: str, deps: tuple[str, ...], kinds: set[str]) -> list[dg.AssetSpec]:
    """Specs of a layer that Python makes."""
    version = digest(engine_files(*CODE[layer]))
    return [table_spec(name, deps, kinds, made_by(name), version) for name in tables_of(layer)]


def made_by(name: str) -> Path:
    """The file to open for how a table of the lake is made."""
    package = ROOT / contract(name).made_by
    return package / "__init__.py" if package.is_dir() else package


def raw_assets() -> dg.AssetsDefinition:
    """Records as received, from every declared source."""

    @dg.multi_asset(name="ingest", specs=layer_specs("raw", RAW_INPUTS, {"python", "parquet"}), pool=POOL)
    def ingest_sources(context: dg.AssetExecutionContext, warehouse: WarehouseResource) -> Iterator[dg.MaterializeResult[None]]:
        from pipelines.declared import declared_sources  # noqa: PLC0415 - with ingest
        from pipelines.ingest import ingest  # noqa: PLC0415 - reading pages costs seconds to import

        opened = warehouse.opened
        with trying_again(context):
            counts = ingest(opened, declared_sources(opened), warehouse.run_at, context.log.info, progress_of("raw"))
            yield from load("raw", opened, counts)

    return ingest_sources


def staged_assets() -> dg.AssetsDefinition:
    """Articles and sentences, from records."""

    @dg.multi_asset(name="stage", specs=layer_specs("staged", STAGED_INPUTS, {"python", "polars", "parquet"}), pool=POOL)
    def stage_records(context: dg.AssetExecutionContext, warehouse: WarehouseResource) -> Iterator[dg.MaterializeResult[None]]:
        from pipelines.stage import stage  # noqa: PLC0415 - reading pages costs seconds to import

        with trying_again(context):
            counts = stage(warehouse.opened, context.log.info, progress_of("staged"))
            yield from load("staged", warehouse.opened, counts)

    return stage_records


def extracted_assets() -> dg.AssetsDefinition:
    """What the reading engine took from each article."""

    @dg.multi_asset(name="extract", specs=layer_specs("extracted", EXTRACTED_INPUTS, {"python", "polars", "parquet"}), pool=POOL)
    def extract_readings(context: dg.AssetExecutionContext, warehouse: WarehouseResource) -> Iterator[dg.MaterializeResult[None]]:
        from pipelines.extract import extract  # noqa: PLC0415 - loads the lexicons

        with trying_again(context):
            counts = extract(warehouse.opened, context.log.info, progress_of("extracted"))
            yield from load("extracted", warehouse.opened, counts)
        for event in day_events(changed_days(warehouse.opened, told_days(context.instance))):
            context.log_event(event)

    return extract_readings


def reference_assets() -> dg.AssetsDefinition:
    """Facts about sites, vehicles, bodies and outlets, from small files of the checkout."""

    @dg.multi_asset(name="reference", specs=layer_specs("reference", (), {"csv", "duckdb"}), pool=POOL)
    def load_facts(context: dg.AssetExecutionContext, warehouse: WarehouseResource) -> Iterator[dg.MaterializeResult[None]]:
        from pipelines.model.reference import load_reference  # noqa: PLC0415 - polars

        with trying_again(context):
            con = connect_build(warehouse.opened)
        try:
            rows = load_reference(con)
        finally:
            con.close()
        yield from (dg.MaterializeResult(asset_key=asset_key(name), metadata=counted(count)) for name, count in rows.items())

    return load_facts


def history_assets() -> dg.AssetsDefinition:
    """What the release before held, and which refresh this is."""

    @dg.multi_asset(name="history", specs=layer_specs("history", (), {"duckdb"}), pool=POOL)
    def load_earlier(context: dg.AssetExecutionContext, warehouse: WarehouseResource) -> Iterator[dg.MaterializeResult[None]]:
        from pipelines.model.history import load_history  # noqa: PLC0415 - with the warehouse

        with trying_again(context):
            rows = load_history(warehouse.opened, warehouse.run_at, code_versions())
        yield from (dg.MaterializeResult(asset_key=asset_key(name), metadata=counted(count)) for name, count in rows.items())

    return load_earlier


def load(layer: str, warehouse: Warehouse, counts: Mapping[str, int]) -> Iterator[dg.MaterializeResult[None]]:
    """Put a layer of the lake into the build database; one result a table."""
    con = connect_build(warehouse)
    try:
        rows = load_layer(con, warehouse, layer)
    finally:
        con.close()
    for name, count in rows.items():
        yield dg.MaterializeResult(asset_key=asset_key(name), metadata=counted(count, **{f"new {k}": v for k, v in counts.items()}))


def sql_assets(layer: str) -> dg.AssetsDefinition:
    """The tables of a layer that SQL files make, in one step: none waits for the checks of another, which may refer to it."""
    from pipelines.model.lineage import needed_first  # noqa: PLC0415 - sqlglot

    macros = sorted(SQL.glob("macros/*.sql"))
    sources = {name: SQL / f"{name.replace('.', '/')}.sql" for name in tables_of(layer)}
    specs = [table_spec(name, needed_first(name), {"duckdb", "sql"}, source, digest([source, *macros])) for name, source in sources.items()]

    @dg.multi_asset(name=layer, specs=specs, can_subset=True, pool=POOL)
    def build_tables(context: dg.AssetExecutionContext, warehouse: WarehouseResource) -> Iterator[dg.MaterializeResult[None]]:
        from pipelines.model.desk import Desk  # noqa: PLC0415
        from pipelines.model.lineage import column_lineage as lineage_of  # noqa: PLC0415 - sqlglot
        from pipelines.model.run import build_order, build_table  # noqa: PLC0415

        selected = [name for name in build_order() if asset_key(name) in context.selected_asset_keys]
        opened, kept = warehouse.opened, releases(warehouse.opened)
        with trying_again(context):
            con = connect_build(opened, beside=kept[-1].database if kept else None)
        try:
            desk = Desk(con, kept_contents(opened, kept[-1].content_hash, code_versions()) if kept else {})
            for name in selected:
                made = counted(build_table(con, name, desk), **{"dagster/column_lineage": column_lineage(lineage_of(name))})
                yield dg.MaterializeResult(asset_key=asset_key(name), metadata=made)
        finally:
            con.close()
        note_made(opened, {name: desk.renewed.get(name) for name in selected})

    return build_tables


def release_asset(tables: Sequence[dg.AssetSpec]) -> dg.AssetsDefinition:
    """The build, published: made after every table and every blocking check."""
    inputs = {table.key: frozenset(dep.asset_key for dep in table.deps) for table in tables}
    spec = dg.AssetSpec(
        key=RELEASE,
        deps=list(inputs),
        group_name="published",
        kinds={"duckdb"},
        owners=OWNERS,
        description=(
            "**The release that analysts open.** The build database is copied to a new file, compared, and the link "
            "`launchwire.duckdb` is switched to it. A failed blocking check leaves the last good release in place."
        ),
        code_version=digest(engine_files("pipelines/warehouse")),
        freshness_policy=refreshed(),
        metadata={"dagster/code_references": code_references(ROOT / "pipelines" / "warehouse" / "releases.py")},
    )

    @dg.multi_asset(name="publish", specs=[spec], pool=POOL)
    def publish_release(context: dg.AssetExecutionContext, warehouse: WarehouseResource) -> dg.MaterializeResult[None]:
        refuse_unready_build(context.instance, inputs, frozenset(blocking_checks(inputs)))
        before = next((release.manifest for release in reversed(releases(warehouse.opened))), None)
        release = publish(warehouse.opened, warehouse.run_at.isoformat(), code_versions())
        context.instance.add_run_tags(context.run_id, change_tags(before, release.manifest, release.is_new))
        rows = sum(table["rows"] for table in release.manifest["tables"].values())
        database = dg.MetadataValue.path(str(release.database))
        found = {"release": release.number, "is new": release.is_new, "database": database, "content sha256": release.content_hash}
        return dg.MaterializeResult(metadata=counted(rows, **found))

    return publish_release


def blocking_checks(tables: Iterable[dg.AssetKey]) -> Iterator[dg.AssetCheckKey]:
    """Checks whose failure stops a release."""
    for key in tables:
        yield from (dg.AssetCheckKey(key, check) for check, blocking in check_names(table_name(key)).items() if blocking)


def code_versions() -> dict[str, str]:
    """Versions of the code that made a release, by layer."""
    versions = {layer: digest(engine_files(*packages)) for layer, packages in CODE.items()}
    return {**versions, "sql": digest(path for folder in ("macros", *SQL_LAYERS) for path in (SQL / folder).glob("*.sql"))}
