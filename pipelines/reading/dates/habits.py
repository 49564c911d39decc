"""Constructors of habits ("every Friday", "daily"), as rules/dates_relative.yml names them."""

from __future__ import annotations

from typing import Any

from pipelines.reading.dates.relative import duration_value
from pipelines.reading.dates.values import Captures, Now, Value
from pipelines.reading.dates.words import month_number, number, part_code, season_code, unit_code, weekday_number, words


def every_unit(caps: Captures, now: Now, constants: Any) -> Value:
    """A habit, with its period."""
    unit = (caps["unit"] or "").lower()
    if unit[:3] in words().months and unit_code(unit) == "D" and not unit.startswith("day"):
        return Value("SET", f"XXXX-{month_number(unit):02d}")
    if unit.endswith("day") and unit[:3] in words().weekdays:
        return Value("SET", f"XXXX-WXX-{weekday_number(unit) + 1}")
    if unit in words().seasons:
        return Value("SET", f"XXXX-{season_code(unit)}")
    if unit in ("night", "morning"):
        return Value("SET", f"XXXX-XX-XXT{part_code(unit)}")
    count = number(caps["n"].replace("other", "two")) if caps["n"] else 1
    return Value("SET", duration_value(count, unit_code(unit)))


def adverb_of_frequency(caps: Captures, now: Now, constants: Any) -> Value:
    """Annually, daily."""
    low = (caps["often"] or "").lower()
    values = {
        "daily": "P1D",
        "nightly": "XXXX-XX-XXTNI",
        "weekly": "P1W",
        "monthly": "P1M",
        "quarterly": "P3M",
        "hourly": "PT1H",
        "biweekly": "P2W",
    }
    return Value("SET", values.get(low, "P1Y"))
