"""Groups of near-duplicates: all articles that a chain of pairs connects. Only groups that a new pair touches are made anew.

A note in the cache says of which files the groups at hand were made. Where it is missing, or one of these files went or was written
anew, all groups are made again from all pairs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import orjson
import polars as pl

from pipelines.contracts import contract
from pipelines.stage.frames import frame_of
from pipelines.warehouse import Warehouse, read_layer, write_snapshot
from pipelines.warehouse.files import write_bytes
from pipelines.warehouse.lake import hashed_files

GROUPS = "staged.near_duplicates"
PAIRS = "staged.near_duplicate_pairs"
ARTICLES = "staged.articles"


def regroup(warehouse: Warehouse, version: str) -> None:
    """Bring the groups up to date with all pairs: an article may join groups that were apart."""
    pairs, articles = hashed_files(warehouse, PAIRS, version), hashed_files(warehouse, ARTICLES, version)
    known = files_of_groups(warehouse, version, pairs | articles)
    fresh = [warehouse.lake / place for place in pairs if place not in known]
    if known and not fresh:
        return
    groups = read_layer(warehouse, GROUPS, version).collect() if known else frame_of(GROUPS, [])
    write_snapshot(warehouse, GROUPS, version, join_groups(warehouse, version, groups, read_pairs(fresh)))
    said = {"groups": hashed_files(warehouse, GROUPS, version), "made_of": pairs | articles}
    write_bytes(note_path(warehouse, version), orjson.dumps(said, option=orjson.OPT_SORT_KEYS))


def note_path(warehouse: Warehouse, version: str) -> Path:
    """Where it is noted what the groups were made of."""
    return warehouse.cache / "groups" / f"{version}.json"


def files_of_groups(warehouse: Warehouse, version: str, files: Mapping[str, str]) -> Mapping[str, str]:
    """Files that the groups at hand were made of, with their hashes; none where not all of them are among ``files`` as they were."""
    try:
        note: dict[str, dict[str, str]] = orjson.loads(note_path(warehouse, version).read_bytes())
        made_of, groups = note["made_of"], note["groups"]
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return {}
    is_theirs = groups == hashed_files(warehouse, GROUPS, version) and all(
        digest and files.get(place) == digest for place, digest in made_of.items()
    )
    return made_of if is_theirs else {}


def read_pairs(files: list[Path]) -> pl.DataFrame:
    """Pairs of some files: both ids and likeness, in order."""
    columns = ["article_id", "other_article_id", "containment_ratio"]
    held = pl.read_parquet(files) if files else pl.DataFrame(schema=contract(PAIRS).polars_schema)
    return held.select(columns).sort(columns)


def join_groups(warehouse: Warehouse, version: str, groups: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """The groups with some pairs more; those that none of the pairs touches are left as they are."""
    touched = pl.concat([pairs["article_id"], pairs["other_article_id"]]).unique()
    ids = groups.filter(pl.col("article_id").is_in(touched.implode()))["near_duplicate_group_id"].unique()
    is_touched = pl.col("near_duplicate_group_id").is_in(ids.implode())
    members = groups.filter(is_touched)
    order = order_of(warehouse, version, pl.concat([touched, members["article_id"]]).unique())
    rows = group_pairs(chain(kept_links(members), pairs.iter_rows()), order)
    return pl.concat([groups.filter(~is_touched), frame_of(GROUPS, [(*row, "shingles") for row in rows])]).sort("article_id")


def kept_links(members: pl.DataFrame) -> Iterator[tuple[str, str, float]]:
    """Groups as pairs: each article with itself, as like as it was to the nearest, and with the first of its group."""
    for article, first, likeness in members.select("article_id", "near_duplicate_group_id", "similarity_ratio").iter_rows():
        yield article, article, likeness
        yield article, first, 0.0


def order_of(warehouse: Warehouse, version: str, ids: pl.Series) -> dict[str, tuple[Any, ...]]:
    """By what the first article of a group is chosen: day of publication, then id."""
    dates = read_layer(warehouse, ARTICLES, version, ["article_id", "published_date_min"])
    dated = dates.filter(pl.col("article_id").is_in(ids.implode())).collect()
    return {article_id: (day or date.max, article_id) for article_id, day in dated.iter_rows()}


def group_pairs(pairs: Iterable[tuple[str, str, float]], order: Mapping[str, tuple[Any, ...]]) -> list[tuple[str, str, float]]:
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
