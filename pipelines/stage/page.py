"""From the HTML of a page to its title, main text, date and address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

import trafilatura
from lxml.html import HtmlElement
from lxml.html.builder import E

from pipelines.stage.page_dates import find_page_date
from pipelines.stage.plain_page import SHORTEST_PARAGRAPH, read_plainly

SUFFIX = re.compile(r"\s+(?:[|\-–—:»•·]|::|\|\|)\s+")
SENTENCE_END = re.compile(r"[.!?…。！？][\"'”’»)」]?\s*$")
LEAST_BEHIND_DOOR = 400  # characters; forms to sign in explain themselves in fewer, and teasers before them have more
LETTERS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds. ``method`` says how the body was found, ``date_method`` how the date was."""

    title: str
    text: str
    outlet: str | None
    url: str | None
    date: str | None
    date_method: str
    method: str


def read_page(html: str, latest: date) -> Page | None:
    """The article of a page; null where no main text is found."""
    tree = load_tree(html)
    if tree is None:
        return read_page_plainly(html)
    found, date_method = find_page_date(tree, latest)
    metadata = trafilatura.extract_metadata(tree, date_config={"max_date": latest.isoformat()}, extensive=False)
    title = strip_site(metadata.title or "", metadata.sitename, metadata.hostname)
    text, method = trafilatura.extract(tree, fast=True, include_comments=False), "trafilatura"
    if not text:
        text, method = read_plainly(html).text, "fallback"
    if not text or not holds_report(text) or is_door(tree, text):
        return None
    return Page(title, drop_heading(text, title), metadata.sitename, metadata.url, found, date_method, method)


def load_tree(html: str) -> HtmlElement | None:
    """The elements of a page. All stand in another one, since libraries take pictures and forms out of what these stand in."""
    tree = trafilatura.load_html(html)
    if tree is None or tree.tag == "html":
        return tree
    return E.HTML(E.BODY(tree))


def holds_report(text: str) -> bool:
    """Whether anything in a text is more than the name of a link: a line that is long, or ends as sentences do."""
    return any(len(line) >= SHORTEST_PARAGRAPH or SENTENCE_END.search(line) for line in text.splitlines())


def is_door(tree: HtmlElement, text: str) -> bool:
    """Whether a page asks who is there instead of telling something: it takes a password, and says little else."""
    return len(text) < LEAST_BEHIND_DOOR and bool(tree.xpath("//input[@type='password']"))


def read_page_plainly(html: str) -> Page | None:
    """The article of a page that the usual way does not get through: its paragraphs, no date."""
    plain = read_plainly(html)
    if not plain.text:
        return None
    return Page(plain.title, drop_heading(plain.text, plain.title), None, None, None, "unknown", "fallback")


def drop_heading(text: str, title: str) -> str:
    """A text without a first line that only repeats the title."""
    first, _, rest = text.partition("\n")
    return rest.lstrip("\n") if rest and _letters(first) == _letters(title) else text


def strip_site(title: str, site: str | None, host: str | None) -> str:
    """A title without the name of the site behind it."""
    domain = (host or "").removeprefix("www.")
    names = {_letters(name) for name in (site, domain, domain.split(".")[0]) if name}
    head = title.strip()
    while (cut := _last_cut(head)) is not None and _letters(head[cut.end() :]) in names:
        head = head[: cut.start()].rstrip()
    return head


def _last_cut(title: str) -> re.Match[str] | None:
    return next(reversed(list(SUFFIX.finditer(title))), None)


def _letters(name: str) -> str:
    return "".join(LETTERS.findall(name.casefold()))
