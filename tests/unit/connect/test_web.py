"""Sources on the web, from sources.toml to the raw layer, against a server on the loopback address."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson
import polars as pl
import pytest

from pipelines.connect.reservations import WELL_KNOWN
from pipelines.custody.forget import forget
from pipelines.custody.opt_outs import find_opt_outs
from pipelines.errors import SourceError
from pipelines.ingest import ingest, read_sources
from pipelines.stage import stage
from pipelines.warehouse import Warehouse, init_warehouse, read_layer
from tests.unit.connect.conftest import Site, raw, reply

RUN_AT = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
PARAGRAPH = "<p>The harbour office said on Monday that a rocket had been seen above the eastern sea for several minutes.</p>" * 4
DAILY = 'kind = "feed"\noutlet = "Desk"\n'


def page(title: str, words: str = "") -> str:
    return f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1>{PARAGRAPH}<p>{words}</p></article></body></html>"


def feed(*items: str) -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Desk</title>{"".join(items)}</channel></rss>'


def item(link: str, title: str = "A rocket", date: str = "Sat, 28 Feb 2026 10:00:00 GMT", text: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link><pubDate>{date}</pubDate><description>{text}</description></item>"


class Desk:
    """A warehouse whose sources are on the test's server."""

    def __init__(self, root: Path, site: Site) -> None:
        self.warehouse: Warehouse = init_warehouse(root / "warehouse", "real")
        self.site, self.root, self.log = site, root, []

    def ingest(self, *entries: str, at: datetime = RUN_AT) -> None:
        common = "allow_private = true\ndelay_seconds = 0\ndeadline_seconds = 2\n"
        text = "".join(f'[[source]]\nid = "s{number}"\n{common}{entry}\n' for number, entry in enumerate(entries, 1))
        (self.root / "sources.toml").write_text(text)
        ingest(self.warehouse, read_sources(self.root / "sources.toml"), at, self.log.append)

    def table(self, name: str) -> pl.DataFrame:
        return read_layer(self.warehouse, name).collect()

    def rows(self, table: str, *columns: str) -> list[tuple[object, ...]]:
        return self.table(table).select(columns).sort(columns).rows()

    def outcomes(self) -> list[tuple[object, ...]]:
        return [(str(url).removeprefix(self.site.url("")), code) for url, code in self.rows("raw.fetches", "url_text", "outcome_code")]

    def health(self) -> tuple[object, ...]:
        columns = ("outcome_code", "announced_count", "new_count", "same_count", "skipped_count", "failed_count", "reject_count")
        return self.table("raw.source_health").sort("run_at").select(columns).rows()[-1]


@pytest.fixture
def desk(tmp_path: Path, site: Site) -> Desk:
    return Desk(tmp_path, site)


def test_a_feed_leads_to_pages_that_become_articles(desk: Desk, site: Site) -> None:
    one, two = site.serve("/1", page("Rocket seen"), Content_Type="text/html"), site.serve("/2", page("Second rocket"))
    url = site.serve("/feed", feed(item(one), item(two), "<item/>"))
    desk.ingest(f'{DAILY}url = "{url}"')
    assert desk.rows("raw.receipts", "locator_text", "media_type_code", "record_count", "reject_count") == [
        (one, "html", 1, 0), (two, "html", 1, 0), (url, "feed", 0, 1),
    ]  # fmt: skip
    assert desk.rows("raw.record_rejects", "position_count", "reason_code") == [(3, "missing_field")]
    assert desk.health() == ("ok", 3, 2, 0, 0, 0, 1)
    stage(desk.warehouse, desk.log.append)
    assert desk.rows("staged.articles", "title_text", "url_text", "outlet_name") == [
        ("Rocket seen", one, "Desk"), ("Second rocket", two, "Desk"),
    ]  # fmt: skip


def test_a_changed_page_is_a_new_version_and_the_old_one_stays(desk: Desk, site: Site) -> None:
    one = site.serve("/1", page("Rocket seen"))
    entry = f'{DAILY}url = "{site.serve("/feed", feed(item(one)))}"'
    desk.ingest(entry)
    desk.ingest(entry, at=RUN_AT + timedelta(days=1))
    assert desk.health() == ("ok", 1, 0, 1, 0, 0, 0)
    site.serve("/1", page("Rocket seen", "The office corrected its account later."))
    desk.ingest(entry, at=RUN_AT + timedelta(days=2))
    assert desk.health() == ("ok", 1, 1, 0, 0, 0, 0)
    assert [locator for (locator,) in desk.rows("raw.receipts", "locator_text")].count(one) == 2


def test_what_did_not_change_is_not_sent_again(desk: Desk, site: Site) -> None:
    def conditional(body: bytes):
        full = reply(body, ETag='"v1"', Content_Type="text/html")
        return lambda connection, path, headers: (
            raw(b"HTTP/1.1 304 Not Modified\r\n\r\n") if headers.get("if-none-match") == '"v1"' else full
        )(connection, path, headers)

    site.answers["/1"] = conditional(page("Rocket seen").encode())
    entry = f'{DAILY}url = "{site.serve("/feed", feed(item(site.url("/1"))))}"'
    desk.ingest(entry)
    desk.ingest(entry, at=RUN_AT + timedelta(days=1))
    assert desk.health() == ("ok", 1, 0, 1, 0, 0, 0)
    assert ("/1", "not_modified") in desk.outcomes()


def test_a_list_that_has_not_changed_still_leads_to_what_did_not_come(desk: Desk, site: Site) -> None:
    links = [site.url(f"/{number}") for number in range(3)]
    site.serve("/0", page("Rocket seen"))
    full = reply(feed(*map(item, links)).encode(), ETag='"v1"')
    same = raw(b"HTTP/1.1 304 Not Modified\r\n\r\n")
    site.answers["/feed"] = lambda connection, path, headers: (same if "if-none-match" in headers else full)(connection, path, headers)
    site.serve("/1", status="404 Not Found")
    site.serve("/2", page("Third rocket"))
    entry = f'{DAILY}max_pages = 2\nurl = "{site.url("/feed")}"'
    desk.ingest(entry)
    assert desk.health() == ("partly", 3, 1, 0, 1, 1, 0)
    site.serve("/1", page("Second rocket"))
    desk.ingest(entry, at=RUN_AT + timedelta(days=1))
    assert ("/feed", "not_modified") in desk.outcomes()
    assert desk.health() == ("ok", 3, 2, 1, 0, 0, 0)
    assert [locator for (locator,) in desk.rows("raw.receipts", "locator_text")] == sorted([*links, site.url("/feed")])


def test_a_list_that_names_what_was_forgotten_is_asked_for_whole(desk: Desk, site: Site) -> None:
    gone, stays = site.serve("/1", page("Rocket seen")), site.serve("/2", page("Second rocket"))
    full = reply(feed(item(gone), item(stays)).encode(), ETag='"v1"')
    same = raw(b"HTTP/1.1 304 Not Modified\r\n\r\n")
    site.answers["/feed"] = lambda connection, path, headers: (same if "if-none-match" in headers else full)(connection, path, headers)
    entry = f'{DAILY}url = "{site.url("/feed")}"'
    desk.ingest(entry)
    forget(desk.warehouse, gone, "the writer asked for it", RUN_AT)
    desk.ingest(entry, at=RUN_AT + timedelta(days=1))
    assert desk.health() == ("ok", 2, 0, 1, 1, 0, 0)
    assert [site.paths().count(path) for path in ("/feed", "/1", "/2")] == [2, 1, 2]
    assert ("/feed", "not_modified") not in desk.outcomes()


def test_what_a_list_tells_without_an_address_is_taken_from_the_list(desk: Desk, site: Site) -> None:
    told = "<item><guid isPermaLink='false'>g1</guid><title>Rocket seen</title><description>It rose at dawn.</description></item>"
    desk.ingest(f'{DAILY}url = "{site.serve("/feed", feed(told))}"')
    assert desk.health() == ("ok", 1, 1, 0, 0, 0, 0)
    assert [locator for (locator,) in desk.rows("raw.receipts", "locator_text")] == [site.url("/feed"), site.url("/feed#g1")]


def test_one_document_is_fetched_once_however_many_lists_name_it(desk: Desk, site: Site) -> None:
    one = site.serve("/1", page("Rocket seen"))
    feeds = [site.serve(f"/feed{number}", feed(item(one), item(one + "#comments"))) for number in (1, 2)]
    desk.ingest(*(f'{DAILY}url = "{url}"' for url in feeds))
    assert site.paths().count("/1") == 1
    assert sorted(desk.rows("raw.source_health", "new_count", "skipped_count")) == [(0, 2), (1, 1)]


def test_a_source_that_fails_stops_no_other(desk: Desk, site: Site) -> None:
    good = site.serve("/feed", feed(item(site.serve("/1", page("Rocket seen")))))
    bad = [site.serve("/gone", status="410 Gone"), site.serve("/noise", b"\x00\x01 no feed"), "http://127.0.0.1:1/feed", site.url("/cut")]
    site.answers["/cut"] = raw(b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<rss>")
    desk.ingest(*(f'{DAILY}url = "{url}"' for url in (*bad, good)))
    assert [code for _, code in desk.rows("raw.source_health", "source_id", "outcome_code")] == ["failed"] * 4 + ["ok"]
    assert desk.rows("raw.record_rejects", "reason_code") == [("not_a_feed",)]
    assert len(desk.log) == 5


def test_robots_are_obeyed(desk: Desk, site: Site) -> None:
    site.serve("/robots.txt", "User-agent: launchwire\nDisallow: /closed/\n")
    links = [site.serve("/closed/1", page("No")), site.serve("/open/1", page("Yes"))]
    desk.ingest(f'{DAILY}url = "{site.serve("/feed", feed(*map(item, links)))}"')
    assert desk.outcomes() == [("/closed/1", "robots"), ("/feed", "fetched"), ("/open/1", "fetched")]
    assert site.paths().count("/robots.txt") == 1
    assert "/closed/1" not in site.paths()


def test_a_redirect_leads_to_nothing_that_robots_forbid(desk: Desk, site: Site) -> None:
    site.serve("/robots.txt", "User-agent: *\nDisallow: /closed/\n")
    site.serve("/closed/1", page("No"))
    links = [site.serve("/old", status="301 Moved", Location="/closed/1"), site.serve("/new", status="301 Moved", Location="/open/1")]
    site.serve("/open/1", page("Yes"))
    desk.ingest(f'{DAILY}url = "{site.serve("/feed", feed(*map(item, links)))}"')
    assert desk.outcomes() == [("/feed", "fetched"), ("/new", "fetched"), ("/old", "robots")]
    assert "/closed/1" not in site.paths()
    assert site.paths().count("/robots.txt") == 1


def test_a_site_is_asked_once_what_it_reserves_and_what_it_says_is_kept_and_heeded(desk: Desk, site: Site) -> None:
    rules = [{"location": "/free/", "tdm-reservation": 0}, {"location": "/*", "tdm-reservation": 1}]
    asked = site.serve(WELL_KNOWN, orjson.dumps(rules), Content_Type="application/json")
    links = [site.serve(path, page(f"Rocket at {path}")) for path in ("/free/1", "/held/1", "/held/2")]
    entry = f'{DAILY}url = "{site.serve("/feed", feed(*map(item, links)))}"'
    desk.ingest(entry)
    assert site.paths().count(WELL_KNOWN) == 1
    assert (asked, "tdmrep", 0, 0) in desk.rows("raw.receipts", "locator_text", "media_type_code", "record_count", "reject_count")
    stage(desk.warehouse, desk.log.append)
    titles = dict(desk.rows("staged.articles", "article_id", "title_text"))
    reserved = [(titles[article], code) for article, code in find_opt_outs(desk.warehouse)]
    assert sorted(reserved) == [("Rocket at /held/1", "mining_reserved"), ("Rocket at /held/2", "mining_reserved")]
    site.answers.pop(WELL_KNOWN)
    desk.ingest(entry, at=RUN_AT + timedelta(days=1))
    assert (WELL_KNOWN, "http_error") in desk.outcomes()
    assert find_opt_outs(desk.warehouse) == []


@pytest.mark.parametrize("body", ["<html>We do not have that</html>", "{}", "[" * 20_000])
def test_a_page_in_the_place_of_reservations_is_not_kept(desk: Desk, site: Site, body: str) -> None:
    site.serve(WELL_KNOWN, body)
    desk.ingest(f'{DAILY}url = "{site.serve("/feed", feed(item(site.serve("/1", page("Rocket seen")))))}"')
    assert desk.outcomes() == [("/1", "fetched"), ("/feed", "fetched")]
    assert desk.table("raw.receipts").height == 2


def test_rules_forbid_to_ask_for_reservations_too_and_who_heeds_no_rules_does_not_ask(desk: Desk, site: Site) -> None:
    site.serve("/robots.txt", "User-agent: *\nDisallow: /.well-known/\n")
    feeds = [site.serve(f"/feed{n}", feed(item(site.serve(f"/{n}", page(f"Rocket {n}"))))) for n in (1, 2)]
    desk.ingest(*(f'{DAILY}robots = {heeds}\nurl = "{url}"' for heeds, url in zip(("true", "false"), feeds, strict=True)))
    assert WELL_KNOWN not in site.paths()


def test_another_host_is_left_alone_for_as_long_as_it_asked_a_redirect(desk: Desk, site: Site) -> None:
    other = site.serve("/busy", "busy", "429 Too Many Requests", Retry_After="86400").replace("127.0.0.1", "localhost")
    link = site.serve("/moved", status="302 Found", Location=other)
    entry = f'{DAILY}url = "{site.serve("/feed", feed(item(link), item(other), item(site.serve("/1", page("Rocket")))))}"'
    desk.ingest(entry)
    desk.ingest(entry, at=RUN_AT + timedelta(hours=1))
    assert site.paths().count("/busy") == 1
    assert ("/1", "fetched") in desk.outcomes()


def test_rules_may_lie_elsewhere(desk: Desk, site: Site) -> None:
    site.serve("/robots.txt", status="301 Moved", Location="/closed/rules.txt")
    site.serve("/closed/rules.txt", "User-agent: *\nDisallow: /closed/\n")
    desk.ingest(f'{DAILY}url = "{site.serve("/feed", feed(item(site.url("/closed/1"))))}"')
    assert desk.outcomes() == [("/closed/1", "robots"), ("/feed", "fetched")]


def test_a_site_that_cannot_tell_its_rules_is_left_alone(desk: Desk, site: Site) -> None:
    site.serve("/robots.txt", status="503 Service Unavailable")
    desk.ingest(f'{DAILY}url = "{site.serve("/feed", feed())}"')
    assert desk.outcomes() == [("/feed", "robots")]


def test_a_wish_to_be_left_alone_outlasts_the_run(desk: Desk, site: Site) -> None:
    url = site.serve("/feed", "busy", "429 Too Many Requests", Retry_After="86400")
    desk.ingest(f'{DAILY}url = "{url}"')
    site.serve("/feed", feed())
    desk.ingest(f'{DAILY}url = "{url}"')
    assert desk.outcomes() == [("/feed", "http_error"), ("/feed", "not_before")]
    assert site.paths().count("/feed") == 1


def test_a_feed_that_carries_its_articles_gives_each_once(desk: Desk, site: Site) -> None:
    first, second = (item(site.url(f"/{n}"), f"Story {n}", text=f"&lt;p&gt;Words of story {n}.&lt;/p&gt;") for n in (1, 2))
    entry = f'{DAILY}content = "full"\nurl = "{site.serve("/feed", feed(first))}"'
    desk.ingest(entry)
    site.serve("/feed", feed(first, second))
    desk.ingest(entry, at=RUN_AT + timedelta(days=1))
    assert desk.health() == ("ok", 2, 1, 1, 0, 0, 0)
    stage(desk.warehouse, desk.log.append)
    assert desk.rows("staged.articles", "title_text", "body_text", "given_date_text") == [
        ("Story 1", "Words of story 1.", "2026-02-28T10:00:00+00:00"), ("Story 2", "Words of story 2.", "2026-02-28T10:00:00+00:00"),
    ]  # fmt: skip
    assert "/1" not in site.paths()


def test_old_and_surplus_documents_are_passed_over_and_counted(desk: Desk, site: Site) -> None:
    links = [site.serve(f"/{number}", page(f"Story {number}")) for number in range(4)]
    items = [item(links[0], date="Mon, 01 Dec 2025 10:00:00 GMT"), *map(item, links[1:])]
    desk.ingest(f'{DAILY}max_pages = 2\nurl = "{site.serve("/feed", feed(*items))}"')
    assert desk.health() == ("ok", 4, 2, 0, 2, 0, 0)


def test_a_source_that_is_not_due_is_not_asked(desk: Desk, site: Site) -> None:
    entry = f'{DAILY}every_hours = 24\nurl = "{site.serve("/feed", feed())}"'
    desk.ingest(entry, at=datetime.now(UTC))
    desk.ingest(entry, at=datetime.now(UTC) + timedelta(hours=23))
    desk.ingest(entry, at=datetime.now(UTC) + timedelta(hours=25))
    assert site.paths().count("/feed") == 2


def test_sitemaps_lists_queries_and_alerts_lead_to_pages(desk: Desk, site: Site, tmp_path: Path) -> None:
    one, two, three, four, five = (site.serve(f"/{n}", page(f"Story {n}")) for n in range(1, 6))
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    inner = site.serve("/inner.xml.gz", gzip.compress(f"<urlset {space}><url><loc>{one}</loc></url></urlset>".encode()))
    index = site.serve("/index.xml", f"<sitemapindex {space}><sitemap><loc>{inner}</loc></sitemap></sitemapindex>")
    query = site.serve("/doc", f'{{"articles": [{{"url": "{two}", "title": "Two", "seendate": "20260228T101500Z"}}]}}')
    (tmp_path / "urls.txt").write_text(f"# of the desk\n{three}\n\nfile:///etc/passwd\n")
    mail = f'From a@b Sat Feb 28 10:00:00 2026\nContent-Type: text/html\n\n<a href="https://alerts.example/r?url={four}">x</a>\n'
    (tmp_path / "alerts.mbox").write_text(mail)
    desk.ingest(
        f'kind = "sitemap"\nurl = "{index}"', f'kind = "gdelt"\nurl = "{query}"', 'kind = "urls"\npath = "urls.txt"',
        'kind = "alerts"\npath = "alerts.mbox"', f'kind = "page"\nurl = "{five}"',
    )  # fmt: skip
    assert desk.rows("raw.source_health", "source_id", "new_count", "reject_count") == [
        ("s1", 1, 0), ("s2", 1, 0), ("s3", 1, 1), ("s4", 1, 0), ("s5", 1, 0),
    ]  # fmt: skip
    assert desk.table("raw.records").height == 5


def test_what_is_no_page_is_kept_and_refused(desk: Desk, site: Site) -> None:
    link = site.serve("/paper.pdf", b"%PDF-1.7", Content_Type="application/pdf")
    desk.ingest(f'{DAILY}url = "{site.serve("/feed", feed(item(link)))}"')
    assert desk.rows("raw.record_rejects", "locator_text", "reason_code") == [(link, "unsupported_media")]


def test_a_list_that_is_too_much_for_a_worker_costs_only_itself(desk: Desk, site: Site) -> None:
    nested = "<a>" * 200_000
    bad = site.serve("/bad", f"<rss><channel><item><description>{nested}</description></item></channel></rss>")
    good = site.serve("/feed", feed(item(site.serve("/1", page("Rocket seen")))))
    desk.ingest(f'{DAILY}url = "{bad}"', f'{DAILY}url = "{good}"')
    assert desk.rows("raw.source_health", "source_id", "outcome_code", "new_count")[1] == ("s2", "ok", 1)


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ('kind = "feed"', "expected url"),
        ('kind = "feed"\nurl = "file:///etc/passwd"', "only http and https"),
        ('kind = "feed"\nurl = "http://me:secret@desk.example/"', "user name or password"),
        ('kind = "feed"\nurl = "http://desk.example/"\npath = "x"', "expected url"),
        ('kind = "feed"\nurl = "http://desk.example/"\nmax_pages = "many"', "must be a whole number"),
        ('kind = "feed"\nurl = "http://desk.example/"\ndelay_seconds = -1', "must not be negative"),
        ('kind = "feed"\nurl = "http://desk.example/"\ndelay_seconds = inf', "must not be negative, and below"),
        ('kind = "feed"\nurl = "http://desk.example/"\nevery_hours = nan', "must not be negative, and below"),
        ('kind = "feed"\nurl = "http://desk.example/"\nallow_private = 1', "must be true or false"),
        ('kind = "feed"\nurl = "http://desk.example/"\ncontent = "some"', '"link" or "full"'),
        ('kind = "feed"\nurl = "http://desk.example/"\nuser_agent = "a\\nHost: b"', "in one line"),
        ('kind = "feed"\nurl = "http://desk.example/"\nspeed = 1', "unknown entries ['speed']"),
        ('kind = "urls"\npath = "missing.txt"', "is missing"),
        ('kind = "folder"\nurl = "http://desk.example/"', "unknown entries ['url']"),
    ],
)
def test_a_mistake_in_an_entry_is_named(tmp_path: Path, entry: str, problem: str) -> None:
    (tmp_path / "sources.toml").write_text(f'[[source]]\nid = "a"\n{entry}\n')
    with pytest.raises(SourceError) as caught:
        read_sources(tmp_path / "sources.toml")
    assert problem in str(caught.value)
    assert "secret" not in str(caught.value)
