"""sources.toml: what may stand in it, and what is said when something else does."""

from pathlib import Path

import pytest

from pipelines.errors import SourceError
from pipelines.ingest import read_sources, source_folders

GOOD = """
[[source]]
id = "landing"
kind = "folder"
path = "landing"
outlet = "Harbour Post"
zone = "Asia/Seoul"

[[source]]
id = "archive"
kind = "file"
path = "old/archive.jsonl"
licence = "CC BY 4.0"
language = "en"
"""


def write(tmp_path: Path, text: str) -> Path:
    (tmp_path / "landing").mkdir(exist_ok=True)
    (tmp_path / "old").mkdir(exist_ok=True)
    (tmp_path / "old" / "archive.jsonl").touch()
    path = tmp_path / "sources.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_sources_are_read_in_the_order_of_the_file(tmp_path: Path) -> None:
    first, second = read_sources(write(tmp_path, GOOD))
    assert (first.id, first.kind, first.path, first.outlet, first.zone) == (
        "landing", "folder", tmp_path / "landing", "Harbour Post", "Asia/Seoul",
    )  # fmt: skip
    assert (second.id, second.path, second.licence, second.language) == ("archive", tmp_path / "old" / "archive.jsonl", "CC BY 4.0", "en")


def test_folders_to_watch_are_those_of_folder_sources(tmp_path: Path) -> None:
    assert source_folders(read_sources(write(tmp_path, GOOD))) == [tmp_path / "landing"]


def test_a_file_without_entries_declares_no_source(tmp_path: Path) -> None:
    assert read_sources(write(tmp_path, "# nothing yet\n")) == ()


ENTRY = '[[source]]\nid = "a"\nkind = "folder"\npath = "landing"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ENTRY + 'outlett = "x"\n', "unknown entries ['outlett']"),
        ('[[source]]\nid = "a"\nkind = "folder"\n', "['path'] must be given"),
        (ENTRY.replace('"folder"', '"post"'), "kind 'post' is not known"),
        (ENTRY.replace('"landing"', '"nowhere"'), "nowhere is missing"),
        (ENTRY.replace('"folder"', '"file"'), "landing is missing"),
        (ENTRY.replace('"a"', "1"), "['id'] must be text"),
        (ENTRY.replace('"a"', '" "'), "['id'] must be text"),
        (ENTRY + 'zone = "Asia/Nowhere"\n', "'Asia/Nowhere' is no time zone"),
        (ENTRY + 'zone = "Asia"\n', "'Asia' is no time zone"),  # a folder of zones
        (ENTRY + f'zone = "{"a" * 300}"\n', "is no time zone"),
        (ENTRY.replace("landing", "~nobody-at-all/landing"), "begins with the home of a user"),
        (ENTRY.replace("landing", "\\u0000"), "no path may have"),
        (ENTRY.replace("landing", "a" * 300), "is missing"),
        (ENTRY.replace("folder", "file").replace("landing", "a" * 300), "is missing"),
        (ENTRY + ENTRY, "['a'] are given more than once"),
        ("[source]\nid = 'a'\n", "expected nothing but [[source]] entries"),
        ("title = 'x'\n", "expected nothing but [[source]] entries"),
        ("[[source]\n", "is no TOML"),
        ("source = " + "[" * 2000, "is no TOML"),
        ("number = " + "1" * 5000, "is no TOML"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(SourceError) as error:
        read_sources(path)
    assert said in str(error.value)
    assert str(path) in str(error.value)


def test_a_missing_file_is_answered_with_an_example(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"(?s)there is no such file.*\[\[source\]\]"):
        read_sources(tmp_path / "sources.toml")
