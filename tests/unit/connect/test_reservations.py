"""What a site reserves, by the rules of its file."""

import orjson
import pytest

from pipelines.connect.reservations import is_reserved, read_reservations


def rules(*lines: tuple[str, object]) -> bytes:
    return orjson.dumps([{"location": place, "tdm-reservation": given} for place, given in lines])


@pytest.mark.parametrize(
    ("content", "path", "expected"),
    [
        (rules(("/", 1)), "/news/1?page=2", True),
        (rules(("/news/", 1)), "/sport/1", False),
        (rules(("/*.pdf$", 1)), "/files/a.pdf", True),
        (rules(("/*.pdf$", 1)), "/files/a.pdf?x", False),
        (rules(("/free/", 0), ("/*", 1)), "/free/1", False),
        (rules(("/*", 1), ("/free/", 0)), "/free/1", True),  # the first rule reserves it
        (rules(("/", 0), ("/held/", 1)), "/held/1", True),  # the longest does
        (rules(("/", "1")), "/", True),
        (rules(("/", "yes"), ("/", None)), "/", False),
        (b'["/", {"location": 3}, {"tdm-reservation": 1}]', "/", False),
        (rules(("/caf\u00e9", 1)), "/caf%c3%a9", True),
    ],
)
def test_rules_reserve_paths(content: bytes, path: str, expected: bool) -> None:
    assert is_reserved(path, read_reservations(content) or ()) is expected


@pytest.mark.parametrize("content", [b"", b"<html>", b"{}", b"[" * 100_000, b"\xff\xfe[]", b"null"])
def test_what_is_no_list_is_no_file_of_reservations(content: bytes) -> None:
    assert read_reservations(content) is None
