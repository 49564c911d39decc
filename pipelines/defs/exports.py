"""Files for other programs as an asset, made with the site by a run after each refresh: what breaks it leaves the release as it is."""

# no postponed annotations here: Dagster looks at the annotations of the functions that it calls

import dagster as dg

from pipelines.contracts import ROOT
from pipelines.defs.assets import RELEASE
from pipelines.defs.describe import OWNERS, code_references, counted, digest, engine_files
from pipelines.defs.resources import WarehouseResource
from pipelines.warehouse import connect_published, releases

EXPORTS = dg.AssetKey(["published", "exports"])


def exports_asset() -> dg.AssetsDefinition:
    """The exports of the release that is published."""
    spec = dg.AssetSpec(
        key=EXPORTS,
        deps=[RELEASE],
        group_name="published",
        kinds={"parquet", "csv"},
        owners=OWNERS,
        description=(
            "**The release for other programs**: Parquet, CSV, GeoJSON, Atom, iCalendar and a Frictionless data package, in the folder "
            "`exports` of the warehouse. The folder is a link that is switched at once; the same release gives the same bytes."
        ),
        code_version=digest([*engine_files("pipelines/exports"), *(ROOT / "sql" / "exports").glob("*.sql")]),
        metadata={"dagster/code_references": code_references(ROOT / "pipelines" / "exports" / "run.py")},
    )

    @dg.multi_asset(name="exports", specs=[spec])
    def write_exports(warehouse: WarehouseResource) -> dg.MaterializeResult[None]:
        from pipelines.exports import export_to_warehouse  # noqa: PLC0415 - feeds and calendars

        opened = warehouse.opened
        connect_published(opened).close()  # says what to do where nothing is published
        release = releases(opened)[-1]
        folder, is_new = export_to_warehouse(opened, release)
        files = [path for path in folder.resolve().rglob("*") if path.is_file()]
        found = {"release": release.number, "is new": is_new, "bytes": sum(path.stat().st_size for path in files)}
        return dg.MaterializeResult(metadata=counted(len(files), folder=dg.MetadataValue.path(str(folder)), **found))

    return write_exports
