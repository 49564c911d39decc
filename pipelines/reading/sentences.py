"""Sentences of a working text, by offsets. The title is a sentence of its own; a line break always ends one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipelines.reading.types import Sentence

ABBREVIATIONS = frozenset({
    "mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "maj", "capt", "cmdr", "adm", "sgt", "rep", "sen", "gov", "rev", "hon", "st",
    "jr", "sr", "no", "vs", "etc", "inc", "corp", "co", "ltd", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct",
    "nov", "dec", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "u.s", "u.n", "u.k", "u.s.a", "e.u", "d.c",
    "a.m", "p.m", "e.g", "i.e", "approx", "est", "dept", "n", "s", "e", "w", "fig", "vol", "op", "ret", "brig", "ft", "mt",
})  # fmt: skip
BREAK = re.compile(r"""(?<![.!?])(?P<stop>[.!?]++)(?P<close>["'\)\]\*]{0,3})(?=\s+(?P<next>["'\(\[\*\-]{0,3}\w))""")
LINES = re.compile(r"[^\n]+")
# Old wires are wrapped at some 65 characters: a line that ends in the middle of a sentence and a next one that goes on in lower case.
WRAP = re.compile(r"(?<=[\w,;-])\n(?=[a-z])")
WRAPPED_SHARE = 0.25  # of a text's lines; above it, line breaks are no sense breaks
SHORTEST_WRAPPED = 40  # a shorter line ends its paragraph
LONGEST_SENTENCE = 1200  # characters; what runs on longer is no sentence, and would cost time that grows with its square
LONGEST_WORD = 40  # characters before a stop that are looked at; longer words are no abbreviations
LAST_WORD = re.compile(r"([\w.]+)$")


def _is_break(line: str, match: re.Match[str]) -> bool:
    following = match.group("next").lstrip("\"'([*-")
    if following[:1].islower():
        return False
    if match.group("stop") != "." or match.group("close"):
        return True
    word = LAST_WORD.search(line[max(0, match.start() - LONGEST_WORD) : match.start()])
    if not word:
        return True
    ending = word.group(1).lower().strip(".")
    if ending in ABBREVIATIONS or (len(ending) == 1 and ending.isalpha() and ending != "i"):
        # "the U.S. The ministry" ends a sentence; "U.S. officials" and "J. Kim" do not
        return ending in {"u.s", "u.n", "u.k", "a.m", "p.m", "d.c", "e.u"} and following.split()[0:1] in (
            [["The"], ["It"], ["He"], ["She"], ["But"], ["In"], ["On"], ["A"], ["They"], ["This"]]
        )
    return True


def split_lines(text: str) -> list[tuple[int, int]]:
    """The stretches that a line break closes; the lines of a hard-wrapped text are joined up to the end of a sentence."""
    lines = [line.span() for line in LINES.finditer(text)]
    if len(WRAP.findall(text)) <= WRAPPED_SHARE * len(lines):
        return lines
    joined: list[tuple[int, int]] = []
    for start, end in lines:
        if joined and start == joined[-1][1] + 1 and _is_wrapped(text, joined[-1]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _is_wrapped(text: str, stretch: tuple[int, int]) -> bool:
    last = text[stretch[0] : stretch[1]].rsplit("\n", 1)[-1].rstrip()
    return len(last) >= SHORTEST_WRAPPED and last[-1] not in ".!?:"


def split_sentences(text: str) -> list[Sentence]:
    """Sentences of the working text in order; each is stripped of white space at its ends."""
    found: list[Sentence] = []
    title_end = text.find("\n\n")
    for paragraph, (first, last) in enumerate(split_lines(text)):
        line = text[first:last]
        at = first
        cuts = [first + m.end() for m in BREAK.finditer(line) if _is_break(line, m)]
        for cut in [*cuts, last]:
            for start, end in stretches(text, at, cut):
                kind = "title" if start < title_end else "body"
                found.append(Sentence(start, end, paragraph, kind))
            at = cut
    return found


def stretches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence without the white space at its ends, cut at spaces where it is longer than any sentence of news."""
    while start < end:
        stop = end
        if end - start > LONGEST_SENTENCE:
            space = text.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
            stop = space if space > 0 else start + LONGEST_SENTENCE
        piece = text[start:stop]
        if piece.strip():
            yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        start = stop
