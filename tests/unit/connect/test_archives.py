"""WARC and mbox files in a source folder, from bytes to articles."""

import gzip
from pathlib import Path

import pytest

from pipelines.stage import stage
from tests.lake_desk import Desk
from tests.unit.connect.test_lists import MBOX
from tests.unit.connect.test_warc import record, response

TEXT = "<p>The harbour office said on Monday that a rocket had been seen above the eastern sea for several minutes.</p>" * 4


def page(title: str) -> bytes:
    html = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{TEXT}</article></body></html>"
    return record(response(html.encode()), uri=f"http://desk.example/{title[-1]}")


def packed(content: bytes) -> bytes:
    """Content packed to the same bytes at any time."""
    return gzip.compress(content, mtime=0)


@pytest.mark.parametrize(
    ("name", "content", "damaged"),
    [
        ("a.warc", page("Page 1") + page("Page 2"), page("Page 1") + b"noise" + page("Page 2")),
        ("a.warc.gz", packed(page("Page 1")) + packed(page("Page 2")),
         packed(page("Page 1")) + packed(page("Page 3"))[:-20] + packed(page("Page 2"))),
        ("b.warc.gz", packed(page("Page 1") + page("Page 2")), packed(page("Page 1") + b"noise" + page("Page 2"))),
    ],
)  # fmt: skip
def test_pages_of_an_archive_become_articles_whatever_stands_between(tmp_path: Path, name: str, content: bytes, damaged: bytes) -> None:
    for number, held in enumerate((content, damaged)):
        desk = Desk(tmp_path / str(number))
        desk.drop(name, held)
        counts = desk.ingest()
        assert (counts["records"], counts["record_rejects"]) == (2, number)
        stage(desk.warehouse, desk.log.append)
        assert desk.rows("staged.articles", "title_text", "url_text") == [
            ("Page 1", "http://desk.example/1"), ("Page 2", "http://desk.example/2"),
        ]  # fmt: skip


def test_mails_become_articles(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.drop("alerts.mbox", MBOX)
    assert desk.ingest()["records"] == 2
    stage(desk.warehouse, desk.log.append)
    assert desk.rows("staged.articles", "source_article_id", "title_text") == [
        ("alerts#2", "Second"),
        ("one@desk.example", "Rocket – news"),
    ]
