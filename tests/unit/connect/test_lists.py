"""What feeds, sitemaps, lists and mails announce."""

import gzip
import time
from datetime import date

import pytest

from pipelines.connect.feeds import read_feed
from pipelines.connect.html_text import html_to_text
from pipelines.connect.listing import Listed, Listing, day_of
from pipelines.connect.lists import read_gdelt, read_sitemap, read_url_list
from pipelines.connect.mail import read_alerts, read_mail, split_mbox
from pipelines.connect.read_list import ListTask, read_list

HERE = "https://desk.example/feed"
ATOM = '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://desk.example/news/">{}</feed>'


def only(listing: Listing) -> Listed:
    assert listing.flaws == ()
    (item,) = listing.items
    return item


def rss(body: str, declared: str = "") -> bytes:
    return f'{declared}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>{body}</channel></rss>'.encode()


def test_an_item_of_rss_is_read() -> None:
    held = only(
        read_feed(
            rss(
                "<item><title>Fish &amp;amp; chips</title><link> /a?b=1&amp;c </link><guid isPermaLink='false'>g1</guid>"
                "<pubDate>Fri, 6 Mar 2026 09:30:00 +0900</pubDate><author>A. Writer</author><description>Short.</description>"
                "<content:encoded><![CDATA[<p>One&nbsp;long.</p><script>no()</script><p>Two.</p>]]></content:encoded></item>"
            ),
            HERE,
        )
    )
    assert held == Listed(
        1, "https://desk.example/a?b=1&c", "Fish & chips", "2026-03-06T09:30:00+09:00", "g1", "A. Writer", "One long.\n\nTwo."
    )  # fmt: skip


def test_an_entry_of_atom_is_read() -> None:
    entry = (
        "<entry><title type='html'>&lt;b&gt;Bold&lt;/b&gt;</title><id>tag:1</id><link rel='self' href='x'/><link href='1.html'/>"
        "<published>2026-03-06T00:30:00Z</published><updated>2026-03-07T00:30:00Z</updated>"
        "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Words.</p></div></content></entry>"
    )
    held = only(read_feed(ATOM.format(entry).encode(), HERE))
    assert (held.url, held.title, held.date) == ("https://desk.example/news/1.html", "Bold", "2026-03-06T00:30:00+00:00")
    assert held.text == "Words."


def test_an_item_of_a_json_feed_is_read() -> None:
    content = b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "url": "/a", "content_html": "<p>Words.</p>"}, 7]}'
    held = read_feed(content, HERE)
    assert [(item.url, item.text) for item in held.items] == [("https://desk.example/a", "Words.")]
    assert [(flaw.position, flaw.reason) for flaw in held.flaws] == [(2, "missing_field")]


@pytest.mark.parametrize(
    "content",
    [
        b"<item><title>Rocket & moon</title><link>http://a.example/1</link></item>",
        b"<item><title>Rocket &nbsp; moon</title><link>http://a.example/1</link>",
        b"<item><title>Rocket <i>moon</title><link>http://a.example/1</link></item>",
        b"<item><title>Rocket moon</title><link>http://a.example/1</link></item><item",
    ],
)
def test_a_broken_feed_gives_what_is_whole(content: bytes) -> None:
    assert read_feed(rss(content.decode()), HERE).items[0].title.startswith("Rocket")


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("", "utf-8"), ("", "windows-1252"), ('<?xml version="1.0" encoding="euc-kr"?>', "euc-kr"),
        ('<?xml version="1.0" encoding="utf-16"?>', "utf-16"),
    ],
)  # fmt: skip
def test_a_feed_is_read_in_its_encoding(declared: str, encoding: str) -> None:
    title = "로켓" if encoding == "euc-kr" else "Fusée à l’aube"
    text = rss(f"<item><title>{title}</title></item>", declared).decode()
    assert only(read_feed(text.encode(encoding), HERE)).title == title


@pytest.mark.parametrize("content", [b"", b"plain words", b"<html><p>x</p></html>", b"{}", b'{"items": []}', b"<rss", b"\0\1\2"])
def test_what_is_no_feed_is_refused(content: bytes) -> None:
    held = read_list(ListTask("feed", content, HERE))
    assert held.items == ()
    assert [flaw.position for flaw in held.flaws] == ([] if content == b"<rss" else [0])


def test_nothing_outside_is_read_or_unfolded(tmp_path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret words")
    doctype = f'<!DOCTYPE rss [<!ENTITY a "lol"><!ENTITY b "{"&a;" * 1000}"><!ENTITY c "{"&b;" * 1000}"><!ENTITY f SYSTEM "{secret}">]>'
    started = time.process_time()
    held = read_feed(rss("<item><title>x &f; &c; y</title><link>http://a.example/</link></item>", doctype), HERE)
    assert "secret words" not in str(held)
    assert len(str(held)) < 10_000
    assert time.process_time() - started < 2


def test_addresses_that_cannot_be_fetched_are_flaws() -> None:
    links = "".join(f"<item><link>{link}</link></item>" for link in ("javascript:alert(1)", "file:///etc/passwd", "http://a.example/1"))
    held = read_list(ListTask("feed", rss(links), HERE))
    assert [item.url for item in held.items] == ["http://a.example/1"]
    assert [(flaw.position, flaw.reason) for flaw in held.flaws] == [(1, "bad_url"), (2, "bad_url")]


def test_a_news_sitemap_is_read_packed_or_not() -> None:
    content = (
        b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">'
        b"<url><loc>https://a.example/1</loc><lastmod>2026-03-07</lastmod><n:news><n:publication_date>2026-03-06</n:publication_date>"
        b"<n:title>One</n:title></n:news></url><url/></urlset>"
    )
    for held in (read_sitemap(content, ""), read_sitemap(gzip.compress(content), "")):
        assert held.items == (Listed(1, "https://a.example/1", "One", "2026-03-06T00:00:00"),)
        assert [flaw.reason for flaw in held.flaws] == ["missing_field"]
    assert read_sitemap(gzip.compress(content)[:-9], "").flaws[0].reason == "damaged_gzip"
    assert read_sitemap(gzip.compress(bytes(200 << 20)), "").flaws[0].reason == "damaged_gzip"


def test_a_list_of_addresses_is_read_line_by_line() -> None:
    held = read_list(ListTask("urls", b"\xef\xbb\xbf# ours\r\nhttp://a.example/1\r\n\r\nnonsense\r\n", ""))
    assert [(item.position, item.url) for item in held.items] == [(2, "http://a.example/1")]
    assert [(flaw.position, flaw.reason) for flaw in held.flaws] == [(4, "bad_url")]
    assert read_url_list(b"", "") == Listing()


def test_a_document_list_of_gdelt_is_read_as_json_and_csv() -> None:
    json_list = b'{"articles": [{"url": "http://a.example/1", "title": "One", "seendate": "20260306T101500Z"}, {"title": "no address"}]}'
    csv_list = b"\xef\xbb\xbfURL,MobileURL,Date,Title\nhttp://a.example/1,,2026-03-06 10:15:00,One\n,,,\n"
    for content in (json_list, csv_list):
        held = read_gdelt(content, "")
        assert [(item.url, item.title, (item.date or "")[:16]) for item in held.items] == [
            ("http://a.example/1", "One", "2026-03-06T10:15")
        ]
        assert [(flaw.position, flaw.reason) for flaw in held.flaws] == [(2, "missing_field")]
    assert read_gdelt(b"<html>", "").flaws[0].reason == "not_a_list"
    assert read_gdelt(b"{nonsense", "").flaws[0].reason == "not_json"
    assert read_gdelt(b"{}", "") == Listing()


def test_a_time_that_cannot_be_costs_no_other_document_of_the_list() -> None:
    times = ("20260306T101500Z", "99999999T999999Z")
    rows = ",".join(f'{{"url": "http://a.example/{at}", "seendate": "{at}"}}' for at in times)
    assert [item.date for item in read_gdelt(f'{{"articles": [{rows}]}}'.encode(), "").items] == [
        "2026-03-06T10:15:00+00:00",
        "99999999T999999Z",
    ]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2026-03-06T01:00:00+09:00", date(2026, 3, 5)),
        ("2026-03-06", date(2026, 3, 6)),
        ("0001-01-01T00:00:00+09:00", None),
        ("9999-12-31T23:00:00-09:00", None),
        ("soon", None),
        (None, None),
    ],
)
def test_the_day_of_a_document_is_that_in_utc_where_it_has_one(written: str | None, day: date | None) -> None:
    assert day_of(Listed(1, "http://a.example/1", date=written)) == day


@pytest.mark.parametrize("kind", ["multipart/mixed; boundary=b{}", "message/rfc822"])
def test_a_mail_of_parts_in_parts_without_an_end_keeps_its_headers(kind: str) -> None:
    nested = "".join(f"Content-Type: {kind.format(number)}\n\n--b{number}\n" for number in range(1200))
    assert read_mail(f"Subject: One\nFrom: desk@a.example\n{nested}\nA rocket rose.\n".encode()).subject == "One"


MBOX = (
    b"From alerts@desk.example Fri Mar  6 10:00:00 2026\n"
    b"Message-ID: <one@desk.example>\nSubject: =?utf-8?q?Rocket_=E2=80=93_news?=\nFrom: Desk <alerts@desk.example>\n"
    b"Date: Fri, 06 Mar 2026 10:00:00 +0000\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    b'<p>A rocket=C2=A0rose.</p><a href=3D"https://g.example/url?rct=3Dj&amp;url=3Dhttps://a.example/1&amp;ct=3Dga">x</a>'
    b'<a href=3D"https://g.example/alerts/remove">stop</a>\n\n>From here on nothing.\n\n'
    b"From alerts@desk.example Sat Mar  7 10:00:00 2026\nSubject: Second\n\nSee http://b.example/2. From then on.\n"
)


def test_mails_are_told_apart_and_read() -> None:
    first, second = (read_mail(MBOX[start:end]) for start, end in split_mbox(MBOX))
    assert (first.id, first.subject) == ("one@desk.example", "Rocket – news")
    assert first.date == "2026-03-06T10:00:00+00:00"
    assert first.text.startswith("A rocket rose.")
    assert first.links == ("https://a.example/1",)
    assert (second.subject, second.text) == ("Second", "See http://b.example/2. From then on.")
    assert [item.url for item in read_alerts(MBOX, "").items] == ["https://a.example/1", "http://b.example/2"]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"From ", b"no mail at all", b"Subject: =?x?q?\xff?=\nContent-Type: text/plain; charset=nonsense\n\n\xff\xfe",
        b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" * 50, b"Date: nonsense\nFrom: \xff <\n\n", b"\0" * 1000,
        b"Content-Transfer-Encoding: base64\n\n!!!!", b"Content-Type: text/html; charset=\"=?\"\n\n<a href=",
    ],
)  # fmt: skip
def test_a_broken_mail_is_read_as_far_as_it_goes(content: bytes) -> None:
    assert isinstance(read_mail(content).text, str)


def test_markup_becomes_paragraphs_in_linear_time() -> None:
    assert html_to_text("a <b>b</b> &lt; c<br>d<p>e<style>p {}</style></p>") == "a b < c\n\nd\n\ne"
    started = time.process_time()
    html_to_text("<div>" * 200_000 + "x" + "<a b=c>" * 100_000)
    html_to_text("<p " + " ".join(f"a{number}=1" for number in range(100_000)) + ">x")
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    "header",
    [b"Content-Type: text/plain; charset=\0", b"Subject: =?\x95?q?x?=", b"Subject: =?x?b?x?=", b"Content-Type: text/plain; charset=no"],
)
def test_a_mail_in_letters_that_none_knows_is_read_as_far_as_it_goes(header: bytes) -> None:
    mail = read_mail(header + b"\nDate: Mon, 2 Mar 2026 09:00:00 +0000\n\nA rocket rose. http://desk.example/1\n")
    assert mail.text == "A rocket rose. http://desk.example/1"
    assert mail.links == ("http://desk.example/1",)
