"""Targets at the desk: files that people write, questions that they ask, addresses and rules of sites, and what is handed out."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache, partial
from html import escape
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click
import duckdb
import httpcore
import httpx
from lxml.etree import fromstring

from benchmarks.fuzz_promises import Words, expect
from pipelines.alerts.declared import read_sinks
from pipelines.cli.sql import read_instant
from pipelines.connect.addresses import refuse_address
from pipelines.connect.decoding import read_body
from pipelines.connect.fetch import REDIRECTS, Limits, hop
from pipelines.connect.problems import FetchProblem
from pipelines.connect.reservations import is_reserved, read_reservations
from pipelines.connect.robots import read_robots
from pipelines.connect.urls import join_url, parse_url, show_url
from pipelines.errors import LaunchwireError
from pipelines.exports.wording import one_line
from pipelines.ingest.sources import read_sources
from pipelines.model.as_of import query_tables
from pipelines.model.reviews import read_reviews
from pipelines.rows import FORMULA_STARTS, write_csv, write_json
from pipelines.warehouse.database import literal
from pipelines.warehouse.layout import Warehouse
from pipelines.warehouse.watched import accepted_measures

BASE = "https://desk.example/news/"
MOST_BODY = 1 << 16
CONDITIONS = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
NOW = datetime(2026, 3, 1, tzinfo=UTC)


class Server(httpcore.MockBackend):
    """A connection on which these bytes come, whatever is asked for."""

    connected = "192.0.2.1"


def read_sinks_of(root: Path) -> object:
    """Sinks that a folder declares."""
    return read_sinks(root, {})


def read_accepted_of(root: Path) -> object:
    """Falls that a folder accepts."""
    return accepted_measures(Warehouse(root, "real"), 1)


def read_sources_of(root: Path) -> object:
    """Sources that a folder declares."""
    return read_sources(root / "sources.toml")


USER_FILES: dict[str, tuple[str, Callable[[Path], object]]] = {
    "sources": ("sources.toml", read_sources_of),
    "reviews": ("one.toml", read_reviews),
    "sinks": ("alerts.toml", read_sinks_of),
    "watched": ("watched.toml", read_accepted_of),
}


def read_user_file(name: str, content: bytes) -> Words:
    """A file that somebody wrote: it is understood, or refused with a message."""
    file, reader = USER_FILES[name]
    with TemporaryDirectory() as folder:
        (Path(folder) / file).write_bytes(content)
        try:
            return frozenset({str(type(reader(Path(folder))))})
        except LaunchwireError as error:
            told = str(error)
    expect(told.startswith(folder), told)
    return frozenset({told.replace(folder, "")[:40]})


@cache
def database() -> duckdb.DuckDBPyConnection:
    """One for all questions of a process; it holds nothing."""
    return duckdb.connect()


def ask(content: bytes) -> Words:
    """A question in SQL: the tables that it names are tables; its text, quoted, is one value; an instant is one, or refused."""
    text = content.decode("utf-8", "replace")
    tables = query_tables(text)
    expect(bool(tables), tables)
    held = text.replace("\x00", "")
    expect(database().execute(f"select {literal(held)}, ?", [text]).fetchall() == [(held, text)], text)
    try:
        read_instant(text)
    except click.BadParameter as refused:
        return frozenset({f"{len(tables).bit_length()} tables", str(refused)[-30:]})
    return frozenset({"an instant"})


def hand_out(content: bytes) -> Words:
    """Cells as CSV, JSON and XML: no cell of CSV is run by a spreadsheet, each can be had back from CSV and JSON; all are text in XML."""
    cells = content.decode("utf-8", "replace").split("\x1f")
    columns = [f"c{number}" for number in range(len(cells))]
    packed, lines = StringIO(newline=""), StringIO(newline="")
    write_csv(columns, [cells], packed)
    write_json(columns, [cells], lines, as_lines=True)
    head, *rows = csv.reader(StringIO(packed.getvalue(), newline=""), strict=True)
    expect(head == columns and len(rows) == 1, rows)
    expect(not any(cell.startswith(FORMULA_STARTS) and not cell.startswith("'") for cell in rows[0]), rows)
    expect([cell.removeprefix("'") if cell.startswith("'") else cell for cell in rows[0]] == cells, rows)
    given: dict[str, Any] = json.loads(lines.getvalue())
    expect(list(given.values()) == cells, given)
    expect(all(fromstring(f"<a>{escape(one_line(cell))}</a>").text == (one_line(cell) or None) for cell in cells), cells)
    return frozenset({f"{len(cells).bit_length()} cells", str(any(cell.startswith("'") for cell in rows[0]))})


def take_address(content: bytes) -> Words:
    """An address or a link: a whole one on the web, the same when it is read again, or refused."""
    text = content.decode("utf-8", "replace")
    expect(show_url(text).isprintable(), text)
    found = {refuse_address(text, False) or "public"}
    for name, reader in (("whole", parse_url), ("link", partial(join_url, httpx.URL(BASE)))):
        try:
            url = reader(text)
        except FetchProblem as problem:
            found.add(f"{name} {problem.message[:30]}")
            continue
        expect(url.scheme in {"http", "https"} and bool(url.host) and str(parse_url(str(url))) == str(url), url)
        found.add(name)
    return frozenset(found)


def obey(content: bytes) -> Words:
    """Rules of a site: an answer for each path."""
    robots = read_robots(content, "launchwire")
    allowed = [robots.allows(path) for path in ("/", "/news/1?x=%41", "/a.html", "/robots.txt")]
    expect(allowed[-1] and (robots.crawl_delay is None or robots.crawl_delay >= 0), robots)
    return frozenset({f"{len(robots.rules).bit_length()} rules", str(allowed), str(robots.crawl_delay is None)})


def reserve(content: bytes) -> Words:
    """What a site reserves: an answer for each path, and nothing without a rule that reserves."""
    rules = read_reservations(content)
    if rules is None:
        return frozenset({"no file"})
    reserved = [is_reserved(path, rules) for path in ("/", "/news/1?x=%41", "/a.html", "/caf%c3%a9")]
    expect(not any(reserved) or any(rule.is_reserved for rule in rules), rules)
    return frozenset({f"{len(rules).bit_length()} rules", str(reserved)})


def unpack(content: bytes) -> Words:
    """The body of a reply, in pieces: bounded, or refused. The first byte says how it is packed."""
    encoding = ("gzip", "deflate", "identity", "br")[content[0] % 4] if content else ""
    pieces = [content[at : at + 50] for at in range(1, len(content), 50)]
    try:
        body = read_body(pieces, encoding, MOST_BODY)
    except FetchProblem as problem:
        return frozenset({encoding, problem.message[:25]})
    expect(len(body) <= MOST_BODY, len(body))
    return frozenset({encoding, f"{len(body).bit_length()} bytes"})


def take_reply(content: bytes) -> Words:
    """A reply to a request: a document or a place to go on to, and both bear being asked for again; or refused."""
    url, limits = parse_url(BASE), Limits(body_bytes=MOST_BODY)
    try:
        reply, location = hop(url, limits, {}, Server([content]), NOW)
        again = {asks: reply.headers[name] for name, asks in CONDITIONS.items() if name in reply.headers}
        hop(url, limits, again, Server([content]), NOW)
        if location is not None:
            join_url(url, location)
    except FetchProblem as problem:
        expect(problem.wait_seconds is None or problem.wait_seconds >= 0, problem)
        return frozenset({problem.reason, problem.message[:40]})
    expect(len(reply.body) <= MOST_BODY and reply.status in {200, 304, *REDIRECTS}, reply)
    return frozenset({str(reply.status), f"{len(reply.headers)} headers", *again, f"{len(reply.body).bit_length()} bytes"})
