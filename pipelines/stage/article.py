"""From one record to one article: pure, so that it runs in any process."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from operator import itemgetter
from pathlib import PurePosixPath

from pipelines.connect.mail import read_mail
from pipelines.connect.problems import FetchProblem
from pipelines.connect.warc import split_member
from pipelines.connect.warc_page import read_warc_page
from pipelines.ids import sha256
from pipelines.ingest.article_format import ArticleRecord, read_article_record
from pipelines.ingest.media_types import find_suffix
from pipelines.reading.dating.choose import date_document
from pipelines.reading.document import open_document
from pipelines.reading.engine_spans import restore_publication
from pipelines.reading.language import detect_language
from pipelines.reading.types import DateCandidate, Document, Publication
from pipelines.stage.page import Page, read_page, read_page_plainly
from pipelines.stage.shingles import make_shingles, pick_fingerprints
from pipelines.stage.text_decoding import decode_page, decode_text

MAX_DOCUMENT_CHARACTERS = 1_000_000  # a book; reading has to be done with any article within seconds
FIRST_LINE = re.compile(r"\s*(?P<title>[^\n]{1,300})\n\s*\n")


@dataclass(frozen=True, slots=True)
class Item:
    """One record to stage, with what its receipt says, and the content type that its sender gave."""

    record_id: str
    record_sha256: str
    content: bytes
    media_type: str
    locator: str
    position: int
    outlet: str | None
    received_date: date
    sent_as: str | None = None
    is_second_try: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """A record that no article can be made of."""

    reason: str
    message: str
    source_article_id: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a record holds before it is looked into."""

    record: ArticleRecord
    method: str
    encoding: str
    date_method: str = "given"


@dataclass(frozen=True, slots=True)
class StagedArticle:
    """One article with all that staging finds. Offsets point into the untouched document."""

    found: Found
    document_sha256: str
    language: str
    published: Publication
    edits: tuple[tuple[int, int, str], ...]
    sentences: tuple[tuple[int, int, int, str], ...]  # start, end, paragraph, kind
    fingerprints: tuple[int, ...]  # by which near-duplicates find each other

    @property
    def document(self) -> str:
        """The document that all offsets point into."""
        return document_of(self.found.record)


def document_of(record: ArticleRecord) -> str:
    """The document that all offsets point into."""
    return f"{record.title}\n\n{record.text}"


def stage_record(item: Item) -> StagedArticle | Refused:
    """The article of a record, or why it has none."""
    found = open_record(item)
    if isinstance(found, Refused):
        return found
    original = document_of(found.record)
    if not original.strip():
        return Refused("empty_article", "has neither title nor text. Give it a text in its source, or leave it out.", found.record.id)
    if len(original) > MAX_DOCUMENT_CHARACTERS:
        message = f"has {len(original):,} characters; an article may have {MAX_DOCUMENT_CHARACTERS:,}. Split it in its source."
        return Refused("too_large", message, found.record.id)
    document = open_document(original)
    dated = restore_publication(document, date_document(document, found.record.date, found.record.url))
    published = name_method(dated, found.date_method)
    sentences = tuple((*document.to_original(each.start, each.end), each.paragraph, each.kind) for each in document.sentences)
    return StagedArticle(
        found, sha256(original.encode()), detect_language(document.text), published, tuple(find_edits(document)), sentences,
        tuple(pick_fingerprints(make_shingles(document.text))),
    )  # fmt: skip


def open_record(item: Item) -> Found | Refused:
    """Title, text and what else a record gives, by the kind of its file."""
    if item.media_type == "html":
        return open_page(item)
    if item.media_type == "text":
        text, encoding = decode_text(item.content, item.sent_as)
        return Found(replace(split_title(text, name_of(item), item.outlet), url=address_of(item)), "verbatim", encoding)
    if item.media_type == "warc":
        return open_archived(item)
    if item.media_type == "mbox":
        return open_mail(item)
    record = read_article_record(item.content)
    named = f"{name_of(item)}#{item.position}"
    return Found(replace(record, id=record.id or named, outlet=record.outlet or item.outlet), "verbatim", "utf-8")


def name_of(item: Item) -> str:
    """Path of a file without its ending."""
    return item.locator[: -len(find_suffix(PurePosixPath(item.locator).name) or "") or None]


def address_of(item: Item) -> str | None:
    """The address that a page was fetched from, where it was."""
    return item.locator if item.locator.startswith(("http://", "https://")) else None


def open_archived(item: Item) -> Found | Refused:
    """The article of a page in a WARC record. Of records that are packed together, it is the one with the hash."""
    content = next((held for held in split_member(item.content) if sha256(held) == item.record_sha256), item.content)
    try:
        page = read_warc_page(content)
    except FetchProblem as problem:
        return Refused("damaged_page", f"the page in the record cannot be unpacked: {problem.message}", name_of(item))
    return open_record(replace(item, content=page.body, media_type=page.kind, locator=page.url or item.locator, sent_as=page.content_type))


def open_mail(item: Item) -> Found:
    """The article that a mail carries."""
    mail = read_mail(item.content)
    record = ArticleRecord(mail.id or f"{name_of(item)}#{item.position}", mail.subject, mail.text, mail.date, item.outlet, None)
    return Found(record, "verbatim", "utf-8")


def split_title(text: str, name: str, outlet: str | None) -> ArticleRecord:
    """A text whose first line stands alone has that as its title."""
    body = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    match = FIRST_LINE.match(body)
    if match is None:
        return ArticleRecord(name, "", body.strip(), None, outlet, None)
    return ArticleRecord(name, match["title"].strip(), body[match.end() :].strip(), None, outlet, None)


def open_page(item: Item) -> Found | Refused:
    """The article of a web page."""
    html, encoding = decode_page(item.content, item.sent_as)
    page = read_page_plainly(html) if item.is_second_try else read_page(html, item.received_date)
    if page is None:
        message = (
            "no main text was found on the page. If it has one, report the page; a list of links, a picture or a form to sign in has none."
        )
        return Refused("no_main_text", message, name_of(item))
    return Found(page_record(page, item), page.method, encoding, page.date_method)


def page_record(page: Page, item: Item) -> ArticleRecord:
    """A page as an article record."""
    return ArticleRecord(name_of(item), page.title, page.text, page.date, item.outlet or page.outlet, page.url or address_of(item))


def name_method(published: Publication, method: str) -> Publication:
    """A publication in which the date that came with the article carries the method that found it."""
    if method == "given":
        return published
    candidates = tuple(_renamed(candidate, method) for candidate in published.candidates)
    return replace(published, method=method if published.method == "given" else published.method, candidates=candidates)


def _renamed(candidate: DateCandidate, method: str) -> DateCandidate:
    return replace(candidate, method=method) if candidate.method == "given" else candidate


def find_edits(document: Document) -> list[tuple[int, int, str]]:
    """Repairs that the working text carries: original start and end, and what is read instead."""
    if isinstance(document.starts, range):
        return []
    edits, at = [], 0
    for (start, end), characters in groupby(zip(document.starts, document.ends, document.text, strict=True), key=itemgetter(0, 1)):
        read_as = "".join(character for _, _, character in characters)
        if start > at:
            edits.append((at, start, ""))
        if end - start != 1 or len(read_as) != 1:
            edits.append((start, end, read_as))
        at = end
    return [*edits, (at, len(document.original), "")] if at < len(document.original) else edits
