"""Near-duplicates: syndicated copies, updated versions, teasers. What is new is compared with what may resemble it, nothing else.

Fingerprints of articles lie in the cache, one file a batch; a file that is missing is made again from the articles.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from pipelines.reading.document import open_document
from pipelines.stage.frames import frame_of
from pipelines.stage.shingles import Hashes, containment, make_shingles, pick_fingerprints, resemblance
from pipelines.warehouse import Batch, Warehouse, read_layer, write_snapshot
from pipelines.warehouse.lake import scan_batch, write_parquet

LEAST_CONTAINMENT = 0.6  # real copies and updates have 0.6 and more; stories of one agency that share their background have less
LEAST_SHINGLES = 20  # of the shorter document; below that two captions are the same by chance
MOST_DAYS_APART = 31  # between publications; agencies use captions and background again, months later
MOST_HOLDERS = 100  # articles that a fingerprint leads to, the first ones; more share a page's boilerplate, or are copies of those
CANDIDATE_SHARE = LEAST_CONTAINMENT / 2  # of the fingerprints of the shorter document; they show the truth only roughly

Pair = tuple[str, str, float, float]


@dataclass(slots=True)
class Index:
    """Articles in order of arrival, and which of them hold each fingerprint."""

    articles: pl.DataFrame  # number, article_id, batch_id, fingerprint_count, published_date_min, published_date_max
    holders: pl.DataFrame  # fingerprint, number

    def add(self, batch: Batch, fingerprints: pl.DataFrame) -> pl.DataFrame:
        """Take in the articles of one batch; their rows in ``holders``."""
        rows = self.append(batch, fingerprints)
        self.cut()
        return rows

    def append(self, batch: Batch, fingerprints: pl.DataFrame) -> pl.DataFrame:
        """Take in the articles of one batch with all their fingerprints; cut after the last of several batches."""
        numbered = fingerprints.sort("article_id").with_row_index("number", offset=self.articles.height)
        rows = numbered.select("fingerprint", "number").explode("fingerprint").drop_nulls()
        about = numbered.with_columns(batch_id=pl.lit(batch.id), fingerprint_count=pl.col("fingerprint").list.len())
        self.articles = pl.concat([self.articles, about.select(self.articles.columns)])
        self.holders = pl.concat([self.holders, rows])
        return rows

    def cut(self) -> None:
        """Leave each fingerprint the first of its holders; costs a pass over all of them."""
        self.holders = self.holders.filter(pl.int_range(pl.len()).over("fingerprint") < MOST_HOLDERS)


def empty_index() -> Index:
    """An index of no articles."""
    articles = {"number": pl.UInt32, "article_id": pl.String, "batch_id": pl.String, "fingerprint_count": pl.UInt32,
                "published_date_min": pl.Date, "published_date_max": pl.Date}  # fmt: skip
    return Index(pl.DataFrame(schema=articles), pl.DataFrame(schema={"fingerprint": pl.Int64, "number": pl.UInt32}))


def read_index(warehouse: Warehouse, version: str, counted: Sequence[Batch]) -> Index:
    """The index over some batches that this version has staged, in their order."""
    index = empty_index()
    for batch in counted:
        index.append(batch, read_fingerprints(warehouse, version, batch))
    index.cut()
    return index


def read_fingerprints(warehouse: Warehouse, version: str, batch: Batch) -> pl.DataFrame:
    """Fingerprints of one batch, from the cache where it has them."""
    path = cache_path(warehouse, version, batch)
    if path.exists():
        return pl.read_parquet(path)
    articles = scan_batch(warehouse, "staged.articles", batch.id, version).collect()
    texts = articles.select("article_id", "title_text", "body_text").iter_rows()
    return keep_fingerprints(
        path, articles, [(article_id, pick_fingerprints(shingles_of(title, body))) for article_id, title, body in texts]
    )


def keep_fingerprints(path: Path, articles: pl.DataFrame, found: Sequence[tuple[str, Sequence[int]]]) -> pl.DataFrame:
    """Fingerprints of the articles of one batch beside their publication dates, put into the cache."""
    fingerprints = pl.DataFrame(found, schema={"article_id": pl.String, "fingerprint": pl.List(pl.Int64)}, orient="row")
    frame = articles.select("article_id", "published_date_min", "published_date_max").join(fingerprints, on="article_id")
    write_parquet(path, frame)
    return frame


def cache_path(warehouse: Warehouse, version: str, batch: Batch) -> Path:
    """Where the fingerprints of one batch lie."""
    return warehouse.cache / "fingerprints" / version / f"{batch.id}.parquet"


def shingles_of(title: str, body: str) -> Hashes:
    """Shingles of a document as it is read: with its title, which tells apart what shares a caption, and repaired."""
    return make_shingles(open_document(f"{title}\n\n{body}").text)


def pair_articles(
    warehouse: Warehouse, version: str, index: Index, batch: Batch, articles: pl.DataFrame, found: Sequence[tuple[str, Sequence[int]]]
) -> list[Pair]:
    """Take the articles of a new batch into the index; their pairs with articles that came before them."""
    rows = index.add(batch, keep_fingerprints(cache_path(warehouse, version, batch), articles, found))
    return find_pairs(warehouse, version, index, batch, articles, rows)


def regroup(warehouse: Warehouse, version: str) -> None:
    """Make the groups anew from all pairs: an article may join groups that were apart."""
    pairs = read_layer(warehouse, "staged.near_duplicate_pairs", version).sort("article_id", "other_article_id").collect()
    ids = pl.concat([pairs["article_id"], pairs["other_article_id"]]).unique()
    dates = read_layer(warehouse, "staged.articles", version, ["article_id", "published_date_min"])
    dated = dates.filter(pl.col("article_id").is_in(ids.implode())).collect()
    order = {article_id: (day or date.max, article_id) for article_id, day in dated.iter_rows()}
    rows = group_pairs(pairs.select("article_id", "other_article_id", "containment_ratio").iter_rows(), order)
    write_snapshot(warehouse, "staged.near_duplicates", version, frame_of("staged.near_duplicates", [(*row, "shingles") for row in rows]))


def find_pairs(warehouse: Warehouse, version: str, index: Index, batch: Batch, articles: pl.DataFrame, rows: pl.DataFrame) -> list[Pair]:
    """Pairs of an article of the batch and an earlier one that are near-duplicates; the index holds the batch already."""
    candidates = find_candidates(index, rows)
    if candidates.is_empty():
        return []
    wanted = pl.concat([candidates["number"], candidates["earlier"]]).unique()
    shingles = read_shingles(warehouse, version, index.articles.filter(pl.col("number").is_in(wanted.implode())), batch, articles)
    return [
        (min(one, other), max(one, other), containment(shingles[one], shingles[other]), resemblance(shingles[one], shingles[other]))
        for one, other in candidates.select("article_id", "earlier_article_id").iter_rows()
        if is_near(shingles[one], shingles[other])
    ]


def is_near(one: set[int], other: set[int]) -> bool:
    """Whether two documents are near-duplicates by their shingles."""
    return min(len(one), len(other)) >= LEAST_SHINGLES and containment(one, other) >= LEAST_CONTAINMENT


def find_candidates(index: Index, rows: pl.DataFrame) -> pl.DataFrame:
    """Pairs that share enough fingerprints, and were published not too far apart as far as is known."""
    shared = (
        rows.join(index.holders.rename({"number": "earlier"}), on="fingerprint")
        .filter(pl.col("earlier") < pl.col("number"))
        .group_by("number", "earlier")
        .agg(shared=pl.len())
    )
    earlier = index.articles.rename(lambda name: "earlier" if name == "number" else f"earlier_{name}")
    counts = pl.min_horizontal("fingerprint_count", "earlier_fingerprint_count")
    days = pl.duration(days=MOST_DAYS_APART)
    is_far = (pl.col("published_date_min") > pl.col("earlier_published_date_max") + days) | (
        pl.col("earlier_published_date_min") > pl.col("published_date_max") + days
    )
    return (
        shared.join(index.articles, on="number")
        .join(earlier, on="earlier")
        .filter(pl.col("shared") >= CANDIDATE_SHARE * counts)
        .filter(~is_far.fill_null(False))
        .sort("number", "earlier")
    )


def read_shingles(warehouse: Warehouse, version: str, wanted: pl.DataFrame, batch: Batch, articles: pl.DataFrame) -> dict[str, set[int]]:
    """Shingles of some articles, by id; those of the batch at hand are not written yet."""
    found = {}
    for (batch_id,), some in wanted.group_by("batch_id"):
        texts = articles.lazy() if batch_id == batch.id else scan_batch(warehouse, "staged.articles", str(batch_id), version)
        rows = texts.filter(pl.col("article_id").is_in(some["article_id"].implode())).select("article_id", "title_text", "body_text")
        found.update({article_id: set(shingles_of(title, body).tolist()) for article_id, title, body in rows.collect().iter_rows()})
    return found


def group_pairs(pairs: Iterable[tuple[str, str, float]], order: Mapping[str, tuple[object, ...]]) -> list[tuple[str, str, float]]:
    """Articles of connected pairs: id, id of the first article of its group by ``order``, and likeness to the nearest."""
    parents: dict[str, str] = {}
    nearest: dict[str, float] = {}
    for one, other, likeness in pairs:
        for article in (one, other):
            parents.setdefault(article, article)
            nearest[article] = max(nearest.get(article, 0.0), likeness)
        first, second = sorted((find_root(parents, one), find_root(parents, other)), key=order.__getitem__)
        parents[second] = first
    return [(article, find_root(parents, article), nearest[article]) for article in sorted(parents)]


def find_root(parents: dict[str, str], article: str) -> str:
    """The first article of a group; shortens the way for the next look-up."""
    while parents[article] != article:
        parents[article] = parents[parents[article]]
        article = parents[article]
    return article
