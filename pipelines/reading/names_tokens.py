"""The words of a document as names are read: tokens, the sentence of each, and the name that covers each."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

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
    covers: list[NameMention | None] = field(default_factory=list)
    quoted: list[bool] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)

    def at(self, offset: int) -> int:
        """Index of the first token that starts at or after an offset."""
        return bisect_left(self.starts, offset)

    def is_near(self, left: int, right: int) -> bool:
        """Whether two tokens lie in one sentence."""
        return 0 <= left < len(self) and 0 <= right < len(self) and self.sentences[left] == self.sentences[right]

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
            while at < len(self) and self.starts[at] < mention.end:
                self.covers[at] = mention
                at += 1


def read_tokens(document: Document) -> Tokens:
    """The tokens of all sentences of a document."""
    tokens = Tokens(document.text, [], [], [], [], [])
    paragraph, is_quoted = -1, False
    for number, sentence in enumerate(document.sentences):
        if sentence.paragraph != paragraph:
            paragraph, is_quoted = sentence.paragraph, False
        for match in TOKEN.finditer(document.text, sentence.start, sentence.end):
            tokens.starts.append(match.start())
            tokens.ends.append(match.end())
            tokens.words.append(match.group())
            tokens.sentences.append(number)
            is_quoted ^= match.group() == '"'
            tokens.quoted.append(is_quoted)
    tokens.low = [word.lower() for word in tokens.words]
    tokens.covers = [None] * len(tokens.words)
    return tokens
