"""Documents whose publishers reserve text mining, or ask that no copy or quotation be shown: in the page, in the headers it came with, or
in the file ``tdmrep.json`` of its site.

What they may say is in ``expectations/opt_outs.csv``. It is read from bytes and headers as received, so it is known of every document that
was ever kept.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import polars as pl
from lxml import etree, html

from pipelines.connect.problems import FetchProblem
from pipelines.connect.reservations import WELL_KNOWN, Reservation, find_file, is_reserved, read_reservations
from pipelines.connect.urls import parse_url
from pipelines.connect.warc import END_OF_HEADERS, parse_headers, split_member
from pipelines.connect.warc_page import read_warc_page
from pipelines.contracts import EXPECTATIONS
from pipelines.ids import sha256
from pipelines.ingest.web_memory import Kept
from pipelines.stage.record_reader import RecordReader
from pipelines.warehouse import Warehouse, read_layer

HEAD_BYTES = 64 << 10  # of a page; what it says of itself stands at its beginning
PAGES = ("html", "warc")
ANSWERS = ["fetched_at", "fetch_id", "url_text", "final_url_text", "http_code", "content_sha256"]
GONE = frozenset({404, 410})
TOKENS = re.compile(r"[\w-]+")
Signs = Mapping[tuple[str, str, str], str]


@cache
def read_signs() -> Signs:
    """Codes of opt-outs by place, name and token."""
    with (EXPECTATIONS / "opt_outs.csv").open(encoding="utf-8", newline="") as handle:
        return {(row["place_code"], row["name"], row["token"]): row["opt_out_code"] for row in csv.DictReader(handle)}


def opt_outs_of(page: bytes, headers: Mapping[str, str]) -> tuple[str, ...]:
    """What a page and its headers ask for, as codes in alphabetical order."""
    said = [("meta", name, text) for name, text in meta_of(page)] + [("header", name.lower(), text) for name, text in headers.items()]
    signs = read_signs()
    found = {signs.get((place, name, token)) for place, name, text in said for token in TOKENS.findall(text.lower())}
    return tuple(sorted(code for code in found if code is not None))


def meta_of(page: bytes) -> Iterator[tuple[str, str]]:
    """Names and contents of the meta elements at the beginning of a page."""
    try:
        tree = html.document_fromstring(page[:HEAD_BYTES])
    except (etree.ParserError, ValueError):
        return
    for element in tree.iter("meta"):
        yield element.get("name", "").strip().lower(), element.get("content", "")


def find_opt_outs(warehouse: Warehouse) -> list[tuple[str, str]]:
    """Articles of the lake with what their publishers ask for, as pairs of article and code, in order."""
    reader, headers, reserved = RecordReader(warehouse), headers_by_content(warehouse), reserved_contents(warehouse)
    code_of_sites = read_signs()["host", "tdm-reservation", "1"]
    found: set[tuple[str, str]] = set()
    try:
        for row in pages_of(warehouse):
            codes = of_record(reader, row, headers)
            found |= {(row["article_id"], code) for code in (*codes, *([code_of_sites] if row["content_sha256"] in reserved else []))}
    finally:
        reader.close()
    return sorted(found)


def pages_of(warehouse: Warehouse) -> Iterator[dict[str, Any]]:
    """Articles that were pages, with the place of their records, in the order of the store."""
    receipts = read_layer(warehouse, "raw.receipts").filter(pl.col("media_type_code").is_in(PAGES)).drop("batch_id", "source_id")
    records = read_layer(warehouse, "raw.records", columns=["record_id", "receipt_id", "record_sha256", "byte_start", "byte_end"])
    articles = read_layer(warehouse, "staged.articles", columns=["article_id", "record_id"])
    held = articles.join(records, on="record_id").join(receipts, on="receipt_id").collect()
    yield from held.sort("blob_name", "blob_start", "byte_start", "article_id").iter_rows(named=True)


def headers_by_content(warehouse: Warehouse) -> dict[str, dict[str, str]]:
    """Headers of answers by the hash of what came with them; of several answers with the same content all are taken together."""
    fetches = (
        read_layer(warehouse, "raw.fetches", columns=["fetched_at", "fetch_id", "content_sha256", "headers_text"]).drop_nulls().collect()
    )
    found: dict[str, dict[str, str]] = {}
    for _, _, digest, text in fetches.sort("fetched_at", "fetch_id").iter_rows():
        held = found.setdefault(digest, {})
        for name, said in json.loads(text).items():
            held[name] = f"{held[name]}, {said}" if name in held else said
    return found


def reserved_contents(warehouse: Warehouse) -> frozenset[str]:
    """Hashes of what came from addresses that their sites reserve, by the newest files of the sites."""
    fetches = read_layer(warehouse, "raw.fetches", columns=ANSWERS).collect().sort("fetched_at", "fetch_id")
    answers = fetches.select("url_text", "http_code", "content_sha256").rows()
    rules = reservations_of(warehouse, [answer for answer in answers if answer[0].endswith(WELL_KNOWN)])
    came = fetches.drop_nulls("content_sha256").select(pl.coalesce("final_url_text", "url_text"), "content_sha256").rows()
    places = [(parse_url(url), digest) for url, digest in came] if rules else []
    return frozenset(digest for url, digest in places if is_reserved(url.raw_path.decode("ascii"), rules.get(find_file(url), ())))


def reservations_of(warehouse: Warehouse, answers: Iterable[tuple[str, int | None, str | None]]) -> dict[str, tuple[Reservation, ...]]:
    """What sites reserve, by the address of the file that says so; of a site that has it no more, nothing."""
    receipts = read_layer(warehouse, "raw.receipts").filter(pl.col("media_type_code") == "tdmrep")
    places = receipts.select("content_sha256", "blob_name", "blob_start", "content_bytes").collect().rows()
    kept = {digest: Kept(*place) for digest, *place in places}
    newest: dict[str, str] = {}
    for url, status, digest in answers:
        if digest is not None:
            newest[url] = digest
        elif status in GONE:
            newest.pop(url, None)
    return {url: read_reservations(kept[digest].read(warehouse)) or () for url, digest in newest.items() if digest in kept}


def of_record(reader: RecordReader, row: Mapping[str, Any], headers: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    """What one record asks for."""
    content = reader.read(row, row["byte_start"], row["byte_end"])
    if row["media_type_code"] == "html":
        return opt_outs_of(content, headers.get(row["content_sha256"], {}))
    archived = next((held for held in split_member(content) if sha256(held) == row["record_sha256"]), content)
    try:
        return opt_outs_of(read_warc_page(archived).body, archived_headers(archived))
    except FetchProblem:
        return ()


def archived_headers(record: bytes) -> dict[str, str]:
    """Headers of the answer in a WARC record."""
    outer = END_OF_HEADERS.search(record)
    inner = END_OF_HEADERS.search(record, outer.end()) if outer else None
    return parse_headers(record[outer.end() : inner.start()]) if outer and inner else {}
