"""Addresses of documents: only such as can be fetched, in one spelling each."""

from __future__ import annotations

import re

import httpx

from pipelines.connect.problems import FetchProblem

SCHEMES = frozenset({"http", "https"})
LONGEST = 4_096  # characters; servers refuse longer ones
FORBIDDEN = re.compile(r"[\x00-\x20\x7f\\]")  # browsers and libraries disagree about them


def parse_url(text: str) -> httpx.URL:
    """An address in its normal spelling, without its fragment; raises FetchProblem. Nothing of it is repeated in the message."""
    stripped = text.strip()
    if len(stripped) > LONGEST or FORBIDDEN.search(stripped):
        raise FetchProblem("bad_url", "the address is too long or holds blanks, control characters or backslashes. Mend it in its source.")
    try:
        url = httpx.URL(stripped).copy_with(fragment=None)
        is_whole = bool(url.host and url.raw_host)
        port = url.port
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise FetchProblem("bad_url", "the address cannot be read. Mend it in its source.") from error
    if url.scheme not in SCHEMES or not is_whole or not (port is None or 0 < port < 65_536):
        raise FetchProblem("bad_url", "only http and https addresses with a host are fetched.")
    if url.userinfo:
        raise FetchProblem("bad_url", "the address holds a user name or password; such are not fetched, lest they be logged.")
    return url


def join_url(base: httpx.URL, text: str) -> httpx.URL:
    """The address that a link on a page points to; raises FetchProblem."""
    link = text.strip().replace(" ", "%20")  # browsers take blanks inside a link
    if FORBIDDEN.search(link):
        raise FetchProblem("bad_url", "the link holds control characters or backslashes. Mend it in its source.")
    try:
        joined = str(base.join(link))
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise FetchProblem("bad_url", "the link cannot be read. Mend it in its source.") from error
    return parse_url(joined)


def show_url(text: str) -> str:
    """An address as logs may hold it: no user name, no password, no line breaks."""
    shown = re.sub(r"(?<=//)[^/?#]*@", "", text[:LONGEST])
    return "".join(char if char.isprintable() else "�" for char in shown)
