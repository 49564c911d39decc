"""The text of a piece of HTML, paragraph by paragraph, in linear time whatever the piece holds."""

from __future__ import annotations

import re

from pipelines.connect.tolerant import TolerantParser

BLOCKS = frozenset(
    {"p", "div", "br", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "tr", "table", "section", "article", "hr"}
)
SILENT = frozenset({"script", "style", "noscript", "template", "head"})
BLANKS = re.compile(r"[ \t\r\f\v\u00a0\n]+")


class _Collector(TolerantParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.links: list[str] = []
        self._silent: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self._silent = self._silent or tag
        elif tag in BLOCKS:
            self.pieces.append("\0")
        elif tag == "a":
            self.links += [given for name, given in attrs if name == "href" and given]

    def handle_endtag(self, tag: str) -> None:
        if tag == self._silent:
            self._silent = None
        if tag in BLOCKS:
            self.pieces.append("\0")

    def handle_data(self, data: str) -> None:
        if self._silent is None:
            self.pieces.append(data)


def html_to_text(markup: str) -> str:
    """Paragraphs, an empty line between them."""
    return _collect(markup)[0]


def html_links(markup: str) -> list[str]:
    """Addresses that links lead to, in order, each once."""
    return list(dict.fromkeys(_collect(markup)[1]))


def _collect(markup: str) -> tuple[str, list[str]]:
    collector = _Collector()
    collector.take(markup.replace("\0", ""))
    paragraphs = (BLANKS.sub(" ", piece).strip() for piece in "".join(collector.pieces).split("\0"))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph), collector.links
