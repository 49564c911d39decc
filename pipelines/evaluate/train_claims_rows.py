"""Statements with the topics that a person gave them: the rows that the weights of claims are learned from."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.evaluate.alike import is_same_name, is_touching, spans_of
from pipelines.evaluate.offset_labels import pick_articles, read_labelled
from pipelines.evaluate.pairs import Pair
from pipelines.reading.attributions.find import find_attributions
from pipelines.reading.claims.features import Features, scene_of
from pipelines.reading.claims.find import statements_of, with_features
from pipelines.reading.dates.find import find_dates
from pipelines.reading.dating.choose import date_document
from pipelines.reading.document import open_document
from pipelines.reading.launches.find import find_launches
from pipelines.reading.names.find import find_names
from pipelines.reading.rules import read_yaml
from pipelines.reading.statements.find import Statement
from pipelines.reading.types import Article, Document, Span

TOPIC_LETTERS = {"n": "nature", "o": "outcome", "p": "plan", "f": "flight", "c": "capability"}
Marks = dict[int, set[str]]


@dataclass(frozen=True, slots=True)
class Row:
    """One statement: its features, the topics that a person gave it (none: no claim), and how much it counts."""

    article_id: str
    features: Features
    topics: frozenset[str]
    weight: float = 1.0
    is_example: bool = False


@dataclass(frozen=True, slots=True)
class Scenery:
    """An article with its statements and their features, as the engine finds them."""

    document: Document
    statements: tuple[Statement, ...]
    features: tuple[Features, ...]


def scenery_of(article: Article) -> Scenery:
    """The statements of an article; none where no launch is found."""
    document = open_document(article.document)
    names = find_names(document)
    published = date_document(document, article.date, article.url)
    dates = find_dates(document, published.when)
    attributions = find_attributions(document, names)
    launches, _ = find_launches(document, names, dates, attributions, published)
    if not launches:
        return Scenery(document, (), ())
    statements = statements_of(document, names, dates, attributions, launches, article.outlet)
    pairs = with_features(scene_of(document, names, dates, launches), statements)
    return Scenery(document, tuple(s for s, _ in pairs), tuple(f for _, f in pairs))


def read_pairs(pairs: Sequence[Pair]) -> list[Row]:
    """Rows of pairs of an article file and a label file."""
    rows: list[Row] = []
    for articles, labels in pairs:
        rows += read_csv_rows(articles, labels) if labels.suffix == ".csv" else read_gold_rows(articles, labels)
    return rows


def read_gold_rows(articles_path: Path, gold_path: Path) -> Iterator[Row]:
    """Rows of articles annotated in the guidelines' format, with quoted evidence or with offsets."""
    articles, labels = read_labelled(articles_path, gold_path)
    for key, gold in labels.items():
        scenery = scenery_of(articles[key])
        yield from rows_of(key, scenery, *mark_gold(scenery, articles[key].document, gold["claims"]))


def rows_of(article_id: str, scenery: Scenery, marks: Marks, doubtful: frozenset[int] = frozenset()) -> Iterator[Row]:
    """Every statement of an article with its marks, without doubtful ones and those that say the same as a marked one."""
    for at, features in enumerate(scenery.features):
        if at in marks or (at not in doubtful and not any(says_same(scenery.statements[at], scenery.statements[other]) for other in marks)):
            yield Row(article_id, features, frozenset(marks.get(at, ())))


def says_same(one: Statement, other: Statement) -> bool:
    """Whether two statements of one sentence share most of their words."""
    if one.sentence != other.sentence:
        return False
    shared = sum(max(0, min(end, last) - max(start, first)) for start, end in one.content for first, last in other.content)
    shorter = min(sum(end - start for start, end in statement.content) for statement in (one, other))
    return shared > 0.5 * shorter


def mark_gold(scenery: Scenery, document: str, claims: Sequence[dict[str, Any]]) -> tuple[Marks, frozenset[int]]:
    """Each claim marks the statement of its sentence whose speaker is most like its own; where none is like it, all are doubtful."""
    marks: Marks = {}
    doubtful: set[int] = set()
    for claim in claims:
        spans = spans_of(document, claim["evidence"])
        fits = {at: likeness(scenery, statement, claim, spans) for at, statement in enumerate(scenery.statements)}
        best = max(fits.values(), default=0.0)
        if best >= 1.0:
            marks.setdefault(next(at for at, fit in fits.items() if fit == best), set()).add(claim["topic"])
        else:
            doubtful |= {at for at, fit in fits.items() if fit}
    return marks, frozenset(doubtful)


def likeness(scenery: Scenery, statement: Statement, claim: dict[str, Any], spans: list[Span]) -> float:
    """How well a statement fits a claim; nothing where the words are not those of the evidence."""
    evidence = scenery.document.to_original(*statement.evidence)
    words = [scenery.document.to_original(*piece) for piece in statement.content]
    if not is_touching(spans, [evidence]) or not any(s < e2 and s2 < e for s, e in spans for s2, e2 in words):
        return 0.0
    is_side = bool(claim["country"]) and claim["country"] == statement.party.country
    return 2.0 * is_same_name(claim["speaker"], statement.party.name) + 1.0 * is_side + 0.1


def read_csv_rows(articles_path: Path, labels_path: Path) -> Iterator[Row]:
    """Rows of articles whose statements are marked by offsets of sentence and cue."""
    with labels_path.with_name(f"{labels_path.stem}_articles.csv").open(encoding="utf-8", newline="") as file:
        read = [line["article_id"] for line in csv.DictReader(file)]
    articles = pick_articles(articles_path, read, False)
    marked: dict[str, list[dict[str, str]]] = {}
    with labels_path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            marked.setdefault(line["article_id"], []).append(line)
    for key in read:
        scenery = scenery_of(articles[key])
        yield from rows_of(key, scenery, mark_offsets(scenery, marked.get(key, [])))


def mark_offsets(scenery: Scenery, lines: Sequence[dict[str, str]]) -> Marks:
    """Each line marks the statements of its sentence with the nearest cue: one, or one for each party that shares it."""
    marks: Marks = {}
    for line in lines:
        start, end, cue = int(line["sentence_start"]), int(line["sentence_end"]), int(line["cue_start"])
        far = {}
        for at, statement in enumerate(scenery.statements):
            if is_touching([(start, end)], [scenery.document.to_original(*statement.evidence)]):
                far[at] = abs(cue_of(scenery.document, statement) - cue)
        for at in [at for at, distance in far.items() if distance == min(far.values())]:
            marks.setdefault(at, set()).add(line["topic_code"])
    return marks


def cue_of(document: Document, statement: Statement) -> int:
    """Where the cue of a statement starts in the untouched document."""
    spans = statement.attribution.cue or statement.content
    return document.to_original(*spans[0])[0]


def read_examples(path: Path, weight: float) -> list[Row]:
    """Rows of the made-up examples: each sentence is read as the end of the short article of its scene."""
    scenes = read_yaml(path)["scenes"]
    rows: list[Row] = []
    for name, sentences in read_yaml(path)["examples"].items():
        for number, (letters, text) in enumerate(sentences):
            article = Article(
                f"example_{name}_{number}", scenes[name]["title"], f"{scenes[name]['text']}\n\n{text}", "2016-02-09", "Reuters"
            )
            scenery = scenery_of(article)
            topics = frozenset(TOPIC_LETTERS[letter] for letter in letters.replace("-", ""))
            rows += example_rows(article, scenery, topics, weight)
    return rows


def example_rows(article: Article, scenery: Scenery, topics: frozenset[str], weight: float) -> Iterator[Row]:
    """The statements of the last paragraph; the topics belong to the one with the most words."""
    last = scenery.document.sentences[-1].paragraph
    at_end = [at for at, s in enumerate(scenery.statements) if scenery.document.sentences[s.sentence].paragraph == last]
    longest = max(at_end, key=lambda at: sum(end - start for start, end in scenery.statements[at].content), default=None)
    for at in at_end:
        yield Row(article.id, scenery.features[at], topics if at == longest else frozenset(), weight, True)
