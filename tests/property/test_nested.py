"""What is nested without an end is read or refused by every reader, and never raises what functions raise that call each other too deep."""

import pytest

from benchmarks import fuzz_seeds as seeds
from benchmarks.fuzz_targets import TARGETS

DEEP = 1000
SCRIPT = b"<script type='application/ld+json'>%s</script>"
MAIL = b"From desk@wire.example Mon Mar  2 09:00:00 2026\nSubject: A rise\n"
NESTED = {
    "html": [
        seeds.PAGE.replace(b"</head>", SCRIPT % (b"[" * DEEP + b"]" * DEEP) + b"</head>"),
        seeds.PAGE.replace(b"</head>", SCRIPT % (b'{"@graph":' * DEEP + b"1" + b"}" * DEEP) + b"</head>"),
        b"<div>" * DEEP + seeds.PAGE,
    ],
    "feed": [b"<rss><channel><item>" * DEEP, seeds.RSS.replace(b"&lt;p&gt;", b"&lt;b&gt;" * DEEP)],
    "sitemap": [b"<urlset>" * DEEP],
    "gdelt": [b'{"articles":' + b"[" * DEEP],
    "jsonl": [b'{"text":' * DEEP, b'{"text": "A", "id": ' + b"[" * DEEP + b"]" * DEEP + b"}"],
    "json": [b"[" * DEEP, b"[" * DEEP + b"]" * DEEP],
    "mbox": [MAIL + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (at, at) for at in range(DEEP))],
    "alerts": [MAIL + b"Content-Type: message/rfc822\n\n" * DEEP],
    "nagix": [b"[" * DEEP],
    "sources": [b"source = " + b"[" * DEEP],
    "reviews": [b"review = " + b"{a=" * DEEP],
    "sinks": [b"sink = " + b"[" * DEEP],
    "watched": [b"accepted = " + b"[" * DEEP],
    "questions": [b"select " + b"(" * DEEP],
    "answers": [b'{"relevant": true, "launches": ' + b"[" * DEEP],
    "reading": [b"He said " + b'("' * DEEP],
}


@pytest.mark.parametrize(("name", "content"), [(name, content) for name, held in NESTED.items() for content in held])
def test_nesting_without_an_end_breaks_no_promise(name: str, content: bytes) -> None:
    assert TARGETS[name].run(content)
