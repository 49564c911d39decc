"""What an entry of sources.toml says of a source that is fetched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

from pipelines.connect.fetch import USER_AGENT, Limits
from pipelines.connect.problems import FetchProblem
from pipelines.connect.urls import parse_url

Kind = Literal["feed", "sitemap", "urls", "gdelt", "page", "alerts"]
WEB_KINDS: tuple[Kind, ...] = ("feed", "sitemap", "urls", "gdelt", "page", "alerts")
MOST = 1 << 40  # of any number; what is not less is a slip, and so is nan
MAY_BE_FILES = frozenset({"urls", "gdelt", "alerts"})  # that somebody put into a folder, instead of an address


class EntryProblem(ValueError):
    """An entry that cannot be used; says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class WebEntry:
    """How a source is fetched. The numbers are those that careful public crawlers of news keep to."""

    kind: Kind
    url: str = ""  # of the feed, sitemap, list or page; empty where the list is a file
    content: Literal["link", "full"] = "link"  # of a feed: articles are behind its links, or in it
    every_hours: float = 0.0  # that must have passed since it was last asked; 0 asks at each refresh
    delay_seconds: float = 9.0  # between two requests to one host
    deadline_seconds: float = 30.0  # of each request as a whole
    max_bytes: int = 5 << 20
    max_pages: int = 200  # new ones a refresh; the rest waits for the next
    max_age_days: float = 30.0  # of what a list announces with a date; older ones are passed over
    user_agent: str = USER_AGENT
    robots: bool = True
    allow_private: bool = False
    allow_downgrade: bool = False

    @property
    def limits(self) -> Limits:
        """What one request may take."""
        return Limits(self.deadline_seconds, self.max_bytes, self.allow_private, self.allow_downgrade, self.user_agent)


TYPES: Mapping[str, type | tuple[type, ...]] = {
    "url": str, "content": str, "user_agent": str, "every_hours": (int, float), "delay_seconds": (int, float),
    "deadline_seconds": (int, float), "max_bytes": int, "max_pages": int, "max_age_days": (int, float),
    "robots": bool, "allow_private": bool, "allow_downgrade": bool,
}  # fmt: skip
WEB_KEYS = tuple(field.name for field in fields(WebEntry) if field.name != "kind")


def read_web_entry(kind: Kind, given: Mapping[str, Any], has_path: bool) -> WebEntry:
    """The keys of an entry that concern fetching; raises EntryProblem."""
    for name, value in given.items():
        expected = TYPES[name]
        if not isinstance(value, expected) or (isinstance(value, bool) and expected is not bool):
            raise EntryProblem(f"{name} = {value!r} must be {_tell(expected)}.")
        if isinstance(value, int | float) and not isinstance(value, bool) and not 0 <= value < MOST:
            raise EntryProblem(f"{name} = {value!r} must not be negative, and below {MOST:,}.")
    if given.get("content", "link") not in {"link", "full"}:
        raise EntryProblem(f'content = {given["content"]!r} must be "link" or "full".')
    if any(not char.isprintable() or not char.isascii() for char in given.get("user_agent", "")):
        raise EntryProblem("user_agent must be plain letters in one line.")
    if ("url" in given) == has_path or (has_path and kind not in MAY_BE_FILES):
        raise EntryProblem(f"expected {'url or path' if kind in MAY_BE_FILES else 'url'}, and nothing of the other.")
    if "url" in given:
        try:
            parse_url(given["url"])
        except FetchProblem as problem:
            raise EntryProblem(f"url: {problem.message}") from problem
    return WebEntry(kind, **given)


def _tell(expected: type | tuple[type, ...]) -> str:
    return {str: "text in quotes", bool: "true or false", int: "a whole number"}.get(expected, "a number")  # type: ignore[arg-type]
