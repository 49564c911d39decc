"""``launchwire evidence`` and ``launchwire verify``, on the sample."""

import os
import shutil
import subprocess
from pathlib import Path

import duckdb
import pytest


@pytest.fixture(scope="module")
def event_id(sample_warehouse: Path) -> str:
    with duckdb.connect(os.path.realpath(sample_warehouse / "launchwire.duckdb"), read_only=True) as con:
        found = con.sql(
            "select launch_event_id from modeled.launch_event_mentions group by all "
            "order by count(distinct article_id) desc, launch_event_id limit 1"
        ).fetchone()
    assert found is not None
    return str(found[0])


@pytest.fixture(scope="module")
def evidence(launchwire, sample_warehouse: Path, event_id: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("evidence") / "folder"
    made = launchwire("evidence", event_id, "--warehouse", sample_warehouse, "--output", folder)
    assert made.returncode == 0, made.stderr
    return folder


def test_a_folder_of_evidence_can_be_checked_by_itself(launchwire, evidence):
    assert len(list((evidence / "documents").iterdir())) > 1
    shown = launchwire("verify", "--evidence", evidence)
    assert (shown.returncode, shown.stdout.splitlines()[-1]) == (0, "all as it was written")
    done = subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=evidence, check=False, capture_output=True)
    assert done.returncode == 0


@pytest.mark.parametrize("pattern", ["archive/*", "documents/*", "*.json*", "README.txt", "SHA256SUMS"])
def test_a_changed_bit_in_any_of_its_files_is_told(launchwire, evidence, tmp_path, pattern):
    shutil.copytree(evidence, tmp_path / "copy")
    for path in sorted((tmp_path / "copy").glob(pattern)):
        content = path.read_bytes()
        middle = len(content) // 2
        path.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
        shown = launchwire("verify", "--evidence", tmp_path / "copy")
        assert shown.returncode == 1, path
        assert "wrong: " in shown.stdout
        path.write_bytes(content)
    assert launchwire("verify", "--evidence", tmp_path / "copy").returncode == 0


def test_words_that_stand_elsewhere_are_told_though_all_hashes_fit(evidence, tmp_path):
    from pipelines.custody.evidence import check_words
    from pipelines.custody.findings import Inspection

    shutil.copytree(evidence, tmp_path / "copy")
    spans = tmp_path / "copy" / "spans.jsonl"
    spans.write_text(spans.read_text(encoding="utf-8").replace('"char_start":', '"char_start":1', 1), encoding="utf-8")
    found = Inspection(tmp_path / "copy")
    check_words(tmp_path / "copy", found)
    assert "do not stand at its place" in found.findings[0].problem


def test_no_such_event_is_told(launchwire, sample_warehouse, tmp_path):
    shown = launchwire("evidence", "evt_none", "--warehouse", sample_warehouse, "--output", tmp_path / "none")
    assert shown.returncode == 1
    assert "evt_none: no launch event has this id" in shown.stderr


def test_the_sample_verifies_and_one_flipped_bit_is_told(launchwire, sample_warehouse, tmp_path):
    root = tmp_path / "copy"
    shutil.copytree(sample_warehouse, root, symlinks=True)
    shown = launchwire("verify", "--warehouse", root)
    assert shown.returncode == 0, shown.stdout
    pack = next((root / "lake" / "raw" / "blobs" / "packs").iterdir())
    pack.chmod(0o644)
    content = bytearray(pack.read_bytes())
    content[len(content) // 2] ^= 4
    pack.write_bytes(content)
    shown = launchwire("verify", "--warehouse", root)
    assert shown.returncode == 1
    assert pack.name in shown.stdout
    assert "restore the files from a copy" in shown.stderr
