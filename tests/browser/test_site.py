"""A person opens the site of the sample from disk: nothing is asked of the network, the search finds, the slider hides what came later."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import keep_picture

pytestmark = pytest.mark.browser

CONTEXT_WIDTHS = {"wide": 1280, "phone": 390}
RULES = {"preload": False, "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
MOST_TOLD = "select launch_event_id from modeled.launch_events order by article_count desc, launch_event_id limit 1"


@pytest.fixture(scope="module")
def site(sample_warehouse: Path, launchwire, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "site"
    made = launchwire("site", "--warehouse", sample_warehouse, "--output", folder)
    assert made.returncode == 0, made.stderr
    assert f"open {folder / 'index.html'}" in made.stdout
    return folder


@pytest.fixture(scope="module")
def dossier(sample_warehouse: Path, site: Path) -> Path:
    with duckdb.connect(str(sample_warehouse / "launchwire.duckdb"), read_only=True) as con:
        [(event,)] = con.execute(MOST_TOLD).fetchall()
    return site / "launches" / f"{event}.html"


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """A page that notes what it asks for and what it complains of."""
    opened = browser.new_page(viewport={"width": CONTEXT_WIDTHS["wide"], "height": 900})
    asked, complaints = [], []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    opened.close()
    assert [url for url in asked if not url.startswith("file://")] == []
    assert complaints == []


def test_the_overview_leads_to_a_launch(reader: Page, site: Path):
    reader.goto(site.joinpath("index.html").as_uri())
    expect(reader.get_by_role("heading", level=1)).to_have_text("Launches as they were told")
    expect(reader.get_by_role("complementary")).to_contain_text("its outlets do not exist")
    keep_picture(reader, "site-overview")
    reader.get_by_role("table", name="The latest of").get_by_role("link").first.click()
    expect(reader.get_by_role("heading", name="Claims side by side")).to_be_visible()


def test_a_site_on_the_map_leads_to_its_page(reader: Page, site: Path):
    reader.goto(site.joinpath("index.html").as_uri())
    reader.get_by_role("link", name="Tanegashima Space Center: 0 flown, 1 planned").first.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Tanegashima Space Center")


def test_the_search_finds_by_keyboard_from_any_page(reader: Page, dossier: Path):
    reader.goto(dossier.as_uri())
    reader.get_by_role("searchbox").fill("malligyong sohae")
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("status")).to_have_text("1 result for “malligyong sohae”.")
    reader.locator("#results a").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Chollima-1 with Malligyong-1, North Korea")


def test_the_search_shows_what_is_typed_as_text(reader: Page, site: Path):
    reader.goto(f"{site.joinpath('search.html').as_uri()}?q=<img src=x onerror=alert(1)>")
    expect(reader.get_by_role("status")).to_have_text("Nothing found for “<img src=x onerror=alert(1)>”.")


def test_the_slider_changes_what_is_shown(reader: Page, dossier: Path):
    reader.goto(dossier.as_uri())
    slider = reader.get_by_role("slider", name="Day of knowledge")
    entries = reader.locator("li[data-known]:not(.later)")
    known_today = entries.count()
    expect(reader.locator("#known-day")).to_contain_text("everything that is known today")
    slider.focus()
    reader.keyboard.press("Home")
    expect(reader.locator("#known-day")).to_contain_text("later entries are hidden")
    known_first = entries.count()
    assert 0 < known_first < known_today
    keep_picture(reader, "site-known-first")
    reader.get_by_role("button", name="One day of news on").click()
    assert known_first < entries.count() <= known_today
    slider.focus()
    reader.keyboard.press("End")
    assert entries.count() == known_today


def test_a_claim_leads_to_its_sentence(reader: Page, dossier: Path):
    reader.goto(dossier.as_uri())
    reader.locator(".side").get_by_role("link", name="sentence").first.click()
    sentence = reader.locator(":target")
    expect(sentence).to_be_visible()
    expect(sentence).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_hinders_anybody(reader: Page, site: Path, dossier: Path, scheme: str):
    reader.emulate_media(color_scheme=scheme)
    others = [site / "data.html", *(min(site.joinpath(kind).glob("[!i]*.html")) for kind in ("sites", "countries", "claimants", "outlets"))]
    for path in [site / "index.html", dossier, *(others if scheme == "light" else [])]:
        reader.goto(path.as_uri())
        found = Axe().run(reader, options=RULES)
        assert [(violation["id"], violation["nodes"][0]["html"]) for violation in found.response["violations"]] == [], path
    keep_picture(reader, f"site-dossier-{scheme}")


def test_nothing_is_wider_than_a_phone(reader: Page, site: Path, dossier: Path):
    reader.set_viewport_size({"width": CONTEXT_WIDTHS["phone"], "height": 844})
    pages = [site / "index.html", dossier, site / "data.html", site / "sites" / "index.html", site / "claimants" / "index.html"]
    for path in pages:
        reader.goto(path.as_uri())
        assert reader.evaluate("document.documentElement.scrollWidth") <= CONTEXT_WIDTHS["phone"], path


def test_print_leaves_out_what_only_works_on_a_screen(reader: Page, dossier: Path):
    reader.goto(dossier.as_uri())
    reader.emulate_media(media="print")
    expect(reader.get_by_role("searchbox")).to_be_hidden()
    expect(reader.get_by_role("slider")).to_be_hidden()
    expect(reader.get_by_role("heading", name="Sources")).to_be_visible()
