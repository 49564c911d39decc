"""Paragraphs of a page by the standard library's tolerant parser: less clean, but it gets through anything in linear time."""

from __future__ import annotations

from dataclasses import dataclass

from pipelines.connect.tolerant import TolerantParser

TEXT_TAGS = frozenset({"p", "h1", "h2", "h3", "li", "blockquote", "pre"})
SILENT_TAGS = frozenset({"script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button"})
SHORTEST_PARAGRAPH = 40  # characters; menus and buttons are shorter


@dataclass(frozen=True, slots=True)
class PlainPage:
    """Title and paragraphs of a page."""

    title: str
    text: str


class _Collector(TolerantParser):
    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.paragraphs: list[str] = []
        self._open: list[str] = []
        self._silent = 0
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in SILENT_TAGS
        self._in_title = tag == "title"
        if tag in TEXT_TAGS:
            self.end_paragraph()

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in SILENT_TAGS))
        self._in_title = False
        if tag in TEXT_TAGS:
            self.end_paragraph()

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.title += data
        elif not self._silent:
            self._open.append(data)

    def end_paragraph(self) -> None:
        """Keep what was gathered since the last paragraph, where it is long enough to be one."""
        paragraph = " ".join("".join(self._open).split())
        if len(paragraph) >= SHORTEST_PARAGRAPH:
            self.paragraphs.append(paragraph)
        self._open.clear()


def read_plainly(html: str) -> PlainPage:
    """Title and paragraphs; empty where there are none."""
    collector = _Collector()
    collector.take(html)
    collector.end_paragraph()
    return PlainPage(" ".join(collector.title.split()), "\n".join(collector.paragraphs))
