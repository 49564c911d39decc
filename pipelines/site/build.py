"""The site of one release: which pages there are, and in which order they are written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.site.dossier import Names, dossier, label, read_parts
from pipelines.site.folder import SiteFolder, open_folder
from pipelines.site.overview import overview
from pipelines.site.pages import MOST_ROWS, country_context, find_links, list_row, site_context, year_pages
from pipelines.site.paths import page_path
from pipelines.site.quotes import shown
from pipelines.site.render import ASSETS, Pages, load_pages
from pipelines.site.rows import Reader, Row, by_key, chunks
from pipelines.site.search import Entry, search_script
from pipelines.site.words import word
from pipelines.warehouse.files import told_plainly

CHUNK = 400  # events whose rows are held at once


@dataclass(frozen=True, slots=True)
class Built:
    """A site that was written. ``lacks``: what the release could not answer, by query."""

    folder: Path
    page_count: int
    written_count: int
    removed_count: int
    lacks: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Site:
    """What all pages of one site share while it is written."""

    reader: Reader
    folder: SiteFolder
    pages: Pages
    countries: Mapping[str, str]
    known: set[str]

    def write(self, name: str, template: str, context: Row) -> None:
        """One page, unless it is there already, made from the same."""
        root = "../" * name.count("/")
        filled = {**context, "links": find_links(context, self.known), "root": root}
        made_from = self.pages.made_from(template, filled)
        if not self.folder.is_current(name, made_from):
            self.folder.put(name, self.pages.render(template, filled), made_from)


def build_site(con: duckdb.DuckDBPyConnection, target: Path, exports: Path, is_sample: bool) -> Built:
    """Write the site of a release, read through ``con``, into ``target``; ``exports`` is the folder of downloads that its pages link to."""
    reader = Reader(con)
    countries = {row["country_code"]: shown(row["country_name"]) for row in reader.rows("countries")}
    events = reader.needed_rows("events")
    with told_plainly(target):
        site = Site(reader, open_folder(target), load_pages(tuple(countries.items()), is_sample), countries, set())
        for path in sorted(ASSETS.iterdir()):
            site.folder.put(f"assets/{path.name}", path.read_bytes())
        write_pages(site, events, exports)
        removed = site.folder.finish()
    page_count = sum(name.endswith(".html") for name in site.folder.after)
    return Built(target, page_count, site.folder.written_count, removed, reader.lacks)


def write_pages(site: Site, events: Sequence[Row], exports: Path) -> None:
    """Every page; those that others lead to come first."""
    reader = site.reader
    things = {kind: reader.rows(f"{kind}s") for kind in ("site", "claimant", "outlet")}
    reactions, rates = by_key(reader.rows("country_reactions"), "country_code"), by_key(reader.rows("rates"), "country_code")
    lists = {kind: by_key(rows, "country_code") for kind, rows in things.items()}
    launches = by_key(events, "country_code")
    codes = sorted({*launches, *reactions, *rates, *lists["site"], *lists["claimant"]} - {None})
    note_pages(site, events, things, codes)
    write_launches(site, events)
    write_sites(site, things["site"], by_key(events, "site_id"))
    labels = {event["launch_event_id"]: label(event, site.countries) for event in events}
    write_claimants(site, things["claimant"], labels)
    write_outlets(site, things["outlet"], labels)
    rows = {code: [list_row(event, site.countries) for event in launches.get(code, [])] for code in codes}
    for code in codes:
        held = {kind: found.get(code, []) for kind, found in lists.items()}
        context = country_context(code, rows[code], rates.get(code, []), reactions.get(code, []), held)
        site.write(page_path("country", code), "country.html", context | {"labels": used_labels(context["reacted"], labels)})
    for name, context in year_pages([list_row(event, site.countries) for event in events]):
        site.write(f"years/{name}.html", "year.html", context)
    counts = [
        {"country_code": code, "event_count": len(rows[code]), "reacted_count": reacted_to(reactions.get(code, []))} for code in codes
    ]
    write_entrances(site, events, things, counts, exports)


def note_pages(site: Site, events: Sequence[Row], things: Mapping[str, Sequence[Row]], codes: Sequence[str]) -> None:
    """Note which pages there will be, so that links lead to these alone."""
    site.known.update(page_path("launch", event["launch_event_id"]) for event in events)
    site.known.update(page_path("country", code) for code in codes)
    names = {"site": "site_id", "claimant": "actor_id", "outlet": "outlet_id"}
    site.known.update(page_path(kind, row[names[kind]]) for kind, rows in things.items() for row in rows)


def reacted_to(reactions: Sequence[Row]) -> int:
    """Launches among rows of reactions."""
    return len({row["launch_event_id"] for row in reactions})


def used_labels(rows: Mapping[str, object], labels: Mapping[str, str]) -> dict[str, str]:
    """Labels of the events that a page names."""
    return {event: labels[event] for event in rows if event in labels}


def write_launches(site: Site, events: Sequence[Row]) -> None:
    """One page an event."""
    names: Names = {(row["property_code"], row["value_text"]): row["value_name"] for row in site.reader.rows("value_names")}
    held = {event["launch_event_id"]: event for event in events}
    for ids in chunks(list(held), CHUNK):
        parts = read_parts(site.reader, ids)
        for event_id in ids:
            context = dossier(held[event_id], parts, names, site.countries)
            lacks = {name: text for name, text in site.reader.lacks.items() if name.startswith("event_")}
            site.write(page_path("launch", event_id), "launch.html", context | {"lacks": lacks})


def write_sites(site: Site, sites: Sequence[Row], launches: Mapping[str, Sequence[Row]]) -> None:
    """One page a launch site."""
    for row in sites:
        events = [list_row(event, site.countries) for event in launches.get(row["site_id"], [])]
        site.write(page_path("site", row["site_id"]), "site.html", site_context(row, events))


def write_claimants(site: Site, claimants: Sequence[Row], labels: Mapping[str, str]) -> None:
    """One page a claimant."""
    held = {row["actor_id"]: row for row in claimants}
    for ids in chunks(list(held), CHUNK):
        claims = by_key(site.reader.rows("claimant_claims", ids=ids, most=MOST_ROWS), "actor_id")
        for actor_id in ids:
            mine = claims.get(actor_id, [])
            used = used_labels({row["launch_event_id"]: row for row in mine}, labels)
            site.write(page_path("claimant", actor_id), "claimant.html", {"claimant": held[actor_id], "claims": mine, "labels": used})


def write_outlets(site: Site, outlets: Sequence[Row], labels: Mapping[str, str]) -> None:
    """One page an outlet."""
    held = {row["outlet_id"]: row for row in outlets}
    for ids in chunks(list(held), CHUNK):
        articles = by_key(site.reader.rows("outlet_articles", ids=ids, most=MOST_ROWS), "outlet_id")
        for outlet_id in ids:
            mine = articles.get(outlet_id, [])
            used = used_labels({row["launch_event_id"]: row for row in mine}, labels)
            context = {"outlet": held[outlet_id], "articles": by_key(mine, "article_id"), "labels": used}
            site.write(page_path("outlet", outlet_id), "outlet.html", context)


def write_entrances(site: Site, events: Sequence[Row], things: Mapping[str, list[Row]], countries: Sequence[Row], exports: Path) -> None:
    """The lists, the search, the data page and, last, the first page."""
    for kind, rows in things.items():
        site.write(f"{kind}s/index.html", f"{kind}s.html", {"rows": rows})
    site.write("countries/index.html", "countries.html", {"rows": list(countries)})
    site.folder.put("assets/search-index.js", search_script(search_entries(events, things, countries, site.countries)))
    site.write("search.html", "search.html", {})
    first = overview(site.reader, events, things["site"], site.countries)
    site.write("data.html", "data.html", {"release": first["release"], "downloads": downloads(exports), "lacks": site.reader.lacks})
    site.write("index.html", "index.html", first | {"lacks": site.reader.lacks})


def downloads(exports: Path) -> list[Row]:
    """Files of the exports beside the site, with their length; those of the folder itself before the many of its tables."""
    found = [path for path in sorted(exports.rglob("*")) if path.is_file() and not path.name.startswith(".")] if exports.is_dir() else []
    rows = [{"file_name": path.relative_to(exports).as_posix(), "byte_count": path.stat().st_size} for path in found]
    return sorted(rows, key=lambda row: ("/" in row["file_name"], row["file_name"]))


def search_entries(
    events: Sequence[Row], things: Mapping[str, Sequence[Row]], counts: Sequence[Row], countries: Mapping[str, str]
) -> list[Entry]:
    """What the search box finds: every launch, site, country, claimant and outlet that has a page."""
    entries = [("launch", label(event, countries), page_path("launch", event["launch_event_id"]), launch_words(event)) for event in events]
    entries += [("site", row["site_name"], page_path("site", row["site_id"]), row["site_id"]) for row in things["site"]]
    codes = [row["country_code"] for row in counts]
    entries += [("country", countries.get(code, code), page_path("country", code), code) for code in codes]
    entries += [("claimant", row["actor_name"], page_path("claimant", row["actor_id"]), row["actor_id"]) for row in things["claimant"]]
    return entries + [("outlet", row["outlet_name"], page_path("outlet", row["outlet_id"]), row["outlet_id"]) for row in things["outlet"]]


def launch_words(event: Row) -> str:
    """More words by which a launch is found."""
    told = [word(event["status_code"], "status"), word(event["outcome_code"], "outcome"), word(event["launch_class_code"], "launch_class")]
    days = [day.isoformat() for day in (event["launch_date_min"], event["launch_date_max"]) if day is not None]
    return " ".join([*told, event["site_name"] or "", *days, event["launch_event_id"]])
