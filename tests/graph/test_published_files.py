"""The run after a refresh writes exports before the pages that lead to them; when it fails, the release stays as it is."""

import shutil
from pathlib import Path

import dagster as dg

from pipelines.defs.exports import EXPORTS
from pipelines.defs.pipeline import pipeline
from pipelines.defs.site import SITE


def test_exports_are_written_by_a_run_that_leaves_the_release_when_it_fails(sample_warehouse: Path, tmp_path: Path) -> None:
    root = tmp_path / "warehouse"
    shutil.copytree(sample_warehouse, root, symlinks=True, ignore=shutil.ignore_patterns("dagster", "lake", "cache", "build"))
    config = {"resources": {"warehouse": {"config": {"root": str(root)}}}, "loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
    job = pipeline().resolve_job_def("site")
    assert job.asset_layer.asset_graph.get(SITE).parent_keys >= {EXPORTS}
    before = (root / "launchwire.duckdb").resolve()
    (root / "exports").mkdir()  # of somebody else
    assert not run(job, config).success
    assert (root / "launchwire.duckdb").resolve() == before
    (root / "exports").rmdir()
    assert run(job, config).success
    assert (root / "exports" / "datapackage.json").exists()


def run(job: dg.JobDefinition, config: dict[str, object]) -> dg.ExecuteInProcessResult:
    return job.execute_in_process(run_config=config, raise_on_error=False, asset_selection=[EXPORTS])
