"""From bytes to records and rejects, with their places."""

import gzip
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.ids import sha256
from pipelines.ingest import records as module
from pipelines.ingest.lines import LineSplitter, Piece
from pipelines.ingest.records import Record, Reject, make_excerpt, read_records

ONE = b'{"id": "1", "title": "T", "text": "one"}'
TWO = b'{"id": "2", "title": "T", "text": "two"}'


def read(content: bytes, kind: str) -> list[Record | Reject]:
    return list(read_records(BytesIO(content), kind, sha256(content), len(content)))


def texts(content: bytes, found: list[Record | Reject]) -> list[bytes]:
    return [content[each.start : each.end] for each in found if isinstance(each, Record)]


def reasons(found: list[Record | Reject]) -> list[tuple[int, str]]:
    return [(each.position, each.reason) for each in found if isinstance(each, Reject)]


def test_lines_carry_their_places() -> None:
    content = ONE + b"\r\n\n  " + TWO
    found = read(content, "jsonl")
    assert [each.position for each in found] == [1, 3]
    assert texts(content, found) == [ONE, TWO]


def test_a_line_separator_inside_a_text_parts_nothing() -> None:
    content = '{"text": "before\u2028after\u0085end"}\n'.encode()
    assert texts(content, read(content, "jsonl")) == [content.strip()]


@pytest.mark.parametrize("kind", ["json", "jsonl"])
def test_a_byte_order_mark_is_no_part_of_a_record(kind: str) -> None:
    content = b"\xef\xbb\xbf" + ONE + b"\n"
    assert texts(content, read(content, kind)) == [ONE]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "cut', "not_json"),
        (b'{"text": NaN}', "not_json"),
        (b'["text"]', "not_an_object"),
        (b"12", "not_an_object"),
        (b'{"title": "no text"}', "missing_field"),
        (b'{"text": ["a"]}', "wrong_field_type"),
        (b'{"text": "a", "date": 20240101}', "wrong_field_type"),
        (b'{"text": "a", "id": true}', "wrong_field_type"),
        (b'{"text": "caf\xe9"}', "not_utf8"),
    ],
)
def test_a_bad_line_is_refused_and_its_neighbours_kept(line: bytes, reason: str) -> None:
    content = ONE + b"\n" + line + b"\n" + TWO + b"\n"
    found = read(content, "jsonl")
    assert reasons(found) == [(2, reason)]
    assert texts(content, found) == [ONE, TWO]
    refused = next(each for each in found if isinstance(each, Reject))
    assert content[refused.start : refused.end] == line
    assert refused.sha256 == sha256(line)


def test_a_number_will_do_as_an_id() -> None:
    assert reasons(read(b'{"text": "a", "id": 12}', "jsonl")) == []


@pytest.mark.parametrize("kind", ["text", "html", "json", "jsonl"])
@pytest.mark.parametrize("content", [b"", b" \n\t\n", b"\xef\xbb\xbf\n"])
def test_a_file_without_text_is_refused_as_a_whole(kind: str, content: bytes) -> None:
    assert reasons(read(content, kind)) == [(0, "empty_file")]


def test_an_empty_archive_is_refused_as_a_whole() -> None:
    assert reasons(read(gzip.compress(b""), "jsonl.gz")) == [(0, "empty_file")]
    assert reasons(read(b"", "jsonl.gz")) == [(0, "empty_file")]


@pytest.mark.parametrize("kind", ["json", "jsonl"])
def test_utf_16_is_refused_as_a_whole_with_advice(kind: str) -> None:
    (refused,) = read(ONE.decode().encode("utf-16"), kind)
    assert isinstance(refused, Reject)
    assert (refused.position, refused.reason) == (0, "not_utf8")
    assert "iconv" in refused.message


@pytest.mark.parametrize("kind", ["text", "html", "json", "jsonl"])
def test_an_article_of_twenty_megabytes_is_too_large(kind: str) -> None:
    content = b'{"text": "' + b"a" * (20 << 20) + b'"}'
    (refused,) = read(content, kind)
    assert isinstance(refused, Reject)
    assert (refused.position, refused.reason, refused.start, refused.end) == (1, "too_large", 0, len(content))
    assert refused.sha256 == sha256(content)
    assert "4,194,304" in refused.message


def test_lines_after_one_that_is_too_large_are_kept() -> None:
    large = b'{"text": "' + b"a" * (5 << 20) + b'"}'
    content = ONE + b"\n" + large + b"\n" + TWO
    found = read(content, "jsonl")
    assert reasons(found) == [(2, "too_large")]
    assert texts(content, found) == [ONE, TWO]
    assert found[1].sha256 == sha256(large)


def test_elements_of_an_array_carry_their_places() -> None:
    content = b" [ " + ONE + b" ,\n" + TWO + b"]\n"
    found = read(content, "json")
    assert [each.position for each in found] == [1, 2]
    assert texts(content, found) == [ONE, TWO]


def test_brackets_and_escapes_inside_strings_part_nothing() -> None:
    tricky = b'{"text": "a ] } , [ { \\" \\\\", "more": [1, {"b": []}]}'
    content = b"[" + tricky + b"," + ONE + b"]"
    assert texts(content, read(content, "json")) == [tricky, ONE]


def test_an_empty_array_holds_nothing_and_loses_nothing() -> None:
    assert read(b"[ ]", "json") == []


@pytest.mark.parametrize(
    ("content", "kept", "refused"),
    [
        (b"[" + ONE + b", 5, " + TWO + b"]", [ONE, TWO], [(2, "not_an_object")]),
        (b"[" + ONE + b",," + TWO + b"]", [ONE, TWO], [(2, "not_json")]),
        (b"[" + ONE + b",]", [ONE], [(2, "not_json")]),
        (b"[" + ONE + b', {"text": tru}, ' + TWO + b"]", [ONE, TWO], [(2, "not_json")]),
        (b"[" + ONE + b', {"text": "cut', [ONE], [(2, "not_json")]),
        (b"[" + ONE + b"] trailing", [ONE], [(2, "not_json")]),
        (b"[" + ONE, [], [(1, "not_json")]),
    ],
)
def test_a_bad_element_costs_one_element(content: bytes, kept: list[bytes], refused: list[tuple[int, str]]) -> None:
    found = read(content, "json")
    assert texts(content, found) == kept
    assert reasons(found) == refused


FILLER = b'{"text": "' + b"b" * (3 << 20) + b'"}'
MARK = b"From desk@wire.example Mon Mar  2 09:00:00 2026\n"
PAGE = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n%s"


@pytest.mark.parametrize(
    ("kind", "content", "count"),
    [
        ("json", b"[" + b",".join([ONE, FILLER, FILLER, TWO]) + b"]", 4),
        ("mbox", b"".join(MARK + b"Subject: A\n\n" + text + b"\n\n" for text in (ONE, FILLER, FILLER, TWO)), 4),
        ("warc", b"\r\n\r\n".join(PAGE % (len(text) + 44, text) for text in (ONE, FILLER, FILLER, TWO)), 4),
    ],
)
def test_a_large_file_is_read_like_one_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, content: bytes, count: int
) -> None:
    monkeypatch.setattr("pipelines.connect.paging.RELEASED_BYTES", 1 << 20)
    path = tmp_path / "large"
    path.write_bytes(content)
    with path.open("rb") as blob:
        found = list(read_records(blob, kind, sha256(content), len(content)))
    assert len(found) == count
    assert [sha256(text) for text in texts(content, found)] == [held.sha256 for held in found]


def test_a_long_stretch_without_mails_is_refused_by_its_hash(tmp_path: Path) -> None:
    content = FILLER + FILLER
    path = tmp_path / "large.mbox"
    path.write_bytes(content)
    with path.open("rb") as blob:
        (refused,) = read_records(blob, "mbox", sha256(content), len(content))
    assert (refused.sha256, refused.end) == (sha256(content), len(content))
    assert isinstance(refused, Reject)
    assert refused.reason == "too_large"


def test_lines_of_an_archive_carry_their_places_in_its_content() -> None:
    content = ONE + b"\n" + TWO + b"\n"
    archive = gzip.compress(ONE + b"\n") + gzip.compress(TWO + b"\n")
    assert texts(content, read(archive, "jsonl.gz")) == [ONE, TWO]


def many_lines(count: int) -> bytes:
    return b"".join(b'{"id": "%d", "text": "line %s"}\n' % (number, sha256(b"%d" % number).encode()) for number in range(count))


def test_a_cut_archive_keeps_its_whole_lines_and_refuses_the_rest() -> None:
    content = many_lines(2000)
    archive = gzip.compress(content)
    found = read(archive[: len(archive) // 2], "jsonl.gz")
    kept = [each for each in found if isinstance(each, Record)]
    assert len(kept) > 500
    assert all(content[each.start : each.end].endswith(b'"}') for each in kept)
    (refused,) = [each for each in found if isinstance(each, Reject)]
    assert (refused.reason, refused.position) == ("damaged_gzip", len(kept) + 1)
    assert refused.start == kept[-1].end + 1


def test_a_damaged_archive_keeps_what_comes_before_the_damage() -> None:
    archive = bytearray(gzip.compress(many_lines(20_000)))
    middle = len(archive) // 2
    archive[middle : middle + 64] = b"\xff" * 64
    found = read(bytes(archive), "jsonl.gz")
    assert sum(isinstance(each, Record) for each in found) > 5000
    assert [reason for _, reason in reasons(found)][-1] == "damaged_gzip"


def test_a_wrong_checksum_is_told_though_all_could_be_read() -> None:
    archive = bytearray(gzip.compress(ONE + b"\n" + TWO + b"\n"))
    archive[-8] ^= 1
    found = read(bytes(archive), "jsonl.gz")
    assert reasons(found)[-1][1] == "damaged_gzip"


def test_zeros_after_an_archive_are_padding() -> None:
    assert reasons(read(gzip.compress(ONE) + bytes(512), "jsonl.gz")) == []


def test_what_is_no_archive_is_refused_as_a_damaged_one() -> None:
    assert reasons(read(ONE, "jsonl.gz")) == [(1, "damaged_gzip")]


def test_an_archive_that_grows_beyond_reason_is_refused() -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(b"\n" * (1 << 20)) for _ in range(60)) + packer.flush()
    assert len(bomb) < 1 << 20
    assert reasons(read(bomb, "jsonl.gz"))[-1][1] == "too_large"


def test_an_excerpt_shows_control_characters_harmlessly() -> None:
    assert make_excerpt(b"a\x1b[31mb\x00\xff\r\n" + "\u202e".encode()) == "a\\x1b[31mb\\x00\\xff\\r\\n\\u202e"
    assert len(make_excerpt(b"x" * 5000)) == 200


@given(st.lists(st.binary(max_size=30), max_size=12), st.integers(1, 7))
def test_lines_are_the_same_however_the_stream_is_cut(parts: list[bytes], step: int) -> None:
    content = b"\n".join(parts)
    at_once, in_pieces = LineSplitter(20), LineSplitter(20)
    whole = [*at_once.feed(content), *at_once.finish()]
    cut: list[Piece] = []
    for start in range(0, len(content), step):
        cut += in_pieces.feed(content[start : start + step])
    cut += in_pieces.finish()
    assert cut == whole


@given(st.lists(st.binary(max_size=30), max_size=12))
def test_every_line_is_a_piece_or_blank(parts: list[bytes]) -> None:
    content = b"\n".join(parts)
    splitter = LineSplitter(20)
    found = {piece.position: piece for piece in [*splitter.feed(content), *splitter.finish()]}
    for number, line in enumerate(content.split(b"\n"), 1):
        if number not in found:
            assert not line.removeprefix(b"\xef\xbb\xbf").strip(b" \t\r\n")
        elif found[number].problem:
            assert len(line) > 20
            assert found[number].sha256 == sha256(line)
        else:
            assert content[found[number].start : found[number].end] == found[number].content


def test_other_peoples_json_cases_are_judged_as_they_are_named(shared: Path) -> None:
    cases = sorted((shared / "suites" / "input" / "JSONTestSuite" / "test_parsing").glob("*.json"))
    assert len(cases) > 300
    for case in cases:
        found = read(case.read_bytes(), "json")
        is_refused = any(reason in {"not_json", "not_utf8", "empty_file"} for _, reason in reasons(found))
        assert case.name.startswith("i") or is_refused == case.name.startswith("n"), case.name


def test_kinds_without_a_reader_are_a_mistake_of_the_code() -> None:
    with pytest.raises(ValueError, match="no reader for pdf"):
        list(module.read_records(BytesIO(b"x"), "pdf", "", 1))
