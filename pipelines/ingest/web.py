"""Sources on the web: their lists, then the documents that these announce, taken into the raw layer like files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import orjson

from pipelines.connect.crawl import Crawler, Job
from pipelines.connect.entries import WebEntry
from pipelines.connect.listing import Flaw, Listed, Listing
from pipelines.connect.media import find_media
from pipelines.connect.plan import MOST_CHILDREN, Plan, plan_pages
from pipelines.connect.problems import FetchProblem
from pipelines.connect.read_list import ListTask, read_list
from pipelines.connect.reservations import find_file, read_reservations
from pipelines.connect.spool import Spool, Visit
from pipelines.connect.urls import parse_url, show_url
from pipelines.ids import sha256
from pipelines.ingest.batch_writer import BatchWriter, Health
from pipelines.ingest.records import Reject, make_excerpt
from pipelines.ingest.scan import Found
from pipelines.ingest.sources import Source
from pipelines.ingest.web_memory import Memory
from pipelines.warehouse.tombstones import names_address
from pipelines.workers import Failure, Pool

CAME = frozenset({"fetched", "not_modified"})
TakeContent = Callable[[Found, bytes], bool]  # takes bytes as a receipt; whether they are new


@dataclass(slots=True)
class Desk:
    """What one source came to in this run."""

    source: Source
    announced: list[tuple[str, Listed]] = field(default_factory=list)  # the list, and what it announces
    children: list[str] = field(default_factory=list)
    plan: Plan = field(default_factory=Plan)
    health: Health = field(default_factory=Health)

    @property
    def entry(self) -> WebEntry:
        """How the source is fetched."""
        assert self.source.web is not None  # noqa: S101 - only such sources have a desk
        return self.source.web

    def carries(self, item: Listed) -> bool:
        """Whether an article is taken from the list itself."""
        return bool(item.text) and (self.entry.content == "full" or item.url is None)


@dataclass(slots=True)
class Web:
    """Takes the sources of one run, one step after the other. A source that fails stops no other."""

    writer: BatchWriter
    take: TakeContent
    crawler: Crawler
    memory: Memory
    run_at: datetime
    log: Callable[[str], None]

    def take_all(self, sources: Sequence[Source]) -> None:
        """Lists, lists that lists name, then documents."""
        desks = [Desk(source) for source in sources if self.memory.is_due(source, self.run_at)]
        if not desks:
            return
        with Pool(read_list) as pool:
            self.read_files(desks, pool)
            self.fetch_lists([(desk, desk.entry.url) for desk in desks if desk.entry.url and desk.entry.kind != "page"], pool)
            children = [(desk, url) for desk in desks for url in desk.children[-MOST_CHILDREN:]]
            self.fetch_lists([(desk, url) for desk, url in children if self.is_fetchable(desk, url)], pool)
        self.fetch_pages(desks)
        for desk in desks:
            self.writer.add_health(desk.source, desk.health)

    def read_files(self, desks: Sequence[Desk], pool: Pool[ListTask, Listing]) -> None:
        """Lists that lie in a folder."""
        for desk in desks:
            if desk.entry.kind == "page":
                desk.announced.append(("", Listed(1, str(parse_url(desk.entry.url)))))
                desk.health.announced += 1
            elif not desk.entry.url:
                self.read_lists([(desk, str(desk.source.path), desk.source.path.read_bytes())], pool)

    def fetch_lists(self, wanted: list[tuple[Desk, str]], pool: Pool[ListTask, Listing]) -> None:
        """Fetch lists and read them; each is asked for once, whoever wants it."""
        wanted = [(desk, str(parse_url(url))) for desk, url in wanted]
        visits = self.crawler.visit_all([self.list_job(desk, url) for desk, url in wanted])
        came = []
        for (desk, url), visit in zip(wanted, visits, strict=True):
            self.writer.add_fetch(desk.source, visit, None)
            if visit.outcome == "fetched":
                desk.health.bytes += visit.size
                came.append((desk, url, self.crawler.spool.body(visit)))
            elif visit.outcome == "not_modified":  # what it announces may have changed, or not come the last time
                came.append((desk, url, self.memory.lists[visit.url].read(self.writer.warehouse)))
            else:
                self.note(desk, visit.url, visit.message, is_list=True)
        self.read_lists(came, pool)

    def read_lists(self, came: list[tuple[Desk, str, bytes]], pool: Pool[ListTask, Listing]) -> None:
        """Note what lists announce; what cannot be read of them goes to the rejects."""
        if not came:
            return
        listings = pool.map(ListTask(desk.entry.kind, content, url) for desk, url, content in came)
        for (desk, url, content), listing in zip(came, listings, strict=True):
            held = Listing(flaws=(Flaw(0, "too_complex", f"reading it {listing.message}."),)) if isinstance(listing, Failure) else listing
            found = Found(desk.source, url, url, desk.entry.kind, len(content), 0, 0, 0)
            if not names_address(content, self.memory.forgotten):
                self.writer.add_list(found, content, [_reject(flaw, content) for flaw in held.flaws])
            desk.health.announced += len(held.items) + len(held.flaws)
            desk.health.rejects += len(held.flaws)
            desk.children += held.children
            desk.announced += [(url, item) for item in held.items]
            for flaw in held.flaws[:1]:
                self.note(desk, url, flaw.message, is_list=flaw.position == 0)

    def fetch_pages(self, desks: Sequence[Desk]) -> None:
        """Documents of all sources, each asked for once."""
        taken = set(self.memory.forgotten)
        for desk in desks:
            in_feed = [(url, item) for url, item in desk.announced if desk.carries(item)]
            self.take_items(desk, [(url, item) for url, item in in_feed if item.url not in self.memory.forgotten])
            behind = [(url, item) for url, item in desk.announced if not desk.carries(item)]
            desk.plan = plan_pages(desk.entry, behind, taken, self.memory.conditions, self.run_at.date())
            desk.health.skipped += desk.plan.skipped
        wanted = [(desk, listed_by, item) for desk in desks for listed_by, item in desk.plan.wanted]
        visits = self.crawler.visit_all([self.job(desk, item.url or "") for desk, _, item in wanted])
        for (desk, listed_by, item), visit in zip(wanted, visits, strict=True):
            self.writer.add_fetch(desk.source, visit, (listed_by, item))
            self.take_page(desk, visit)
        self.ask_sites([(desk, visit) for (desk, _, _), visit in zip(wanted, visits, strict=True) if visit.outcome in CAME])

    def ask_sites(self, came: Sequence[tuple[Desk, Visit]]) -> None:
        """Ask each site that gave documents what it reserves, once, for the first source that heeds such wishes. What it says is kept."""
        files = {find_file(parse_url(visit.final_url or visit.url)): desk for desk, visit in reversed(came) if desk.entry.robots}
        for desk, visit in zip(files.values(), self.crawler.visit_all([self.job(desk, url) for url, desk in files.items()]), strict=True):
            content = self.crawler.spool.body(visit) if visit.outcome == "fetched" else b"[]"
            if read_reservations(content) is None or not (visit.outcome in CAME or visit.url in self.memory.conditions):
                continue
            self.writer.add_fetch(desk.source, visit, None)
            if visit.outcome == "fetched":
                self.writer.add_list(Found(desk.source, visit.url, visit.url, "tdmrep", len(content), 0, 0, 0), content, [])

    def take_items(self, desk: Desk, items: list[tuple[str, Listed]]) -> None:
        """Articles that a feed carries whole: each is kept by itself, so that a feed that grows brings only what is new."""
        for url, item in items:
            fields = {"id": item.id, "title": item.title, "text": item.text, "date": item.date, "url": item.url}
            content = orjson.dumps({name: given for name, given in fields.items() if given})
            locator = f"{url}#{item.id or item.url or item.position}"
            is_new = self.take(Found(desk.source, locator, locator, "json", len(content), 0, 0, 0), content)
            desk.health.count(is_new)

    def take_page(self, desk: Desk, visit: Visit) -> None:
        """A document that came; what did not is counted."""
        if visit.outcome == "not_modified":
            desk.health.same += 1
        elif visit.outcome != "fetched":
            desk.health.failed += 1
            self.note(desk, visit.url, visit.message, is_list=False)
        else:
            content = self.crawler.spool.body(visit)
            desk.health.bytes += len(content)
            declared = (visit.headers or {}).get("content-type", "").partition(";")[0].strip().lower()
            found = Found(desk.source, visit.url, show_url(visit.url), find_media(declared, content), len(content), 0, 0, 0)
            desk.health.count(self.take(found, content))

    def job(self, desk: Desk, url: str) -> Job:
        """A request, as one that asks for what changed since the last time."""
        return Job(url, desk.entry, self.memory.conditions.get(url, {}))

    def list_job(self, desk: Desk, url: str) -> Job:
        """A request for a list. Only where its bytes are kept is it asked whether it changed: what it announces is needed in any case."""
        return self.job(desk, url) if url in self.memory.lists else Job(url, desk.entry)

    def is_fetchable(self, desk: Desk, url: str) -> bool:
        """Whether a list that a list names can be asked for; what cannot is told."""
        try:
            parse_url(url)
        except FetchProblem as problem:
            self.note(desk, url, problem.message, is_list=True)
            return False
        return True

    def note(self, desk: Desk, url: str, message: str, is_list: bool) -> None:
        """Tell a problem: the first of a source in its health, that of a list also to the log."""
        desk.health.message = desk.health.message or f"{show_url(url)}: {message}"
        desk.health.lists_failed += is_list
        if is_list:
            self.log(f"source {desk.source.id}, {show_url(url)}: {message}")


def open_web(writer: BatchWriter, take: TakeContent, memory: Memory, run_at: datetime, log: Callable[[str], None]) -> Web:
    """The sources of one run, with a crawler that knows which hosts to leave alone."""
    spool = Spool(writer.warehouse.cache / "fetched")
    return Web(writer, take, Crawler(spool, run_at, memory.not_before), memory, run_at, log)


def web_sources(sources: Sequence[Source]) -> Iterator[Source]:
    """Sources that are fetched."""
    return (source for source in sources if source.web is not None)


def _reject(flaw: Flaw, content: bytes) -> Reject:
    """A flaw of a list as a reject: it has a place in the list, but none in its bytes."""
    size = len(content) if flaw.position == 0 else None
    return Reject(flaw.position, 0 if size else None, size, sha256(content), flaw.reason, flaw.message, make_excerpt(content))
