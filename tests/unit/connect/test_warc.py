"""Records of WARC files, whole and damaged."""

import base64
import gzip
import hashlib
import random
import time
from collections.abc import Callable

import pytest

from pipelines.connect.problems import FetchProblem
from pipelines.connect.warc import WarcRecord, split_member, split_warc
from pipelines.connect.warc_page import pass_over, read_warc_page

LIMIT = 4 << 20
WORDS = ("harbour", "signal", "orbit", "lantern", "meadow", "bridge", "quartz", "violet", "timber", "anchor")


def record(block: bytes, kind: str = "response", uri: str = "http://desk.example/1", digest: bool = True, **more: str) -> bytes:
    lines = ["WARC/1.0", f"WARC-Type: {kind}", f"WARC-Target-URI: {uri}", f"Content-Length: {len(block)}"]
    if digest:
        lines.append("WARC-Block-Digest: sha256:" + base64.b32encode(hashlib.sha256(block).digest()).decode())
    lines += [f"{name.replace('_', '-')}: {given}" for name, given in more.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def response(body: bytes, status: int = 200, **headers: str) -> bytes:
    held = {"Content-Type": "text/html", **{name.replace("_", "-"): given for name, given in headers.items()}}
    return f"HTTP/1.1 {status} OK\r\n".encode() + "".join(f"{k}: {v}\r\n" for k, v in held.items()).encode() + b"\r\n" + body


def read(content: bytes) -> list[WarcRecord]:
    return list(split_warc(content, LIMIT))


def summary(content: bytes) -> list[tuple[int, int, int, str | None]]:
    return [(held.position, held.start, held.end, held.problem) for held in read(content)]


ONE, TWO, THREE = (record(response(text), uri=f"http://desk.example/{text.decode()}") for text in (b"one", b"two", b"three"))


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_each_record_has_its_place_in_the_file(pack: Callable[[bytes], bytes]) -> None:
    parts = [pack(ONE), pack(TWO), pack(THREE)]
    found = read(b"".join(parts))
    assert [held.problem for held in found] == [None, None, None]
    whole = b"".join(parts)
    assert [list(split_member(whole[held.start : held.end])) for held in found] == [[held.content] for held in found]
    assert [read_warc_page(held.content).body for held in found] == [b"one", b"two", b"three"]
    assert read_warc_page(found[2].content).url == "http://desk.example/three"


def test_a_page_that_packs_well_is_found_again_by_its_place() -> None:
    packed = gzip.compress(record(response(b"<p>a long page</p>" * 50_000)))
    (found,) = read(packed)
    assert list(split_member(packed[found.start : found.end])) == [found.content]


def test_a_file_packed_as_a_whole_gives_every_record() -> None:
    packed = gzip.compress(ONE + TWO)
    assert summary(packed) == [(1, 0, len(packed), None), (2, 0, len(packed), None)]


@pytest.mark.parametrize(
    ("damaged", "problem"),
    [
        (TWO.replace(b"WARC/1.0", b"WARX/1.0"), "damaged_record"),
        (TWO.replace(b"two", b"tow", 2), "damaged_record"),
        (TWO.replace(b"Content-Length: ", b"Content-Length: 1"), "damaged_record"),
        (TWO.replace(b"Content-Length: ", b"Content-Length: 9999"), "cut_record"),
        (TWO.replace(b"Content-Length: ", b"Content-Length: -"), "damaged_record"),
        (TWO.replace(b"Content-Length", b"Content-Lengtx"), "damaged_record"),
        (TWO[:-20], "damaged_record"),
        (b"noise of some kind\r\n", "damaged_record"),
    ],
)
def test_damage_costs_the_record_that_it_hit(damaged: bytes, problem: str) -> None:
    content = ONE + damaged + THREE
    assert [held.problem for held in read(content)] == [None, problem, None]
    assert [(held.start, held.end) for held in read(content)][1] == (len(ONE), len(ONE) + len(damaged))


@pytest.mark.parametrize("cut", [1, 30, 150, -6])
def test_a_cut_record_is_never_whole(cut: int) -> None:
    first, second = (held.problem for held in read(ONE + TWO[:cut]))
    assert first is None
    assert second in {"cut_record", "damaged_record"}
    packed = gzip.compress(TWO)
    assert [held.problem for held in read(gzip.compress(ONE) + packed[:cut])][1] in {"cut_record", "damaged_gzip"}


def test_a_record_whose_writer_cut_it_is_passed_over_by_name() -> None:
    held = read(record(response(b"half"), WARC_Truncated="length"))[0]
    assert pass_over(held.headers, held.content) == "warc_truncated"


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (record(b"software: desk\r\n", kind="warcinfo"), "warc_other_type"),
        (record(response(b"no", status=404)), "warc_status"),
        (record(response(b"GIF89a", Content_Type="image/gif")), "warc_media_type"),
        (record(response(b"<p>yes")), None),
        (record(response(b"yes", Content_Type="text/plain; charset=utf-8")), None),
        (record(b"plain words", kind="conversion", Content_Type="text/plain"), None),
    ],
)
def test_what_is_no_page_is_passed_over_by_a_named_rule(content: bytes, rule: str | None) -> None:
    held = read(content)[0]
    assert pass_over(held.headers, held.content) == rule


@pytest.mark.parametrize(
    ("block", "body"),
    [
        (response(b"4\r\nfour\r\n2;x=y\r\n!!\r\n0\r\n\r\n", Transfer_Encoding="chunked"), b"four!!"),
        (response(b"no chunks at all", Transfer_Encoding="chunked"), b"no chunks at all"),
        (response(gzip.compress(b"packed", mtime=0), Content_Encoding="gzip"), b"packed"),
        (response(b"unpacked already", Content_Encoding="gzip"), b"unpacked already"),
    ],
)
def test_the_body_of_a_page_is_unpacked(block: bytes, body: bytes) -> None:
    assert read_warc_page(read(record(block))[0].content).body == body


def test_a_packed_body_that_is_damaged_is_refused() -> None:
    with pytest.raises(FetchProblem):
        read_warc_page(read(record(response(gzip.compress(b"packed" * 99)[:-12], Content_Encoding="gzip")))[0].content)


def test_a_long_record_is_refused_with_its_size() -> None:
    assert [held.problem for held in read(ONE + record(response(b"a" * (LIMIT + 100_000))) + TWO)] == [None, "too_large", None]


def test_a_bomb_is_refused() -> None:
    assert [held.problem for held in read(gzip.compress(ONE) + gzip.compress(bytes(64 << 20)) + gzip.compress(TWO))] == [
        None, "too_large", None,
    ]  # fmt: skip


@pytest.mark.parametrize("content", [b"\nWARC/1.0\nWARC-Type: response\n" * 100_000, b"\x1f\x8b\x08" * 100_000, b"WARC/" * 400_000])
def test_hostile_files_cost_no_time(content: bytes) -> None:
    started = time.process_time()
    assert {held.problem for held in read(content)} <= {"damaged_record", "damaged_gzip", "cut_record"}
    assert time.process_time() - started < 5


def make_records(count: int) -> list[bytes]:
    chance = random.Random(7)
    made = []
    for number in range(count):
        text = " ".join(chance.choice(WORDS) for _ in range(chance.randrange(20, 400)))
        block = response(f"<html><p>{text}</p></html>".encode())
        made.append(record(block, uri=f"http://desk.example/{number}"))
    return made


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_damage_loses_no_other_record_and_passes_no_bad_one(pack: Callable[[bytes], bytes]) -> None:
    records = make_records(800)
    whole = {held.removesuffix(b"\r\n\r\n") for held in records}
    parts = [pack(held) for held in records]
    starts = [sum(map(len, parts[:at])) for at in range(len(parts))]
    content, chance = b"".join(parts), random.Random(11)
    for _ in range(60):
        at = chance.randrange(len(content) - 8)
        hit = {number for number, start in enumerate(starts) if start < at + 8 and at < start + len(parts[number])}
        damaged = content[:at] + bytes(byte ^ chance.randrange(1, 256) for byte in content[at : at + 8]) + content[at + 8 :]
        found = {held.content for held in read(damaged) if held.problem is None}
        lost = [number for number, held in enumerate(records) if held.removesuffix(b"\r\n\r\n") not in found]
        assert set(lost) <= hit
        assert found - whole <= same_pages(found - whole, [records[number] for number in hit])


def same_pages(found: set[bytes], records: list[bytes]) -> set[bytes]:
    """Those of ``found`` whose page is whole: damage to a header that no length or digest depends on leaves it so."""
    blocks = {held.removesuffix(b"\r\n\r\n").partition(b"\r\n\r\n")[2] for held in records}
    return {held for held in found if held.partition(b"\r\n\r\n")[2] in blocks}


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_cut_file_gives_what_is_before_the_cut(pack: Callable[[bytes], bytes]) -> None:
    records = make_records(800)
    whole = [held.removesuffix(b"\r\n\r\n") for held in records]
    parts = [pack(held) for held in records]
    ends = [sum(map(len, parts[: at + 1])) for at in range(len(parts))]
    content, chance = b"".join(parts), random.Random(13)
    for _ in range(60):
        cut = chance.randrange(len(content))
        found = [held.content for held in read(content[:cut]) if held.problem is None]
        before = [held for held, end in zip(whole, ends, strict=True) if end <= cut]
        assert found[: len(before)] == before
        assert found in (before, whole[: len(before) + 1])
        rest = [held for held in read(content[:cut]) if held.problem is not None]
        assert len(found) + len(rest) == len(before) + (cut > (ends[len(before) - 1] if before else 0))
