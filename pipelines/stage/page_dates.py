"""The publication date that a page gives of itself: structured data first, then tags, then a search of the page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import htmldate
import orjson
from lxml.html import HtmlElement

# an expression that finds dates, by the method that a date found so is filed under
TAGS = (
    ("meta_tag", "//meta[@property='article:published_time' or @property='og:published_time']/@content"),
    ("meta_tag", "//meta[@itemprop='datePublished' or @itemprop='dateCreated']/@content"),
    ("meta_tag", "//meta[@name='article:published_time' or @name='parsely-pub-date' or @name='sailthru.date']/@content"),
    ("meta_tag", "//meta[@name='pubdate' or @name='publishdate' or @name='publish-date' or @name='dcterms.date' or @name='date']/@content"),
    ("time_tag", "//*[@itemprop='datePublished']/@datetime"),
    ("time_tag", "//time[@pubdate]/@datetime"),
)
STRUCTURED = "//script[@type='application/ld+json']"
EARLIEST = "1995-01-01"  # of pages; earlier dates on one are about something else


def find_page_date(tree: HtmlElement, latest: date) -> tuple[str | None, str]:
    """The date in the page's own words, and the method. ``latest`` is the day on which the page was received."""
    for method, found in [*structured_dates(tree), *tag_dates(tree)]:
        if is_plausible(found, latest):
            return found, method
    searched = htmldate.find_date(tree, extensive_search=True, original_date=True, min_date=EARLIEST, max_date=latest.isoformat())
    return (searched, "page_search") if searched else (None, "unknown")


def structured_dates(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Publication dates in JSON-LD blocks."""
    for script in tree.xpath(STRUCTURED):
        try:
            held = orjson.loads((script.text or "").strip())
        except orjson.JSONDecodeError:
            continue
        yield from (("json_ld", found) for found in published_in(held))


def published_in(held: Any) -> Iterator[str]:
    """Values of ``datePublished`` at the top of a JSON-LD block, in its lists and its graph."""
    waiting = [held]
    while waiting:  # a page may hold more lists in lists than functions can call each other
        entry = waiting.pop()
        if isinstance(entry, list):
            waiting += reversed(entry)
        elif isinstance(entry, dict):
            if isinstance(found := entry.get("datePublished"), str):
                yield found
            waiting.append(entry.get("@graph"))


def tag_dates(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Dates in meta and time tags, the surest first."""
    for method, expression in TAGS:
        yield from ((method, str(found).strip()) for found in tree.xpath(expression))


def is_plausible(found: str, latest: date) -> bool:
    """Whether this starts with an ISO day on which a page can have been published."""
    try:
        day = date.fromisoformat(found[:10])
    except ValueError:
        return False
    return date.fromisoformat(EARLIEST) <= day <= latest + timedelta(days=1)  # one day: the page's zone may be ahead
