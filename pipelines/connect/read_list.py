"""From the bytes of a list to the documents that it announces. Pure, so that it runs in a worker that can be killed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from pipelines.connect.entries import Kind
from pipelines.connect.feeds import read_feed
from pipelines.connect.listing import Flaw, Listed, Listing
from pipelines.connect.lists import read_gdelt, read_sitemap, read_url_list
from pipelines.connect.mail import read_alerts
from pipelines.connect.problems import FetchProblem
from pipelines.connect.urls import parse_url

READERS: Mapping[Kind, Callable[[bytes, str], Listing]] = {
    "feed": read_feed,
    "sitemap": read_sitemap,
    "urls": read_url_list,
    "gdelt": read_gdelt,
    "alerts": read_alerts,
}


@dataclass(frozen=True, slots=True)
class ListTask:
    """One list to read: its kind, its bytes, where it was."""

    kind: Kind
    content: bytes
    url: str


def read_list(task: ListTask) -> Listing:
    """What a list announces. An address that is missing or cannot be fetched is a flaw, unless the list carries the text itself."""
    if not task.content.strip():
        return Listing(flaws=(Flaw(0, "empty_file", "holds nothing. Look at the source in a browser."),))
    held = READERS[task.kind](task.content, task.url)
    checked = [_check(item) for item in held.items]
    items = tuple(item for item in checked if isinstance(item, Listed))
    return Listing(items, held.children, (*held.flaws, *(flaw for flaw in checked if isinstance(flaw, Flaw))))


def _check(item: Listed) -> Listed | Flaw:
    if item.url is None:
        return item if item.text else Flaw(item.position, "missing_field", "the item has a title, but neither link nor text.")
    try:
        return replace(item, url=str(parse_url(item.url)))
    except FetchProblem as problem:
        return replace(item, url=None) if item.text else Flaw(item.position, problem.reason, problem.message)
