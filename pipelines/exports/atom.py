"""Launches as an Atom feed (RFC 4287): the ones last heard of, under ids that stay, updated when their last report was known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from html import escape
from itertools import islice
from pathlib import Path
from typing import Any

from feedgenerator import Atom1Feed

from pipelines.exports.wording import launch_title, one_line, stable_uuid, support, web_address

NEWEST = 200  # a reader of feeds fetches the whole file each time
GEOJSON = "launches.geojson"  # the same launches, all of them


class Feed(Atom1Feed):  # type: ignore[misc]
    """A feed that asks no clock when it holds nothing."""

    def latest_post_date(self) -> datetime:
        """When the newest entry was known; for a feed without any, when the release was made."""
        known = [item["updateddate"] for item in self.items]
        return max(known) if known else self.feed["made_at"]  # type: ignore[no-any-return]


def write_feed(rows: Iterable[dict[str, Any]], made_at: datetime, path: Path) -> None:
    """The feed, newest first. ``made_at`` is the instant that the refresh counted as now."""
    feed = Feed(
        title="launchwire: launches",
        link=GEOJSON,
        description="Rocket, missile and satellite launches in the news, as reports are resolved",
        language="en",
        author_name="launchwire",
        feed_url=path.name,
        feed_guid=stable_uuid("feed").urn,
        made_at=made_at,
    )
    for row in islice(rows, NEWEST):
        add_launch(feed, row)
    with path.open("w", encoding="utf-8", newline="\n") as handle:
        feed.write(handle, "utf-8")


def add_launch(feed: Feed, row: dict[str, Any]) -> None:
    """One launch as an entry; its link leads to the article that told of it first."""
    feed.add_item(
        title=launch_title(row),
        link=web_address(row["first_url_text"]) or f"{GEOJSON}#{row['launch_event_id']}",
        description="<br>".join(escape(line) for line in told(row)),
        pubdate=row["first_known_at"],
        updateddate=row["last_known_at"],
        unique_id=stable_uuid(row["launch_event_id"]).urn,
        categories=[row[name] for name in ("launch_class_code", "status_code", "country_code") if row[name]],
    )


def told(row: dict[str, Any]) -> Iterator[str]:
    """What an entry says below its title."""
    yield support(row)
    if row["first_title_text"]:
        yield f"First told in: {one_line(row['first_title_text'])}"
    yield f"launchwire explain {row['launch_event_id']}"
