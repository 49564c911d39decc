"""``launchwire releases`` and ``init``; the sample and real articles are never mixed."""

import os
import shutil

from pipelines.warehouse.seals import SEAL, read_sealed, write_sealed


def test_lists_the_release_with_its_file(launchwire, sample_warehouse):
    shown = launchwire("releases", "--warehouse", sample_warehouse)
    assert "2025-01-01T00:00:00+00:00" in shown.stdout
    assert os.path.realpath(sample_warehouse / "launchwire.duckdb") in shown.stdout


def test_drops_all_but_the_newest(launchwire, sample_warehouse, tmp_path):
    root = tmp_path / "copy"
    shutil.copytree(sample_warehouse, root, symlinks=True)
    newest = next((root / "releases").iterdir())
    older = root / "releases" / "000000-older"
    shutil.copytree(newest, older)
    manifest = read_sealed(older / "manifest.json")
    del manifest[SEAL]
    write_sealed(older / "manifest.json", {**manifest, "number": 0})
    shown = launchwire("releases", "--warehouse", root, "--keep", "1")
    assert "dropped release 0\n" in shown.stdout
    assert list((root / "releases").iterdir()) == [newest]
    assert (root / "launchwire.duckdb").exists()


def test_a_refresh_without_news_publishes_nothing(launchwire_process, sample_warehouse, tmp_path):
    root = tmp_path / "copy"
    shutil.copytree(sample_warehouse, root, symlinks=True)
    again = launchwire_process("refresh", "--sample", "--warehouse", root, "--at", "2025-01-02T00:00:00+00:00")
    assert again.returncode == 0, again.stderr
    assert "Nothing has changed" in again.stdout
    assert len(list((root / "releases").iterdir())) == 1


def test_init_makes_a_warehouse_with_a_landing_folder(launchwire, tmp_path):
    made = launchwire("init", "--warehouse", tmp_path / "mine")
    assert made.returncode == 0
    assert (tmp_path / "mine" / "landing").is_dir()
    assert 'path = "landing"' in (tmp_path / "mine" / "sources.toml").read_text(encoding="utf-8")


def test_init_leaves_what_is_there(launchwire, tmp_path):
    launchwire("init", "--warehouse", tmp_path / "mine")
    (tmp_path / "mine" / "sources.toml").write_text("# mine\n", encoding="utf-8")
    assert launchwire("init", "--warehouse", tmp_path / "mine").returncode == 0
    assert (tmp_path / "mine" / "sources.toml").read_text(encoding="utf-8") == "# mine\n"


def test_init_refuses_a_folder_that_holds_something_else(launchwire, tmp_path):
    (tmp_path / "thesis.doc").write_text("precious", encoding="utf-8")
    refused = launchwire("init", "--warehouse", tmp_path)
    assert refused.returncode == 1
    assert "'thesis.doc'" in refused.stderr


def test_the_sample_never_gets_into_a_real_warehouse(launchwire, tmp_path):
    launchwire("init", "--warehouse", tmp_path / "mine")
    refused = launchwire("refresh", "--sample", "--warehouse", tmp_path / "mine")
    assert refused.returncode == 1
    assert "already holds a real warehouse" in refused.stderr
    assert "Choose another folder: launchwire refresh --sample --warehouse DIR" in refused.stderr


def test_real_sources_never_get_into_the_sample(launchwire, sample_warehouse, tmp_path):
    root = tmp_path / "copy"
    shutil.copytree(sample_warehouse, root, symlinks=True)
    (root / "sources.toml").write_text('[[source]]\nid = "mine"\nkind = "folder"\npath = "landing"\n', encoding="utf-8")
    refused = launchwire("refresh", "--warehouse", root)
    assert refused.returncode == 1
    assert "takes no other sources" in refused.stderr
    assert "launchwire init --warehouse DIR" in refused.stderr
