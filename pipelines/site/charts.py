"""The chart of the overview: drawn by Vega when the site is made, so that pages need no script for it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from pipelines.site.rows import Row
from pipelines.site.words import word

SPEC = Path(__file__).parent / "templates" / "outcomes.vl.json"
CLIP = re.compile(r"\bclip\d+\b")
KINDS = ("success", "failure", "disputed", "unknown", "planned")
DRAWN_BEFORE, DRAWN_AFTER = 50, 5  # years around the last news


def outcome_kind(event: Row) -> str:
    """What became of an event: its outcome, or planned where it has not flown."""
    if event["status_code"] != "occurred":
        return "planned"
    return str(event["outcome_code"] or "unknown")


def year_of(event: Row) -> str | None:
    """The year of an event; None where its days leave the year open."""
    first, last = event["launch_date_min"], event["launch_date_max"]
    return str(first.year) if first is not None and last is not None and first.year == last.year else None


def year_counts(events: Sequence[Row]) -> list[dict[str, Any]]:
    """Events by year and outcome, for years that have any, in their order."""
    counts: dict[str, dict[str, int]] = {}
    for event in events:
        year = year_of(event)
        if year is not None:
            counts.setdefault(year, dict.fromkeys(KINDS, 0))[outcome_kind(event)] += 1
    return [{"year": year, **held, "total": sum(held.values())} for year, held in sorted(counts.items(), key=lambda item: int(item[0]))]


def drawn_years(counts: Sequence[dict[str, Any]], last: date | None) -> range:
    """The years that a chart draws: those of the last decades up to shortly after the last news; a misread year must not stretch it."""
    years = [int(row["year"]) for row in counts]
    newest = last.year if last is not None else max(years, default=0)
    near = [year for year in years if newest - DRAWN_BEFORE <= year <= newest + DRAWN_AFTER]
    return range(min(near), max(near) + 1) if near else range(0)


def outcome_chart(counts: Sequence[dict[str, Any]], years: range) -> str:
    """Launches by year, one row an outcome, as SVG; empty where there is no year to draw."""
    if not years:
        return ""
    import vl_convert  # noqa: PLC0415 - starts a script engine

    held = {int(row["year"]): row for row in counts}
    spec = json.loads(SPEC.read_text(encoding="utf-8"))
    bars = [bar(held, year, place, kind) for year in years for place, kind in enumerate(KINDS)]
    # bars of no height weigh as much as others; one of each kind keeps its row
    spec["data"] = {"values": [drawn for drawn in bars if drawn["count"] or drawn["year"] == str(years[0])]}
    spec["spec"]["layer"][0]["encoding"]["x"]["scale"]["domain"] = [str(year) for year in years]
    return plain_svg(vl_convert.vegalite_to_svg(spec))


def bar(held: Mapping[int, dict[str, Any]], year: int, place: int, kind: str) -> dict[str, Any]:
    """One bar of the chart; years without a launch have bars of no height."""
    count = held[year][kind] if year in held else 0
    return {"year": str(year), "place": place, "kind": kind, "label": f"{word(kind, 'mark')} {word(kind, 'outcome')}", "count": count}


def plain_svg(svg: str) -> str:
    """A drawing for inside a page: it takes the width that there is, and its parts keep silent, since the figure has words of its own."""
    inner = svg[svg.index(">") + 1 :]
    box = svg[svg.index('viewBox="') : svg.index(">")]
    for attribute in ("role", "aria-roledescription", "aria-label", "style"):
        inner = drop_attribute(inner, attribute)
    return f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" aria-hidden="true" {box}>{numbered_anew(inner)}'


def numbered_anew(svg: str) -> str:
    """The drawing with its clips counted from 0: Vega counts on from one drawing of a process to the next."""
    numbers = {name: f"clip{number}" for number, name in enumerate(dict.fromkeys(CLIP.findall(svg)))}
    return CLIP.sub(lambda found: numbers[found.group()], svg)


def drop_attribute(svg: str, name: str) -> str:
    """The drawing without one attribute."""
    first, *rest = svg.split(f' {name}="')
    return first + "".join(part.partition('"')[2] for part in rest)
