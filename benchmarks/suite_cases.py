"""Cases of other people's suites, and how each goes through the readers."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path

import orjson

from benchmarks.shingles import compare_shingles
from pipelines.connect.fetch import Limits
from pipelines.connect.html_text import html_to_text
from pipelines.connect.network import Deadline, GuardedBackend, resolve_name
from pipelines.connect.problems import FetchProblem
from pipelines.connect.read_list import ListTask, read_list
from pipelines.connect.urls import join_url, parse_url
from pipelines.connect.warc import split_warc
from pipelines.ids import sha256
from pipelines.ingest.article_format import read_article_record
from pipelines.ingest.records import Reject, read_records
from pipelines.stage.article import Item, Refused, stage_record

BASE = "https://desk.example/news/"
PUBLIC = "93.184.216.34"
AS_JSON = frozenset({"not_json", "not_utf8", "empty_file"})  # reasons that say that bytes are no JSON
ACCOUNTS = "root:x:0:"  # how the system's list of accounts begins
JSON_LETTERS = {"y": True, "n": False}


@dataclass(frozen=True, slots=True)
class Case:
    """One case: which runner takes it, its bytes, what the suite expects of it."""

    runner: str
    name: str
    content: bytes
    expected: str | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What a case came to. One file may hold many records. ``agrees`` is None where the suite expects nothing."""

    accepted: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    agrees: bool | None = None
    scores: Mapping[str, int] = field(default_factory=dict)


def run_case(case: Case) -> Result:
    """A case through its reader."""
    return RUNNERS[case.runner](case)


def run_feed(case: Case) -> Result:
    """A feed; gold is the number of its items and their titles."""
    held = read_list(ListTask("feed", case.content, "http://desk.example/"))
    is_refused = any(flaw.position == 0 for flaw in held.flaws)
    rejected = Counter(flaw.reason for flaw in held.flaws if flaw.position == 0)
    if case.expected is None or is_refused:
        return Result(int(not is_refused), rejected)
    items = orjson.loads(case.expected)
    told = [html_to_text(item.get("title") or "") for item in items]
    numbers = {item.position for item in held.items} | {flaw.position for flaw in held.flaws}
    titles_agree = all(told[item.position - 1] == item.title for item in held.items if item.position <= len(told))
    return Result(1, rejected, len(items) == len(numbers) and titles_agree)


def run_warc(case: Case) -> Result:
    """A WARC file, record by record."""
    found = list(split_warc(case.content, 4 << 20))
    return Result(sum(1 for held in found if held.problem is None), Counter(held.problem for held in found if held.problem))


def run_json(case: Case) -> Result:
    """A file of JSON. That it is no article is no matter here: gold is whether it is refused as JSON."""
    found = list(read_records(BytesIO(case.content), "json", sha256(case.content), len(case.content)))
    rejected = Counter(held.reason for held in found if isinstance(held, Reject))
    is_json = not AS_JSON & set(rejected)
    expected = JSON_LETTERS.get(case.name[0])
    return Result(int(is_json), rejected, None if expected is None else is_json == expected)


def run_page(case: Case) -> Result:
    """A page; gold is its main text."""
    found = stage_record(Item("", sha256(case.content), case.content, "html", case.name, 1, None, date(2026, 1, 1)))
    text = "" if isinstance(found, Refused) else found.found.record.text
    scores = compare_shingles(case.expected, text) if case.expected is not None else {}
    return Result(0, Counter([found.reason]), scores=scores) if isinstance(found, Refused) else Result(1, scores=scores)


def run_text(case: Case) -> Result:
    """A hostile string as each field of an article; gold is that it comes back character by character."""
    text = case.content.decode()
    record = read_article_record(orjson.dumps(dict.fromkeys(("id", "title", "text", "date", "outlet", "url"), text)))
    return Result(1, agrees=(record.id, record.title, record.text, record.date, record.outlet, record.url) == (text,) * 6)


def run_address(case: Case) -> Result:
    """An address to the inside, up to the connection; gold is that it is refused, or leads to the public."""
    try:
        url = parse_url(case.content.decode())
        backend = GuardedBackend(Deadline.after(Limits().deadline_seconds), False, answer_name)
        addresses = backend.checked_addresses(url.host, url.port or 80)
    except FetchProblem as problem:
        return Result(0, Counter([problem.reason]), True)
    return Result(1, agrees=addresses == [PUBLIC])


def answer_name(host: str, port: int) -> list[str]:
    """Numbers in any spelling as the system reads them, names as one public address; no look-up leaves this machine."""
    is_number = all(char in "0123456789abcdefxABCDEFX.:" for char in host)
    return resolve_name(host, port) if is_number or host == "localhost" else [PUBLIC]


def run_link(case: Case) -> Result:
    """A link on a page; gold is that it stays on the web or is refused."""
    try:
        url = join_url(parse_url(BASE), case.content.decode())
    except FetchProblem as problem:
        return Result(0, Counter([problem.reason]), True)
    return Result(1, agrees=url.scheme in {"http", "https"} and bool(url.host) and not url.userinfo)


def run_xml(case: Case) -> Result:
    """XML that asks for files or grows, as a feed and as a sitemap; gold is that nothing of it is read or grows."""
    held = [read_list(ListTask("feed", case.content, BASE)), read_list(ListTask("sitemap", case.content, BASE))]
    told = str(held)
    rejected = Counter(flaw.reason for listing in held for flaw in listing.flaws if flaw.position == 0)
    return Result(int(not rejected), rejected, ACCOUNTS not in told and len(told) < 20 * len(case.content) + 2_000)


def run_list(case: Case) -> Result:
    """A table in CSV, as a document list."""
    held = read_list(ListTask("gdelt", case.content, BASE))
    return Result(len(held.items), Counter(flaw.reason for flaw in held.flaws))


RUNNERS: Mapping[str, Callable[[Case], Result]] = {
    "feed": run_feed, "warc": run_warc, "json": run_json, "page": run_page, "text": run_text, "address": run_address,
    "link": run_link, "xml": run_xml, "list": run_list,
}  # fmt: skip


# suites whose every file is a case: folder, reader, names of the files
PLAIN = {
    "feedparser": ("tests", "feed", "*.xml"),
    "fastwarc": ("tests", "warc", "*arc*"),
    "warcio": ("test", "warc", "*arc*"),
    "JSONTestSuite": ("test_parsing", "json", "*.json"),
    "defusedxml": ("xmltestdata", "xml", "*.x*"),
    "csv-spectrum": ("csvs", "list", "*.csv"),
}


def cases_of(root: Path, suite: str) -> Iterator[Case]:
    """Cases of a suite in order of name."""
    folder = root / suite
    if suite in PLAIN:
        inner, runner, pattern = PLAIN[suite]
        return files(folder / inner, runner, pattern)
    return GATHERED[suite](folder)


def feeds_with_gold(folder: Path) -> Iterator[Case]:
    """Feeds with the items that they should give."""
    for held in files(folder / "testdata", "feed", "*.xml"):
        yield Case("feed", held.name, held.content, expected_items((folder / "testdata" / held.name).with_suffix(".json")))


def naughty_strings(folder: Path) -> Iterator[Case]:
    """Strings that programs trip over."""
    return strings("text", "blns", json.loads((folder / "blns.json").read_text(encoding="utf-8")))


def lines_as_text(folder: Path) -> Iterator[Case]:
    """A case a line of each file."""
    for held in files(folder / "Intruder", "text", "*.txt"):
        yield from strings("text", held.name, held.content.decode("utf-8", "replace").splitlines())


def files(folder: Path, runner: str, pattern: str) -> Iterator[Case]:
    """A case a file."""
    for path in sorted(folder.rglob(pattern)):
        if path.is_file():
            yield Case(runner, path.relative_to(folder).as_posix(), path.read_bytes())


def strings(runner: str, name: str, held: list[str]) -> Iterator[Case]:
    """A case a string that has a form in UTF-8."""
    for number, text in enumerate(held):
        yield Case(runner, f"{name}#{number}", text.encode("utf-8", "replace"))


def expected_items(path: Path) -> str | None:
    """Items that a feed should give, where the suite says."""
    if not path.exists():
        return None
    held = json.loads(path.read_text(encoding="utf-8"))
    return json.dumps(held.get("items") or held.get("entries") or [])


def gold_pages(folder: Path) -> Iterator[Case]:
    """News pages with the text that people found to be their article."""
    gold = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    for name, held in sorted(gold.items()):
        yield Case("page", name, gzip.decompress((folder / "html" / f"{name}.html.gz").read_bytes()), held["articleBody"])


def markup_pages(folder: Path) -> Iterator[Case]:
    """Pieces of markup as pages."""
    for path in sorted((folder / "tokenizer").glob("*.test")):
        for number, held in enumerate(json.loads(path.read_text(encoding="utf-8")).get("tests", [])):
            yield Case("page", f"{path.name}#{number}", held["input"].encode("utf-8", "replace"))
    for path in sorted((folder / "encoding").rglob("*.dat")):
        for number, held in enumerate(path.read_bytes().split(b"#data\n")[1:]):
            yield Case("page", f"{path.name}#{number}", held.partition(b"\n#encoding")[0])


def payloads(folder: Path) -> Iterator[Case]:
    """Hostile strings by what they attack."""
    runners = {"redirect": "link", "traversal": "link", "xss_payloads": "text", "sqli": "text", "csv_formula": "text", "xxe_strings": "xml"}
    for name, runner in runners.items():
        yield from strings(runner, name, json.loads((folder / f"{name}.json").read_text(encoding="utf-8")))
    groups = json.loads((folder / "ssrf_block.json").read_text(encoding="utf-8"))
    yield from strings("address", "ssrf_block", [text for group in groups.values() for text in group])


GATHERED: Mapping[str, Callable[[Path], Iterator[Case]]] = {
    "gofeed": feeds_with_gold,
    "aeb": gold_pages,
    "html5lib-tests": markup_pages,
    "payloads": payloads,
    "blns": naughty_strings,
    "payloadbox-xss": lines_as_text,
    "payloadbox-sqli": lines_as_text,
}
