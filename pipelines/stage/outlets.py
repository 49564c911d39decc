"""The time zone in which an outlet's days end."""

from __future__ import annotations

from functools import cache

from pipelines.reading.names.lexicon import read_reference


def zone_of(outlet_name: str | None) -> str | None:
    """IANA zone of an outlet by any of its names; null where it is not known, or where a name is shared across zones."""
    return outlet_zones().get(_key(outlet_name)) if outlet_name else None


@cache
def outlet_zones() -> dict[str, str]:
    """Zones by name, names in lower case, web addresses without www."""
    zones = {row["outlet_id"]: row["timezone_name"] for row in read_reference("outlets")}
    names = [(row["outlet_name"], row["outlet_id"]) for row in read_reference("outlets")]
    names += [(row["form_text"], row["outlet_id"]) for row in read_reference("outlet_names")]
    found: dict[str, set[str]] = {}
    for name, outlet_id in names:
        found.setdefault(_key(name), set()).add(zones[outlet_id])
    return {name: next(iter(some)) for name, some in found.items() if len(some) == 1 and "" not in some}


def _key(name: str) -> str:
    return name.casefold().removeprefix("www.")
