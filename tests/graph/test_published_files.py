"""The run after a refresh writes exports and pages; when it fails, the release stays as it is."""

import shutil
from pathlib import Path

import dagster as dg
import pytest

from pipelines.defs.pipeline import pipeline


@pytest.fixture
def copy(sample_warehouse: Path, tmp_path: Path) -> Path:
    root = tmp_path / "warehouse"
    shutil.copytree(sample_warehouse, root, symlinks=True, ignore=shutil.ignore_patterns("dagster", "lake", "cache", "build"))
    return root


def run_site(root: Path) -> dg.ExecuteInProcessResult:
    config = {"resources": {"warehouse": {"config": {"root": str(root)}}}, "loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
    return pipeline().resolve_job_def("site").execute_in_process(run_config=config, raise_on_error=False)


def test_exports_are_written_before_the_pages_that_lead_to_them(copy: Path) -> None:
    assert run_site(copy).success
    assert (copy / "exports" / "datapackage.json").exists()
    assert "parquet/modeled.launch_events.parquet" in (copy / "site" / "data.html").read_text(encoding="utf-8")


def test_exports_that_fail_leave_the_release(copy: Path) -> None:
    (copy / "exports").mkdir()
    before = (copy / "launchwire.duckdb").resolve()
    assert not run_site(copy).success
    assert (copy / "launchwire.duckdb").resolve() == before
