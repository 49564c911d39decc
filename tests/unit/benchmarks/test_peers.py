"""The comparison with other readers counts what it says that it counts."""

import gzip
import random
from pathlib import Path

import pytest

from benchmarks.peer_lines import LINE_READERS, good_lines, spoil_line
from benchmarks.suites_peers import compare_lines, compare_warc, cut, damage

RECORD = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"


def test_a_spoiled_file_has_one_line_more() -> None:
    good = good_lines()
    assert len(spoil_line(good, random.Random(1)).splitlines()) == len(good) + 1


def test_lines_are_counted_by_what_they_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"A rocket rose for the time number {number}." for number in range(1_000)]
    readers = {"half": lambda _: texts[:500], "inventive": lambda _: [*texts, None, "a"], "strict": lambda _: 1 / 0}
    monkeypatch.setattr("benchmarks.suites_peers.LINE_READERS", {"ours": LINE_READERS["ours"], **readers})
    assert list(compare_lines(tmp_path, 2)) == [
        "  ours: 2,000 of 2,000 kept, 0 rows made of bad lines",
        "  half: 1,000 of 2,000 kept, 0 rows made of bad lines",
        "  inventive: 2,000 of 2,000 kept, 4 rows made of bad lines",
        "  strict: 0 of 2,000 kept, 0 rows made of bad lines",
    ]


def test_records_are_counted_by_their_bodies(tmp_path: Path) -> None:
    path = tmp_path / "two.warc.gz"
    path.write_bytes(b"".join(gzip.compress(RECORD % (len(body), body)) for body in (b"one" * 99, b"two" * 99)))
    assert next(compare_warc(path, lambda content, _: content, 3)) == "  ours: 6 of 6 kept (100.0%), 0 invented"
    assert next(compare_warc(path, lambda content, _: content[:-1], 3)) == "  ours: 3 of 6 kept (50.0%), 0 invented"
    assert len(damage(path.read_bytes(), random.Random(1))) == path.stat().st_size
    assert len(cut(path.read_bytes(), random.Random(1))) < path.stat().st_size
