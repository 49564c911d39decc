"""What belongs to the page and not to the story: players, newsletters, advertisements, links to other stories, rights, credits."""

from __future__ import annotations

from dataclasses import replace

from pipelines.reading.rules import load_rules
from pipelines.reading.types import Document, Sentence

LONGEST = 260  # characters; a longer sentence has the story run into it
KIND = "boilerplate"


def mark_furniture(text: str, sentences: list[Sentence]) -> list[Sentence]:
    """The sentences, those of the page marked as such; the title never is."""
    return [replace(one, kind=KIND) if one.kind == "body" and is_furniture(text[one.start : one.end]) else one for one in sentences]


def is_furniture(sentence: str) -> bool:
    """Whether a sentence begins as page furniture does, and is no longer than that."""
    return len(sentence) <= LONGEST and any(rule.pattern.match(sentence) for rule in load_rules("furniture"))


def without_furniture(document: Document) -> Document:
    """The document with page furniture blanked out at the same length, so that offsets stay what they are."""
    blanked = [one for one in document.sentences if one.kind == KIND]
    if not blanked:
        return document
    pieces, at = [], 0
    for one in blanked:
        pieces += [document.text[at : one.start], " " * (one.end - one.start)]
        at = one.end
    return replace(document, text="".join([*pieces, document.text[at:]]))
