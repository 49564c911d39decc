"""What is handed on without full texts holds no text beyond the limit, in no page of the file."""

from functools import partial
from pathlib import Path

import duckdb
import pytest

from pipelines.custody import metadata_only
from pipelines.custody.metadata_only import read_limits, write_metadata_only
from pipelines.errors import LaunchwireError
from pipelines.warehouse import Warehouse, releases


def strings(path: Path) -> list[str]:
    """Every string of every table."""
    with duckdb.connect(str(path), read_only=True) as con:
        names = con.sql("select schema_name || '.' || table_name from duckdb_tables()").fetchall()
        return [held for (name,) in names for row in con.table(name).fetchall() for held in row if isinstance(held, str)]


def documents(kept: Warehouse) -> list[str]:
    with duckdb.connect(str(releases(kept)[-1].database), read_only=True) as con:
        return [row[0] for row in con.sql("select title_text || chr(10) || chr(10) || body_text from staged.articles").fetchall()]


def quoted(held: str, texts: list[str]) -> bool:
    return any(held.removesuffix("…") in text for text in texts)


def test_no_text_is_longer_than_a_quotation(kept: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metadata_only, "read_limits", partial(dict, {**read_limits(), "*": 60}))
    texts = documents(kept)
    before = [held for held in strings(releases(kept)[-1].database) if len(held) > 60 and quoted(held, texts)]
    assert len(before) == 3  # body, sentence and evidence of the longest report
    assert write_metadata_only(kept, tmp_path / "shared.duckdb") >= len(before)
    assert [held for held in strings(tmp_path / "shared.duckdb") if len(held) > 60 and quoted(held, texts)] == []
    assert b"above the bay for a minute" not in (tmp_path / "shared.duckdb").read_bytes()
    assert not list(tmp_path.glob(".*"))


def test_full_text_and_sentences_are_gone_and_hashes_and_places_stay(kept: Warehouse, tmp_path: Path) -> None:
    write_metadata_only(kept, tmp_path / "shared.duckdb")
    with duckdb.connect(str(tmp_path / "shared.duckdb"), read_only=True) as con:
        assert con.sql("select distinct body_text from staged.articles").fetchall() == [("",)]
        assert con.sql("select distinct sentence_text from staged.sentences").fetchall() == [("",)]
        assert con.sql("select count(*) from staged.articles where length(document_sha256) = 64").fetchone() != (0,)
        assert con.sql("select count(*) from staged.sentences where char_end > char_start").fetchone() != (0,)


def test_the_release_itself_is_not_touched(kept: Warehouse, tmp_path: Path) -> None:
    before = releases(kept)[-1].database.read_bytes()
    write_metadata_only(kept, tmp_path / "shared.duckdb")
    assert releases(kept)[-1].database.read_bytes() == before


def test_a_file_that_is_there_is_not_written_over(kept: Warehouse, tmp_path: Path) -> None:
    (tmp_path / "thesis.duckdb").write_bytes(b"precious")
    with pytest.raises(LaunchwireError, match=r"thesis\.duckdb: is there already"):
        write_metadata_only(kept, tmp_path / "thesis.duckdb")
