"""``launchwire export``: into the folder of the warehouse, or elsewhere; what cannot be done is told."""

import json
import shutil
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def copy(sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("export") / "warehouse"
    shutil.copytree(sample_warehouse, root, symlinks=True, ignore=shutil.ignore_patterns("dagster", "lake", "cache", "build"))
    return root


def test_writes_the_folder_of_the_warehouse_once(launchwire, copy):
    written = launchwire("export", "--warehouse", copy)
    assert written.returncode == 0, written.stderr
    assert json.loads((copy / "exports" / "datapackage.json").read_text(encoding="utf-8"))["version"] == "1"
    assert "which was there already" in launchwire("export", "--warehouse", copy).stdout


def test_writes_a_part_elsewhere(launchwire, sample_warehouse, tmp_path):
    words = ["--tables", "modeled.sites, marts.retractions", "--formats", "csv,geojson", "--output", tmp_path / "some"]
    assert launchwire("export", "--warehouse", sample_warehouse, *words).returncode == 0
    held = {path.relative_to(tmp_path / "some").as_posix() for path in (tmp_path / "some").rglob("*") if path.is_file()}
    assert held == {"csv/modeled.sites.csv", "csv/marts.retractions.csv", "sites.geojson", "launches.geojson", "datapackage.json"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--formats", "xml"], "'xml' is none of parquet, csv, geojson, atom, ical"),
        (["--tables", "modeled._cores", "--output", "x"], "'modeled._cores' is no layer and no table for readers"),
        (["--formats", "csv"], "need --output DIR"),
    ],
)
def test_wrong_usage_is_told(launchwire, sample_warehouse, words, told):
    refused = launchwire("export", "--warehouse", sample_warehouse, *words)
    assert refused.returncode == 2
    assert told in refused.stderr


def test_an_empty_warehouse_is_told_so(launchwire, tmp_path):
    launchwire("init", "--warehouse", tmp_path / "mine")
    refused = launchwire("export", "--warehouse", tmp_path / "mine")
    assert refused.returncode == 1
    assert "nothing is published yet" in refused.stderr
