"""The world of one load run: hosts, documents, lists; all of it the same at each call."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain, cycle, islice, zip_longest
from types import MappingProxyType

from benchmarks.load.cases import NOT_HERE, Case, failing
from benchmarks.load.contents import CONTENTS
from benchmarks.load.documents import Change, Document, Validator
from benchmarks.load.hosts import NOTHING, TROUBLES, path_at
from benchmarks.load.lists import FAULTS, Source
from benchmarks.load.pages import DESIGNS
from benchmarks.load.transport import BROKEN, GOOD
from benchmarks.load.words import Story, write_story

RUN_DAY = date(2026, 3, 1)
FORMS = ("rss", "atom", "sitemap", "rss", "gdelt", "urls", "json_feed", "sitemap_index", "full", "rss")
COPIES = ("copy_of_bytes", "copy_of_story", "copy_in_part")
BAD: Mapping[str, Case] = MappingProxyType({**BROKEN, **CONTENTS, "closed_path": failing(NOTHING, "robots", tries=0)})
CASES: Mapping[str, Case] = MappingProxyType({**GOOD, **BAD, **dict.fromkeys((*COPIES, "in_feed"), GOOD["page"])})
FULL = "full"  # the form of lists that carry their reports
SPECIAL = ("packed_page", "page_in_chunks", "moved_page", "busy_once", "wait_once", *COPIES)  # of an ordinary host one of each
TROUBLED_SHARE = 100  # of the broken documents one in so many lies on each host that is troubled as a whole
LEAST_TROUBLED = 4
VALIDATORS: tuple[Validator, ...] = ("etag", "modified", "none")
WITHOUT_VALIDATORS = frozenset({"page_in_chunks", "login_redirect"})  # whose servers never say what they have
CHANGES: Mapping[int, Change] = MappingProxyType({3: "text", 7: "furniture", 11: "etag"})  # of so many pages in 23


@dataclass(frozen=True, slots=True)
class World:
    """Everything that is served, and that is not."""

    port: int
    documents: tuple[Document, ...]
    sources: tuple[Source, ...]
    troubled: Mapping[str, str]  # hosts by name of their trouble

    @property
    def hosts(self) -> tuple[str, ...]:
        """Addresses to listen at."""
        named = {document.host for document in self.documents} | {source.host for source in self.sources}
        silent = {host for host, name in self.troubled.items() if TROUBLES[name].name}
        return tuple(sorted(named - silent, key=lambda host: tuple(map(int, host.split(".")))))


def make_world(pages: int, feeds: int, broken: float, port: int, without: Collection[str] = ()) -> World:
    """So many documents, announced by so many lists; a share of both is broken, in ways that lead to no outcome of ``without``."""
    bad_lists = round(feeds * broken)
    hosts = [host_at(number) for number in range(feeds - bad_lists)]
    bad, good = round(pages * broken), pages - round(pages * broken)
    troubled = {host_at(feeds + number, name): name for number, name in enumerate(TROUBLES) if TROUBLES[name].outcome not in without}
    each = max(LEAST_TROUBLED, bad // TROUBLED_SHARE)
    in_trouble = [list(trouble_documents(host, name, each, port)) for host, name in troubled.items()]
    cases = list(islice(weighted_cases(without), max(0, bad - each * len(troubled))))
    paged = [number for number in range(len(hosts)) if form_of(number) != FULL]
    shares = {number: cases[place :: len(paged)] for place, number in enumerate(paged)}
    on_hosts = [
        documents_of(number, host, good // len(hosts) + (number < good % len(hosts)), shares.get(number), port)
        for number, host in enumerate(hosts)
    ]
    documents = with_copies(list(chain.from_iterable(on_hosts)))
    sources = share_out(number_stories([*documents, *chain.from_iterable(in_trouble)]), hosts, feeds, port, without)
    return World(port, tuple({document.url: document for source in sources for document in source.documents}.values()), sources, troubled)


def host_at(number: int, trouble: str = "") -> str:
    """A loopback address of its own for each host; some have a name that leads nowhere."""
    name = TROUBLES[trouble].name if trouble else ""
    return name if name not in {"", "closed"} else f"127.0.{1 + number // 250}.{1 + number % 250}"


def weighted_cases(without: Collection[str]) -> Iterator[str]:
    """Names of broken cases, over and over; what takes long comes half as often."""
    pairs = zip_longest(BROKEN, CONTENTS, ["closed_path"])
    mixed = [name for pair in pairs for name in pair if name and CASES[name].outcome not in without]
    return cycle([*mixed, *(name for name in mixed if CASES[name].weight > 1)])


def form_of(number: int) -> str:
    """The form of the list of an ordinary host."""
    return FORMS[number % len(FORMS)]


def documents_of(number: int, host: str, good: int, cases: Sequence[str] | None, port: int) -> list[Document]:
    """Documents of one ordinary host, in an order in which nothing slow follows something slow. Without cases all are in its list."""
    mine = ["page" if cases is not None else "in_feed"] * good
    for place, name in enumerate(SPECIAL):
        if cases is not None and len(mine) > (place + 1) * 2:
            mine[(place + 1) * 2] = name
    order = spread([*mine, *(cases or ())])
    return [make_document(host, place, name, number, port) for place, name in enumerate(order)]


def spread(names: Sequence[str]) -> list[str]:
    """Names so that those of slow cases are apart."""
    slow = [name for name in names if CASES[name].outcome in NOT_HERE]
    others = [name for name in names if CASES[name].outcome not in NOT_HERE]
    step = max(1, len(others) // (len(slow) + 1))
    groups = [others[at : at + step] for at in range(0, len(others), step)]
    return [name for group, one in zip_longest(groups, slow) for name in (*(group or ()), *([one] if one else ()))]


def make_document(host: str, place: int, case: str, number: int, port: int) -> Document:
    """One document; what it looks like and what becomes of it follows from its place."""
    folder = "/closed" if case == "closed_path" else ""
    path = folder + path_at(place, case.replace("_", "-"))
    turn = number + place
    is_plain = case in {"page", "in_feed"}
    return Document(
        f"http://{host}:{port}{path}", host, path, case, Story("", ()), RUN_DAY - timedelta(days=1 + turn % 20), turn, f"Desk {number}",
        "none" if case in WITHOUT_VALIDATORS else VALIDATORS[turn % 3],
        CHANGES.get(turn % 23, "") if is_plain else "",
        2 if is_plain and turn % 31 == 5 else 1,
    )  # fmt: skip


def trouble_documents(host: str, name: str, count: int, port: int) -> Iterator[Document]:
    """Documents of a troubled host."""
    at = port if TROUBLES[name].name != "closed" else port + 1
    for place in range(count):
        yield replace(make_document(host, place, name, place, at), validator="none")


def with_copies(documents: Sequence[Document]) -> list[Document]:
    """Copies tell what a page tells that is two places before them, or look the same to the byte. Groups are numbered."""
    held = list(documents)
    for place, document in enumerate(documents):
        if document.case in COPIES:
            first = next(at for at in range(place - 1, -1, -1) if held[at].case == "page" and not held[at].group)
            design = held[first].design % (len(DESIGNS) - 1)  # the last one names the address, which no copy does
            held[first] = replace(held[first], group=place + 1, change="", phase=1, design=design)
            held[place] = replace(document, group=place + 1, published=held[first].published)
            if document.case == "copy_of_bytes" or (document.case == "copy_of_story" and document.design % len(DESIGNS) == design):
                held[place] = replace(held[place], case="copy_of_bytes", design=design, site=held[first].site)
    return held


def number_stories(documents: Sequence[Document]) -> list[Document]:
    """Documents with their stories; those of one group have one."""
    numbers: dict[int, int] = {}
    told = []
    for place, document in enumerate(documents, 1):
        number = numbers.setdefault(document.group, place) if document.group else place
        story = write_story(number)
        if document.case == "copy_in_part":
            story = Story(story.title, (*story.paragraphs, write_story(-place).paragraphs[0]))
        told.append(replace(document, story=story))
    return told


def share_out(documents: Sequence[Document], hosts: Sequence[str], feeds: int, port: int, without: Collection[str]) -> tuple[Source, ...]:
    """Lists: of each ordinary host one with its own documents and some of others, and the broken ones."""
    own: dict[str, list[Document]] = {host: [document for document in documents if document.host == host] for host in hosts}
    homeless = [document for document in documents if document.host not in own]
    paged = [host for number, host in enumerate(hosts) if form_of(number) != FULL]
    guests = {host: homeless[place :: len(paged)] for place, host in enumerate(paged)}
    sources = []
    for number, host in enumerate(hosts):
        form, following = form_of(number), (number + 1) % len(hosts)
        shared = own[hosts[following]][::9] if form_of(following) != FULL else []
        others = [] if form == FULL else [*shared, *guests[host]]
        sources.append(make_source(number, form, host, (*own[host], *others), port))
    faults = cycle(name for name, fault in FAULTS.items() if fault.outcome not in without)
    for number in range(len(hosts), feeds):
        host, fault = hosts[number % len(hosts)], next(faults)
        carried = tuple(own[host][::11]) if FAULTS[fault].carries and form_of(number % len(hosts)) != FULL else ()
        sources.append(make_source(number, "rss", host, carried, port, fault))
    return tuple(sources)


def make_source(number: int, form: str, host: str, documents: tuple[Document, ...], port: int, fault: str = "") -> Source:
    """One list; the third lets through but half of what it announces at a time."""
    path = f"/lists/{number:04d}"
    most = max(1, len(documents) // 2) if number == 2 else 100_000
    return Source(
        f"list-{number:04d}", form, f"http://{host}:{port}{path}", host, path, documents, number % 2 == 0 and not fault, fault, most
    )
