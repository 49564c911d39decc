"""XML of strangers as a tree: mended where it is broken, and without anything that it asks to be fetched or unfolded."""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Iterator

from lxml import etree

DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=", re.IGNORECASE)
DECLARED_WITHIN = 4_096  # bytes from the start of a document
END_OF_SUBSET = re.compile(rb"\]\s*>")
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"<\0", b"\0<")
# prefixes that feeds use without saying what they stand for
PLAIN_SPACES = frozenset(
    {
        "http://purl.org/rss/1.0/",
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://www.w3.org/2005/Atom",
        "http://purl.org/atom/ns#",
        "http://www.sitemaps.org/schemas/sitemap/0.9",
        "http://www.google.com/schemas/sitemap/0.84",
        "http://backend.userland.com/rss2",
        "http://blogs.law.harvard.edu/tech/rss",
        "http://channel.netscape.com/rdf/simple/0.9/",
    }
)
PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://www.google.com/schemas/sitemap-news/0.9": "news",
    "http://www.w3.org/1999/xhtml": "xhtml",
}


def parse_xml(content: bytes) -> etree._Element | None:
    """The root of a document; None where there is nothing to read."""
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
        remove_comments=True, remove_pis=True, encoding=_assumed_encoding(content),
    )  # fmt: skip
    try:
        return etree.fromstring(drop_declarations(content.lstrip(b" \t\r\n")), parser)
    except (etree.XMLSyntaxError, ValueError, LookupError):
        return None


def drop_declarations(content: bytes) -> bytes:
    """A document without what it declares for itself: where entities would unfold to too much the parser drops all that follows them."""
    at = content[:DECLARED_WITHIN].upper().find(b"<!DOCTYPE")
    opened, closed = content.find(b"[", at), content.find(b">", at)
    if at < 0 or opened < 0 or closed < opened:
        return content
    end = END_OF_SUBSET.search(content, opened)
    return content[:opened] + content[end.end() - 1 :] if end else content


def _assumed_encoding(content: bytes) -> str | None:
    """An encoding for a document that declares none and is not in the one that it should be in."""
    if DECLARED.match(content) or content.startswith(WIDE):
        return None
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return "windows-1252"
    return None


def tag_of(element: etree._Element) -> str:
    """Name of an element with a usual prefix: ``title``, ``dc:date``. Elements of unknown vocabularies have ``other:``."""
    tag = element.tag if isinstance(element.tag, str) else ""
    space, brace, name = tag.rpartition("}")
    if not brace:
        prefix, colon, name = tag.rpartition(":")
        return f"{prefix.lower()}:{name.lower()}" if colon else tag.lower()
    space = space.removeprefix("{")
    if space.rstrip("/#") in {known.rstrip("/#") for known in PLAIN_SPACES}:
        return name.lower()
    return f"{PREFIXES.get(space, 'other')}:{name.lower()}"


def text_of(element: etree._Element | None) -> str:
    """The characters inside an element; entities of HTML are read, others are left as written."""
    return "" if element is None else "".join(_pieces(element)).strip()


def _pieces(element: etree._Element) -> Iterator[str]:
    for found in element.iter():
        if isinstance(found, etree._Entity):
            yield html.unescape(found.text or "")
        elif found.text and isinstance(found.tag, str):
            yield found.text
        if found.tail and found is not element:
            yield found.tail
