"""The words of a document as names are read: tokens, the sentence of each, and the name that covers each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.reading.types import Document, NameMention

TOKEN = re.compile(r"(?:'|&#x27;|&#39;|&apos;)s\b|(?:[^\W\d_]\.){2,}(?:-[^\W_]+)*|[^\W_]+(?:(?:[-&/]|'(?!s\b))[^\W_]+)*|[^\s\w*]")


@dataclass(slots=True)
class Tokens:
    """Tokens of a document by index. ``covers[i]`` is the name of which token i is part, if any; ``quoted[i]`` whether it is quoted."""

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    low: list[str]
    sentences: list[int]
    covers: list[NameMention | None]
    quoted: list[bool]
    size: int
    title_end: int

    def at(self, offset: int) -> int:
        """Index of the first token that starts at or after an offset."""
        return bisect_left(self.starts, offset)

    def is_near(self, left: int, right: int) -> bool:
        """Whether two tokens lie in one sentence."""
        return 0 <= left < self.size and 0 <= right < self.size and self.sentences[left] == self.sentences[right]

    def is_first(self, index: int) -> bool:
        """Whether a token opens its sentence, or a quotation in it."""
        return index == 0 or self.sentences[index - 1] != self.sentences[index] or self.words[index - 1] in "\"'`"

    def is_capital(self, index: int) -> bool:
        """Whether a token begins with a capital letter."""
        return self.words[index][0].isupper()

    def cover(self, mentions: Sequence[NameMention]) -> None:
        """Note which tokens are parts of these names."""
        for mention in mentions:
            at = self.at(mention.start)
            while at < self.size and self.starts[at] < mention.end:
                self.covers[at] = mention
                at += 1


def read_tokens(document: Document) -> Tokens:
    """The tokens of all sentences of a document."""
    text = document.text
    spans = [match.span() for match in TOKEN.finditer(text)]
    words = [text[start:end] for start, end in spans]
    starts = [start for start, _ in spans]
    sentences: list[int] = []
    for number, sentence in enumerate(document.sentences):
        until = bisect_left(starts, sentence.end, len(sentences))
        sentences += [number] * (until - len(sentences))
    sentences += [len(document.sentences)] * (len(spans) - len(sentences))
    quoted = _quoted(words, [document.sentences[min(number, len(document.sentences) - 1)].paragraph for number in sentences])
    size = len(words)
    title_end = next((sentence.end for sentence in document.sentences[:1] if sentence.kind == "title"), 0)
    ends, low = [end for _, end in spans], [word.lower() for word in words]
    return Tokens(text, starts, ends, words, low, sentences, [None] * size, quoted, size, title_end)


def _quoted(words: list[str], paragraphs: list[int]) -> list[bool]:
    """Whether each token stands between quotation marks; every paragraph starts outside."""
    if '"' not in words:
        return [False] * len(words)
    quoted, is_quoted, paragraph = [], False, -1
    for word, number in zip(words, paragraphs, strict=True):
        is_quoted = (is_quoted and number == paragraph) ^ (word == '"')
        paragraph = number
        quoted.append(is_quoted)
    return quoted
