"""Quoted stretches of a working text. Direction comes from the untouched document where its marks have one."""

from __future__ import annotations

import re

from pipelines.reading.types import Document, Span

MARK = re.compile(r"\"|''|``|&quot;")
SINGLE = re.compile(r"(?<![\w'])'(?=[\w$])|(?<=[.,!?])'(?![\w'])|(?<=\w)'(?=[\s,.;:!?)\-]|$)")
OPENING = frozenset("\u201c\u201e\u00ab\u2018")
CLOSING = frozenset("\u201d\u00bb\u2019")
LEADING = re.compile(r"(?:^|[.,:] )$")
MAX_QUOTE = 3000


def _direction(document: Document, start: int, end: int, floor: int) -> str:
    """Whether the mark opens ("open"), closes ("close") or may do either ("")."""
    original = document.original[document.starts[start]]
    if original in OPENING:
        return "open"
    if original in CLOSING:
        return "close"
    before = document.text[start - 1] if start > floor else " "
    after = document.text[end] if end < len(document.text) else " "
    if before in " \n([-/" and after not in " \n":
        return "open"
    if before not in " \n([" and (after in " \n.,;:!?)]-" or not after.isalnum()):
        return "close"
    return ""


def quotes_of_line(document: Document, start: int, end: int) -> list[Span]:
    """Quoted spans of one line with their marks, in order, none inside another."""
    text = document.text
    marks = [m.span() for m in MARK.finditer(text, start, end)]
    if marks:
        return _pair([(s, e, _direction(document, s, e, start)) for s, e in marks], end)
    return _single_quotes(document, start, end)


def _pair(marks: list[tuple[int, int, str]], end: int) -> list[Span]:
    found: list[Span] = []
    opened = -1
    for first, last, direction in marks:
        if opened < 0:
            if direction != "close":
                opened = first
        elif direction != "open":
            if last - opened <= MAX_QUOTE:
                found.append((opened, last))
            opened = -1
        elif first - opened > 40 and (not found or found[-1][1] <= opened):
            opened = first  # the earlier mark was never closed
    if opened >= 0 and end - opened <= MAX_QUOTE:
        found.append((opened, end))  # a quotation that runs over the paragraph
    return found


def _single_quotes(document: Document, start: int, end: int) -> list[Span]:
    found: list[Span] = []
    opened = -1
    for mark in SINGLE.finditer(document.text, start, end):
        at = mark.start()
        original = document.original[document.starts[at]]
        opens = original in "\u2018" or (original == "'" and (at == start or document.text[at - 1] in ' ([-"') and at + 1 < end)
        if opens and document.text[at + 1].isalnum():
            opened = at
        elif opened >= 0 and not opens and at - opened > 2 and at - opened <= MAX_QUOTE:
            found.append((opened, at + 1))
            opened = -1
    if opened >= 0 and document.text[opened + 1].isupper() and LEADING.search(document.text[start:opened]):
        found.append((opened, end))  # the next paragraph goes on with it
    return found
