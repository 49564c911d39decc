"""Lists that announce documents: feeds, sitemaps, plain lists, GDELT's; what is odd in them; and lists that are broken."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from types import MappingProxyType

import orjson

from benchmarks.load.documents import Asked, Document, End, Steps, head_of, reply
from benchmarks.load.pages import Look, login_page
from benchmarks.load.words import Story

OLD_DAYS = 200  # before the run; sources pass over what is older than 30
ODD = ("again", "too_old", "bad_url", "no_link", "nothing")  # items of feeds beside those that lead to documents
SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
LAUGHS = "".join(f"<!ENTITY l{number} '{10 * ('&l' + str(number - 1) + ';')}'>" for number in range(1, 12))
ENTITIES = f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}<!ENTITY file SYSTEM "file:///etc/passwd">]>'


@dataclass(frozen=True, slots=True)
class Source:
    """One list, where it lies, and what it announces."""

    id: str
    form: str  # one of FORMS
    url: str
    host: str
    path: str
    documents: tuple[Document, ...] = ()
    has_etag: bool = False
    fault: str = ""  # one of FAULTS
    max_pages: int = 100_000

    @property
    def kind(self) -> str:
        """The kind in sources.toml."""
        return self.form if self.form in {"urls", "gdelt"} else "sitemap" if self.form.startswith("sitemap") else "feed"

    @property
    def odd(self) -> tuple[str, ...]:
        """Odd items of this list."""
        return ODD if self.form in {"rss", "atom"} and not self.fault else ()

    def announced(self, phase: int) -> tuple[Document, ...]:
        """Documents that a run finds in it."""
        return tuple(document for document in self.documents if document.phase <= phase)


@dataclass(frozen=True, slots=True)
class Item:
    """One announcement."""

    url: str
    title: str
    day: date
    id: str = ""
    text: str = ""


def items_of(source: Source, phase: int) -> list[Item]:
    """Announcements of a list as a run meets it."""
    documents = source.announced(phase)
    items = [
        Item(document.url, document.story.title, document.published, item_id(document), text_of(document.told(phase)))
        for document in documents
    ]
    return items + [odd_item(name, documents[0]) for name in source.odd if documents]


def item_id(document: Document) -> str:
    """An id of the feed: most have one, some share theirs with the item before, some have none."""
    number = document.place
    return "" if number % 5 == 4 else f"item-{number - (number % 5 == 3)}-{document.host}"


def text_of(story: Story) -> str:
    """The report as HTML."""
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in story.paragraphs)


def odd_item(name: str, first: Document) -> Item:
    """An item that leads to no document of its own."""
    items = {
        "again": Item(f"{first.url}#comments", first.story.title, first.published),
        "too_old": Item(f"{first.url}?old", first.story.title, first.published - timedelta(days=OLD_DAYS)),
        "bad_url": Item("ftp://desk.example/report", "A report elsewhere", first.published),
        "no_link": Item("", "A headline alone", first.published),
        "nothing": Item("", "", first.published),
    }
    return items[name]


def write_list(source: Source, phase: int) -> bytes:
    """The bytes of a list as a run meets it."""
    return FORMS[source.form](items_of(source, phase)).encode(errors="xmlcharrefreplace")


def _tag(name: str, text: str) -> str:
    return f"<{name}>{escape(text)}</{name}>" if text else ""


def _rss(items: list[Item], with_text: bool = False, doctype: str = "", beside: str = "") -> str:
    held = "".join(
        f"<item>{_tag('title', item.title)}{_tag('link', item.url)}{_tag('guid', item.id)}"
        f"<pubDate>{item.day:%a, %d %b %Y} 09:00:00 GMT</pubDate>{_tag('description', item.text if with_text else '')}{beside}</item>"
        for item in items
    )
    return f'<?xml version="1.0"?>{doctype}<rss version="2.0"><channel><title>Desk</title>{held}</channel></rss>'


def _full(items: list[Item]) -> str:
    return _rss(items, with_text=True)


def _atom_link(url: str) -> str:
    return f'<link href="{escape(url)}"/>' if url else ""


def _atom(items: list[Item]) -> str:
    held = "".join(
        f"<entry>{_tag('title', item.title)}{_atom_link(item.url)}{_tag('id', item.id)}<published>{item.day}T09:00:00Z</published></entry>"
        for item in items
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Desk</title>{held}</feed>'


def _json_feed(items: list[Item]) -> str:
    held = [{"id": item.id, "url": item.url, "title": item.title, "date_published": f"{item.day}T09:00:00Z"} for item in items]
    return orjson.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Desk", "items": held}).decode()


def _sitemap(items: list[Item]) -> str:
    held = "".join(f"<url>{_tag('loc', item.url)}<lastmod>{item.day}</lastmod></url>" for item in items)
    return f'<urlset xmlns="{SPACE}">{held}</urlset>'


def _urls(items: list[Item]) -> str:
    return "# reports of the desk\n" + "".join(f"{item.url}\n" for item in items)


def _gdelt(items: list[Item]) -> str:
    held = [{"url": item.url, "title": item.title, "seendate": f"{item.day:%Y%m%d}T090000Z"} for item in items]
    return orjson.dumps({"articles": held}).decode()


FORMS: Mapping[str, Callable[[list[Item]], str]] = MappingProxyType(
    {
        "rss": _rss, "atom": _atom, "json_feed": _json_feed, "sitemap": _sitemap, "sitemap_index": _sitemap, "urls": _urls, "gdelt": _gdelt,
        "full": _full,
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ListFault:
    """A list that is broken: what comes of the request, why it is refused, and whether it announces documents all the same."""

    answer: Callable[[Source, Asked], Steps]
    outcome: str = "fetched"
    reject: str = ""
    carries: bool = False
    tries: int = 1


def _say(*steps: bytes | End) -> Callable[[Source, Asked], Steps]:
    return lambda source, asked: iter(steps)


def _with_entities(source: Source, asked: Asked) -> Steps:
    body = _rss(items_of(source, asked.phase), doctype=ENTITIES, beside="<category>&l11;&file;</category>")
    return iter([reply(body.encode(), content_type="application/rss+xml")])


def _in_latin(source: Source, asked: Asked) -> Steps:
    body = _rss(items_of(source, asked.phase), beside="<category>Caf\u00e9</category>").encode("cp1252")
    return iter([reply(body, content_type="application/rss+xml")])


def _in_utf_16(source: Source, asked: Asked) -> Steps:
    return iter([reply(_rss(items_of(source, asked.phase)).encode("utf-16"), content_type="application/rss+xml")])


def _without_end(source: Source, asked: Asked) -> Steps:
    body = _rss(items_of(source, asked.phase)).removesuffix("</channel></rss>")
    return iter([reply(body.encode(), content_type="application/rss+xml")])


CUT = head_of("200 OK", {"Content-Length": "9000"}) + b"<rss><channel>"
DEEP = b"<rss><channel><item><title>A report</title><description>" + b"<a>" * 100_000
BOMB = gzip.compress(b"<rss>" + b" " * (64 << 20), mtime=0)
FAULTS: Mapping[str, ListFault] = MappingProxyType(
    {
        "with_entities": ListFault(_with_entities, carries=True),
        "in_latin": ListFault(_in_latin, carries=True),
        "in_utf_16": ListFault(_in_utf_16, carries=True),
        "without_end": ListFault(_without_end, carries=True),
        "gone": ListFault(_say(reply(status="410 Gone")), "http_error"),
        "hangs": ListFault(_say(End.HANG), "timeout", tries=3),
        "cut": ListFault(_say(CUT), "bad_reply", tries=3),
        "bomb": ListFault(_say(reply(BOMB, Content_Encoding="gzip")), "too_large"),
        "loop": ListFault(lambda source, asked: iter([reply(status="302 Found", Location=f"{source.path}?hop=1")]), "refused_redirect"),
        "empty": ListFault(_say(reply(b" \n")), reject="empty_file"),
        "page": ListFault(_say(reply(login_page(Look("Desk", "")).encode())), reject="not_a_feed"),
        "noise": ListFault(_say(reply(bytes(range(256)) * 9)), reject="not_a_feed"),
        "json": ListFault(_say(reply(b'{"version": "https://jsonfeed.org/version/1", "items": [')), reject="not_a_feed"),
        "deep": ListFault(_say(reply(DEEP)), reject="missing_field"),
    }
)
