"""Bad input is told, loses nothing, and leaves what is published as it was."""

import hashlib
import json
import os
import re
import subprocess
import time
from pathlib import Path

import pytest

from pipelines.warehouse import lease, open_warehouse
from tests.cli.conftest import ARTICLES, put

HELD_UP = 3  # exit code when another refresh is running


def rows(launchwire, root, query):
    shown = launchwire("sql", "--warehouse", root, "--format", "jsonl", query)
    assert shown.returncode == 0, shown.stderr
    return [json.loads(line) for line in shown.stdout.splitlines()]


def published(root: Path) -> tuple[str, str]:
    """What is served: the file behind the link, and its hash."""
    target = Path(os.path.realpath(root / "launchwire.duckdb"))
    return target.name, hashlib.sha256(target.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def after_bad_files(launchwire_process, own_warehouse):
    """The warehouse after a refresh over a landing folder with everything wrong in it."""
    landing = own_warehouse / "landing"
    put(own_warehouse, "broken.jsonl", {"id": "good", "title": "Test", "text": "North Korea fired a missile on Monday."})
    with (landing / "broken.jsonl").open("a", encoding="utf-8") as handle:
        handle.write('{"id": "cut off", "text": "North Ko\n{"id": "no text"}\n[1, 2]\n')
    (landing / "latin.json").write_bytes('{"id": "latin", "text": "Bogotá"}'.encode("latin-1"))
    (landing / "latin.txt").write_bytes("Missile over Bogotá\n\nNorth Korea fired a missile on Monday.".encode("latin-1"))
    put(own_warehouse, "empty-article.jsonl", {"id": "nothing", "title": "", "text": " "})
    put(own_warehouse, "huge.jsonl", {"id": "huge", "text": "missile " * 2_600_000})
    put(own_warehouse, "same-id.jsonl", {**ARTICLES[0], "text": "A correction: the rocket flew on Wednesday."}, ARTICLES[1])
    (landing / "empty.json").touch()
    (landing / "paper.docx").write_bytes(b"PK")
    (landing / "away.txt").symlink_to("/absent/away.txt")
    done = launchwire_process("refresh", "--warehouse", own_warehouse)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return own_warehouse


def test_every_file_is_accounted_for(launchwire, after_bad_files):
    found = rows(
        launchwire,
        after_bad_files,
        "select locator_text as name, 'receipt' as kind from raw.receipts "
        "union all select locator_text, rule_code from raw.skips order by 1",
    )
    assert [(row["name"], row["kind"]) for row in found] == [
        ("away.txt", "symbolic_link"),
        ("broken.jsonl", "receipt"),
        ("empty-article.jsonl", "receipt"),
        ("empty.json", "receipt"),
        ("first.jsonl", "receipt"),
        ("huge.jsonl", "receipt"),
        ("latin.json", "receipt"),
        ("latin.txt", "receipt"),
        ("paper.docx", "unknown_suffix"),
        ("same-id.jsonl", "receipt"),
    ]


def test_every_refused_record_has_its_place_and_reason(launchwire, after_bad_files):
    query = "select locator_text, position_count, reason_code from raw.record_rejects order by 1, 2"
    found = [tuple(row.values()) for row in rows(launchwire, after_bad_files, query)]
    assert found == [
        ("broken.jsonl", 2, "not_json"),
        ("broken.jsonl", 3, "missing_field"),
        ("broken.jsonl", 4, "not_an_object"),
        ("empty.json", 0, "empty_file"),
        ("huge.jsonl", 1, "too_large"),
        ("latin.json", 1, "not_utf8"),
    ]


def test_every_record_became_an_article_a_copy_or_a_reject(launchwire, after_bad_files):
    counts = rows(
        launchwire,
        after_bad_files,
        "select (select count(*) from raw.records) as records, (select count(*) from staged.articles) as articles, "
        "(select count(*) from staged.duplicates) as duplicates, (select count(*) from staged.article_rejects) as rejects",
    )[0]
    assert counts == {"records": 7, "articles": 5, "duplicates": 1, "rejects": 1}


def test_two_articles_of_one_id_are_two_articles(launchwire, after_bad_files):
    found = rows(launchwire, after_bad_files, "select article_id from staged.articles where source_article_id = 'first'")
    assert len({row["article_id"] for row in found}) == 2


def test_text_in_an_old_encoding_is_read(launchwire, after_bad_files):
    found = rows(launchwire, after_bad_files, "select title_text from staged.articles where source_article_id = 'latin'")
    assert found == [{"title_text": "Missile over Bogotá"}]


def test_a_missing_source_folder_is_told_at_once(launchwire_process, own_warehouse):
    before = published(own_warehouse)
    sources = own_warehouse / "sources.toml"
    kept = sources.read_text(encoding="utf-8")
    sources.write_text(kept + '\n[[source]]\nid = "gone"\nkind = "folder"\npath = "gone"\n', encoding="utf-8")
    refused = launchwire_process("refresh", "--warehouse", own_warehouse)
    sources.write_text(kept, encoding="utf-8")
    assert refused.returncode == 1
    assert f"the folder {own_warehouse / 'gone'} is missing" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert published(own_warehouse) == before


def test_a_second_refresh_ends_at_once(launchwire_process, own_warehouse):
    before = published(own_warehouse)
    started = time.monotonic()
    with lease(open_warehouse(own_warehouse), "the nightly refresh"):
        refused = launchwire_process("refresh", "--warehouse", own_warehouse)
    assert refused.returncode == HELD_UP
    assert f"a refresh is running already, held by the nightly refresh (process {os.getpid()})" in refused.stderr
    assert time.monotonic() - started < 20
    assert published(own_warehouse) == before


@pytest.fixture
def small_disk(tmp_path):
    """Mounts a file system of some megabytes; not every machine lets a test do so."""
    mounted = []

    def mount(options: str) -> Path:
        place = tmp_path / f"disk{len(mounted)}"
        place.mkdir()
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"no file system can be mounted here: {done.stderr.strip()}")
        mounted.append(place)
        return place

    yield mount
    for place in mounted:
        subprocess.run(["umount", "--lazy", str(place)], check=False)


def test_a_full_disk_is_told_and_leaves_the_release(launchwire_process, own_warehouse, small_disk):
    disk = small_disk("size=300m")
    root = disk / "warehouse"
    subprocess.run(["cp", "-a", str(own_warehouse), str(root)], check=True)
    put(root, "more.jsonl", {"id": "more", "title": "Rocket", "text": "North Korea launched another rocket on Sunday."})
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    filler = disk / "filler"
    with filler.open("wb") as handle:
        handle.write(b"\0" * (free - 2_000_000))
    before = published(root)
    refused = launchwire_process("refresh", "--warehouse", root)
    assert refused.returncode == 1, refused.stderr
    assert re.search(r"[\d,]{10,} bytes are needed, [\d,]{7,} are free. The disk is full: free some space", refused.stderr)
    assert "Traceback" not in refused.stderr
    assert published(root) == before
    filler.unlink()
    done = launchwire_process("refresh", "--warehouse", root)
    assert done.returncode == 0, done.stderr
    assert "Published release" in done.stdout


def test_a_read_only_disk_is_told_and_still_read(launchwire, launchwire_process, own_warehouse, small_disk):
    disk = small_disk("size=300m")
    subprocess.run(["cp", "-a", str(own_warehouse), str(disk / "warehouse")], check=True)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    refused = launchwire_process("refresh", "--warehouse", disk / "warehouse")
    assert refused.returncode == 1
    assert "The file system is read-only" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert launchwire("sql", "--warehouse", disk / "warehouse", "from modeled.launch_events").returncode == 0
