"""Which articles count as near-duplicates, and that it does not matter in how many nights they came."""

import json
import random
from datetime import date
from unittest.mock import Mock

import pytest
from lake_desk import RUN_AT, Desk

from pipelines.stage import near_duplicates, near_groups, stage, stage_version
from pipelines.stage.near_duplicates import is_near
from pipelines.stage.near_groups import find_root, group_pairs, order_of
from pipelines.stage.shingles import containment, make_shingles, pick_fingerprints, resemblance
from pipelines.warehouse import read_layer

WORDS = [f"word{number}" for number in range(2000)]


def prose(seed: int, count: int = 120) -> list[str]:
    return random.Random(seed).choices(WORDS, k=count)


def record(name: str, words: list[str], day: str | None = "2024-05-06", title: str | None = None) -> dict[str, object]:
    return {"id": name, "title": title or " ".join(words[:6]), "text": " ".join(words), "date": day}


def drop(desk: Desk, name: str, *records: dict[str, object]) -> None:
    desk.drop(name, "".join(json.dumps(held) + "\n" for held in records))


def refresh(desk: Desk) -> None:
    desk.ingest(RUN_AT)
    stage(desk.warehouse, desk.log.append)


def groups(desk: Desk) -> set[frozenset[str]]:
    """Groups by the ids that the sources give."""
    names = dict(read_layer(desk.warehouse, "staged.articles", columns=["article_id", "source_article_id"]).collect().iter_rows())
    found: dict[str, set[str]] = {}
    columns = ["near_duplicate_group_id", "article_id"]
    for group, article in read_layer(desk.warehouse, "staged.near_duplicates", columns=columns).collect().iter_rows():
        found.setdefault(group, set()).add(names[article])
        assert group in names
    return {frozenset(members) for members in found.values()}


def test_shingles_do_not_mind_case_and_punctuation() -> None:
    assert make_shingles("One, two: THREE four -- five six.").tolist() == make_shingles("one two three four five six").tolist()
    assert len(make_shingles("one two three four five six")) == 2
    assert len(make_shingles("one two three four")) == 0


def test_the_order_of_words_counts() -> None:
    assert make_shingles("one two three four five").tolist() != make_shingles("two one three four five").tolist()


def test_texts_that_share_twelve_words_share_a_fingerprint() -> None:
    shared = prose(1, 12)
    for seed in range(50):
        one = make_shingles(" ".join(prose(seed + 100, 40) + shared + prose(seed + 200, 40)))
        other = make_shingles(" ".join(prose(seed + 300, 25) + shared + prose(seed + 400, 60)))
        assert set(pick_fingerprints(one)) & set(pick_fingerprints(other))


def test_fingerprints_are_a_fraction_of_the_shingles() -> None:
    shingles = make_shingles(" ".join(prose(1, 1000)))
    assert 0.15 < len(pick_fingerprints(shingles)) / len(shingles) < 0.3
    assert pick_fingerprints(make_shingles("")) == []
    assert len(pick_fingerprints(make_shingles("one two three four five six"))) == 1


def test_ratios() -> None:
    assert containment({1, 2, 3, 4}, {3, 4, 5, 6, 7, 8}) == 0.5
    assert resemblance({1, 2, 3, 4}, {3, 4, 5, 6, 7, 8}) == 0.25
    assert containment(set(), {1}) == 0.0


def test_short_texts_are_no_near_duplicates() -> None:
    assert not is_near(set(range(19)), set(range(19)))
    assert is_near(set(range(20)), set(range(20)))


def test_copies_updates_and_teasers_are_grouped(desk: Desk) -> None:
    wire = prose(1)
    update = [*wire[:80], *prose(2, 40)]
    drop(
        desk, "a.jsonl",
        record("wire", wire), record("copy", [*wire[:60], "changed", *wire[61:]], "2024-05-07"),
        record("teaser", wire[:40], title=" ".join(wire[:6])), record("update", update), record("other", prose(3)),
        record("cites", [*prose(4), *wire[20:60]]),
    )  # fmt: skip
    refresh(desk)
    assert groups(desk) == {frozenset({"wire", "copy", "teaser", "update"})}


def test_a_phrase_used_again_months_later_makes_no_copy(desk: Desk) -> None:
    caption = prose(1, 40)
    drop(desk, "a.jsonl", record("spring", caption, "2024-03-01"), record("summer", [*caption, "again"], "2024-07-01"))
    refresh(desk)
    assert groups(desk) == set()


def test_an_undated_copy_is_a_copy(desk: Desk) -> None:
    caption = prose(1, 40)
    drop(desk, "a.jsonl", record("dated", caption, "2024-03-01"), record("undated", [*caption, "again"], None))
    refresh(desk)
    assert groups(desk) == {frozenset({"dated", "undated"})}


def test_a_late_article_joins_groups_that_were_apart(desk: Desk) -> None:
    one, other = prose(1, 60), prose(2, 60)
    drop(desk, "a.jsonl", record("one", one), record("other", other))
    refresh(desk)
    assert groups(desk) == set()
    drop(desk, "b.jsonl", record("both", [*one, *other]))
    refresh(desk)
    assert groups(desk) == {frozenset({"one", "other", "both"})}


def test_a_warehouse_without_articles_has_no_groups(desk: Desk) -> None:
    refresh(desk)
    refresh(desk)
    assert groups(desk) == set()


def test_groups_that_no_new_pair_touches_are_left_as_they_are(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    drop(desk, "a.jsonl", record("one", prose(1)), record("copy", [*prose(1), "again"]))
    refresh(desk)
    dated = Mock(wraps=order_of)
    monkeypatch.setattr(near_groups, "order_of", dated)
    drop(desk, "b.jsonl", record("two", prose(2)), record("other copy", [*prose(2), "again"]), record("alone", prose(3)))
    refresh(desk)
    refresh(desk)
    assert [len(call.args[-1]) for call in dated.call_args_list] == [2]
    assert groups(desk) == {frozenset({"one", "copy"}), frozenset({"two", "other copy"})}


def nightly() -> list[list[dict[str, object]]]:
    """Articles of six nights; each story is told on several of them."""
    stories = [prose(seed) for seed in range(8)]
    cuts = random.Random(9)
    return [
        [
            record(f"n{night}s{number}", [*story[cuts.randrange(20) :], *prose(100 * night + number, 12)])
            for number, story in enumerate(stories)
        ]
        for night in range(6)
    ]


@pytest.mark.parametrize("forgets", [False, True])
def test_six_nights_give_the_pairs_of_one(desk: Desk, tmp_path_factory: pytest.TempPathFactory, forgets: bool) -> None:
    whole = Desk(tmp_path_factory.mktemp("whole"))
    drop(whole, "all.jsonl", *(held for night in nightly() for held in night))
    refresh(whole)
    for number, night in enumerate(nightly()):
        drop(desk, f"{number}.jsonl", *night)
        refresh(desk)
        if forgets:
            for path in desk.warehouse.cache.rglob("*.parquet"):
                path.unlink()
    assert groups(desk) == groups(whole)
    assert len(groups(whole)) == 8


def test_a_text_with_very_many_copies_is_one_group(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(near_duplicates, "MOST_HOLDERS", 3)
    wire = prose(1)
    drop(desk, "a.jsonl", *(record(f"c{number}", [*wire, f"outlet{number}"]) for number in range(12)))
    refresh(desk)
    assert groups(desk) == {frozenset(f"c{number}" for number in range(12))}
    pairs = read_layer(desk.warehouse, "staged.near_duplicate_pairs", stage_version()).collect()
    assert pairs.height < 12 * 11 / 2


def test_a_group_is_called_by_its_first_article() -> None:
    order = {"a": (date(2024, 5, 2), "a"), "b": (date(2024, 5, 1), "b"), "c": (date.max, "c"), "d": (date(2024, 5, 3), "d")}
    assert group_pairs([("c", "a", 0.7), ("a", "d", 0.8), ("d", "b", 0.9)], order) == [
        ("a", "b", 0.8), ("b", "b", 0.9), ("c", "b", 0.7), ("d", "b", 0.9),
    ]  # fmt: skip


def test_roots_of_long_chains_are_found() -> None:
    parents = {str(number): str(max(0, number - 1)) for number in range(5000)}
    assert find_root(parents, "4999") == "0"
