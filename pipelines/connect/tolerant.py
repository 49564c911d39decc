"""The standard library's parser of HTML, made to get through anything, and in time that grows with the length of it."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser

CDATA = "<![CDATA["
NO_END = -1


class TolerantParser(HTMLParser):
    """Takes marked sections that no standard knows for comments, as browsers do; the parser as it comes raises an error there.

    It would also look for the end of each mark up to the end of the page, however many have none.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._endless: set[str] = set()  # kinds of marks of which the last is open

    def take(self, markup: str) -> None:
        """Parse a whole page or piece. Behind the last mark that ends there is nothing but text."""
        behind = markup.rfind(">") + 1
        self.feed(markup[:behind])
        self.close()
        if behind < len(markup):
            self.handle_data(unescape(markup[behind:]))

    def parse_comment(self, i: int, report: bool = True) -> int:
        """Where the comment that begins at ``i`` ends; -1 where it does not."""
        return self._noted("comment", NO_END if "comment" in self._endless else super().parse_comment(i, report))

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """Where the section that begins at ``i`` ends; -1 where it does not."""
        if not self.rawdata.startswith(CDATA, i):
            return self.parse_bogus_comment(i, report)
        return self._noted("section", NO_END if "section" in self._endless else super().parse_marked_section(i, report))

    def _noted(self, kind: str, end: int) -> int:
        if end == NO_END:
            self._endless.add(kind)
        return end
