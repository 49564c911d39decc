"""What is forgotten is gone from bytes, layers and releases; the chain holds, and nothing else is touched."""

import gzip
import shutil
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest
from custody_warehouse import release

from pipelines.contracts import contracts
from pipelines.custody import forget as forgetting
from pipelines.custody.forget import forget
from pipelines.custody.verify import verify
from pipelines.errors import WarehouseError
from pipelines.ingest import Source, ingest
from pipelines.stage import stage
from pipelines.warehouse import Warehouse, read_layer, releases
from pipelines.warehouse.tombstones import tombstones

AT = datetime(2026, 4, 1, tzinfo=UTC)
CASES = [
    ("https://pier.example/one", "the navy said", "Japan condemned"),
    ("https://pier.example/3", "may be launched in June", "the navy said"),
    ("https://pier.example/four", "saw a rocket", "the navy said"),
    ("page.html", "weather rocket from the pier", "the navy said"),
    ("note.txt", "at noon on Friday", "the navy said"),
]


def bytes_of(warehouse: Warehouse) -> bytes:
    """All bytes as received, archives unpacked."""
    held = b""
    for path in sorted(path for path in warehouse.blobs.rglob("*") if path.is_file()):
        content = path.read_bytes()
        start = content.find(b"\x1f\x8b\x08")
        held += content + (gzip.decompress(content[start:].split(b"<html")[0].split(b"[{")[0].split(b"A rocket")[0]) if start >= 0 else b"")
    return held


def lake_text(warehouse: Warehouse) -> str:
    frames = [read_layer(warehouse, name).collect() for name, held in contracts().items() if held.layer in {"raw", "staged", "extracted"}]
    return "\n".join(str(row) for frame in frames for row in frame.iter_rows())


def release_text(path: Path) -> str:
    with duckdb.connect(str(path), read_only=True) as con:
        names = con.sql("select schema_name || '.' || table_name from duckdb_tables()").fetchall()
        return "\n".join(str(row) for (name,) in names for row in con.table(name).fetchall())


@pytest.mark.parametrize(("url", "gone", "stays"), CASES)
def test_a_document_goes_from_everywhere_and_nothing_else_does(kept: Warehouse, url: str, gone: str, stays: str) -> None:
    assert gone.encode() in bytes_of(kept)
    for copy in (kept.exported / "000001", kept.site):
        copy.mkdir(parents=True)
        (copy / "copy.txt").write_text(gone, encoding="utf-8")
    kept.exports.symlink_to(kept.exported / "000001")
    account = forget(kept, url, "asked by its author", AT)
    assert not any(path.exists() or path.is_symlink() for path in (kept.exports, kept.exported, kept.site))
    assert account.articles == 1
    assert account.release_rows > 0
    assert gone.encode() not in bytes_of(kept)
    assert stays.encode() in bytes_of(kept)
    assert gone not in lake_text(kept)
    assert stays in lake_text(kept)
    for each in releases(kept):
        assert gone not in release_text(each.database)
        assert gone.encode() not in each.database.read_bytes()
        assert stays in release_text(each.database)
    assert verify(kept).findings == []
    assert not list(kept.releases.rglob("*.tmp"))


def test_a_copy_to_the_letter_goes_too_and_every_record_stays_accounted_for(kept: Warehouse) -> None:
    assert forget(kept, "note.txt", "asked", AT).records == 2
    assert sorted(read_layer(kept, "staged.article_rejects").collect()["reason_code"]) == ["forgotten", "forgotten", "too_large"]
    records = read_layer(kept, "raw.records").collect().height
    fates = [read_layer(kept, f"staged.{table}").collect().height for table in ("articles", "duplicates", "article_rejects")]
    assert sum(fates) == records


def test_a_tombstone_holds_hashes_and_no_text(kept: Warehouse) -> None:
    forget(kept, "https://pier.example/one", "asked", AT)
    stone = tombstones(kept)[0]
    assert (stone["url_text"], stone["reason_text"], stone["forgotten_at"]) == (
        "https://pier.example/one",
        "asked",
        "2026-04-01T00:00:00+00:00",
    )
    assert "navy" not in str(stone)
    assert len(stone["record_ids"]) == len(stone["document_sha256s"]) == len(stone["contents"]) == 1


def test_new_rules_do_not_bring_it_back_nor_does_the_same_text_from_elsewhere(kept: Warehouse, kept_desk, tmp_path: Path) -> None:
    forget(kept, "note.txt", "asked", AT)
    shutil.rmtree(kept.lake / "staged")  # as for a new version of the code
    landing = tmp_path / "elsewhere"
    landing.mkdir()
    (landing / "again.txt").write_text("A rocket at noon\n\nThe navy launched a rocket at noon on Friday. ", encoding="utf-8")
    log: list[str] = []
    ingest(kept, [Source("elsewhere", "folder", landing), *kept_desk.sources], AT, log.append)
    stage(kept, log.append)
    assert "A rocket at noon" not in read_layer(kept, "staged.articles").collect()["title_text"].to_list()
    assert sorted(read_layer(kept, "staged.article_rejects").collect()["reason_code"]) == ["forgotten"] * 3 + ["too_large"]


def test_the_next_release_follows_the_redacted_one(kept: Warehouse) -> None:
    forget(kept, "note.txt", "asked", AT)
    release(kept, 3)
    assert [each.number for each in releases(kept)] == [1, 2, 3]
    assert verify(kept).findings == []


def test_bytes_that_should_be_gone_are_told_and_the_same_command_finishes(kept: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(forgetting, "put_in_place", die)
        with pytest.raises(KeyboardInterrupt):
            forget(kept, "https://pier.example/one", "asked", AT)
    assert verify(kept).findings
    assert b"the navy said" in bytes_of(kept)
    forget(kept, "https://pier.example/one", "asked", AT)
    assert b"the navy said" not in bytes_of(kept)
    assert verify(kept).findings == []


def test_an_address_that_nothing_came_from_is_told(kept: Warehouse) -> None:
    with pytest.raises(WarehouseError, match=r"https://pier.example/none: nothing in .* came from this address"):
        forget(kept, "https://pier.example/none", "asked", AT)
    assert tombstones(kept) == []
