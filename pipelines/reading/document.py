"""From an untouched document to a working text with the way back: repair, folding, sentences.

Layers match on the working text only. It differs from the original in curly quotes and no-break spaces
(folded one for one) and in repaired damage (mojibake), and keeps for each of its characters where
that character starts and ends in the original.
"""

from __future__ import annotations

import html
import re
from dataclasses import replace

import ftfy
import ftfy.badness

from pipelines.reading.furniture import mark_furniture
from pipelines.reading.sentences import split_sentences
from pipelines.reading.types import Document

# One character for one character: nothing here may change the length of the text.
FOLDS = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u201a": "'", "\u201b": "'", "\u02bc": "'", "\u2032": "'",
        "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u201f": '"', "\u00ab": '"', "\u00bb": '"', "\u2033": '"',
        "\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u200a": " ", "\u202f": " ", "\u3000": " ", "\t": " ",
        "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2212": "-", "\u00ad": "-",
        "\u200b": " ", "\u200c": " ", "\u200d": " ", "\ufeff": " ", "\x00": " ",
    }
)  # fmt: skip
FOLDED = re.compile("[" + re.escape("".join(map(chr, FOLDS))) + "]")
# A run in which one encoding was read as another: a lead byte of UTF-8 seen as Latin-1 or Windows-1252, and what follows.
MOJIBAKE_RUN = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]+"
)


# Markup that a feed or a scraper left escaped.
ENTITY = re.compile(r"&(?:quot|amp|apos|lt|gt|nbsp|[lr][sd]quo|[mn]dash|hellip|#\d{2,5}|#x[0-9a-fA-F]{2,4});")


# Tags that a feed left in the text: inline ones vanish, those of a paragraph become a line break.
TAG = re.compile(
    r"</?(?:(?P<block>p|br|div|li|ul|ol|h[1-6]|tr|table|section|figure|figcaption|blockquote)"
    r"|a|span|em|strong|i|b|u|img|time|sup|sub|small|font|iframe|td|th)(?:\s[^<>]{0,1500})?/?>",
    re.IGNORECASE,
)


def repair_runs(original: str) -> list[tuple[int, int, str]]:
    """Edits (start, end, replacement) that undo mojibake, escaped markup and tags, each as small as its run."""
    edits = [(match.start(), match.end(), html.unescape(match.group())) for match in ENTITY.finditer(original)]
    edits += [(match.start(), match.end(), "\n" if match["block"] else "") for match in TAG.finditer(original)]
    for run in MOJIBAKE_RUN.finditer(original):
        fixed = ftfy.fix_encoding(run.group())
        if fixed != run.group() and len(fixed) < len(run.group()):
            edits.append((run.start(), run.end(), fixed))
    return keep_apart(sorted(edits))


def keep_apart(edits: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The edits that no earlier one covers, as of an entity within a tag."""
    kept: list[tuple[int, int, str]] = []
    for edit in edits:
        if not kept or edit[0] >= kept[-1][1]:
            kept.append(edit)
    return kept


def fold(text: str) -> str:
    """The text with quotes, spaces and hyphens in their plain forms, one character for one."""
    return FOLDED.sub(plain, text)


def plain(match: re.Match[str]) -> str:
    """The plain form of one character."""
    return FOLDS[ord(match.group())]


def open_document(original: str) -> Document:
    """The working text of an untouched document, split into sentences."""
    edits = repair_runs(original)
    if not edits:
        text = fold(original)
        document = Document(original, text, range(len(text)), range(1, len(text) + 1))
    else:
        pieces: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for start, end, fixed in edits:
            pieces += [original[at:start], fixed]
            starts += [*range(at, start), *([start] * len(fixed))]
            ends += [*range(at + 1, start + 1), *([end] * len(fixed))]
            at = end
        pieces.append(original[at:])
        starts += range(at, len(original))
        ends += range(at + 1, len(original) + 1)
        document = Document(original, fold("".join(pieces)), tuple(starts), tuple(ends))
    return replace(document, sentences=tuple(mark_furniture(document.text, split_sentences(document.text))))
