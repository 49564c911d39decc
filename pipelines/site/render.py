"""Pages from templates. Everything is escaped unless it is a drawing that was made here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import jinja2
import orjson
from markupsafe import Markup

from pipelines.ids import sha256
from pipelines.site import days, quotes
from pipelines.site.paths import page_path, safe_address
from pipelines.site.words import word

HERE = Path(__file__).parent
ASSETS = HERE / "assets"


@dataclass(frozen=True, slots=True)
class Pages:
    """Templates, ready to be filled. ``version`` changes with everything but the rows that a page depends on."""

    environment: jinja2.Environment
    version: str

    def made_from(self, template: str, context: Mapping[str, Any]) -> str:
        """One hash over what a page is made from."""
        content = orjson.dumps(context, default=str, option=orjson.OPT_NON_STR_KEYS | orjson.OPT_SORT_KEYS)
        return sha256(f"{self.version} {template} ".encode() + content)

    def render(self, template: str, context: Mapping[str, Any]) -> bytes:
        """One page."""
        return self.environment.get_template(template).render(context).encode("utf-8", "replace")


@lru_cache(maxsize=1)
def load_pages(named: tuple[tuple[str, str], ...], is_sample: bool) -> Pages:
    """Templates with the words and names that all pages share; ``named`` are countries by code."""
    countries = dict(named)
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "word": word, "quote": quotes.quote, "shown": quotes.shown, "address": safe_address, "svg": Markup, "instant": days.tell_instant,
        "day": days.tell_day, "known_day": known_day, "country": partial(country_name, countries), "grouped_digits": "{:,}".format,
    }  # fmt: skip
    environment.globals |= {"page_path": page_path, "tell_days": days.tell_days, "iso_days": days.iso_days, "is_sample": is_sample}
    environment.globals["most_characters"] = quotes.most_characters()
    shared = orjson.dumps([countries, is_sample, quotes.most_characters()], option=orjson.OPT_SORT_KEYS)
    return Pages(environment, sha256(shared + b"".join(path.read_bytes() for path in own_files())))


def own_files() -> list[Path]:
    """Code, words and templates of the site."""
    return sorted(path for path in HERE.rglob("*") if path.suffix in {".py", ".csv", ".html", ".json"})


def known_day(instant: Any) -> str:
    """The day of an instant, as a slider compares it."""
    return days.day_of(instant).isoformat()


def country_name(countries: Mapping[str, str], code: str | None) -> str:
    """The name of a country or body; a code without one is shown as it is."""
    return countries.get(code, code) if code else "no country named"
