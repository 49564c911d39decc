"""All definitions in one place."""

from __future__ import annotations

import dagster as dg

from pipelines.defs.alerting import failure_sensor
from pipelines.defs.assets import all_assets
from pipelines.defs.automation import landing_sensor, nightly_schedule, reaper_sensor, refresh_job
from pipelines.defs.checks import all_checks
from pipelines.defs.days import day_assets, rerun_job
from pipelines.defs.exports import exports_asset
from pipelines.defs.resources import WarehouseResource
from pipelines.defs.site import site_asset, site_job, site_sensor
from pipelines.home import spare_syncs


@dg.definitions
def pipeline() -> dg.Definitions:
    """Assets, checks, the refresh and what starts it."""
    spare_syncs()
    refresh, site = refresh_job(), site_job()
    return dg.Definitions(
        assets=[*all_assets(), *day_assets(), exports_asset(), site_asset()],
        asset_checks=all_checks(),
        jobs=[refresh, rerun_job(), site],
        schedules=[nightly_schedule(refresh)],
        sensors=[landing_sensor(refresh), reaper_sensor(), failure_sensor(), site_sensor(refresh, site)],
        resources={"warehouse": WarehouseResource()},
        # steps share one process: each would import everything anew otherwise, and the database has one writer anyhow
        executor=dg.in_process_executor,
    )
