"""From one record to one article."""

import json
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.reading.document import open_document
from pipelines.reading.types import Document, Interval
from pipelines.stage.article import Item, Refused, StagedArticle, find_edits, stage_record
from pipelines.stage.frames import Origin, known_at, precision_of

RECEIVED = date(2024, 6, 1)


def item(content: str | bytes, media_type: str = "jsonl", locator: str = "in/a.jsonl", **fields: object) -> Item:
    held = content.encode() if isinstance(content, str) else content
    return Item("rec", "sha", held, media_type, locator, 3, "Declared Outlet", RECEIVED, **fields)  # type: ignore[arg-type]


def staged(content: str | bytes, media_type: str = "jsonl", locator: str = "in/a.jsonl") -> StagedArticle:
    found = stage_record(item(content, media_type, locator))
    assert isinstance(found, StagedArticle)
    return found


def record(**fields: object) -> str:
    return json.dumps({"id": "x", "title": "A headline", "text": "One sentence. Another one.", "date": "2024-05-06", **fields})


def test_a_record_keeps_its_title_and_text_exactly() -> None:
    text = "  Odd  spacing,\tand don\u2019t touch it.\r\n\r\nEnd. "
    found = staged(record(text=text))
    assert (found.found.record.title, found.found.record.text) == ("A headline", text)
    assert found.document == "A headline\n\n" + text


def test_what_a_record_names_wins_over_what_its_source_declares() -> None:
    assert staged(record(outlet="Named Outlet")).found.record.outlet == "Named Outlet"
    assert staged(record()).found.record.outlet == "Declared Outlet"


def test_an_article_without_an_id_is_called_by_its_place() -> None:
    assert staged(record(id=None)).found.record.id == "in/a#3"
    assert staged("A headline\n\nText.", "text", "in/b.txt").found.record.id == "in/b"


@pytest.mark.parametrize(
    ("content", "title", "text"),
    [
        ("A headline\n\nFirst.\nSecond.\n", "A headline", "First.\nSecond."),
        ("\ufeff\nA headline\r\n\r\nFirst.\r\nSecond.", "A headline", "First.\nSecond."),
        ("No headline here.\nOnly lines.", "", "No headline here.\nOnly lines."),
        ("a" * 301 + "\n\nText.", "", "a" * 301 + "\n\nText."),
        ("Only a line", "", "Only a line"),
    ],
)
def test_a_text_file_has_a_title_when_its_first_line_stands_alone(content: str, title: str, text: str) -> None:
    found = staged(content, "text", "b.txt").found.record
    assert (found.title, found.text) == (title, text)


@pytest.mark.parametrize(
    ("content", "media_type", "reason"),
    [
        (record(title="", text=" \n "), "jsonl", "empty_article"),
        (record(text="word " * 250_000), "jsonl", "too_large"),
        ("<html><body></body></html>", "html", "no_main_text"),
    ],
)
def test_what_is_no_article_is_refused_with_a_reason(content: str, media_type: str, reason: str) -> None:
    found = stage_record(item(content, media_type))
    assert isinstance(found, Refused)
    assert found.reason == reason


def test_a_title_alone_is_an_article() -> None:
    assert staged(record(text="")).document == "A headline\n\n"


def test_sentences_point_into_the_untouched_document() -> None:
    found = staged(record(text="The ministry\u2019s caf\u00c3\u00a9 closed. It opens on Monday."))
    assert [found.document[start:end] for start, end, _, _ in found.sentences] == [
        "A headline", "The ministry\u2019s caf\u00c3\u00a9 closed.", "It opens on Monday.",
    ]  # fmt: skip
    assert found.sentences[0][3] == "title"


def test_a_repair_says_where_it_was_and_what_is_read() -> None:
    found = staged(record(title="", text="At the caf\u00c3\u00a9 of the harbour."))
    start = found.document.index("\u00c3")
    assert found.edits == ((start, start + 2, "\u00e9"),)


def test_edits_cover_what_was_taken_out_and_what_grew() -> None:
    document = Document("abXcdYY", "abcdeZZZ", (0, 1, 3, 4, 4, 5, 5, 5), (1, 2, 4, 5, 5, 7, 7, 7))
    assert find_edits(document) == [(2, 3, ""), (4, 5, "de"), (5, 7, "ZZZ")]


@given(st.text(alphabet="ab\u00c3\u00a9\u00e2\u20ac\u2122 .\n&;amp\u2019\u201c", max_size=60))
def test_edits_lead_from_the_document_to_the_working_text(original: str) -> None:
    document = open_document(original)
    edits = find_edits(document)
    assert all(one[1] <= other[0] for one, other in pairwise(edits))
    folded = open_document("".join(rebuilt(original, edits)))
    assert folded.text == open_document(document.text).text


def rebuilt(original: str, edits: list[tuple[int, int, str]]) -> list[str]:
    at, parts = 0, []
    for start, end, read_as in edits:
        parts += [original[at:start], read_as]
        at = end
    return [*parts, original[at:]]


def test_a_page_names_the_method_that_dated_it() -> None:
    body = "<p>" + "The rocket left its pad after dawn, the agency said, and it reached its orbit. " * 4 + "</p>"
    page = f'<html><head><meta property="article:published_time" content="2024-05-06T10:00:00Z"></head><body>{body}</body></html>'
    found = staged(page, "html", "a.html")
    assert found.found.record.date == "2024-05-06T10:00:00Z"
    assert found.published.method == "meta_tag"
    assert found.published.when == Interval(date(2024, 5, 6), date(2024, 5, 6))


KOREAN = "미사일이 월요일에 발사되었다고 국방부가 밝혔다."


def test_the_language_of_an_article() -> None:
    assert staged(record(text="The ministry said on Monday that it would look into the matter with care.")).language == "en"
    assert staged(record(title="", text=KOREAN)).language == "ko"


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        ("2024-05-06", "2024-05-06", "day"),
        ("2024-05-06", "2024-05-12", "week"),
        ("2024-05-01", "2024-05-31", "month"),
        ("2024-01-01", "2024-12-31", "year"),
        ("2023-01-01", "2024-12-31", "longer"),
    ],
)
def test_precision_is_how_wide_the_interval_is(first: str, last: str, code: str) -> None:
    assert precision_of(Interval(date.fromisoformat(first), date.fromisoformat(last))) == code


def test_precision_of_an_unknown_date() -> None:
    assert precision_of(None) == "unknown"


@pytest.mark.parametrize(
    ("zone", "outlet", "known"),
    [
        (None, None, datetime(2024, 5, 7, 0, 0, tzinfo=UTC)),
        (None, "An Outlet Nobody Knows", datetime(2024, 5, 7, 0, 0, tzinfo=UTC)),
        (None, "yonhap", datetime(2024, 5, 6, 15, 0, tzinfo=UTC)),
        ("Asia/Seoul", None, datetime(2024, 5, 6, 15, 0, tzinfo=UTC)),
        ("America/New_York", "Yonhap", datetime(2024, 5, 7, 4, 0, tzinfo=UTC)),
    ],
)
def test_an_article_is_known_when_its_last_day_has_ended_in_its_zone(zone: str | None, outlet: str | None, known: datetime) -> None:
    origin = Origin("rec", "sha", "src", zone, datetime(2024, 6, 1, tzinfo=UTC))
    assert known_at(Interval(date(2024, 5, 5), date(2024, 5, 6)), origin, outlet) == known


def test_an_undated_article_is_known_from_when_it_was_received() -> None:
    received = datetime(2024, 6, 1, 2, 0, tzinfo=UTC)
    assert known_at(None, Origin("rec", "sha", "src", "Asia/Seoul", received), None) == received
