"""What is fuzzed: readers of bytes, the reading engine, and the desk, each with files to begin with, and what must hold of the result.

A target returns words that tell one kind of result from another; a mutant whose words are new is kept and mutated further. It raises
where a promise is broken.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile

from benchmarks import fuzz_desk as desk
from benchmarks import fuzz_seeds as seeds
from benchmarks import fuzz_text as text
from benchmarks.fuzz_promises import Target, Words, expect
from pipelines.connect.entries import Kind
from pipelines.connect.listing import day_of
from pipelines.connect.read_list import ListTask, read_list
from pipelines.connect.warc import split_member
from pipelines.errors import LaunchwireError
from pipelines.ids import sha256
from pipelines.ingest.records import Record, read_records
from pipelines.reconcile.catalogs import CATALOGS
from pipelines.stage.article import Item, Refused, stage_record


def read_file(kind: str, content: bytes) -> Words:
    """Records of a file. Their places lie in it, one after the other; their hash is that of their bytes; each is staged or refused."""
    words: set[str] = set()
    last = 0
    for held in read_records(BytesIO(content), kind, sha256(content), len(content)):
        if not isinstance(held, Record):
            expect(bool(held.reason and held.message) and held.excerpt.isprintable(), held)
            words.add(held.reason)
            continue
        expect((held.start <= held.end and held.position > last) or kind == "warc", held)
        last = held.position
        if kind != "jsonl.gz":
            words |= stage_one(kind, held, content[held.start : held.end])
    return frozenset(words | {f"{last.bit_length()} records"})


def stage_one(kind: str, record: Record, content: bytes) -> Words:
    """A record of a file, staged."""
    expect(record.sha256 in (map(sha256, split_member(content)) if kind == "warc" else (sha256(content),)), record)
    staged = stage_record(Item("rec_1", record.sha256, content, kind, f"desk.{kind}", record.position, None, date(2026, 3, 1)))
    if isinstance(staged, Refused):
        expect(bool(staged.reason and staged.message), staged)
        return frozenset({f"staged {staged.reason}"})
    expect(all(0 <= start < end <= len(staged.document) for start, end, _, _ in staged.sentences), staged)
    return frozenset({staged.found.method, staged.found.encoding, staged.found.date_method, staged.published.method})


def announce(kind: Kind, content: bytes) -> Words:
    """What a list announces: addresses on the web only."""
    held = read_list(ListTask(kind, content, desk.BASE))
    expect(all(item.url is None or item.url.startswith(("http://", "https://")) for item in held.items), held)
    expect(all(bool(flaw.reason and flaw.message) for flaw in held.flaws), held)
    sizes = {f"{len(held.items).bit_length()} items", f"{len(held.children).bit_length()} children"}
    expect(all(day is None or day.year > 0 for day in map(day_of, held.items)), held)
    fields = {name for item in held.items for name in ("id", "title", "text", "date", "url") if getattr(item, name)}
    return frozenset(sizes | fields | {flaw.reason for flaw in held.flaws})


def compare_catalog(name: str, content: bytes) -> Words:
    """Lines of a catalog, told apart into records and rejects."""
    with NamedTemporaryFile(suffix=Path(CATALOGS[name].file_name).suffix) as file:
        file.write(content)
        file.flush()
        try:
            held = CATALOGS[name].reader(Path(file.name))
        except LaunchwireError as error:
            return frozenset({type(error).__name__})
    expect(all(reject.message_text for reject in held.rejects), held)
    return frozenset({f"{len(held.records).bit_length()} records", *(reject.reason_code for reject in held.rejects)})


TARGETS = {
    "jsonl": Target(partial(read_file, "jsonl"), (seeds.LINE * 3,), seeds.JSON_PIECES),
    "json": Target(partial(read_file, "json"), (b"[" + seeds.LINE + b"," + seeds.LINE + b"]", seeds.LINE), seeds.JSON_PIECES),
    "jsonl.gz": Target(partial(read_file, "jsonl.gz"), seeds.PACKED_LINES, seeds.WARC_PIECES),
    "warc": Target(partial(read_file, "warc"), (seeds.WARC * 2, seeds.PACKED_WARC), seeds.WARC_PIECES),
    "mbox": Target(partial(read_file, "mbox"), (seeds.MAIL * 2,), seeds.MAIL_PIECES),
    "html": Target(partial(read_file, "html"), (seeds.PAGE,), seeds.MARKUP_PIECES),
    "feed": Target(partial(announce, "feed"), (seeds.RSS, seeds.ATOM, seeds.JSON_FEED), seeds.MARKUP_PIECES),
    "sitemap": Target(partial(announce, "sitemap"), (seeds.SITEMAP, seeds.INDEX), seeds.MARKUP_PIECES),
    "urls": Target(partial(announce, "urls"), (seeds.URLS,), seeds.TABLE_PIECES),
    "gdelt": Target(partial(announce, "gdelt"), (seeds.GDELT_JSON, seeds.GDELT_CSV), seeds.TABLE_PIECES),
    "alerts": Target(partial(announce, "alerts"), (seeds.MAIL * 2,), seeds.MAIL_PIECES),
    "gcat": Target(partial(compare_catalog, "gcat"), (seeds.GCAT,), seeds.TABLE_PIECES),
    "nagix": Target(partial(compare_catalog, "nagix"), (seeds.NAGIX,), seeds.TABLE_PIECES),
    "csis": Target(partial(compare_catalog, "csis"), (seeds.CSIS,), seeds.TABLE_PIECES),
    "text": Target(partial(read_file, "text"), (seeds.STORY,), seeds.TEXT_PIECES),
    "sentences": Target(text.split_text, (seeds.STORY,), seeds.TEXT_PIECES),
    "dates": Target(text.date_text, (seeds.DAYS, seeds.STORY), seeds.DAY_PIECES),
    "names": Target(text.name_text, (seeds.STORY,), seeds.TEXT_PIECES),
    "reading": Target(text.read_article, (seeds.STORY, text.ALERTED), seeds.TEXT_PIECES),
    "answers": Target(text.take_answer, (seeds.ANSWER,), seeds.JSON_PIECES),
    "sources": Target(partial(desk.read_user_file, "sources"), (seeds.SOURCES,), seeds.TOML_PIECES),
    "reviews": Target(partial(desk.read_user_file, "reviews"), (seeds.REVIEWS,), seeds.TOML_PIECES),
    "sinks": Target(partial(desk.read_user_file, "sinks"), (seeds.SINKS,), seeds.TOML_PIECES),
    "watched": Target(partial(desk.read_user_file, "watched"), (seeds.ACCEPTED,), seeds.TOML_PIECES),
    "questions": Target(desk.ask, seeds.QUESTIONS, seeds.SQL_PIECES),
    "cells": Target(desk.hand_out, (seeds.CELLS,), seeds.CELL_PIECES),
    "addresses": Target(desk.take_address, seeds.ADDRESSES, seeds.ADDRESS_PIECES),
    "robots": Target(desk.obey, (seeds.ROBOTS,), seeds.ROBOTS_PIECES),
    "tdmrep": Target(desk.reserve, (seeds.RESERVED,), seeds.JSON_PIECES),
    "replies": Target(desk.take_reply, seeds.REPLIES, seeds.REPLY_PIECES),
    "bodies": Target(desk.unpack, seeds.BODIES, seeds.WARC_PIECES),
}
