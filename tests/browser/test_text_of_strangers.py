"""Text of strangers in every field of a site, opened in a real browser: no dialog, no request, no complaint of the page's own policy."""

import shutil
from pathlib import Path

import duckdb
import pytest
from playwright.sync_api import Browser

from tests.security.test_text_of_strangers import BREAKING, KINDS, html_pages, pages_with
from tests.unit.site.conftest import SmallRelease, empty_file

__all__ = ["empty_file"]
pytestmark = pytest.mark.browser
# a page that shows its own text as markup would call this; a browser that does not know it would only complain
STEAL = "window.steal = () => alert('stolen')"


def test_no_page_of_hostile_text_acts_in_a_browser(browser: Browser, empty_file: Path, tmp_path: Path):
    shutil.copyfile(empty_file, tmp_path / "launchwire.duckdb")
    con = duckdb.connect(str(tmp_path / "launchwire.duckdb"))
    con.execute("set timezone = 'UTC'")
    pages = sorted(html_pages(pages_with(SmallRelease(tmp_path / "launchwire.duckdb", con, tmp_path), list(BREAKING))))
    opened = browser.new_page()
    opened.add_init_script(STEAL)
    asked, complaints = [], []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("dialog", lambda dialog: (complaints.append(dialog.message), dialog.dismiss()))
    for kind in sorted(KINDS):
        for name in [name for name in pages if name.rpartition("/")[0] == kind][:4]:
            opened.goto((tmp_path / "site" / name).as_uri())
    opened.goto(f"{(tmp_path / 'site' / 'search.html').as_uri()}?q=script")
    assert opened.locator("#results a").count() > len(BREAKING)
    opened.close()
    assert [url for url in asked if not url.startswith("file://")] == []
    assert complaints == []
