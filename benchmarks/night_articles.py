"""Short articles of known truth as text: a block of reports, and further blocks that tell the same of other days.

Days are written in digits and stand-ins for names are as long as each other, so what stands in one block stands at the same offsets in all.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from benchmarks.event_corpus import DAYS, FIRST_DAY, MEDIUM, draw_launches, draw_reports, published_day
from pipelines.model.reference import FOLDER

SEED = 20161120
BLOCK = 2_000  # articles; as many as a batch of the lake has records
FIRST = FIRST_DAY.astype(date)
THINGS = {"space": "rocket", "ballistic": "ballistic missile"}
SPEAKERS = ("the defense ministry", "a government spokesman", "the foreign ministry", "state media", "the army")
CONSONANTS, VOWELS = "bdfgklmnprstvz", "aeiou"
STAND_INS = 28  # words that no two articles share unless one copies the other
OWN_STAND_INS = 3  # that even a copy has for itself


@dataclass(frozen=True, slots=True)
class Block:
    """Which block of articles, and how many days its launches are after those of the first."""

    number: int
    days: int


def blocks_of(count: int) -> list[Block]:
    """So many blocks, spread over the days of the corpus."""
    return [Block(number, number * (DAYS // count)) for number in range(count)]


def draw_block(events: int, reports: int, days: int) -> list[dict[str, Any]]:
    """What each article of the first block tells, in order of publication: reports of launches of so many days."""
    random = np.random.default_rng(SEED)
    sites = read_facts("sites.csv").select("site_id", pl.lit("").alias("kind"), "country_code")
    vehicles = read_facts("vehicles.csv").filter(pl.col("launch_class_code").is_in(list(THINGS)))
    launched = draw_launches(random, events, MEDIUM, sites, vehicles.select("vehicle_name", "launch_class_code", "country_code"))
    told = draw_reports(random, launched.with_columns(day=pl.col("day") % days), reports, MEDIUM)
    told = told.with_columns(published=published_day(), serial=pl.int_range(pl.len())).sort("published", "serial")
    return list(copied(told.to_dicts()))


def copied(reports: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The reports, copies with the words of the report before them of the same launch."""
    last: dict[int, dict[str, Any]] = {}
    for place, report in enumerate(reports):
        own = {"place": place, "outlet_name": report["outlet_name"], "published": report["published"]}
        first = last.get(report["event"])
        last[report["event"]] = {**first, **own} if report["is_copied"] and first else {**report, **own}
        yield last[report["event"]]


@cache
def read_facts(name: str) -> pl.DataFrame:
    """A file of facts that the project ships."""
    return pl.read_csv(FOLDER / name)


@cache
def names() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Names of sites and of countries by their codes."""
    sites, countries = read_facts("sites.csv"), read_facts("countries.csv")
    return dict(sites.select("site_id", "site_name").iter_rows()), dict(countries.select("country_code", "country_name").iter_rows())


def article_of(report: Mapping[str, Any], block: Block) -> dict[str, str]:
    """One report as an article, told of the days of a block."""
    _, countries = names()
    country, thing = countries[report["party"]], THINGS[report["kind"]]
    speaker = SPEAKERS[report["serial"] % len(SPEAKERS)]
    words = " ".join(stand_ins(f"{block.number} {report['serial']}", STAND_INS))
    own = " ".join(stand_ins(f"{block.number} own {report['place']}", OWN_STAND_INS))
    told = tell_plan(report, block, country, thing) if report["is_planned"] else tell_flight(report, block, country, thing)
    return {
        "id": f"{block.number:05d}-{report['place']:05d}",
        "title": f"{country} and its {thing}: what {speaker} says",
        "date": day_text(report["published"], block),
        "outlet": report["outlet_name"],
        "text": f"{told}, {speaker} said.\n\n{after(report, speaker)}In the towns nearby they spoke of {words}, and of {own}.",
    }


def tell_plan(report: Mapping[str, Any], block: Block, country: str, thing: str) -> str:
    """The first sentence of a report from before the launch."""
    half = report["width"] // 2
    first, last = (day_text(report["day"] + report["shift"] + days, block) for days in (-half, half))
    return f"{country} plans to launch a {vehicle_of(report, thing)}{place_of(report)} between {first} and {last}"


def tell_flight(report: Mapping[str, Any], block: Block, country: str, thing: str) -> str:
    """The first sentence of a report from after the launch."""
    day = report["day"] + report["shift"]
    when = f"in {date_of(day, block):%b %Y}" if report["is_vague"] else f"on {day_text(day, block)}"
    hour = f" at {report['hour']:02d}:00 local time" if report["is_timed"] and not report["is_vague"] else ""
    return f"{country} launched a {vehicle_of(report, thing)}{place_of(report)} {when}{hour}"


def vehicle_of(report: Mapping[str, Any], thing: str) -> str:
    """The vehicle by name, where the report names it."""
    return f"{report['vehicle']} {thing}" if report["is_named"] else thing


def place_of(report: Mapping[str, Any]) -> str:
    """The site, where the report names it."""
    sites, _ = names()
    return f" from {sites[report['site']]}" if report["is_placed"] else ""


def after(report: Mapping[str, Any], speaker: str) -> str:
    """What came of the launch, and who condemned it."""
    if report["is_planned"] or report["is_vague"]:
        return ""
    failed = (report["outcome"] == "failure") != report["is_wrong"]
    return f"The launch was a {'failure' if failed else 'success'}, {speaker} said. Japan condemned the launch.\n\n"


def day_text(day: int, block: Block) -> str:
    """A day of a block in digits."""
    return date_of(day, block).isoformat()


def date_of(day: int, block: Block) -> date:
    """A day of a block on the calendar."""
    return FIRST + timedelta(days=int(day) + block.days)


def stand_ins(serial: str, count: int) -> Iterator[str]:
    """Words of six letters without meaning; the same for the same serial."""
    digest = hashlib.shake_256(serial.encode()).digest(count * 6)
    for start in range(0, len(digest), 6):
        pairs = zip(digest[start : start + 6 : 2], digest[start + 1 : start + 6 : 2], strict=True)
        yield "".join(CONSONANTS[one % len(CONSONANTS)] + VOWELS[other % len(VOWELS)] for one, other in pairs)


def write_block(path: Path, reports: list[dict[str, Any]], block: Block) -> None:
    """A block of articles as a file to take in, one article a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(article_of(report, block)) + "\n" for report in reports), encoding="utf-8")
