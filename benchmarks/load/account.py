"""What became of each document, by the tables of the warehouse and the notes of the server, beside what is right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import datetime

import polars as pl

from benchmarks.load.documents import Document
from benchmarks.load.hosts import Expected
from benchmarks.load.lists import FAULTS, Source, item_id, write_list
from benchmarks.load.server import INNER, Noted
from benchmarks.load.truth import expect_all, expect_health, groups_of
from benchmarks.load.world import World
from pipelines.warehouse import Warehouse, read_layer

HEALTH = ["source_id", "outcome_code", "announced_count", "new_count", "same_count", "skipped_count", "failed_count", "reject_count"]
LISTS = ("feed", "sitemap", "urls", "gdelt")


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not as it should be."""

    phase: int
    about: str
    right: str
    found: str


@dataclass(frozen=True, slots=True)
class Run:
    """One run: what counts as its now, and when it began by the clock."""

    phase: int
    run_at: datetime
    began_at: datetime


@dataclass(frozen=True, slots=True)
class Tables:
    """What the lake holds after both runs."""

    fetches: pl.DataFrame
    receipts: pl.DataFrame
    fates: pl.DataFrame  # receipt_id, fate
    health: pl.DataFrame
    articles: pl.DataFrame
    near: pl.DataFrame


def read_tables(warehouse: Warehouse) -> Tables:
    """Everything that the accounts need."""
    articles = read_layer(warehouse, "staged.articles").collect()
    staged = pl.concat(
        [
            articles.select("record_id", fate=pl.lit("article")),
            read_layer(warehouse, "staged.duplicates").select("record_id", fate=pl.format("copy:{}", "reason_code")).collect(),
            read_layer(warehouse, "staged.article_rejects").select("record_id", fate=pl.format("refused:{}", "reason_code")).collect(),
        ]
    )
    records = read_layer(warehouse, "raw.records").select("record_id", "receipt_id").collect()
    rejects = read_layer(warehouse, "raw.record_rejects").select("receipt_id", fate=pl.format("reject:{}", "reason_code")).collect()
    fates = records.join(staged, on="record_id", how="left").with_columns(pl.col("fate").fill_null("lost")).select("receipt_id", "fate")
    fetches, receipts, health = (read_layer(warehouse, f"raw.{name}").collect() for name in ("fetches", "receipts", "source_health"))
    near = read_layer(warehouse, "staged.near_duplicates").collect()
    return Tables(fetches, receipts, pl.concat([fates, rejects]), health, articles, near)


def compare(world: World, tables: Tables, noted: Sequence[Noted], runs: Sequence[Run]) -> Iterator[Difference]:
    """Everything in which the warehouse and the notes of the server differ from the truth."""
    truth = expect_all(world)
    for run, right, health in zip(runs, truth, expect_health(world, truth), strict=True):
        fates = fates_of(tables, run)
        asked = asked_in(tables, runs, run)
        yield from compare_requests(world, run.phase, right, asked)
        yield from compare_tries(world, run.phase, right, noted)
        yield from compare_fates(world, run.phase, right, fates)
        yield from compare_health(run, health, tables)
        yield from compare_lists(world, run.phase, asked, fates)
    yield from compare_near(world, truth, tables)


def fates_of(tables: Tables, run: Run) -> dict[str, list[str]]:
    """By address, or place in a feed, what became of the bytes that were new in a run."""
    new = tables.receipts.filter(pl.col("received_at") == run.run_at).select("receipt_id", "locator_text", "media_type_code")
    joined = new.join(tables.fates, on="receipt_id", how="left")
    found: dict[str, list[str]] = {}
    for locator, media, fate in joined.select("locator_text", "media_type_code", "fate").iter_rows():
        found.setdefault(locator, []).extend([fate] if fate else [] if media in LISTS else ["lost"])
    return {locator: sorted(held) for locator, held in found.items()}


def asked_in(tables: Tables, runs: Sequence[Run], run: Run) -> dict[str, list[tuple[str, int | None]]]:
    """By address the outcomes and states of all requests that a run has rows for."""
    later = [other.began_at for other in runs if other.began_at > run.began_at]
    mine = tables.fetches.filter(pl.col("fetched_at") >= run.began_at, *[pl.col("fetched_at") < at for at in later])
    found: dict[str, list[tuple[str, int | None]]] = {}
    for url, outcome, status in mine.select("url_text", "outcome_code", "http_code").iter_rows():
        found.setdefault(url, []).append((outcome, status))
    return found


def compare_requests(
    world: World, phase: int, right: Mapping[str, Expected], asked: Mapping[str, list[tuple[str, int | None]]]
) -> Iterator[Difference]:
    """Each document has one row with the right outcome, or none where it is not asked for; nothing else was asked for."""
    for url, expected in right.items():
        rows = [] if expected.outcome in {"", "in_feed"} else [(expected.outcome, expected.status)]
        if asked.get(url, []) != rows:
            yield Difference(phase, f"request {url}", str(rows), str(asked.get(url, [])))
    lists = {address for source in world.sources for address in (source.url, f"{source.url}{INNER}")}
    for url in sorted(asked.keys() - right.keys() - lists):
        yield Difference(phase, f"request {url}", "none", str(asked[url]))


def compare_tries(world: World, phase: int, right: Mapping[str, Expected], noted: Sequence[Noted]) -> Iterator[Difference]:
    """The server was asked as often as the outcome needs."""
    seen = Counter(f"http://{note.host}:{world.port}{note.path}" for note in noted if note.phase == phase and not note.is_hop)
    for url, expected in right.items():
        if seen[url] != expected.tries:
            yield Difference(phase, f"tries {url}", str(expected.tries), str(seen[url]))


def compare_fates(world: World, phase: int, right: Mapping[str, Expected], fates: Mapping[str, list[str]]) -> Iterator[Difference]:
    """Bytes that came became what they should. Which of two documents that say the same is the copy is not asked."""
    places = {document.url: place for source in world.sources for document, place in places_in_feed(source)}
    bundles: dict[object, list[Document]] = {}
    for document in world.documents:
        bundles.setdefault(document.group or places.get(document.url, document.url), []).append(document)
    for documents in bundles.values():
        expected = sorted(right[document.url].fate for document in documents if right[document.url].fate)
        keys = sorted({places.get(document.url, document.url) for document in documents})
        found = sorted(fate for key in keys for fate in fates.get(key, []))
        if expected != found:
            yield Difference(phase, f"fate {' '.join(document.url for document in documents)}", str(expected), str(found))
    known = {document.url for document in world.documents} | set(places.values()) | {source.url for source in world.sources}
    for locator in sorted(fates.keys() - known - {f"{source.url}{INNER}" for source in world.sources}):
        yield Difference(phase, f"fate {locator}", "nothing", str(fates[locator]))


def places_in_feed(source: Source) -> Iterator[tuple[Document, str]]:
    """Documents that a feed carries, with the place under which their text is kept."""
    for document in source.documents:
        if document.case == "in_feed":
            yield document, f"{source.url}#{item_id(document) or document.url}"


def compare_health(run: Run, right: Mapping[str, object], tables: Tables) -> Iterator[Difference]:
    """Each list fared as it should, to the count."""
    rows = tables.health.filter(pl.col("run_at") == run.run_at).select(HEALTH).iter_rows()
    found = {row[0]: row[1:] for row in rows}
    for source_id, expected in right.items():
        if found.get(source_id) != astuple(expected):  # type: ignore[call-overload]
            yield Difference(run.phase, f"health {source_id}", str(astuple(expected)), str(found.get(source_id)))  # type: ignore[call-overload]


def compare_lists(
    world: World, phase: int, asked: Mapping[str, list[tuple[str, int | None]]], fates: Mapping[str, list[str]]
) -> Iterator[Difference]:
    """Each list was asked for once, came as it should, and what is odd in it was rejected when it was new."""
    for source in world.sources:
        fault = FAULTS.get(source.fault)
        is_same = phase == 2 and write_list(source, 1) == write_list(source, 2)
        outcome = (
            fault.outcome if fault else "not_modified" if is_same and source.has_etag and source.form != "sitemap_index" else "fetched"
        )
        found = [one for one, _ in asked.get(source.url, [])]
        if found != [outcome]:
            yield Difference(phase, f"list {source.url}", outcome, str(found))
        reasons = [] if is_same else sorted(reasons_of(source, phase))
        if fates.get(source.url, []) != reasons:
            yield Difference(phase, f"rejects of {source.url}", str(reasons), str(fates.get(source.url, [])))


def reasons_of(source: Source, phase: int) -> list[str]:
    """Why items of a list, or all of it, are rejected."""
    if source.fault:
        reject = FAULTS[source.fault].reject
        return [f"reject:{reject}"] if reject else []
    return ["reject:bad_url", "reject:missing_field", "reject:missing_field"] if source.odd and source.announced(phase) else []


def compare_near(world: World, truth: Sequence[Mapping[str, Expected]], tables: Tables) -> Iterator[Difference]:
    """Near-duplicates are the copies in part and the versions of one page; nothing else is."""
    urls = tables.near.join(tables.articles.select("article_id", "url_text"), on="article_id", how="left")
    found = {tuple(sorted(held)) for (held,) in urls.group_by("near_duplicate_group_id").agg("url_text").select("url_text").iter_rows()}
    right = {tuple(sorted(document.url for document in held)) for held in groups_of(world).values() if is_in_part(held)}
    right |= {(document.url, document.url) for document in world.documents if has_versions(document, truth)}
    for group in sorted(right - found):
        yield Difference(2, f"near-duplicates {' '.join(group)}", "a group", "none")
    for group in sorted(found - right):
        yield Difference(2, f"near-duplicates {' '.join(group)}", "none", "a group")


def is_in_part(documents: Sequence[Document]) -> bool:
    """Whether one of two documents says all that the other says, and more."""
    return any(document.case == "copy_in_part" for document in documents)


def has_versions(document: Document, truth: Sequence[Mapping[str, Expected]]) -> bool:
    """Whether a first and a second version of a document came."""
    return document.change == "text" and all(right[document.url].fate == "article" for right in truth)
