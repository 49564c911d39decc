"""Near-duplicates: syndicated copies, updated versions, teasers. What is new is compared with what may resemble it, nothing else.

Fingerprints of articles lie in the cache, one file a batch; a file that is missing is made again from the articles. What is new is looked
up in them: nothing is sorted, joined or read whole but the articles that share a fingerprint with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from pipelines.reading.document import open_document
from pipelines.stage.shingles import Hashes, containment, make_shingles, pick_fingerprints, resemblance
from pipelines.warehouse import Batch, Warehouse
from pipelines.warehouse.lake import scan_batch, write_parquet

LEAST_CONTAINMENT = 0.6  # real copies and updates have 0.6 and more; stories of one agency that share their background have less
LEAST_SHINGLES = 20  # of the shorter document; below that two captions are the same by chance
MOST_DAYS_APART = 31  # between publications; agencies use captions and background again, months later
MOST_HOLDERS = 100  # articles that a fingerprint leads to, the first ones; more share a page's boilerplate, or are copies of those
CANDIDATE_SHARE = LEAST_CONTAINMENT / 2  # of the fingerprints of the shorter document; they show the truth only roughly

Pair = tuple[str, str, float, float]
PRINTS = {"article_id": pl.String(), "published_date_min": pl.Date(), "published_date_max": pl.Date(), "fingerprint": pl.List(pl.Int64)}


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
    """Fingerprints of the articles of one batch beside their publication dates, in order of id, put into the cache."""
    fingerprints = pl.DataFrame(found, schema={name: PRINTS[name] for name in ("article_id", "fingerprint")}, orient="row")
    frame = (
        articles.select("article_id", "published_date_min", "published_date_max")
        .join(fingerprints, on="article_id")
        .select(*PRINTS)
        .sort("article_id")
    )
    write_parquet(path, frame)
    return frame


def cache_path(warehouse: Warehouse, version: str, batch: Batch) -> Path:
    """Where the fingerprints of one batch lie."""
    return warehouse.cache / "fingerprints" / version / f"{batch.id}.parquet"


def shingles_of(title: str, body: str) -> Hashes:
    """Shingles of a document as it is read: with its title, which tells apart what shares a caption, and repaired."""
    return make_shingles(open_document(f"{title}\n\n{body}").text)


def pair_articles(
    warehouse: Warehouse,
    version: str,
    earlier: Sequence[Batch],
    batch: Batch,
    articles: pl.DataFrame,
    found: Sequence[tuple[str, Sequence[int]]],
) -> list[Pair]:
    """Pairs of an article of a new batch and one that came before it that are near-duplicates; ``earlier`` in order of arrival."""
    own = keep_fingerprints(cache_path(warehouse, version, batch), articles, found)
    met = pl.concat([read_met(warehouse, version, earlier, own["fingerprint"]), own.with_columns(place=pl.lit(len(earlier), pl.Int64))])
    candidates = find_candidates(met, len(earlier))
    if candidates.is_empty():
        return []
    shingles = read_shingles(warehouse, version, [*earlier, batch], candidates, articles)
    return [
        (min(one, other), max(one, other), containment(shingles[one], shingles[other]), resemblance(shingles[one], shingles[other]))
        for one, other in candidates.select("article_id", "earlier_article_id").iter_rows()
        if is_near(shingles[one], shingles[other])
    ]


def read_met(warehouse: Warehouse, version: str, earlier: Sequence[Batch], fingerprints: pl.Series) -> pl.DataFrame:
    """The first articles of some batches that hold each of some fingerprints, with the place of their batch."""
    paths = [cache_path(warehouse, version, batch) for batch in earlier]
    for path, batch in zip(paths, earlier, strict=True):
        if not path.exists():
            read_fingerprints(warehouse, version, batch)
    if not paths:
        return pl.DataFrame(schema={**PRINTS, "place": pl.Int64})
    prints = pl.scan_parquet(paths, include_file_paths="path").with_row_index("row")
    wanted = fingerprints.explode().drop_nulls().unique().to_frame("fingerprint").lazy()
    holders = prints.select("row", "fingerprint").explode("fingerprint").join(wanted, on="fingerprint", how="semi", maintain_order="left")
    first = holders.group_by("fingerprint").agg(pl.col("row").head(MOST_HOLDERS)).collect()
    rows = first["row"].explode().drop_nulls().unique()
    places = pl.col("path").replace_strict({str(path): place for place, path in enumerate(paths)}, return_dtype=pl.Int64)
    return prints.filter(pl.col("row").is_in(rows.implode())).select(*PRINTS, place=places).collect()


def is_near(one: set[int], other: set[int]) -> bool:
    """Whether two documents are near-duplicates by their shingles."""
    return min(len(one), len(other)) >= LEAST_SHINGLES and containment(one, other) >= LEAST_CONTAINMENT


def find_candidates(met: pl.DataFrame, place: int) -> pl.DataFrame:
    """Pairs of an article of the batch at ``place`` and an earlier one of ``met`` that share enough fingerprints, and were published not
    too far apart as far as is known."""
    articles = met.sort("place", "article_id").with_row_index("number").with_columns(fingerprint_count=pl.col("fingerprint").list.len())
    holders = articles.select("number", "place", "fingerprint").explode("fingerprint").drop_nulls()
    rows = holders.filter(pl.col("place") == place).drop("place")
    held = holders.join(rows, on="fingerprint", how="semi", maintain_order="left").select("fingerprint", earlier="number")
    shared = (
        rows.join(held.filter(pl.int_range(pl.len()).over("fingerprint") < MOST_HOLDERS), on="fingerprint")
        .filter(pl.col("earlier") < pl.col("number"))
        .group_by("number", "earlier")
        .agg(shared=pl.len())
    )
    about = articles.drop("fingerprint")
    counts = pl.min_horizontal("fingerprint_count", "earlier_fingerprint_count")
    days = pl.duration(days=MOST_DAYS_APART)
    is_far = (pl.col("published_date_min") > pl.col("earlier_published_date_max") + days) | (
        pl.col("earlier_published_date_min") > pl.col("published_date_max") + days
    )
    return (
        shared.join(about, on="number")
        .join(about.rename(lambda name: "earlier" if name == "number" else f"earlier_{name}"), on="earlier")
        .filter(pl.col("shared") >= CANDIDATE_SHARE * counts)
        .filter(~is_far.fill_null(False))
        .sort("number", "earlier")
    )


def read_shingles(
    warehouse: Warehouse, version: str, batches: Sequence[Batch], candidates: pl.DataFrame, articles: pl.DataFrame
) -> dict[str, set[int]]:
    """Shingles of the articles of some pairs, by id; the last batch is not written yet, its ``articles`` are at hand."""
    own, earlier = candidates.select("place", "article_id"), candidates.select(place="earlier_place", article_id="earlier_article_id")
    found = {}
    for (place,), some in pl.concat([own, earlier]).unique().group_by("place"):
        batch = batches[int(str(place))]
        texts = articles.lazy() if batch is batches[-1] else scan_batch(warehouse, "staged.articles", batch.id, version)
        rows = texts.filter(pl.col("article_id").is_in(some["article_id"].implode())).select("article_id", "title_text", "body_text")
        found.update({article_id: set(shingles_of(title, body).tolist()) for article_id, title, body in rows.collect().iter_rows()})
    return found
