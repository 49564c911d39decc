"""Whether articles say what their pages said: title, day, every paragraph, and nothing of the furniture."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from benchmarks.load.contents import FRENCH, KOREAN
from benchmarks.load.documents import Document
from benchmarks.load.hosts import Expected
from benchmarks.load.pages import FURNITURE
from benchmarks.load.truth import expect_all
from benchmarks.load.words import Story, cut_story
from benchmarks.load.world import World

COLUMNS = ["url_text", "title_text", "body_text", "published_date_min", "published_date_max"]
PARTS = ("title", "day", "text", "furniture", "letters")


def misread(world: World, articles: pl.DataFrame) -> tuple[Counter[str], list[tuple[str, str, str]]]:
    """How many articles were compared in each part, and (part, case, address) of each in which something is wrong."""
    counts: Counter[str] = Counter()
    wrong = []
    by_url: dict[str, list[dict[str, Any]]] = {}
    for row in articles.select(COLUMNS).iter_rows(named=True):
        by_url.setdefault(row["url_text"], []).append(row)
    for document, phase in told_once(world, expect_all(world)):
        for row in by_url.get(document.url, [])[:1]:
            for part, is_right in judge(document, phase, row):
                counts[part] += 1
                if not is_right:
                    wrong.append((part, document.case, document.url))
    return counts, wrong


def told_once(world: World, truth: Sequence[Mapping[str, Expected]]) -> Iterator[tuple[Document, int]]:
    """Documents that became one article, with the run in which they came."""
    for document in world.documents:
        phases = [phase for phase, right in enumerate(truth, 1) if right[document.url].fate == "article"]
        if len(phases) == 1 and not document.group:
            yield document, phases[0]


def judge(document: Document, phase: int, row: Mapping[str, Any]) -> Iterator[tuple[str, bool]]:
    """Each part that can be compared, and whether it is right."""
    story: Story = cut_story(document.told(phase)) if document.case == "teaser" else document.told(phase)
    text = squeeze(f"{row['title_text']}\n{row['body_text']}")
    yield "title", row["title_text"] == story.title
    first, last = row["published_date_min"], row["published_date_max"]
    yield "day", first is None if document.case == "of_next_year" else first == last == document.published
    yield "text", all(squeeze(paragraph) in text for paragraph in story.paragraphs)
    yield "furniture", not any(words in text for words in FURNITURE) and "<p" not in text
    if document.case.startswith(("korean", "french")):
        yield "letters", squeeze(KOREAN if document.case.startswith("korean") else FRENCH) in text


def squeeze(text: object) -> str:
    """A text in which all blanks are one."""
    return re.sub(r"\s+", " ", str(text))
