"""Title, text, date and address of pages."""

from datetime import date

import pytest
import trafilatura

from pipelines.stage.page import read_page, read_page_plainly, strip_site
from pipelines.stage.page_dates import find_page_date

LATEST = date(2024, 6, 1)
BODY = "".join(
    f"<p>{text}</p>"
    for text in (
        "The rocket left its pad shortly after dawn, the space agency of the republic said in a short notice.",
        "Fishing boats had been told two days before to keep out of three areas of the eastern sea.",
        "Officials of the harbour town counted no damage and opened the quays again before noon.",
    )
)


def html(head: str = "", body: str = BODY) -> str:
    menu = "<nav><a href='/'>Home</a></nav>"
    return f"<html><head>{head}</head><body>{menu}<article><h1>Rocket leaves its pad</h1>{body}</article></body></html>"


def test_the_article_of_a_page() -> None:
    page = read_page(
        html('<title>Rocket leaves its pad | Harbour Post</title><meta property="og:site_name" content="Harbour Post">'
             '<link rel="canonical" href="https://harbourpost.example/rocket">'),
        LATEST,
    )  # fmt: skip
    assert page is not None
    assert (page.title, page.outlet, page.url, page.method) == (
        "Rocket leaves its pad", "Harbour Post", "https://harbourpost.example/rocket", "trafilatura",
    )  # fmt: skip
    assert page.text.startswith("The rocket left its pad")
    assert page.text.endswith("opened the quays again before noon.")
    assert "Home" not in page.text


def test_a_page_without_text_has_no_article() -> None:
    assert read_page("<html><body></body></html>", LATEST) is None
    assert read_page("", LATEST) is None
    assert read_page_plainly("<p>short</p>") is None


@pytest.mark.parametrize("element", ["svg", "form", "iframe", "script"])
def test_a_page_that_is_nothing_but_a_picture_or_a_form_has_no_article(element: str) -> None:
    assert read_page(f"<?><{element}><a/><b>", LATEST) is None


def test_a_page_of_links_has_no_article() -> None:
    links = "".join(f"<li><a href='/{number}'>Rocket {number}</a></li>" for number in range(30))
    assert read_page(f"<html><body><ul>{links}</ul></body></html>", LATEST) is None


def test_a_page_that_asks_for_a_password_has_an_article_only_where_it_tells_more() -> None:
    form = "<form><p>Please sign in, or take a subscription, to read on.</p><input type='password'></form>"
    assert read_page(f"<html><body><h1>Sign in</h1>{form}</body></html>", LATEST) is None
    teaser = read_page(html(body=BODY * 2 + form), LATEST)
    assert teaser is not None
    assert teaser.text.startswith("The rocket left its pad")


def test_paragraphs_are_found_without_the_usual_way() -> None:
    page = read_page_plainly(html("<title>Rocket leaves its pad</title><script>var p = '<p>not text at all, but a script</p>'</script>"))
    assert page is not None
    assert (page.title, page.method, page.date) == ("Rocket leaves its pad", "fallback", None)
    assert page.text.count("\n") == 2
    assert "script" not in page.text


@pytest.mark.parametrize(
    ("title", "site", "host", "stripped"),
    [
        ("Rocket rises - Harbour Post", "Harbour Post", None, "Rocket rises"),
        ("Rocket rises | HARBOUR POST", "Harbour Post", None, "Rocket rises"),
        ("Rocket rises – harbourpost.example", None, "www.harbourpost.example", "Rocket rises"),
        ("Rocket rises – HarbourPost", None, "harbourpost.example", "Rocket rises"),
        ("Rocket rises | Harbour Post | harbourpost.example", "Harbour Post", "harbourpost.example", "Rocket rises"),
        ("Rocket rises - but not far", "Harbour Post", "harbourpost.example", "Rocket rises - but not far"),
        ("Hwasong-17: what is known", "Harbour Post", None, "Hwasong-17: what is known"),
        ("Harbour Post", "Harbour Post", None, "Harbour Post"),
        ("", None, None, ""),
    ],
)
def test_a_title_loses_the_name_of_the_site(title: str, site: str | None, host: str | None, stripped: str) -> None:
    assert strip_site(title, site, host) == stripped


@pytest.mark.parametrize(
    ("head", "found", "method"),
    [
        ('<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-05-06T01:00:00+09:00"}</script>',
         "2024-05-06T01:00:00+09:00", "json_ld"),
        ('<script type="application/ld+json">{"@graph": [{"@type": "WebPage"}, {"datePublished": "2024-05-06"}]}</script>',
         "2024-05-06", "json_ld"),
        ('<script type="application/ld+json">[{"datePublished": "2024-05-06"}]</script>', "2024-05-06", "json_ld"),
        ('<meta property="article:published_time" content="2024-05-06T10:00:00Z">', "2024-05-06T10:00:00Z", "meta_tag"),
        ('<meta name="pubdate" content="2024-05-06">', "2024-05-06", "meta_tag"),
        ('<time itemprop="datePublished" datetime="2024-05-06">6 May</time>', "2024-05-06", "time_tag"),
        ('<time pubdate datetime="2024-05-06T08:00">6 May</time>', "2024-05-06T08:00", "time_tag"),
        # a broken block, and a date after the page was received, are passed over
        ('<script type="application/ld+json">{"datePublished": </script><meta name="date" content="2024-05-06">', "2024-05-06", "meta_tag"),
        ('<script type="application/ld+json">{"datePublished": "2031-01-01"}</script><meta name="date" content="2024-05-06">',
         "2024-05-06", "meta_tag"),
        ('<script type="application/ld+json">' + "[" * 1000 + '{"datePublished": "2024-05-06"}' + "]" * 1000 + "</script>",
         "2024-05-06", "json_ld"),
    ],
)  # fmt: skip
def test_dates_of_pages(head: str, found: str, method: str) -> None:
    assert find_page_date(trafilatura.load_html(html(head)), LATEST) == (found, method)


def test_a_date_in_the_page_is_searched_last() -> None:
    tree = trafilatura.load_html(html("", "<span class='date'>May 6, 2024</span>" + BODY))
    assert find_page_date(tree, LATEST) == ("2024-05-06", "page_search")


def test_a_page_without_a_date_has_none() -> None:
    assert find_page_date(trafilatura.load_html(html()), LATEST) == (None, "unknown")
