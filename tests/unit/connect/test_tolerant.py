"""Markup that the standard library's parser stumbles over, or takes far too long for."""

from time import process_time

import pytest

from pipelines.connect.html_text import html_links, html_to_text

LENGTH = 30_000  # characters; some of these took a minute at this length
PIECES = ("<a ", "<a b='", '<a b="', "</", "<?", "<!--", "<!-- >", "<![CDATA[>", "<script>", "<", "&", "<p>")


@pytest.mark.parametrize("section", ["<![if x]>", "<![ x='y'>", "<![foo[bar]>", "<![endif]>", "<![CDATA[left out]]>"])
def test_a_marked_section_is_passed_over(section: str) -> None:
    assert html_to_text(f"<p>Before</p>{section}<p>After</p>") == "Before\n\nAfter"


def test_what_stands_behind_the_last_mark_is_text() -> None:
    assert html_to_text("Fish &amp; chips") == "Fish & chips"
    assert html_to_text("<p>One</p>two &lt; three < four <b") == "One\n\ntwo < three < four <b"
    assert html_links("<a href='/1'>one</a> <a href='/2'") == ["/1"]


@pytest.mark.parametrize("end", ["", ">", "'>"])
def test_marks_without_an_end_cost_little(end: str) -> None:
    for piece in PIECES:
        began = process_time()
        html_to_text(piece * (LENGTH // len(piece)) + end)
        assert process_time() - began < 2, piece
