"""The site of small releases: what each page says, that nothing in it acts, and that equal releases make equal bytes."""

from datetime import date
from pathlib import Path
from urllib.parse import urldefrag

import pytest
from lxml import html

from pipelines.errors import QueryError, WarehouseError

EVENT_PAGE = "launches/evt_1.html"
SCRIPTS = {"launch.js", "search.js", "search-index.js"}


def words_of(page: str) -> str:
    return " ".join(html.document_fromstring(page).find("body").text_content().split())


def test_an_empty_release_says_what_to_do(release):
    release.add("history.refreshes")
    built = release.build()
    assert built.lacks == {}
    told = words_of(release.page("index.html"))
    assert "Nothing to show yet" in told
    assert "Run launchwire refresh." in told


def test_one_event_shows_its_claim_with_speaker_outlet_day_and_sentence(release):
    release.one_event().build()
    told = words_of(release.page())
    assert "claimed by Kari Nordmann" in told
    assert "The fleet let a Gannet rocket fly from Heron Point" in told
    assert "Fjord Courier, 1 March 2024" in told
    assert "1 independent origin" in told
    assert "Sweden voiced concern" in told


def test_every_link_leads_to_a_page_and_a_place_that_are_there(release):
    release.one_event().build()
    root = release.folder / "site"
    pages = {path: html.document_fromstring(path.read_bytes()) for path in root.rglob("*.html")}
    places = {path: set(page.xpath("//@id")) for path, page in pages.items()}
    for path, page in pages.items():
        assert len(page.xpath("//@id")) == len(places[path]), path
        for link in page.xpath("//a/@href | //link/@href | //script/@src | //form/@action | //*[local-name()='image']/@href"):
            if link.startswith("https://"):
                continue
            name, place = urldefrag(link)
            target = (path.parent / name).resolve() if name else path
            assert target.is_file(), (path, link)
            assert not place or place in places[target], (path, link)


def test_what_articles_say_is_text_and_never_acts(release):
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    release.one_event()
    release.con.execute(
        "update modeled.articles set title_text = $evil, url_text = 'javascript:alert(3)', language_code = 'x\"y'", {"evil": evil}
    )
    release.con.execute("update modeled.outlets set outlet_name = $evil", {"evil": evil})
    release.con.execute("update modeled.claims set evidence_text = $evil, speaker_name = $evil", {"evil": evil})
    release.con.execute("update modeled.launch_events set vehicle_name = $evil, site_name = $evil", {"evil": evil})
    release.build()
    for path in (release.folder / "site").rglob("*.html"):
        page = html.document_fromstring(path.read_bytes())
        assert {Path(source).name for source in page.xpath("//script/@src")} <= SCRIPTS
        assert page.xpath("//script[not(@src)] | //img | //iframe | //*[@style] | //@*[starts-with(name(), 'on')]") == []
        assert [link for link in page.xpath("//@href") if link.startswith("javascript")] == []
        [policy] = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.startswith("default-src 'none'")
    assert evil in words_of(release.page())
    index = (release.folder / "site" / "assets" / "search-index.js").read_text(encoding="utf-8")
    assert "<" not in index


def test_long_sentences_are_cut_and_each_quotation_is_isolated(release):
    release.one_event()
    release.con.execute("update modeled.claims set evidence_text = repeat('장거리 ', 200)")
    release.build()
    quotes = html.document_fromstring(release.page()).xpath("//q[@dir='auto']")
    assert quotes
    assert max(len(quote.text_content()) for quote in quotes) <= 200


@pytest.mark.parametrize("name", ["광명성", "はやぶさ", "سفير", "a\u202eb\x07c"])
def test_names_of_any_script_stand_in_an_isolate(release, name):
    release.one_event()
    release.con.execute("update modeled.launch_events set vehicle_name = $name", {"name": name})
    release.build()
    [heading] = html.document_fromstring(release.page()).xpath("//h1/bdi")
    assert heading.text_content() == name.replace("\x07", "") + ", Norway"


def test_a_site_without_position_has_no_map_and_says_so(release):
    release.one_event()
    release.con.execute("update modeled.sites set latitude_deg = null")
    release.build()
    for page in (EVENT_PAGE, "sites/heron.html"):
        assert "So there is no map." in words_of(release.page(page))
    assert "1 launch that flew has no site with a known position" in words_of(release.page("index.html"))


def test_a_launch_without_a_day_is_listed_under_no_single_year(release):
    release.one_event()
    release.con.execute("update modeled.launch_events set launch_date_min = null, launch_date_max = null")
    release.build()
    assert "no day told" in words_of(release.page())
    assert "Gannet, Norway" in words_of(release.page("years/open.html"))


def test_equal_releases_make_equal_bytes_and_a_second_site_writes_nothing(release, files_of):
    release.one_event()
    assert release.build("one").written_count == release.build("two").written_count
    assert files_of(release.folder / "one") == files_of(release.folder / "two")
    assert release.build("one").written_count == 0


def test_a_change_rewrites_only_the_pages_that_show_it(release, files_of):
    release.one_event().add("modeled.launch_events", launch_event_id="evt_2", vehicle_name="Petrel", site_id=None, site_name=None).build()
    before = files_of(release.folder / "site")
    release.con.execute("update modeled.launch_events set outcome_code = 'failure' where launch_event_id = 'evt_1'")
    release.build()
    after = files_of(release.folder / "site")
    changed = {name for name in after if after[name] != before[name]}
    assert EVENT_PAGE in changed
    assert not {"launches/evt_2.html", "claimants/act_1.html", "assets/site.css"} & changed


def test_a_launch_that_left_takes_its_page_along(release):
    release.one_event().add("modeled.launch_events", launch_event_id="evt_2").build()
    release.con.execute("delete from modeled.launch_events where launch_event_id = 'evt_2'")
    assert release.build().removed_count == 1
    assert not (release.folder / "site" / "launches" / "evt_2.html").exists()


def test_a_page_that_was_cut_short_is_written_again(release):
    release.one_event().build()
    page = release.folder / "site" / EVENT_PAGE
    whole = page.read_bytes()
    page.write_bytes(whole[:100])
    assert release.build().written_count == 1
    assert page.read_bytes() == whole


def test_a_release_of_another_version_is_shown_as_far_as_it_goes(release):
    release.one_event()
    release.con.execute("alter table modeled.reactions drop column delay_days")
    release.con.execute("drop table modeled.launch_windows")
    built = release.build()
    assert set(built.lacks) == {"event_reactions", "event_windows"}
    told = words_of(release.page())
    assert told.count("Cannot be shown. This release was made by another version") == 2
    assert "delay_days" in told
    assert "claimed by Kari Nordmann" in told


def test_a_release_without_launch_events_is_refused_in_words(release):
    release.con.execute("alter table modeled.launch_events drop column outcome_code")
    with pytest.raises(QueryError, match=r"outcome_code.*launchwire refresh"):
        release.build()


def test_a_folder_of_somebody_else_is_left_alone(release):
    other = release.folder / "site"
    other.mkdir()
    (other / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(WarehouseError, match="no site of launchwire"):
        release.build()
    assert [path.name for path in other.iterdir()] == ["thesis.txt"]


def test_windows_stand_with_their_slip_and_the_flight(release):
    first, second = (date(2024, 2, 1), date(2024, 2, 29)), (date(2024, 3, 1), date(2024, 3, 4))
    release.one_event()
    shared = {"launch_event_id": "evt_1", "status_code": "announced", "article_launch_id": "lau_1"}
    release.add("modeled.launch_windows", **shared, window_number=1, window_date_min=first[0], window_date_max=first[1],
                revision_code="first", flight_code="late", outside_days=1)  # fmt: skip
    release.add("modeled.launch_windows", **shared, window_number=2, window_date_min=second[0], window_date_max=second[1],
                revision_code="slip", slip_days=29, flight_code="inside", outside_days=0)  # fmt: skip
    release.build()
    [table] = html.document_fromstring(release.page()).xpath("//section[@aria-labelledby='windows-title']//table")
    cells = [[" ".join(cell.text_content().split()) for cell in row] for row in table.xpath("tbody/tr")]
    assert [row[:3] for row in cells] == [
        ["February 2024", "the launching party", "first window"],
        ["1 to 4 March 2024", "the launching party", "moved later, +29 days"],
    ]
    assert cells[0][5] == "flew after it, 1 day"


def test_downloads_are_linked_where_there_are_any(release):
    release.one_event().build()
    assert "No downloads lie beside this site." in words_of(release.page("data.html"))
    (release.folder / "exports").mkdir()
    (release.folder / "exports" / "launches.csv").write_text("id\n", encoding="utf-8")
    release.build()
    assert html.document_fromstring(release.page("data.html")).xpath("//a[@href='../exports/launches.csv']")


def test_a_year_of_many_launches_is_told_on_several_pages(release, monkeypatch):
    monkeypatch.setattr("pipelines.site.pages.LISTED", 2)
    release.one_event().add("modeled.launch_events", launch_event_id="evt_2").add("modeled.launch_events", launch_event_id="evt_3").build()
    assert "3 launches, page 1 of 2." in words_of(release.page("years/2024.html"))
    assert html.document_fromstring(release.page("years/2024-2.html")).xpath("//tbody/tr/th/a/@href") == ["../launches/evt_3.html"]
