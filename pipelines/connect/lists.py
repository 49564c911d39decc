"""Documents of sitemaps, of plain lists of addresses, and of GDELT's document lists."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import orjson
from lxml import etree

from pipelines.connect.decoding import read_body
from pipelines.connect.feeds import split_flaws
from pipelines.connect.listing import Flaw, Listed, Listing, normal_date
from pipelines.connect.problems import FetchProblem
from pipelines.connect.xml_tree import parse_xml, tag_of, text_of

MOST_BYTES = 50 << 20  # of an unpacked sitemap, as its rules say
MOST_URLS = 50_000


def read_sitemap(content: bytes, url: str) -> Listing:
    """Pages of a sitemap, or the sitemaps that an index names. The address is not needed: sitemaps give whole addresses."""
    try:
        unpacked = read_body([content], "gzip", MOST_BYTES) if content[:2] == b"\x1f\x8b" else content
    except FetchProblem as problem:
        return Listing(flaws=(Flaw(0, "damaged_gzip", problem.message),))
    root = parse_xml(unpacked)
    kind = tag_of(root) if root is not None else ""
    if root is None or kind not in {"urlset", "sitemapindex"}:
        return Listing(flaws=(Flaw(0, "not_a_sitemap", "is no sitemap: expected urlset or sitemapindex. Look at it in a browser."),))
    entries = [element for element in root if tag_of(element) in {"url", "sitemap"}]
    if kind == "sitemapindex":
        return Listing(children=tuple(filter(None, map(_location, entries))))
    more = (Flaw(0, "too_large", f"names more than {MOST_URLS:,} pages; the first ones were taken."),) if len(entries) > MOST_URLS else ()
    held = split_flaws(_sitemap_page(element, number) for number, element in enumerate(entries[:MOST_URLS], 1))
    return Listing(held.items, flaws=more + held.flaws)


def _location(entry: etree._Element) -> str:
    return next((text_of(child) for child in entry if tag_of(child) == "loc"), "")


def _sitemap_page(entry: etree._Element, position: int) -> Listed | Flaw:
    """A page with what its news entry says, else when it was changed."""
    held = {tag_of(element): text_of(element) for element in entry.iter() if isinstance(element.tag, str)}
    if not held.get("loc"):
        return Flaw(position, "missing_field", "the entry has no address.")
    return Listed(position, held["loc"], held.get("news:title", ""), normal_date(held.get("news:publication_date") or held.get("lastmod")))


def read_url_list(content: bytes, url: str) -> Listing:
    """An address a line; empty lines and those that begin with # are passed over."""
    lines = content.decode("utf-8", "replace").removeprefix("\ufeff").splitlines()
    held = [(number, line.strip()) for number, line in enumerate(lines, 1) if line.strip() and not line.lstrip().startswith("#")]
    return Listing(tuple(Listed(number, line) for number, line in held))


def read_gdelt(content: bytes, url: str) -> Listing:
    """Documents of a list that GDELT's document API gives as JSON or CSV."""
    bare = content.lstrip(b"\xef\xbb\xbf \t\r\n")
    if bare.startswith(b"{"):
        return _read_gdelt_json(bare)
    rows = csv.reader(io.StringIO(bare.decode("utf-8", "replace")))
    try:
        names = [name.strip().lower() for name in next(rows, [])]
        if "url" not in names:
            return Listing(flaws=(Flaw(0, "not_a_list", "is no list of GDELT: expected JSON, or CSV with a column URL. Check the query."),))
        return split_flaws(_gdelt_rows(names, rows))
    except csv.Error as error:
        return Listing(flaws=(Flaw(0, "not_a_list", f"is no CSV ({error}). Fetch the list again."),))


def _gdelt_rows(names: list[str], rows: Iterator[list[str]]) -> Iterator[Listed | Flaw]:
    for position, row in enumerate((row for row in rows if row), 1):
        held = dict(zip(names, row, strict=False))
        if not held["url"] if "url" in held else True:
            yield Flaw(position, "missing_field", "the row has no address.")
        else:
            yield Listed(position, held["url"], held.get("title", ""), _seen_at(held.get("date", "")))


def _read_gdelt_json(content: bytes) -> Listing:
    try:
        held = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        return Listing(flaws=(Flaw(0, "not_json", f"is no JSON ({error}). Fetch the list again, or ask for CSV."),))
    articles = held.get("articles", [])
    if not isinstance(articles, list):
        return Listing(flaws=(Flaw(0, "not_a_list", 'is no list of GDELT: "articles" is no list. Check the query.'),))
    return split_flaws(_gdelt_article(article, number) for number, article in enumerate(articles, 1))


def _gdelt_article(article: object, position: int) -> Listed | Flaw:
    held = {name: given for name, given in article.items() if isinstance(given, str)} if isinstance(article, dict) else {}
    if not held.get("url"):
        return Flaw(position, "missing_field", "the article has no address.")
    return Listed(position, held["url"], held.get("title", ""), _seen_at(held.get("seendate", "")))


def _seen_at(text: str) -> str | None:
    """When GDELT first saw a document: no publication date, but never before it."""
    return normal_date(text)
