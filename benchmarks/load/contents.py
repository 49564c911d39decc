"""Broken in content: pages that lie about letters or kind, are empty, enormous or hostile, or want to know who reads them."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from datetime import timedelta
from types import MappingProxyType

from benchmarks.load.cases import Answer, Case
from benchmarks.load.documents import Asked, Document, Steps, give, html_of, reply
from benchmarks.load.pages import HOSTILE, Look, empty_page, link_page, login_page
from benchmarks.load.words import Story, cut_story

KOREAN = "항구 사무소는 월요일 아침에 배 두 척이 무사히 돌아왔다고 알렸다. 어부들은 바다가 잔잔했다고 말했다."
FRENCH = "Le café « Été » a rouvert : l’orchestre naïf jouait déjà, près du château, où les élèves avaient dîné."
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj << /Type /Catalog >> endobj\n" + bytes(range(256)) * 8
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8
ZIP = b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + bytes(range(256)) * 8
MEGABYTE = 1 << 20

Make = Callable[[Document, Asked], bytes]


def with_line(story: Story, line: str) -> Story:
    """A story with one more paragraph."""
    return Story(story.title, (*story.paragraphs, line))


def send(make: Make, content_type: str = "text/html; charset=utf-8") -> Answer:
    """A body made for the document, under a content type."""
    return lambda document, asked: give(document, asked, make(document, asked), content_type)


def send_always(body: bytes, content_type: str) -> Answer:
    """The same body for each document."""
    return send(lambda document, asked: body, content_type)


def page(document: Document, asked: Asked) -> bytes:
    """The page in UTF-8."""
    return html_of(document, asked.phase).encode()


def letters(line: str, encoding: str, declared: str) -> Make:
    """A page with a foreign line in one encoding, which declares that or another one, or none."""
    head = f"<meta charset='{declared}'>" if declared else ""
    return lambda document, asked: html_of(document, asked.phase, with_line(document.told(asked.phase), line), head).encode(encoding)


def hostile(name: str) -> Make:
    """A page that holds a story, and something that parsers choke on."""
    head, foot = HOSTILE[name]
    return lambda document, asked: html_of(document, asked.phase, head=head, foot=foot).encode()


def filled(size: int, filling: str) -> Make:
    """A page of a size, by something that is no text."""
    return lambda document, asked: html_of(document, asked.phase, foot=filling * (size // len(filling))).encode()


def long_text(document: Document, asked: Asked) -> bytes:
    """A page whose report is as long as a book."""
    paragraphs = document.told(asked.phase).paragraphs
    often = 1_100_000 // sum(map(len, paragraphs)) + 1
    return html_of(document, asked.phase, Story(document.story.title, paragraphs * often)).encode()


def noise(document: Document, asked: Asked) -> bytes:
    """Bytes that mean nothing."""
    return random.Random(document.url).randbytes(4_000)


def of_tomorrow(document: Document, asked: Asked) -> bytes:
    """A page that says it is of next year."""
    return html_of(document, asked.phase, dated=document.published + timedelta(days=400)).encode()


def teaser(document: Document, asked: Asked) -> bytes:
    """The beginning of a report, and a wall."""
    wall = "<div class='paywall'><form><input type='password' name='secret'><button>Sign in</button></form></div>"
    return html_of(document, asked.phase, cut_story(document.told(asked.phase)), foot=wall).encode()


def login_redirect(document: Document, asked: Asked) -> Steps:
    """To the door."""
    if "?hop=" in asked.path:
        return iter([reply(login_page(Look(document.site, document.url)).encode())])
    return iter([reply(status="302 Found", Location=f"{document.path}?hop=login")])


def bare(make: Callable[[Look], str]) -> Make:
    """A page without a story."""
    return lambda document, asked: make(Look(document.site, document.url)).encode()


def refused(answer: Answer, fate: str, weight: int = 2) -> Case:
    """A case whose bytes come and are refused."""
    return Case(answer, fate=fate, weight=weight)


UNSUPPORTED, EMPTY, TEXTLESS = "reject:unsupported_media", "reject:empty_file", "refused:no_main_text"
CONTENTS: Mapping[str, Case] = MappingProxyType(
    {
        "korean_by_header": Case(send(letters(KOREAN, "euc-kr", ""), "text/html; charset=euc-kr")),
        "korean_declared": Case(send(letters(KOREAN, "euc-kr", "euc-kr"), "text/html; charset=utf-8")),
        "korean_called_utf_8": Case(send(letters(KOREAN, "euc-kr", "utf-8"))),
        "french_called_utf_8": Case(send(letters(FRENCH, "cp1252", "utf-8"))),
        "french_called_latin": Case(send(letters(FRENCH, "cp1252", "iso-8859-1"), "text/html; charset=iso-8859-1")),
        "french_by_mark": Case(send(letters(FRENCH, "utf-16", ""), "text/html")),
        "html_as_bytes": Case(send(page, "application/octet-stream")),
        "html_as_text": Case(send(page, "text/plain; charset=utf-8")),
        "html_without_type": Case(send(page, "")),
        "pdf": refused(send_always(PDF, "application/pdf"), UNSUPPORTED),
        "pdf_as_html": refused(send_always(PDF, "text/html"), UNSUPPORTED),
        "image": refused(send_always(PNG, "image/png"), UNSUPPORTED),
        "image_as_html": refused(send_always(PNG, "text/html"), UNSUPPORTED),
        "archive_as_text": refused(send_always(ZIP, "text/plain"), UNSUPPORTED),
        "noise_as_html": refused(send(noise), UNSUPPORTED),
        "empty": refused(send_always(b"", "text/html"), EMPTY),
        "blanks": refused(send_always(b" \r\n\t" * 400, "text/html"), EMPTY),
        "page_of_scripts": refused(send(bare(empty_page)), TEXTLESS),
        "page_of_links": refused(send(bare(link_page)), TEXTLESS),
        "enormous": Case(send(filled(6 * MEGABYTE, "<!-- filling -->")), "too_large", "", weight=1),
        "very_large": refused(send(filled(9 * MEGABYTE // 2, "<!-- filling -->")), "reject:too_large", weight=1),
        "long_text": refused(send(long_text), "refused:too_large", weight=1),
        **{f"hostile_{name}": Case(send(hostile(name))) for name in HOSTILE},
        "login_form": refused(send(bare(login_page)), TEXTLESS),
        "login_redirect": refused(login_redirect, TEXTLESS),
        "teaser": Case(send(teaser)),
        "of_next_year": Case(send(of_tomorrow)),
    }
)
