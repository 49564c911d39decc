"""What the pages of sites, countries, claimants, outlets and years show. Pure: the same rows, the same pages."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from pipelines.site.charts import outcome_kind, year_of
from pipelines.site.dossier import heading
from pipelines.site.maps import has_position, near_view, one_spot
from pipelines.site.paths import page_path
from pipelines.site.rows import Row, by_key

LISTED = 500  # launches on one page of a list
MOST_ROWS = 200  # statements or articles on the page of one claimant or outlet
LINKED = {
    "actor_id": "claimant", "claimant_id": "claimant", "outlet_id": "outlet", "site_id": "site", "country_code": "country",
    "launch_event_id": "launch",
}  # fmt: skip


def list_row(event: Row, countries: Mapping[str, str]) -> Row:
    """An event as a line of a list."""
    names = ("launch_event_id", "status_code", "launch_class_code", "country_code", "launch_date_min", "launch_date_max")
    more = ("launch_date_precision_code", "site_id", "site_name", "outcome_support_code", "article_count", "origin_count", "last_known_at")
    return {name: event[name] for name in (*names, *more)} | {"heading": heading(event, countries), "outcome_kind": outcome_kind(event)}


def site_context(site: Row, events: Sequence[Row]) -> Row:
    """The page of one site: where it lies, and its launches, the latest first."""
    placed = {"spot": one_spot(site), "view": near_view(site)} if has_position(site) else None
    return {"site": site, "events": latest_first(events)[:LISTED], "event_count": len(events), "map": placed}


def latest_first(events: Sequence[Row]) -> list[Row]:
    """Events from the latest to the first; those without a day come last."""
    dated = [event for event in events if event["launch_date_max"] is not None]
    return [*sorted(dated, key=latest_key, reverse=True), *(event for event in events if event["launch_date_max"] is None)]


def latest_key(event: Row) -> tuple[Any, Any, str]:
    """Where a dated event stands among others."""
    return event["launch_date_max"], event["launch_date_min"], event["launch_event_id"]


def country_context(
    code: str, events: Sequence[Row], rates: Sequence[Row], reactions: Sequence[Row], lists: Mapping[str, list[Row]]
) -> Row:
    """The page of one country or body: its launches, how often they worked by whose word, how it reacted, who speaks for it."""
    reacted = by_key(reactions, "launch_event_id")
    return {
        "code": code,
        "events": latest_first(events)[:LISTED],
        "event_count": len(events),
        "rates": list(rates),
        "reacted": dict(list(reacted.items())[:MOST_ROWS]),
        "reacted_count": len(reacted),
        "reaction_counts": reaction_counts(reactions),
        **{name: rows[:MOST_ROWS] for name, rows in lists.items()},
        **{f"{name}_count": len(rows) for name, rows in lists.items()},
    }


def reaction_counts(reactions: Sequence[Row]) -> dict[str, int]:
    """Launches by kind of reaction, the commonest first."""
    counts = {code: len({row["launch_event_id"] for row in rows}) for code, rows in by_key(reactions, "reaction_type_code").items()}
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def year_pages(events: Sequence[Row]) -> Iterator[tuple[str, Row]]:
    """Pages of launches by year, some hundred on each; what no single year holds comes last. Name of the page and what it shows."""
    years = by_key([event | {"year": year_of(event)} for event in events], "year")
    for year in sorted(years, key=lambda year: (year is None, year or "")):
        held = years[year]
        page_count = -(-len(held) // LISTED)
        for number in range(page_count):
            shown = held[number * LISTED : (number + 1) * LISTED]
            yield (
                year_name(year, number),
                {"year": year, "number": number + 1, "page_count": page_count, "count": len(held), "events": shown},
            )


def year_name(year: str | None, number: int = 0) -> str:
    """The name of one page of a year."""
    return f"{year or 'open'}-{number + 1}" if number else year or "open"


def find_links(shown: Any, pages: Collection[str]) -> dict[str, str]:
    """Pages that the rows of a context lead to, by kind and id; things without a page have none."""
    found: dict[str, str] = {}
    collect_links(shown, pages, found)
    return dict(sorted(found.items()))


def collect_links(shown: Any, pages: Collection[str], found: dict[str, str]) -> None:
    """Add the pages that a value leads to."""
    if isinstance(shown, dict):
        for name, value in shown.items():
            if isinstance(value, (dict, list)):
                collect_links(value, pages, found)
            elif name in LINKED and value is not None and (path := page_path(LINKED[name], value)) in pages:
                found[f"{LINKED[name]}:{value}"] = path
    elif isinstance(shown, list):
        for value in shown:
            collect_links(value, pages, found)
