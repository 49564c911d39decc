"""Corpora of reports with known truth, of any size and at three levels of difficulty.

A launch is drawn first: party, day, hour, site, vehicle, payload, outcome. Then articles tell of it: on its day or later, by the day at the
site or by that of the outlet, with or without names, as a plan before it flew, as a copy of another article, with a wrong class or outcome,
or as a month long after. What a report is of stays known, so resolution can be measured as well as timed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import polars as pl

PARTIES = ("KP", "IR", "CN", "RU", "US", "IN", "JP", "KR")
ZONE_HOURS = {"KP": 9.0, "IR": 3.5, "CN": 8.0, "RU": 3.0, "US": -5.0, "IN": 5.5, "JP": 9.0, "KR": 9.0}
OUTLETS = (
    ("Yonhap", 9.0), ("Kyodo", 9.0), ("KBS", 9.0), ("NHK", 9.0), ("Xinhua", 8.0), ("TASS", 3.0), ("IRNA", 3.5), ("PTI", 5.5), ("BBC", 0.0),
    ("AFP", 1.0), ("AP", -5.0), ("CNN", -5.0), ("Washington Post", -5.0), ("Al Jazeera", 3.0), ("Reuters", 0.0),
)  # fmt: skip
FIRST_DAY = np.datetime64("1998-01-01")
DAYS = 9800  # to late 2024
COPY_OF = 15  # places back in the list of reports that a copy copies from


@dataclass(frozen=True, slots=True)
class Level:
    """How hard a corpus is, as shares of reports."""

    name: str
    far: float  # outlets that give the day of their own zone
    vague: float  # told by the month, long after
    planned: float  # told before it flew
    named: float  # that name the vehicle
    placed: float  # that name the site
    timed: float  # that give the hour
    wrong: float  # that give another class or outcome
    copied: float  # that repeat another outlet's article
    clustered: float  # launches that follow another of their party within three days


EASY = Level("easy", far=0.0, vague=0.02, planned=0.02, named=0.9, placed=0.9, timed=0.5, wrong=0.0, copied=0.2, clustered=0.0)
MEDIUM = Level("medium", far=0.1, vague=0.08, planned=0.08, named=0.5, placed=0.5, timed=0.3, wrong=0.02, copied=0.3, clustered=0.1)
HARD = Level("hard", far=0.25, vague=0.2, planned=0.15, named=0.25, placed=0.3, timed=0.1, wrong=0.08, copied=0.4, clustered=0.3)
LEVELS = (EASY, MEDIUM, HARD)


@dataclass(frozen=True, slots=True)
class Corpus:
    """Rows for the tables that resolution reads, and the launch that each report is of."""

    articles: pl.DataFrame
    launches: pl.DataFrame
    copies: pl.DataFrame
    truth: pl.DataFrame


def make_corpus(events: int, reports: int, level: Level, seed: int, sites: pl.DataFrame, vehicles: pl.DataFrame) -> Corpus:
    """A corpus of so many reports of so many launches. The same numbers give the same corpus."""
    random = np.random.default_rng(seed)
    launched = draw_launches(random, events, level, sites, vehicles)
    told = draw_reports(random, launched, reports, level)
    return Corpus(article_rows(told), launch_rows(told), copy_rows(told), told.select("article_launch_id", "event"))


def draw_launches(random: np.random.Generator, count: int, level: Level, sites: pl.DataFrame, vehicles: pl.DataFrame) -> pl.DataFrame:
    """One row per launch that is true."""
    party = random.choice(PARTIES, count)
    day = random.integers(0, DAYS, count)
    follows = random.random(count) < level.clustered
    follows[0] = False
    earlier = np.maximum.accumulate(np.where(follows, 0, np.arange(count)))
    party[follows] = party[earlier[follows]]
    day[follows] = np.minimum(day[earlier[follows]] + random.integers(1, 4, follows.sum()), DAYS - 1)
    picked = [pick_thing(random, vehicles, code) for code in party]
    return pl.DataFrame(
        {
            "event": np.arange(count),
            "party": party,
            "day": day,
            "hour": random.integers(0, 24, count),
            "site": [pick_thing(random, sites, code)[0] for code in party],
            "vehicle": [name for name, _ in picked],
            "kind": [kind for _, kind in picked],
            "outcome": random.choice(["success", "failure"], count, p=[0.8, 0.2]),
        }
    )


def pick_thing(random: np.random.Generator, things: pl.DataFrame, party: str) -> tuple[str, str]:
    """A listed site or vehicle of a party, with its kind."""
    owned = things.filter(pl.col("country_code") == party)
    return owned.row(int(random.integers(0, owned.height)))[:2]  # type: ignore[return-value]


def draw_reports(random: np.random.Generator, launched: pl.DataFrame, count: int, level: Level) -> pl.DataFrame:
    """One row per article, which tells of one launch; every launch is told at least once, and some are told far more than others."""
    weights = random.pareto(1.5, launched.height) + 0.2
    others = random.choice(launched.height, max(count - launched.height, 0), p=weights / weights.sum())
    event = np.concatenate([np.arange(launched.height), others])[:count]
    outlet = random.integers(0, len(OUTLETS), count)
    draws = {name: random.random(count) for name in ("far", "vague", "planned", "named", "placed", "timed", "wrong", "copied")}
    draws["copied"][: launched.height + COPY_OF] = 1.0  # a copy is of something that is there
    draws["vague"][: launched.height] = 1.0
    draws["planned"][: launched.height] = 1.0
    told = launched[event].with_columns(
        outlet=outlet,
        outlet_name=pl.Series([OUTLETS[place][0] for place in outlet]),
        outlet_hours=pl.Series([OUTLETS[place][1] for place in outlet]),
        delay=random.integers(0, 4, count),
        long_delay=random.integers(40, 400, count),
        lead=random.integers(2, 12, count),
        width=random.integers(1, 9, count),
        article_launch_id=pl.Series([f"lau_{place:016x}" for place in range(count)]),
        article_id=pl.Series([f"art_{place:016x}" for place in range(count)]),
        **{f"is_{name}": pl.Series(draw < getattr(level, name)) for name, draw in draws.items()},
    )
    return told.with_columns(
        is_planned=pl.col("is_planned") & ~pl.col("is_vague"),
        shift=pl.when(pl.col("is_far") & ~pl.col("is_timed")).then(day_shift()).otherwise(0),
        group=pl.when("is_copied").then(pl.int_range(pl.len()) - COPY_OF),
    )


def day_shift() -> pl.Expr:
    """Days by which the outlet's own day differs from that at the site, at the hour of the launch."""
    site_hours = pl.col("party").replace_strict(ZONE_HOURS, return_dtype=pl.Float64)
    return ((pl.col("hour") - site_hours + pl.col("outlet_hours")) / 24).floor().cast(pl.Int64)


def article_rows(told: pl.DataFrame) -> pl.DataFrame:
    """Rows of staged.articles."""
    day = as_date(published_day())
    known_at = (day + pl.duration(days=1)).cast(pl.Datetime("us", "UTC"))
    return told.select("article_id", "outlet_name", published_date_min=day, published_date_max=day, known_at=known_at)


def published_day() -> pl.Expr:
    """Day of the corpus on which an article appears."""
    return (
        pl.when("is_planned").then(pl.col("day") - pl.col("lead"))
        .when("is_vague").then(pl.col("day") + pl.col("long_delay"))
        .otherwise(pl.col("day") + 1 + pl.col("delay"))
    )  # fmt: skip


def launch_rows(told: pl.DataFrame) -> pl.DataFrame:
    """Rows of extracted.article_launches."""
    day = pl.col("day") + pl.col("shift")
    first = pl.when("is_planned").then(day - pl.col("width") // 2).otherwise(day)
    last = pl.when("is_planned").then(day + pl.col("width") // 2).otherwise(day)
    hour = pl.col("hour").cast(pl.String).str.zfill(2) + ":00"
    other = pl.col("outcome").replace_strict({"success": "failure", "failure": "success"})
    return told.select(
        "article_launch_id",
        "article_id",
        status_code=pl.when("is_planned").then(pl.lit("announced")).otherwise(pl.lit("occurred")),
        launch_class_code="kind",
        country_code="party",
        launch_date_min=pl.when("is_vague").then(as_date(day).dt.month_start()).otherwise(as_date(first)),
        launch_date_max=pl.when("is_vague").then(as_date(day).dt.month_end()).otherwise(as_date(last)),
        launch_time_local_text=pl.when(pl.col("is_timed") & ~pl.col("is_planned") & ~pl.col("is_vague")).then(hour),
        site_id=pl.when("is_placed").then("site"),
        vehicle_name=pl.when("is_named").then("vehicle"),
        outcome_code=pl.when("is_planned").then(None).when("is_wrong").then(other).otherwise("outcome"),
        is_focus=~pl.col("is_vague"),
        evidence_char_start=pl.lit(0),
        evidence_char_end=pl.lit(1),
    )


def copy_rows(told: pl.DataFrame) -> pl.DataFrame:
    """Rows of staged.near_duplicates: copies count as the article that they copy, whatever it is about. It is no later than they are."""
    published = published_day()
    copied = told.filter(pl.col("is_copied") & (published.shift(COPY_OF) <= published)).with_columns(
        first=pl.col("group").map_elements(lambda place: f"art_{place:016x}", pl.String)
    )
    return copied.select("article_id", near_duplicate_group_id="first")


def as_date(day: pl.Expr) -> pl.Expr:
    """A day of the corpus on the calendar."""
    return pl.lit(FIRST_DAY.astype("datetime64[us]").item()).cast(pl.Date) + pl.duration(days=day)


def add_night(corpus: Corpus, reports: int) -> tuple[Corpus, Corpus]:
    """The corpus without the articles that were published last, and those: what one night brings."""
    order = corpus.articles["published_date_min"].arg_sort()
    held = order.len() - reports
    return part_of(corpus, order[:held].sort()), part_of(corpus, order[held:].sort())


def part_of(corpus: Corpus, places: pl.Series) -> Corpus:
    """The reports at these places of the list."""
    articles = corpus.articles[places]
    copies = corpus.copies.filter(pl.col("article_id").is_in(articles["article_id"].implode()))
    return replace(corpus, articles=articles, launches=corpus.launches[places], copies=copies, truth=corpus.truth[places])
