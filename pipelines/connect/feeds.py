"""Items of RSS, Atom and JSON feeds."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

import orjson
from lxml import etree

from pipelines.connect.html_text import html_to_text
from pipelines.connect.listing import Flaw, Listed, Listing, normal_date
from pipelines.connect.xml_tree import parse_xml, tag_of, text_of

ROOTS = frozenset({"rss", "rdf", "other:rdf", "feed", "channel"})
DATES = (
    "pubdate",
    "published",
    "issued",
    "dc:date",
    "dcterms:issued",
    "dcterms:created",
    "created",
    "updated",
    "modified",
    "dcterms:modified",
)
FULL = ("content:encoded", "content", "xhtml:body")
BRIEF = ("description", "summary")
ALTERNATE = frozenset({"", "alternate"})

Fields = Mapping[str, list[etree._Element]]


def read_feed(content: bytes, url: str) -> Listing:
    """Items of a feed in its order; ``url`` is where it was fetched, for links that are not whole."""
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _read_json_feed(content, url)
    root = parse_xml(content)
    if root is None or not is_feed(root):
        return Listing(flaws=(Flaw(0, "not_a_feed", "is no feed: expected RSS, Atom or JSON Feed. Look at the address in a browser."),))
    items = [element for element in root.iter() if tag_of(element) in {"item", "entry"}]
    return split_flaws(_read_item(element, number, url) for number, element in enumerate(items, 1))


def split_flaws(found: Iterable[Listed | Flaw]) -> Listing:
    """A listing of what was found."""
    held = list(found)
    items = tuple(each for each in held if isinstance(each, Listed))
    return Listing(items, flaws=tuple(each for each in held if isinstance(each, Flaw)))


def is_feed(root: etree._Element) -> bool:
    """Whether a tree is that of a feed."""
    return tag_of(root) in ROOTS


def _read_item(element: etree._Element, position: int, url: str) -> Listed | Flaw:
    fields: dict[str, list[etree._Element]] = {}
    for child in element:
        fields.setdefault(tag_of(child), []).append(child)
    title = html_to_text(_markup(_first(fields, ("title", "dc:title"))))
    text = max((html_to_text(_markup(held)) for name in (*FULL, *BRIEF) for held in fields.get(name, [])), key=len, default="")
    link = _find_link(fields, url)
    if link is None and not text and not title:
        return Flaw(position, "missing_field", "the item has neither link nor text. Nothing can be made of it.")
    written = next((text_of(held) for name in DATES for held in fields.get(name, []) if text_of(held)), None)
    found_id = text_of(_first(fields, ("guid", "id", "dc:identifier"))) or None
    author = text_of(_first(fields, ("author", "dc:creator"))) or None
    return Listed(position, link, title, normal_date(written), found_id, author, text)


def _first(fields: Fields, names: tuple[str, ...]) -> etree._Element | None:
    return next((fields[name][0] for name in names if name in fields), None)


def _markup(element: etree._Element | None) -> str:
    """The HTML that an element holds: as escaped text, as a tree, or as text that only looks like it."""
    if element is None:
        return ""
    kind = (element.get("type") or "").lower()
    if kind in {"text", "text/plain"}:
        return html.escape(text_of(element))
    if any(isinstance(child.tag, str) for child in element):
        return (element.text or "") + "".join(etree.tostring(child, encoding="unicode") for child in element)
    return text_of(element)


def _find_link(fields: Fields, url: str) -> str | None:
    """The address of the document: the link, else an identifier that is one."""
    for element in fields.get("link", []):
        target = element.get("href") or text_of(element)
        if target and (element.get("rel") or "").lower() in ALTERNATE:
            return _join(element.base or url, url, target)
    for element in fields.get("guid", []):
        if text_of(element).startswith(("http://", "https://")) and (element.get("isPermaLink") or "true").lower() == "true":
            return text_of(element)
    return None


def _join(base: str, url: str, target: str) -> str:
    """A link that is not whole belongs to the address that the feed gives as its base, else to that of the feed."""
    try:
        return urljoin(urljoin(url, base), target.strip())
    except ValueError:
        return target.strip()  # refused later, with its reason


def _read_json_feed(content: bytes, url: str) -> Listing:
    try:
        held = orjson.loads(content.lstrip(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        return Listing(flaws=(Flaw(0, "not_a_feed", f"is no JSON ({error}). Look at the address in a browser."),))
    items = held.get("items") if isinstance(held, dict) and "jsonfeed.org" in str(held.get("version")) else None
    if not isinstance(items, list):
        return Listing(flaws=(Flaw(0, "not_a_feed", 'is no JSON Feed: expected a "version" of jsonfeed.org and "items".'),))
    return split_flaws(_json_items(items, url))


def _json_items(items: list[Any], url: str) -> Iterator[Listed | Flaw]:
    for position, item in enumerate(items, 1):
        fields = {name: given for name, given in item.items() if isinstance(given, str)} if isinstance(item, dict) else {}
        text = fields.get("content_text") or html_to_text(fields.get("content_html", fields.get("summary", "")))
        link = fields.get("url") or fields.get("external_url")
        if not link and not text:
            yield Flaw(position, "missing_field", 'the item has neither "url" nor content. Nothing can be made of it.')
            continue
        date = normal_date(fields.get("date_published") or fields.get("date_modified"))
        yield Listed(position, _join(url, url, link) if link else None, fields.get("title", ""), date, fields.get("id"), None, text)
