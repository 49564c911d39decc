"""Pages of a story in five designs: furniture around the text, and title and date where news sites put them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from types import MappingProxyType

import orjson

from benchmarks.load.words import Story

MENU = "".join(f'<li><a href="/{name}">{name.capitalize()}</a></li>' for name in ("home", "world", "science", "sports", "weather", "about"))
FURNITURE = ("Most read this week", "Sign up for our morning letter", "All rights reserved by the desk")  # never part of an article
RELATED = "".join(f'<li><a href="/{number}">Related report {number}</a></li>' for number in range(1, 6))


@dataclass(frozen=True, slots=True)
class Look:
    """How a page looks: its site, its address, what its box of most-read reports names, and its scripts."""

    site: str
    url: str
    most_read: str = "1"
    head: str = ""
    foot: str = ""


def render(design: int, story: Story, published: date | None, look: Look) -> str:
    """The HTML of a story. Designs differ in where they put text, title and date."""
    draw = DESIGNS[design % len(DESIGNS)]
    return draw(story, published, look)


def _paragraphs(story: Story) -> str:
    return "".join(f"<p>{escape(paragraph)}</p>\n" for paragraph in story.paragraphs)


def _page(head: str, body: str, look: Look) -> str:
    aside = f"<aside><h3>{FURNITURE[0]}</h3><ul><li><a href='/x'>Report {look.most_read}</a></li>{RELATED}</ul></aside>"
    letter = f"<form action='/letter'><label>{FURNITURE[1]}</label><input name='mail'><button>Go</button></form>"
    foot = f"<footer><p>{FURNITURE[2]}</p><ul>{MENU}</ul></footer>{look.foot}"
    return (
        f"<!DOCTYPE html>\n<html lang='en'><head>{head}{look.head}</head><body><header><nav><ul>{MENU}</ul></nav></header>"
        f"{body}{aside}{letter}{foot}</body></html>"
    )


def _article(story: Story, published: date | None, look: Look) -> str:
    block = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": story.title}
    dated = {**block, "datePublished": f"{published}T09:30:00+00:00"} if published else block
    head = f"<title>{escape(story.title)} | {look.site}</title><script type='application/ld+json'>{orjson.dumps(dated).decode()}</script>"
    return _page(head, f"<main><article><h1>{escape(story.title)}</h1>{_paragraphs(story)}</article></main>", look)


def _graph(story: Story, published: date | None, look: Look) -> str:
    news = {"@type": "NewsArticle", "headline": story.title} | ({"datePublished": str(published)} if published else {})
    graph = orjson.dumps({"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": look.site}, news]}).decode()
    head = f"<meta property='og:title' content='{escape(story.title)}'><meta property='og:site_name' content='{look.site}'>"
    whole = f"<title>{escape(story.title)} - {look.site}</title>{head}<script type='application/ld+json'>{graph}</script>"
    return _page(whole, f"<div class='layout'><div class='story-body'><h1>{escape(story.title)}</h1>{_paragraphs(story)}</div></div>", look)


def _meta(story: Story, published: date | None, look: Look) -> str:
    meta = f"<meta property='article:published_time' content='{published}T06:00:00Z'>" if published else ""
    head = f"<title>{escape(story.title)}</title>{meta}<meta property='og:title' content='{escape(story.title)}'>"
    return _page(head, f"<section id='content'><h1>{escape(story.title)}</h1><div class='text'>{_paragraphs(story)}</div></section>", look)


def _time(story: Story, published: date | None, look: Look) -> str:
    stamp = f"<time datetime='{published}' itemprop='datePublished'>{published:%d %B %Y}</time>" if published else ""
    body = (
        f"<article><header><h1>{escape(story.title)}</h1>{stamp}</header><div itemprop='articleBody'>{_paragraphs(story)}</div></article>"
    )
    return _page(f"<title>{look.site}: {escape(story.title)}</title>", body, look)


def _named(story: Story, published: date | None, look: Look) -> str:
    meta = f"<meta name='date' content='{published}'>" if published else ""
    body = f"<div id='main'><h1>{escape(story.title)}</h1><div class='post-content'>{_paragraphs(story)}</div><p>Share this page</p></div>"
    return _page(f"<title>{escape(story.title)} | {look.site}</title>{meta}<link rel='canonical' href='{escape(look.url)}'>", body, look)


DESIGNS: tuple[Callable[[Story, date | None, Look], str], ...] = (_article, _graph, _meta, _time, _named)


def login_page(look: Look) -> str:
    """A page that asks who is there, and holds no report."""
    form = "<form method='post'><input name='user'><input type='password' name='secret'><button>Sign in</button></form>"
    words = "<p>Please sign in to read this report. Readers with a subscription find it in their folder.</p>"
    return _page(f"<title>Sign in | {look.site}</title>", f"<div id='main'><h1>Sign in</h1>{words}{form}</div>", look)


def link_page(look: Look) -> str:
    """A page of links, and no report."""
    links = "".join(f"<li><a href='/{number}'>Report {number}</a></li>" for number in range(40))
    return _page(f"<title>Archive | {look.site}</title>", f"<div id='main'><ul>{links}</ul></div>", look)


def empty_page(look: Look) -> str:
    """A page that scripts would fill."""
    head = f"<head><title>{look.site}</title><script src='/app.js'></script></head>"
    return f"<!DOCTYPE html><html>{head}<body><div id='app'></div></body></html>"


HOSTILE: Mapping[str, tuple[str, str]] = MappingProxyType(
    {  # what stands in the head, and at the foot
        "marked_section": ("", "<![ x [ <![if !IE]> <![ " * 2_000),
        "never_ending_tags": ("", "<a href='" + "<b " * 20_000),
        "never_ending_comment": ("", "<!-- " + "<!- -" * 20_000),
        "deep_nesting": ("", "<div>" * 20_000),
        "deep_inline": ("", "<b><i>" * 10_000),
        "many_attributes": ("", "<p " + " ".join(f"a{number}='1'" for number in range(20_000)) + "></p>"),
        "entities_of_markup": ("", "&#x0;&bogus;&#1114112;" * 5_000),
        "script_that_lies": ("<script type='application/ld+json'>{\"datePublished\": [[[" + "[" * 20_000 + "</script>", ""),
        "nul_bytes": ("", "\0" * 2_000),
    }
)
