"""What robots.txt allows, case by case; the cases are our own, after RFC 9309."""

import time

import pytest

from pipelines.connect.robots import FORBID_ALL, Robots, matches, read_robots

RULED = "User-agent: DeskBot\nDisallow: /\nAllow: /open/\n\nUser-agent: *\nDisallow: /private\n"


def allows(text: str, path: str, agent: str = "DeskBot") -> bool:
    return read_robots(text.encode(), agent).allows(path)


@pytest.mark.parametrize(
    ("path", "agent", "is_allowed"),
    [
        ("/news", "DeskBot", False),
        ("/open/1", "DeskBot", True),
        ("/open/1", "deskbot/2.1 (desk@example.org)", True),
        ("/news", "OtherBot", True),
        ("/private/1", "OtherBot", False),
        ("/news", "DeskBotNews", True),
        ("/robots.txt", "DeskBot", True),
    ],
)
def test_the_group_of_an_agent_decides_else_that_for_everyone(path: str, agent: str, is_allowed: bool) -> None:
    assert allows(RULED, path, agent) is is_allowed


@pytest.mark.parametrize(
    ("rules", "path", "is_allowed"),
    [
        ("disallow: /a\nallow: /a/b", "/a/b/c", True),
        ("disallow: /a/b/c\nallow: /a/b", "/a/b/c", False),
        ("disallow: /same\nallow: /same", "/same", True),
        ("disallow:", "/a", True),
        ("disallow: /*.pdf$", "/a/b.pdf", False),
        ("disallow: /*.pdf$", "/a/b.pdf?x", True),
        ("disallow: /a*b*c", "/axxbxxcxx", False),
        ("disallow: /a*b*c", "/axxcxxb", True),
        ("disallow: /a$b", "/a$b", False),
        ("disallow: /only$", "/only", False),
        ("disallow: /only$", "/only/", True),
        ("disallow: /\nallow: /news/index.html", "/news/", True),
        ("disallow: /\nallow: /news/index.html", "/news/other", False),
        ("disallow: /로켓", "/%EB%A1%9C%EC%BC%93/1", False),
        ("disallow: /%eb%a1%9c", "/%EB%A1%9C", False),
        ("disallow: /a%62c", "/abc", False),
        ("disallow: /a%2fb", "/a/b", True),
        ("Disallow : /a # all of it", "/a", False),
        ("disallow /a", "/a", False),
        ("dissallow: /a", "/a", False),
        ("disallow: /A", "/a", True),
        ("sitemap: /x\ndisallow: /a", "/a", False),
        ("disallow: a", "/a", True),
    ],
)
def test_the_longest_rule_that_matches_decides(rules: str, path: str, is_allowed: bool) -> None:
    assert allows(f"user-agent: DeskBot\n{rules}\n", path) is is_allowed


@pytest.mark.parametrize(
    ("text", "is_allowed"),
    [
        ("", True),
        ("disallow: /", True),
        ("user-agent: a\nuser-agent: DeskBot\ndisallow: /", False),
        ("user-agent: DeskBot\nsitemap: /s\nuser-agent: a\ndisallow: /", False),
        ("user-agent: DeskBot\ndisallow: /x\n\nuser-agent: a\nallow: /\n\nuser-agent: DeskBot\ndisallow: /", False),
        ("\ufeffuser-agent: DeskBot\r\ndisallow: /\r\n", False),
        ("user-agent: DeskBot\rdisallow: /\r", False),
        ("user-agent: *\ndisallow: /\nuser-agent: DeskBot\nallow: /", True),
        ("user-agent: DeskBot/9.9\ndisallow: /", False),
        ("<html><p>not found: sorry</html>", True),
    ],
)
def test_groups_are_told_apart(text: str, is_allowed: bool) -> None:
    assert allows(text, "/news") is is_allowed


@pytest.mark.parametrize(("given", "delay"), [("5", 5.0), ("0.5", 0.5), ("86400", 120.0), ("soon", None), ("1e9", None), ("-1", None)])
def test_a_delay_is_read_to_a_cap(given: str, delay: float | None) -> None:
    assert read_robots(f"user-agent: *\ncrawl-delay: {given}".encode(), "DeskBot").crawl_delay == delay


def test_a_hostile_pattern_costs_no_time() -> None:
    started = time.monotonic()
    assert not matches("/" + "*a" * 2_000 + "b", "/" + "a" * 4_000)
    assert time.monotonic() - started < 0.5


def test_bytes_of_any_kind_are_read() -> None:
    assert read_robots(bytes(range(256)) * 4_000, "DeskBot") == Robots()
    assert not FORBID_ALL.allows("/news")
