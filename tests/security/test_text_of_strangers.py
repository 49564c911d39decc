"""Text of strangers in every field that a site shows: no page gains an element by it, and nothing of it acts.

The release holds one launch, article, outlet, site, claimant, claim and reaction for each text, so every kind of page shows each.
"""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from lxml import etree, html
from refreshes import done_before, note_done

from pipelines.site.quotes import shown
from tests.unit.site.conftest import DEFAULTS, SmallRelease, empty_file

__all__ = ["empty_file"]
AT_ONCE = 200  # texts in one release
KINDS = {"launches", "sites", "countries", "claimants", "outlets", "years", ""}
LINKS = "//@href | //@src | //@action | //@formaction | //@data | //@poster | //@background | //@cite | //@*[local-name()='href']"
HARMFUL = re.compile(r"^\s*(javascript|data|vbscript|file|blob):", re.IGNORECASE)
# each breaks out of one place where text may stand: content, attribute of either quote, address, script, style, comment, title
BREAKING = (
    "</title><script>steal()</script>", "<img src=q onerror=steal()>", '"><svg onload=steal()>', "'><svg onload=steal()>",
    '" onfocus="steal()" autofocus x="', "' onmouseover='steal()' x='", "javascript:steal()", " JaVaScRiPt:steal()", "java\tscript:steal()",
    "data:text/html,<script>steal()</script>", "file:///etc/hosts", "https:/\\elsewhere.example", "https://a.example/\"onclick=steal()//",
    "https://a.example/'><script>steal()</script>", "http://[::1", "--><script>steal()</script><!--", "]]><script>steal()</script>",
    "{{ 7 * 7 }}{% include 'base.html' %}", "\\u003cscript\\u003esteal()", "&lt;script&gt;steal()&lt;/script&gt;", "\u2028];steal();[",
    "<base href=https://elsewhere.example/><plaintext>", "<meta http-equiv=refresh content=0;url=//e.example>", "\\\"];steal();[\"",
    "\x00<script>steal()</script>", "\u202e<b>🚀", "<noscript><p title='</noscript><img src=q onerror=steal()>'>",
)  # fmt: skip


def spread(held: SmallRelease, texts: list[str]) -> None:
    """Make of each row one for each text, with ids of its own and the text in every field of words."""
    held.con.execute(
        "create table texts as select number, text from (select unnest(range(len($t))) as number, unnest($t) as text)", {"t": texts}
    )
    for table in (name for name in DEFAULTS if not name.startswith(("history.", "reference."))):
        described = held.con.execute(f"describe {table}").fetchall()
        changes = [change for name, kind, *_ in described if (change := changed(name, kind))]
        held.con.execute(f"create table copies as select held.* replace ({', '.join(changes)}) from {table} as held, texts")
        held.con.execute(f"delete from {table}")
        held.con.execute(f"insert into {table} select * from copies")
        held.con.execute("drop table copies")


def changed(column: str, kind: str) -> str | None:
    """What stands in a column of the copies; codes of closed lists and what is no text stay."""
    if kind != "VARCHAR" or column in {"country_code", "origin_id"}:
        return None
    if column.endswith("_id"):
        return f"held.{column} || '-' || texts.number as {column}"
    return f"texts.text as {column}" if column.endswith(("_text", "_name")) or column == "language_code" else None


def pages_with(held: SmallRelease, texts: list[str]) -> dict[str, bytes]:
    """Files of a site that shows the texts, by path."""
    held.one_event()
    spread(held, texts)
    held.build()
    root = held.folder / "site"
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def elements(content: bytes) -> list[tuple[str, tuple[str, ...]]]:
    """Elements of a page with the names of their attributes. Whether an article has an address to link to is no difference."""
    page = html.document_fromstring(content)
    etree.strip_tags(page, etree.Comment)
    for link in page.xpath("//cite/a"):
        link.drop_tag()
    return sorted((element.tag, tuple(sorted(element.attrib))) for element in page.iter(etree.Element))


def html_pages(pages: dict[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in pages.items() if name.endswith(".html")}


def assert_inert(pages: dict[str, bytes]) -> None:
    """No script of a page is another's, and no link leads to anything but pages of the site or the web."""
    for content in html_pages(pages).values():
        page = html.document_fromstring(content)
        assert (
            page.xpath("//script[not(@src)] | //img | //iframe | //object | //base | //*[@style] | //@*[starts-with(name(), 'on')]") == []
        )
        assert [link for link in page.xpath(LINKS) if HARMFUL.match(link)] == []
        outside = page.xpath("//a[contains(@href, ':') or starts-with(@href, '/')]")
        assert [
            a.get("href") for a in outside if not a.get("href").startswith(("https://", "http://")) or "noreferrer" not in a.get("rel", "")
        ] == []


def assert_index_holds(pages: dict[str, bytes], count: int) -> None:
    """The index of the search is one assignment of JSON, without anything that ends a script or a line of one."""
    script = pages["assets/search-index.js"].decode("utf-8")
    assert not set("<>\u2028\u2029") & set(script)
    entries = json.loads(script.removeprefix("window.launchwireIndex=").strip().removesuffix(";"))
    assert len(entries) == 4 * count + 1  # a launch, site, claimant and outlet for each text; one country


def assert_harmless(make: Callable[[str], SmallRelease], name: str, texts: list[str]) -> int:
    """Each page has the same elements with the texts as with plain ones; how many pages there are."""
    plain = [f"plain words {number}" for number in range(len(texts))]
    hostile, harmless = pages_with(make(f"{name}, hostile"), texts), pages_with(make(f"{name}, harmless"), plain)
    assert_inert(hostile)
    assert_index_holds(hostile, len(texts))
    assert {name.rpartition("/")[0] for name in html_pages(hostile)} == KINDS
    assert html_pages(hostile).keys() == html_pages(harmless).keys()
    for page, content in html_pages(hostile).items():
        assert elements(content) == elements(harmless[page]), page
    return len(html_pages(hostile))


@pytest.fixture
def make(empty_file: Path, tmp_path: Path) -> Callable[[str], SmallRelease]:
    """Makes empty releases by name."""

    def made(name: str) -> SmallRelease:
        folder = tmp_path / name
        folder.mkdir()
        shutil.copyfile(empty_file, folder / "launchwire.duckdb")
        con = duckdb.connect(str(folder / "launchwire.duckdb"))
        con.execute("set timezone = 'UTC'")
        return SmallRelease(folder / "launchwire.duckdb", con, folder)

    return made


def test_text_that_breaks_out_elsewhere_adds_nothing_to_any_page(make: Callable[[str], SmallRelease]) -> None:
    assert assert_harmless(make, "breaking", list(BREAKING)) > 4 * len(BREAKING)


@pytest.mark.kills
def test_no_text_of_the_collections_adds_anything_to_any_page(shared: Path, make: Callable[[str], SmallRelease]) -> None:
    suites = shared / "suites" / "input"
    found = json.loads((suites / "payloads" / "xss_payloads.json").read_text(encoding="utf-8"))
    found += (suites / "payloadbox-xss" / "Intruder" / "xss-payload-list.txt").read_text(encoding="utf-8", errors="replace").split("\n")
    texts = [text for text in dict.fromkeys(found) if shown(text)]
    assert len(texts) > 5_000
    done = done_before()
    for start in range(0, len(texts), AT_ONCE):
        name = f"texts of strangers {start} to {min(start + AT_ONCE, len(texts))}"
        if name not in done:
            note_done(name, assert_harmless(make, name, texts[start : start + AT_ONCE]))
