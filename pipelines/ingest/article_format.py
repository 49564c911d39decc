"""The article format: a JSON object with ``text`` and, where they are known, ``id``, ``title``, ``date``, ``outlet``, ``url``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import orjson

FIELDS = ("id", "title", "text", "date", "outlet", "url")
TEXT_OR_NULL = frozenset((str, type(None)))
MAX_RECORD_BYTES = 4 << 20  # the longest news articles known here have 0.2 MB; pages carry markup and scripts on top


class RefusedRecord(Exception):
    """A record that no article can be made of: a reason code, and a message for people."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """One article as its source gives it. Other fields of the object are kept in the raw bytes and not looked at."""

    id: str | None
    title: str
    text: str
    date: str | None
    outlet: str | None
    url: str | None


def read_article_record(content: bytes) -> ArticleRecord:
    """The article in the bytes of one JSON object; raises RefusedRecord."""
    held = read_fields(content)
    return ArticleRecord(held.get("id"), held.get("title") or "", held["text"] or "", held.get("date"), held.get("outlet"), held.get("url"))


def read_fields(content: bytes) -> dict[str, Any]:
    """Fields of an article object, checked; raises RefusedRecord."""
    held = _read_object(content)
    if "text" not in held:
        raise RefusedRecord("missing_field", f'field "text" is missing; there are {sorted(held)[:12]}. Give each article a "text".')
    if TEXT_OR_NULL.issuperset(map(type, map(held.get, FIELDS))):
        return held
    if type(held.get("id")) is int:
        held["id"] = str(held["id"])
    for name in FIELDS:
        if type(held.get(name)) not in TEXT_OR_NULL:
            raise RefusedRecord("wrong_field_type", f'field "{name}" holds {_kind(held[name])}; expected text. Put it in quotes.')
    return held


def _read_object(content: bytes) -> dict[str, Any]:
    try:
        held = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        _refuse_other_encoding(content)
        raise RefusedRecord(
            "not_json", f"is no JSON ({error}). Mend the record in its source; it is taken with the next refresh."
        ) from error
    if not isinstance(held, dict):
        raise RefusedRecord(
            "not_an_object", f'holds {_kind(held)}; expected an article as an object: {{"id": ..., "title": ..., "text": ...}}.'
        )
    return held


def _refuse_other_encoding(content: bytes) -> None:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedRecord(
            "not_utf8",
            f"is not in UTF-8 (byte {error.start} of the record). JSON must be in UTF-8: convert the file, for example with iconv.",
        ) from error


def _kind(given: object) -> str:
    names = {type(None): "null", bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object", str: "text"}
    return names[type(given)]
