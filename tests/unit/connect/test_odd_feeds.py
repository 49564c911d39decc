"""Feeds in which something is odd lose no item without a word."""

from pipelines.connect.feeds import read_feed
from pipelines.connect.read_list import ListTask, read_list
from tests.unit.connect.test_lists import HERE, rss


def test_entities_that_unfold_to_too_much_cost_no_item_behind_them() -> None:
    laughs = "".join(f"<!ENTITY l{number} '{10 * f'&l{number - 1};'}'>" for number in range(1, 12))
    items = "".join(f"<item><title>Rocket {number} &l11;</title><link>http://a.example/{number}</link></item>" for number in range(3))
    held = read_feed(rss(items, f"<!DOCTYPE rss [<!ENTITY l0 'ha'>{laughs}]>"), HERE)
    assert [item.url for item in held.items] == [f"http://a.example/{number}" for number in range(3)]
    assert not any("haha" in item.title for item in held.items)


def test_an_item_with_a_title_alone_is_a_flaw() -> None:
    listing = read_list(ListTask("feed", rss("<item><title>Rocket seen</title></item>"), HERE))
    assert (listing.items, [(flaw.position, flaw.reason) for flaw in listing.flaws]) == ((), [(1, "missing_field")])
