"""Whether bytes are a page, whatever the server calls them."""

import pytest

from pipelines.connect.media import find_media

PAGE = b"<!DOCTYPE html>\n<html><head><title>A rocket</title></head><body><p>It flew.</p></body></html>"


@pytest.mark.parametrize(
    ("declared", "content", "kind"),
    [
        ("text/html", PAGE, "html"),
        ("application/xhtml+xml", b'<?xml version="1.0"?>\n' + PAGE, "html"),
        ("", PAGE, "html"),
        ("application/octet-stream", PAGE, "html"),
        ("text/plain", PAGE, "html"),
        ("text/plain", b"\xef\xbb\xbf<html lang='en'>", "html"),
        ("text/plain", b"A rocket flew. It had <b>three</b> stages.", "text"),
        ("text/plain", "로켓이 발사됐다".encode("utf-16"), "text"),
        ("text/html", "<p>caf\u00e9".encode("cp1252"), "html"),
        ("text/html", "로켓이 발사됐다".encode("euc-kr"), "html"),
        ("text/html", PAGE + b"\0" * 900, "html"),
        ("text/html", b"", "html"),
        ("text/html", b"%PDF-1.7\n1 0 obj", "other"),
        ("text/html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "other"),
        ("text/plain", b"PK\x03\x04\x14\0", "other"),
        ("", bytes(range(256)), "other"),
        ("application/octet-stream", b"A rocket flew.", "other"),
        ("application/pdf", PAGE, "other"),
        ("image/svg+xml", b"<svg/>", "other"),
        ("application/json", b'{"text": "A rocket flew."}', "other"),
    ],
)
def test_bytes_are_told_by_what_they_are_where_servers_do_not_know(declared: str, content: bytes, kind: str) -> None:
    assert find_media(declared, content) == kind
