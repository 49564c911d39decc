"""What a site reserves for itself by the TDM Reservation Protocol, in a file for the whole site: text and data mining of some paths."""

from __future__ import annotations

from dataclasses import dataclass

import httpx
import orjson

from pipelines.connect.hosts import origin_of
from pipelines.connect.robots import matches, normal_path

WELL_KNOWN = "/.well-known/tdmrep.json"
MOST_RULES = 20_000


@dataclass(frozen=True, slots=True)
class Reservation:
    """Whether the paths that begin with a pattern are reserved."""

    pattern: str
    is_reserved: bool


def find_file(url: httpx.URL) -> str:
    """Where the site of a document says what it reserves."""
    return f"{origin_of(url)}{WELL_KNOWN}"


def read_reservations(content: bytes) -> tuple[Reservation, ...] | None:
    """The rules of a site in their order; None where the file is none, as where a site has a page for whatever it does not have."""
    try:
        held = orjson.loads(content)
    except orjson.JSONDecodeError:
        return None
    if not isinstance(held, list):
        return None
    rules = [rule for rule in held[:MOST_RULES] if isinstance(rule, dict) and isinstance(rule.get("location"), str)]
    return tuple(Reservation(normal_path(rule["location"]), rule.get("tdm-reservation") in (1, "1")) for rule in rules)


def is_reserved(target: str, rules: tuple[Reservation, ...]) -> bool:
    """Whether a path, with its query, is reserved: by the first rule that fits it, or by the longest; who doubts takes it so."""
    path = normal_path(target) or "/"
    fitting = [rule for rule in rules if matches(rule.pattern, path)]
    longest = max((len(rule.pattern) for rule in fitting), default=0)
    return any(rule.is_reserved for rule in (*fitting[:1], *(rule for rule in fitting if len(rule.pattern) == longest)))
