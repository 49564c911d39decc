"""Where the documents of an address lie in a warehouse: articles, records, and stretches of kept bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from pipelines.connect.problems import FetchProblem
from pipelines.connect.urls import parse_url
from pipelines.custody.blanks import Place, Span, read_place
from pipelines.warehouse import Warehouse, read_layer
from pipelines.warehouse.tombstones import names_address

LISTS = ("feed", "sitemap", "urls", "gdelt", "alerts")
WHOLE = (*LISTS, "text", "html", "other")  # contents that are one document
PLACE = ("content_sha256", "blob_name", "blob_start", "content_bytes", "media_type_code")


@dataclass(frozen=True, slots=True)
class Traces:
    """What came from an address: articles, records, and the stretches that these take up in contents, by place."""

    articles: pl.DataFrame
    records: pl.DataFrame
    spans: dict[Place, tuple[Span, ...]]

    @property
    def texts(self) -> list[str]:
        """Documents."""
        return [f"{title}\n\n{body}" for title, body in self.articles.select("title_text", "body_text").iter_rows()]


def spellings(url: str) -> list[str]:
    """The address as it was given, and in the spelling in which it is asked for."""
    try:
        return sorted({url, str(parse_url(url))})
    except FetchProblem:
        return [url]


def find_traces(warehouse: Warehouse, url: str, known_records: Sequence[str] = ()) -> Traces:
    """Everything that came from an address, and what is the same to the letter from elsewhere; ``known_records`` are among it."""
    receipts = read_layer(warehouse, "raw.receipts").sort("receipt_id").collect()
    records = read_layer(warehouse, "raw.records").collect()
    copies = read_layer(warehouse, "staged.duplicates", columns=["record_id", "article_id"]).collect()
    articles = read_layer(warehouse, "staged.articles").collect()
    ours = receipts.filter(pl.col("locator_text").is_in(spellings(url)))
    came = records.filter(pl.col("receipt_id").is_in(ours["receipt_id"].implode()) | pl.col("record_id").is_in(list(known_records)))
    by_copy = copies.join(came, on="record_id", how="semi")
    found = articles.filter(
        pl.col("url_text").is_in(spellings(url))
        | pl.col("record_id").is_in(came["record_id"].implode())
        | pl.col("article_id").is_in(by_copy["article_id"].implode())
    ).sort("article_id")
    wanted = pl.concat([found["record_id"], came["record_id"], copies.join(found, on="article_id", how="semi")["record_id"]])
    gone = records.filter(pl.col("record_id").is_in(wanted.implode())).sort("record_id")
    lists = list(naming_lists(warehouse, receipts, url))
    whole = ours.filter(pl.col("media_type_code").is_in(WHOLE)).select(PLACE).iter_rows()
    return Traces(found, gone, spans_of(receipts, gone) | dict.fromkeys([*lists, *(Place(*row) for row in whole)], ()))


def spans_of(receipts: pl.DataFrame, records: pl.DataFrame) -> dict[Place, tuple[Span, ...]]:
    """Stretches that some records take up, by content; none where the content is but one document."""
    held = records.join(receipts.select("receipt_id", *PLACE), on="receipt_id").sort("content_sha256", "byte_start")
    found: dict[Place, tuple[Span, ...]] = {}
    for *place, start, end in held.select(*PLACE, "byte_start", "byte_end").iter_rows():
        key = Place(*place)
        found[key] = () if key.media_type in WHOLE else (*found.get(key, ()), (start, end))
    return found


def naming_lists(warehouse: Warehouse, receipts: pl.DataFrame, url: str) -> Iterator[Place]:
    """Feeds and other lists that name the address: they may carry the document whole."""
    for row in receipts.filter(pl.col("media_type_code").is_in(LISTS)).select(PLACE).unique(maintain_order=True).iter_rows():
        content = read_place(warehouse, Place(*row)) or b""
        if names_address(content, spellings(url)):
            yield Place(*row)
