"""The SQL files keep to one style, and say truly what they read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import sqlglot
from sqlglot import exp

from pipelines.model.files import SQL, macro_files, sql_path, sql_tables
from pipelines.model.lineage import dependencies, parse

FILES = [sql_path(name) for name in sql_tables()]
AUDITS = sorted((SQL / "audits").glob("*.sql"))
UPPERCASE = re.compile(r"\b(SELECT|FROM|WHERE|JOIN|GROUP|ORDER|CASE|WHEN|UNION|WITH|AND|OR|NULL)\b")
UNSTABLE = {"now", "current_date", "current_timestamp", "today", "random", "uuid", "any_value", "first", "last"}


def words(path: Path) -> str:
    """The statement of a file without its comments."""
    return re.sub(r"--.*", "", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", sql_tables())
def test_the_header_says_grain_and_what_is_read(name: str) -> None:
    header = sql_path(name).read_text(encoding="utf-8").split("\n\n")[0]
    lines = header.splitlines()
    assert lines[0].startswith("-- One row per ")
    assert lines[1].startswith("-- Grain: ")
    reads = re.search(r"-- Reads: (.*?)\n-- [A-Z\"]", header.replace("\n--        ", " "), re.DOTALL)
    assert reads is not None
    assert sorted(re.findall(r"\w+\.\w+", reads[1])) == list(dependencies(name))


@pytest.mark.parametrize("path", [*FILES, *AUDITS], ids=lambda path: path.stem)
def test_a_file_is_short_and_plain(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 150
    assert max(map(len, lines)) <= 140
    assert not UPPERCASE.search(words(path))
    assert not any("\t" in line or line != line.rstrip() for line in lines)


@pytest.mark.parametrize("name", sql_tables())
def test_a_select_has_few_named_parts_and_no_hidden_choice(name: str) -> None:
    tree = parse(name)
    assert len(list(tree.find_all(exp.CTE))) <= 8
    called = {str(node.sql_name() if not isinstance(node, exp.Anonymous) else node.name).lower() for node in tree.find_all(exp.Func)}
    assert called & UNSTABLE == set()
    assert not list(tree.find_all(exp.Limit))
    assert not [alias.name for alias in tree.find_all(exp.TableAlias) if len(alias.name) == 1]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_join_tells_its_cardinality(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    joins = len(re.findall(r"^\s*(?:left|inner) join ", text, re.MULTILINE))
    assert len(re.findall(r"-- [1nm]:[1nm]", text)) >= joins


@pytest.mark.parametrize("path", macro_files(), ids=lambda path: path.stem)
def test_a_macro_is_named_for_its_file(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("-- ")
    assert re.search(r"create or replace macro (\w+)\(", text)[1] == path.stem  # type: ignore[index]


def test_audits_can_be_parsed() -> None:
    for path in AUDITS:
        sqlglot.parse_one(words(path), read="duckdb")
