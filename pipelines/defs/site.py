"""The static site as an asset, made after each refresh by a run of its own: what breaks it leaves the release and its run as they are."""

# no postponed annotations here: Dagster looks at the annotations of the functions that it calls

from typing import TYPE_CHECKING

import dagster as dg

from pipelines.contracts import ROOT
from pipelines.defs.assets import RELEASE
from pipelines.defs.describe import OWNERS, code_references, counted, digest, engine_files
from pipelines.defs.exports import EXPORTS
from pipelines.defs.resources import WarehouseResource
from pipelines.defs.tags import CAUSE_TAG, LIMITED
from pipelines.warehouse import connect_published

if TYPE_CHECKING:
    from dagster._core.definitions.unresolved_asset_job_definition import UnresolvedAssetJobDefinition as AssetJob

SITE = dg.AssetKey(["published", "site"])
SITE_JOB = "site"


def site_asset() -> dg.AssetsDefinition:
    """The pages, from the release that is published."""
    spec = dg.AssetSpec(
        key=SITE,
        deps=[RELEASE, EXPORTS],  # its page of downloads leads to them
        group_name="published",
        kinds={"html"},
        owners=OWNERS,
        description=(
            "**Pages to look at**: an overview, and a page for each launch, site, country, claimant and outlet. They open from disk: "
            "`site/index.html` in the folder of the warehouse. Only what changed is written."
        ),
        code_version=digest([*engine_files("pipelines/site"), *(ROOT / "sql" / "site").glob("*.sql")]),
        metadata={"dagster/code_references": code_references(ROOT / "pipelines" / "site" / "build.py")},
    )

    @dg.multi_asset(name="write_site", specs=[spec])
    def write_site(warehouse: WarehouseResource) -> dg.MaterializeResult[None]:
        from pipelines.site import build_site  # noqa: PLC0415 - loads the templates

        opened = warehouse.opened
        con = connect_published(opened)
        try:
            built = build_site(con, opened.root / "site", opened.root / "exports", opened.kind == "sample")
        finally:
            con.close()
        page = dg.MetadataValue.path(str(built.folder / "index.html"))
        lacks = dg.MetadataValue.json(dict(built.lacks))
        return dg.MaterializeResult(
            metadata=counted(built.page_count, **{"open": page, "files written": built.written_count, "lacks": lacks})
        )

    return write_site


def site_job() -> "AssetJob":
    """The site, and the exports that it leads to."""
    selection = dg.AssetSelection.assets(EXPORTS, SITE)
    return dg.define_asset_job(SITE_JOB, selection=selection, description="Write the exports and the pages of the published release.")


def site_sensor(refresh: "AssetJob", site: "AssetJob") -> dg.SensorDefinition:
    """Asks for exports and site after each refresh that went well."""

    @dg.run_status_sensor(
        name="site_after_refresh",
        run_status=dg.DagsterRunStatus.SUCCESS,
        monitored_jobs=[refresh],
        request_job=site,
        default_status=dg.DefaultSensorStatus.RUNNING,
        description="Writes the exports and the pages anew after each refresh.",
    )
    def follow(context: dg.RunStatusSensorContext) -> dg.RunRequest:
        return dg.RunRequest(run_key=context.dagster_run.run_id, tags={CAUSE_TAG: "refresh", **LIMITED})

    return follow
