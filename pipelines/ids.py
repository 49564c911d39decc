"""Every identifier of the warehouse. An id is a hash of the fewest raw, stable fields; never of cleaned text, row order or run time."""

from __future__ import annotations

import hashlib

SEPARATOR = "\x1f"  # a unit separator cannot be confused with text that a field may hold


def sha256(data: bytes) -> str:
    """Hex digest of bytes as received."""
    return hashlib.sha256(data).hexdigest()


def make_id(prefix: str, *parts: object) -> str:
    """``prefix`` and 16 hex digits of the hash of the parts: 64 bits, so a billion rows collide with odds under 3 %."""
    joined = SEPARATOR.join("" if part is None else str(part) for part in parts)
    return f"{prefix}_{hashlib.sha256(joined.encode()).hexdigest()[:16]}"


def receipt_id(source_id: str, locator: str, content_sha256: str) -> str:
    """A file or response as received: the same bytes at the same place are the same receipt."""
    # as make_id would make it, in half the time: there is one for every file
    return f"rcp_{hashlib.sha256(f'{source_id}{SEPARATOR}{locator}{SEPARATOR}{content_sha256}'.encode()).hexdigest()[:16]}"


def record_id(receipt: str, position: int) -> str:
    """A record by its place in its receipt; two equal lines of one file are two records."""
    # as make_id would make it, in half the time: there is one for every line of every file
    return f"rec_{hashlib.sha256(f'{receipt}{SEPARATOR}{position}'.encode()).hexdigest()[:16]}"


def batch_id(number: int, first: object) -> str:
    """A batch of the lake by its number and the first thing in it, so that a lake that was begun anew shares none with the old."""
    return make_id("bat", number, first)


def article_id(record_sha256: str) -> str:
    """An article by the bytes of its record: the same bytes from two sources are one article and a duplicate."""
    return make_id("art", record_sha256)


def sentence_id(article: str, start: int, end: int) -> str:
    """A sentence by its place in its document."""
    return make_id("sen", article, start, end)


def article_launch_id(article: str, evidence_start: int, ordinal: int) -> str:
    """A launch as one article tells it: by where its first evidence stands; ``ordinal`` parts two launches of one sentence."""
    return make_id("lau", article, evidence_start, ordinal)


def mention_id(article: str, start: int, end: int, ordinal: int) -> str:
    """One place that speaks of a launch."""
    return make_id("men", article, start, end, ordinal)


def claim_id(article: str, speaker: str, topic: str, start: int, launch: str | None) -> str:
    """A claim: one per speaker, topic, sentence and launch."""
    return make_id("cla", article, speaker, topic, start, launch)


def reaction_id(article: str, actor: str, kind: str, launch: str | None) -> str:
    """A reaction: one per actor, type and launch of an article."""
    return make_id("rea", article, actor, kind, launch)


def alert_id(article: str, cue_start: int, step: str) -> str:
    """What an article tells of one step of an alert: by where the words stand that tell it."""
    return make_id("ale", article, cue_start, step)


def flight_moment_id(article: str, start: int, code: str) -> str:
    """A timed moment of a flight by the place of the words that tell it."""
    return make_id("mom", article, start, code)


def attribution_id(article: str, start: int, end: int, ordinal: int) -> str:
    """An attributed statement by the span from its first to its last piece."""
    return make_id("att", article, start, end, ordinal)
