"""Manners and persistence, by a clock that tests can turn."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipelines.connect.crawl import Crawler, Job
from pipelines.connect.entries import WebEntry
from pipelines.connect.fetch import Check, Limits, Reply, follow_all
from pipelines.connect.problems import FetchProblem
from pipelines.connect.spool import Spool
from pipelines.connect.urls import parse_url

RUN_AT = datetime(2026, 3, 1, 2, 0, tzinfo=UTC)
BUSY = FetchProblem("http_error", "busy", 503)


class World:
    """Servers by address, and a clock that only sleeping moves."""

    def __init__(self, answers: Mapping[str, Callable[[int], bytes]], moved: Mapping[str, str] | None = None) -> None:
        self.answers, self.moved = answers, moved or {}
        self.asked: list[tuple[str, float]] = []
        self.slept: list[float] = []
        self.at = 0.0
        self.lock = threading.Lock()

    def sleep(self, seconds: float) -> None:
        with self.lock:
            self.slept.append(seconds)
            self.at += seconds

    def fetch(self, url: str, limits: Limits, conditions: Mapping[str, str] | None = None, check: Check = follow_all) -> Reply:
        if url.endswith("/robots.txt") and url not in self.answers:
            raise FetchProblem("http_error", "none", 404)
        with self.lock:
            tried = sum(1 for asked, _ in self.asked if asked == url)
            self.asked.append((url, self.at))
        if url in self.moved:
            check(parse_url(self.moved[url]))
            return self.fetch(self.moved[url], limits, conditions, check)
        return Reply(url, url, 200, {}, self.answers[url](tried), None)

    def crawler(self, folder: Path, **more) -> Crawler:
        return Crawler(
            Spool(folder), RUN_AT, fetch=self.fetch, sleep=self.sleep, steady=lambda: self.at,
            now=lambda: RUN_AT + timedelta(seconds=self.at), **more,
        )  # fmt: skip


def fail(*problems: FetchProblem | None) -> Callable[[int], bytes]:
    """Fails so, one try after the other; None and what follows give a document."""

    def answer(tried: int) -> bytes:
        problem = problems[min(tried, len(problems) - 1)]
        if problem is not None:
            raise problem
        return b"here"

    return answer


def visit(world: World, folder: Path, *urls: str, entry: WebEntry | None = None, **more) -> list[str]:
    jobs = [Job(url, entry or WebEntry("feed", delay_seconds=0)) for url in urls]
    return [visit.outcome for visit in world.crawler(folder, **more).visit_all(jobs)]


def test_documents_of_one_host_are_asked_for_one_by_one_with_a_pause(tmp_path: Path) -> None:
    urls = [f"http://a.example/{number}" for number in range(3)]
    world = World(dict.fromkeys(urls, fail(None)))
    assert visit(world, tmp_path, *urls, entry=WebEntry("feed", delay_seconds=9)) == ["fetched"] * 3
    assert world.asked == [(urls[0], 9.0), (urls[1], 18.0), (urls[2], 27.0)]


def test_the_pause_begins_when_the_reply_is_there(tmp_path: Path) -> None:
    urls = ["http://a.example/1", "http://a.example/2"]
    world = World({})
    world.answers = dict.fromkeys(urls, lambda tried: world.sleep(30) or b"late")
    visit(world, tmp_path, *urls, entry=WebEntry("feed", delay_seconds=9))
    assert world.asked == [(urls[0], 9.0), (urls[1], 48.0)]


def test_a_delay_that_the_site_asks_for_counts_if_it_is_longer(tmp_path: Path) -> None:
    urls = ["http://a.example/1", "http://a.example/2"]
    rules = b"user-agent: *\ncrawl-delay: 20\n"
    world = World({**dict.fromkeys(urls, fail(None)), "http://a.example/robots.txt": lambda _: rules})
    visit(world, tmp_path, *urls, entry=WebEntry("feed", delay_seconds=1))
    assert [at for _, at in world.asked] == [0.0, 1.0, 21.0]


def test_a_host_that_redirects_lead_to_has_its_own_pause(tmp_path: Path) -> None:
    moved = {f"http://a.example/{number}": f"http://b.example/{number}" for number in (1, 2)}
    rules = b"user-agent: *\ncrawl-delay: 20\n"
    world = World({**dict.fromkeys(moved.values(), fail(None)), "http://b.example/robots.txt": lambda _: rules}, moved)
    assert visit(world, tmp_path, *moved, entry=WebEntry("feed", delay_seconds=1)) == ["fetched"] * 2
    places = ["a.example/1", "b.example/robots.txt", "b.example/1", "a.example/2", "b.example/2"]
    assert world.asked == [(f"http://{place}", at) for place, at in zip(places, (1.0, 1.0, 2.0, 2.0, 22.0), strict=True)]


def test_a_redirect_within_a_host_is_followed_at_once(tmp_path: Path) -> None:
    world = World({"http://a.example/new": fail(None)}, {"http://a.example/old": "http://a.example/new"})
    assert visit(world, tmp_path, "http://a.example/old", entry=WebEntry("feed", delay_seconds=9)) == ["fetched"]
    assert world.asked == [("http://a.example/old", 9.0), ("http://a.example/new", 9.0)]


def test_a_redirect_within_a_host_that_is_refused_costs_it_its_pause_all_the_same(tmp_path: Path) -> None:
    moved = {"http://a.example/1": "http://a.example/secret"}
    rules = b"user-agent: *\ndisallow: /secret\n"
    world = World({"http://a.example/2": fail(None), "http://a.example/robots.txt": lambda _: rules}, moved)
    urls = ("http://a.example/1", "http://a.example/2")
    assert visit(world, tmp_path, *urls, entry=WebEntry("feed", delay_seconds=9)) == ["robots", "fetched"]
    assert world.asked[1:] == [("http://a.example/1", 9.0), ("http://a.example/2", 18.0)]


def test_hosts_that_redirect_to_each_other_are_asked_by_one_at_a_time(tmp_path: Path) -> None:
    moved = {f"http://{one}.example/{n}": f"http://{other}.example/new{n}" for n in range(9) for one, other in ("ab", "ba", "cb", "da")}
    at_once: list[str] = []
    most = 0

    def answer(tried: int) -> bytes:
        nonlocal most
        with world.lock:
            at_once.append("request")
            most = max(most, len(at_once))
        time.sleep(0.001)
        with world.lock:
            at_once.pop()
        return b"here"

    world = World({url: answer if "//b" in url else fail(None) for url in moved.values()}, moved)
    assert visit(world, tmp_path, *moved) == ["fetched"] * 36
    assert most == 1


def test_a_wish_to_wait_is_that_of_the_host_that_a_redirect_led_to(tmp_path: Path) -> None:
    moved = {"http://a.example/1": "http://b.example/1", "http://a.example/2": "http://b.example/2"}
    answers = {"http://b.example/1": fail(FetchProblem("http_error", "busy", 429, 3600)), "http://a.example/3": fail(None)}
    world = World({**answers, "http://b.example/2": fail(None)}, moved)
    visits = world.crawler(tmp_path).visit_all([Job(url, WebEntry("feed", delay_seconds=0)) for url in (*moved, "http://a.example/3")])
    assert [(held.outcome, held.final_url) for held in visits] == [
        ("http_error", "http://b.example/1"), ("not_before", None), ("fetched", "http://a.example/3"),
    ]  # fmt: skip
    assert (visits[0].not_before, visits[1].not_before) == (RUN_AT + timedelta(hours=1), None)


def test_who_waits_for_a_turn_heeds_what_the_host_asks_for_meanwhile(tmp_path: Path) -> None:
    urls = ["http://a.example/1", "http://b.example/2"]
    is_asked = threading.Event()

    def answer(tried: int) -> bytes:
        is_asked.set()
        while not any(url == urls[0] for url, _ in world.asked):
            time.sleep(0.001)
        time.sleep(0.05)  # by now the redirect stands in the queue of the host; if not, it comes too late, which is no less heeded
        raise FetchProblem("http_error", "busy", 429, 3600)

    rules = {"http://a.example/robots.txt": lambda _: b"" if is_asked.wait(9) else b"never"}
    world = World({urls[1]: answer, "http://b.example/1": fail(None), **rules}, {urls[0]: "http://b.example/1"})
    assert visit(world, tmp_path, *urls) == ["not_before", "http_error"]
    assert "http://b.example/1" not in [url for url, _ in world.asked]


def test_what_fails_for_now_is_tried_again_and_later_each_time(tmp_path: Path) -> None:
    world = World({"http://a.example/1": fail(BUSY, FetchProblem("timeout", "slow"), None)})
    assert visit(world, tmp_path, "http://a.example/1") == ["fetched"]
    first, second = world.slept
    assert 2 <= first < 4 <= second < 8
    again = World({"http://a.example/1": fail(BUSY, FetchProblem("timeout", "slow"), None)})
    visit(again, tmp_path / "other", "http://a.example/1")
    assert again.slept == world.slept


@pytest.mark.parametrize("problem", [FetchProblem("http_error", "gone", 404), FetchProblem("refused_address", "inside")])
def test_what_will_not_change_is_not_tried_again(tmp_path: Path, problem: FetchProblem) -> None:
    world = World({"http://a.example/1": fail(problem)})
    assert visit(world, tmp_path, "http://a.example/1") == [problem.reason]
    assert (len(world.asked), world.slept) == (1, [])


@pytest.mark.parametrize(
    ("wait", "slept", "outcomes"),
    [(120, [120.0], ["fetched", "fetched"]), (600, [600.0], ["fetched", "fetched"]), (601, [], ["http_error", "not_before"])],
)
def test_a_wish_to_wait_is_honoured_to_a_cap(tmp_path: Path, wait: int, slept: list[float], outcomes: list[str]) -> None:
    world = World({"http://a.example/1": fail(FetchProblem("http_error", "busy", 429, wait), None), "http://a.example/2": fail(None)})
    assert visit(world, tmp_path, "http://a.example/1", "http://a.example/2") == outcomes
    assert world.slept == slept


def test_a_host_that_always_wants_to_wait_costs_a_run_ten_minutes_at_most(tmp_path: Path) -> None:
    urls = [f"http://a.example/{number}" for number in range(20)]
    world = World(dict.fromkeys(urls, fail(FetchProblem("http_error", "busy", 503, 250))))
    outcomes = visit(world, tmp_path, *urls)
    assert sum(world.slept) <= 600
    assert outcomes == ["http_error"] + ["not_before"] * 19


def test_a_host_that_is_down_is_left_after_three_documents(tmp_path: Path) -> None:
    urls = [f"http://a.example/{number}" for number in range(6)]
    world = World({**dict.fromkeys(urls, fail(FetchProblem("timeout", "slow"))), "http://b.example/": fail(None)})
    outcomes = visit(world, tmp_path, *urls, "http://b.example/")
    assert outcomes == ["timeout"] * 3 + ["host_down"] * 3 + ["fetched"]


def test_a_host_that_answers_in_between_is_not_down(tmp_path: Path) -> None:
    urls = [f"http://a.example/{number}" for number in range(6)]
    slow, gone = fail(FetchProblem("timeout", "slow")), fail(FetchProblem("http_error", "gone", 404))
    world = World(dict(zip(urls, (slow, slow, gone, slow, slow, fail(None)), strict=True)))
    assert visit(world, tmp_path, *urls) == ["timeout", "timeout", "http_error", "timeout", "timeout", "fetched"]


def test_rules_that_do_not_come_at_first_are_asked_for_again(tmp_path: Path) -> None:
    rules = {"http://a.example/robots.txt": fail(FetchProblem("unresolved", "slow"), FetchProblem("http_error", "none", 404))}
    world = World({"http://a.example/1": fail(None), **rules})
    assert visit(world, tmp_path, "http://a.example/1") == ["fetched"]
    assert [url for url, _ in world.asked] == ["http://a.example/robots.txt"] * 2 + ["http://a.example/1"]


def test_rules_that_never_come_cost_three_documents_before_the_host_is_left(tmp_path: Path) -> None:
    urls = [f"http://a.example/{number}" for number in range(4)]
    world = World({**dict.fromkeys(urls, fail(None)), "http://a.example/robots.txt": fail(FetchProblem("timeout", "slow"))})
    assert visit(world, tmp_path, *urls) == ["timeout"] * 3 + ["host_down"]
    assert [url for url, _ in world.asked] == ["http://a.example/robots.txt"] * 3


def test_a_short_wish_to_wait_costs_no_other_document(tmp_path: Path) -> None:
    urls = ["http://a.example/1", "http://a.example/2"]
    world = World(dict(zip(urls, (fail(FetchProblem("http_error", "busy", 429, 5)), fail(None)), strict=True)))
    assert visit(world, tmp_path, *urls) == ["http_error", "fetched"]
    assert world.slept == [5.0, 5.0, 5.0]


def test_a_host_that_asked_to_be_left_alone_is_left_alone_until_then(tmp_path: Path) -> None:
    world = World({"http://a.example/1": fail(None)})
    later = {"a.example": RUN_AT + timedelta(hours=1)}
    assert visit(world, tmp_path, "http://a.example/1", not_before=later) == ["not_before"]
    assert visit(world, tmp_path, "http://a.example/1", not_before={"a.example": RUN_AT}) == ["fetched"]


def test_a_run_that_was_killed_does_not_ask_again(tmp_path: Path) -> None:
    world = World({"http://a.example/1": fail(None)})
    visit(world, tmp_path, "http://a.example/1")
    crawler = world.crawler(tmp_path)
    (found,) = crawler.visit_all([Job("http://a.example/1", WebEntry("feed"))])
    assert (found.outcome, crawler.spool.body(found), len(world.asked)) == ("fetched", b"here", 1)
    crawler.spool.clear()
    assert visit(world, tmp_path, "http://a.example/1") == ["fetched"]
    assert len(world.asked) == 2


def test_a_damaged_spool_is_not_believed(tmp_path: Path) -> None:
    world = World({"http://a.example/1": fail(None)})
    visit(world, tmp_path, "http://a.example/1")
    (path,) = tmp_path.iterdir()
    path.write_bytes(path.read_bytes()[:-1])
    assert visit(world, tmp_path, "http://a.example/1") == ["fetched"]
    assert len(world.asked) == 2
