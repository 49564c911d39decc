"""Attributed statements against documents annotated with source, cue and content.

A folder holds ``text/<id>.txt`` and ``attributions/<id>_<annotator>.ann`` in the stand-off format of brat: ``T`` lines name
spans, ``E`` lines join them. Where a document has several annotators the first counts. Contents pair one to one
where they share half of their characters, the most alike first; "who and what" also asks that the sources share a
character, or that neither has one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipelines.errors import SourceError
from pipelines.evaluate.alike import word_list
from pipelines.evaluate.measures import Score, Share, score_of
from pipelines.reading.attributions.find import find_attributions
from pipelines.reading.document import open_document
from pipelines.reading.names.find import find_names
from pipelines.reading.types import Span

ROLES = ("source", "cue", "content")
KINDS = ("direct", "mixed", "indirect")
QUOTES = '"\u201c\u201d\u201e\u201f\u00ab\u00bb'
ENDS = " \t\r\n\u00a0'\u2018\u2019`.,;:!?-\u2013\u2014\u2026" + QUOTES
PART = re.compile(r"(?<!\S)(?P<role>[A-Za-z]+)\d*:(?P<id>T\d+)")
LETTERS = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution as spans of the text, by role; ``characters`` holds the offsets that each role is compared by."""

    spans: dict[str, tuple[Span, ...]]
    characters: dict[str, frozenset[int]]
    kind: str
    is_reported: bool  # whether the cue holds a reporting word


@dataclass(frozen=True, slots=True)
class AttributionsReport:
    """The counts over a folder of documents."""

    documents: int
    counts: Counter[str]

    def scores(self) -> dict[str, Score]:
        """Content alone, source and content, and all three roles exactly."""
        return {name: score_of(self.counts, name) for name in ("what", "who_what", "full")}

    def kind_f1(self, kind: str) -> float:
        """F1 of source and content for one kind: recall by the kind of the annotated content, precision by that of the read one."""
        right, wanted = self.counts[f"{kind}.right_gold"], self.counts[f"{kind}.gold"]
        kept, read = self.counts[f"{kind}.right_read"], self.counts[f"{kind}.read"]
        recall, precision = right / wanted if wanted else 0.0, kept / read if read else 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    def reported(self) -> Share:
        """Share of the annotated attributions with a reporting word in their cue whose source and content were found."""
        return Share(self.counts["reported.right"], self.counts["reported.cases"])

    def lines(self) -> list[str]:
        """The figures for people."""
        lines = [f"{self.documents} documents", *(score.line(name) for name, score in self.scores().items())]
        lines += [f"{f'who_what {kind}':<18} F1 {self.kind_f1(kind):.3f}  gold {self.counts[f'{kind}.gold']}" for kind in KINDS]
        return [*lines, self.reported().line("reported_recall")]

    def as_dict(self) -> dict[str, Any]:
        """The figures by name."""
        figures = {f"{name}_f1": round(score.f1, 4) for name, score in self.scores().items()}
        figures |= {f"who_what_{kind}_f1": round(self.kind_f1(kind), 4) for kind in KINDS}
        return figures | {"reported_recall": round(self.reported().accuracy, 4)}


def evaluate_attributions(folder: Path) -> AttributionsReport:
    """How attributions are read in the annotated documents of a folder."""
    counts: Counter[str] = Counter()
    documents = 0
    for text, gold in read_documents(folder):
        score_document(gold, read_statements(text), counts)
        documents += 1
    if not documents:
        raise SourceError(f"{folder}: holds no text/*.txt with attributions/*.ann beside it. Give the folder that holds both.")
    return AttributionsReport(documents, counts)


def read_documents(folder: Path) -> Iterator[tuple[str, list[Statement]]]:
    """Text and annotated attributions of every document, by name."""
    for path in sorted((folder / "text").glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as handle:
            text = handle.read()
        annotated = sorted(p for p in (folder / "attributions").glob("*.ann") if p.stem.rpartition("_")[0] == path.stem)
        if annotated:
            yield text, [statement_of(text, roles) for roles in read_annotations(annotated[0])]


def read_annotations(path: Path) -> list[dict[str, tuple[Span, ...]]]:
    """The attributions of an annotation file, each as spans by role."""
    spans: dict[str, list[Span]] = {}
    joined: list[list[tuple[str, str]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        name, _, rest = line.partition("\t")
        fields = rest.split("\t")[0]
        if name.startswith("T"):
            pairs = [piece.split() for piece in fields.partition(" ")[2].split(";")]
            spans[name] = [(int(start), int(end)) for start, end in pairs]
        elif name.startswith("E"):
            joined.append([(m.group("role").lower(), m.group("id")) for m in PART.finditer(fields)])
    found = []
    for parts in joined:
        roles = {role: tuple(sorted(s for name, at in parts if name == role for s in spans.get(at, []))) for role in ROLES}
        if any(roles.values()):
            found.append(roles)
    return found


def read_statements(text: str) -> list[Statement]:
    """What the engine reads in a text."""
    document = open_document(text)
    found = find_attributions(document, find_names(document))
    return [
        statement_of(text, {role: tuple(document.to_original(*span) for span in getattr(attribution, role)) for role in ROLES})
        for attribution in found
    ]


def statement_of(text: str, spans: dict[str, tuple[Span, ...]]) -> Statement:
    """Spans by role with what they are compared by."""
    words = {word.lower() for start, end in spans["cue"] for word in LETTERS.findall(text[start:end])}
    characters = {role: compared(text, spans[role]) for role in ROLES}
    return Statement(spans, characters, kind_of(text, spans["content"]), bool(words & word_list("reporting")))


def compared(text: str, spans: Sequence[Span]) -> frozenset[int]:
    """Offsets under the spans without white space and quotation marks, and without punctuation at both ends."""
    whole = sorted(i for start, end in spans for i in range(start, min(end, len(text))))
    first, last = 0, len(whole)
    while first < last and text[whole[first]] in ENDS:
        first += 1
    while last > first and text[whole[last - 1]] in ENDS:
        last -= 1
    kept = frozenset(i for i in whole[first:last] if not text[i].isspace() and text[i] not in QUOTES)
    return kept or frozenset(i for i in whole if not text[i].isspace())


def kind_of(text: str, spans: Sequence[Span]) -> str:
    """Direct where the content stands in quotation marks, mixed where it holds some, else indirect."""
    words = " ".join(text[start:end] for start, end in spans).strip().rstrip(".,;:!?")
    if words[:1] and words[0] in QUOTES and words[-1] in QUOTES:
        return "direct"
    start, end = min((s for s, _ in spans), default=0), max((e for _, e in spans), default=0)
    before, after = text[max(0, start - 1) : start], text[end : end + 2].lstrip(".,;:!?")[:1]
    if before and before in QUOTES and after and after in QUOTES:
        return "direct"
    return "mixed" if any(mark in words for mark in QUOTES) else "indirect"


def shared_part(left: frozenset[int], right: frozenset[int]) -> float:
    """Size of what two sets share over the size of both together."""
    return len(left & right) / len(left | right) if left and right else 0.0


def alike_what(gold: Statement, read: Statement) -> float:
    """How alike the contents are; less than a half is nothing."""
    value = shared_part(gold.characters["content"], read.characters["content"])
    return value if value >= 0.5 else 0.0


def alike_who_what(gold: Statement, read: Statement) -> float:
    """How alike the contents are, where the sources meet."""
    one, other = gold.characters["source"], read.characters["source"]
    return alike_what(gold, read) if one & other or (not one and not other) else 0.0


def alike_full(gold: Statement, read: Statement) -> float:
    """Whether all three roles are equal."""
    return float(gold.characters == read.characters)


def pair_off(gold: Sequence[Statement], read: Sequence[Statement], alike: Callable[[Statement, Statement], float]) -> list[tuple[int, int]]:
    """One-to-one pairs, the most alike first, ties by position."""
    ranked = sorted((-value, i, j) for i, one in enumerate(gold) for j, other in enumerate(read) if (value := alike(one, other)) > 0)
    pairs: list[tuple[int, int]] = []
    for _, i, j in ranked:
        if all(i != used and j != taken for used, taken in pairs):
            pairs.append((i, j))
    return pairs


def score_document(gold: Sequence[Statement], read: Sequence[Statement], counts: Counter[str]) -> None:
    """Add the counts of one document."""
    gold = [one for one in gold if one.spans["content"]]
    read = [one for one in read if one.spans["content"]]
    for name, alike in (("what", alike_what), ("who_what", alike_who_what), ("full", alike_full)):
        pairs = pair_off(gold, read, alike)
        counts[f"{name}.right"] += len(pairs)
        counts[f"{name}.gold"] += len(gold)
        counts[f"{name}.read"] += len(read)
        if name == "who_what":
            score_kinds(gold, read, pairs, counts)


def score_kinds(gold: Sequence[Statement], read: Sequence[Statement], pairs: Sequence[tuple[int, int]], counts: Counter[str]) -> None:
    """Add the counts by kind of content, and over cues that hold a reporting word."""
    for kind in KINDS:
        counts[f"{kind}.gold"] += sum(one.kind == kind for one in gold)
        counts[f"{kind}.read"] += sum(one.kind == kind for one in read)
        counts[f"{kind}.right_gold"] += sum(gold[i].kind == kind for i, _ in pairs)
        counts[f"{kind}.right_read"] += sum(read[j].kind == kind for _, j in pairs)
    counts["reported.cases"] += sum(one.is_reported for one in gold)
    counts["reported.right"] += sum(gold[i].is_reported for i, _ in pairs)
