"""What publishers ask for is read from page and headers, and of such articles nothing is quoted in what is handed on."""

import gzip
from pathlib import Path

import duckdb
import pytest
from custody_warehouse import PAGE
from lake_desk import Desk

from pipelines.custody import metadata_only
from pipelines.custody.metadata_only import write_metadata_only
from pipelines.custody.opt_outs import archived_headers, find_opt_outs, opt_outs_of
from pipelines.stage import stage
from pipelines.warehouse import Warehouse, read_layer
from tests.property.refresh_driver import Inline

META = '<html><head><meta name="{name}" content="{content}"><title>A pier</title></head><body><p>A rocket rose.</p></body></html>'


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("tdm-reservation", "1", ("mining_reserved",)),
        ("tdm-reservation", "0", ()),
        ("ROBOTS", "index, NoArchive,noai", ("no_copy", "no_machines")),
        ("robots", "noarchiveplease", ()),
        ("description", "noarchive, noai", ()),
    ],
)
def test_a_page_says_it_in_its_head(name: str, content: str, expected: tuple[str, ...]) -> None:
    assert opt_outs_of(META.format(name=name, content=content).encode(), {}) == expected


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"X-Robots-Tag": "somebot: noarchive, nosnippet"}, ("no_copy", "no_quotation")),
        ({"tdm-reservation": "1", "content-type": "text/html"}, ("mining_reserved",)),
        ({"x-robots-tag": "all"}, ()),
    ],
)
def test_an_answer_says_it_in_its_headers(headers: dict[str, str], expected: tuple[str, ...]) -> None:
    assert opt_outs_of(b"<p>A rocket rose.</p>", headers) == expected


@pytest.mark.parametrize(
    "page", [b"", b"\x00\xff", b"<", b"<meta " * 20_000, b"<?xml version='1.0' encoding='q'?><meta name=robots content=noai>"]
)
def test_what_is_no_page_asks_for_nothing_or_what_it_says(page: bytes) -> None:
    assert opt_outs_of(page, {}) in {(), ("no_machines",)}


def archived(url: str, page: str, header: str) -> bytes:
    """A WARC record with an answer that has one header more than it needs."""
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{header}\r\n\r\n{page}".encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http; msgtype=response\r\n"
    return f"{head}Content-Length: {len(answer)}\r\n\r\n".encode() + answer + b"\r\n\r\n"


def test_headers_of_an_answer_are_found_in_its_record() -> None:
    held = archived("https://pier.example/a", "<p>x</p>", "X-Robots-Tag: noai")
    assert archived_headers(held) == {"content-type": "text/html", "x-robots-tag": "noai"}
    assert archived_headers(b"no record") == {}


def test_articles_that_opted_out_are_found_in_the_lake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipelines.stage.run.Pool", Inline)
    desk = Desk(tmp_path)
    desk.drop("free.html", PAGE)
    desk.drop("reserved.html", PAGE.replace("<head>", '<head><meta name="robots" content="noai">').replace("weather", "sounding"))
    desk.drop("kept.warc.gz", gzip.compress(archived("https://a.example/1", PAGE.replace("weather", "small"), "tdm-reservation: 1")))
    desk.ingest()
    stage(desk.warehouse, desk.log.append)
    found = {code: article for article, code in find_opt_outs(desk.warehouse)}
    texts = {article: str(text) for article, text in desk.rows("staged.articles", "article_id", "body_text")}
    assert len(texts) == 3
    assert {code: "sounding" in texts[article] for code, article in found.items()} == {"no_machines": True, "mining_reserved": False}


def test_nothing_is_quoted_of_an_article_that_opted_out(kept: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles = read_layer(kept, "staged.articles", columns=["article_id", "body_text"]).collect().rows()
    [opted] = [article for article, text in articles if "fired a missile on Monday" in text]
    monkeypatch.setattr(metadata_only, "find_opt_outs", lambda _: [(opted, "no_machines")])
    write_metadata_only(kept, tmp_path / "shared.duckdb")
    content = (tmp_path / "shared.duckdb").read_bytes()
    assert b"fired a missile on Monday" not in content
    assert b"launched a rocket at noon on Friday" in content
    with duckdb.connect(str(tmp_path / "shared.duckdb"), read_only=True) as con:
        assert con.sql("from custody.opt_outs").fetchall() == [(opted, "no_machines")]
        assert con.sql(f"select title_text from staged.articles where article_id = '{opted}'").fetchall() == [("Report one",)]
