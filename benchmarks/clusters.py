"""How well events were resolved, where the truth is known: B-cubed and pairwise figures, false merges and splits."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True, slots=True)
class Agreement:
    """Figures of one resolution against the truth. A report that was left out of every event counts as one of its own."""

    reports: int
    left_out: int
    bcubed_precision: float
    bcubed_recall: float
    pair_precision: float
    pair_recall: float
    false_merges: int  # events that hold reports of several launches
    false_splits: int  # launches whose reports are in several events

    @property
    def bcubed_f1(self) -> float:
        """Harmonic mean of B-cubed precision and recall."""
        return harmonic(self.bcubed_precision, self.bcubed_recall)

    @property
    def pair_f1(self) -> float:
        """Harmonic mean of precision and recall over pairs of reports."""
        return harmonic(self.pair_precision, self.pair_recall)


def compare_events(truth: pl.DataFrame, found: pl.DataFrame) -> Agreement:
    """Compare ``event`` by report of the truth with ``launch_event_id`` by report of what was found."""
    joined = truth.join(found, on="article_launch_id", how="left")
    told = joined.with_columns(cluster=pl.coalesce("launch_event_id", "article_launch_id"))
    cells = told.group_by("event", "cluster").len("shared")
    cells = cells.with_columns(of_event=pl.col("shared").sum().over("event"), of_cluster=pl.col("shared").sum().over("cluster"))
    squares = cells.select(
        (pl.col("shared") ** 2 / pl.col("of_cluster")).sum().alias("precision"),
        (pl.col("shared") ** 2 / pl.col("of_event")).sum().alias("recall"),
    ).row(0)
    resolved = joined.drop_nulls("launch_event_id").group_by("event", "launch_event_id").len()
    return Agreement(
        told.height,
        joined["launch_event_id"].null_count(),
        squares[0] / told.height,
        squares[1] / told.height,
        pairs(cells["shared"]) / max(pairs(cells.group_by("cluster").agg(pl.col("shared").sum())["shared"]), 1),
        pairs(cells["shared"]) / max(pairs(cells.group_by("event").agg(pl.col("shared").sum())["shared"]), 1),
        resolved.group_by("launch_event_id").len("events").filter(pl.col("events") > 1).height,
        resolved.group_by("event").len("events").filter(pl.col("events") > 1).height,
    )


def pairs(sizes: pl.Series) -> int:
    """Pairs of reports in groups of these sizes."""
    return int((sizes.cast(pl.Int64) * (sizes.cast(pl.Int64) - 1) // 2).sum())


def harmonic(first: float, second: float) -> float:
    """Harmonic mean; 0 where both are."""
    return 2 * first * second / (first + second) if first + second else 0.0
