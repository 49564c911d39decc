"""A version changes with whatever its code depends on, and with nothing else."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipelines import versions
from pipelines.extract import extract_version
from pipelines.stage import stage_version
from pipelines.stage.run import STORAGE
from pipelines.versions import ROOT, code_version, join_versions, needed_files

# what is opened below the package while an article is staged
WATCHED_RUN = """
import sys
from datetime import date
opened = set()
sys.addaudithook(lambda event, args: opened.add(str(args[0])) if event == "open" else None)
from pipelines.stage.article import Item, stage_record
texts = ["The ministry said on Monday that a rocket rose from Sohae.", "Le ministre a dit que la base est vide depuis lundi matin."]
for text in texts:
    stage_record(Item("r", "s", text.encode(), "text", "a.txt", 1, None, date(2024, 1, 1)))
print("\\n".join(sorted(path for path in opened if path.endswith((".yml", ".csv", ".json")))))
"""


def test_all_data_that_staging_opens_is_part_of_its_version() -> None:
    done = subprocess.run([sys.executable, "-c", WATCHED_RUN], capture_output=True, text=True, check=True, cwd=ROOT)
    opened = {Path(line) for line in done.stdout.split("\n") if line.startswith(str(ROOT / "pipelines"))}
    assert len(opened) > 2
    assert opened <= needed_files(("pipelines.stage",), STORAGE)


def test_staging_depends_on_what_it_imports_and_not_on_how_rows_are_stored() -> None:
    names = {str(path.relative_to(ROOT)) for path in needed_files(("pipelines.stage",), STORAGE)}
    assert {"pipelines/stage/page.py", "pipelines/reading/document.py", "pipelines/ingest/article_format.py"} <= names
    assert not any(name.startswith(("pipelines/warehouse", "pipelines/reading/launches", "pipelines/defs")) for name in names)


def test_versions_are_the_same_in_every_process() -> None:
    code = "from pipelines.extract.run import extract_version, stage_version; print(stage_version(), extract_version())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "7"}, cwd=ROOT)
    assert done.stdout.split() == [stage_version(), extract_version()]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of two packages, one of which reads a lexicon."""
    for name, text in {
        "one/__init__.py": "from pipelines.two import helper\n",
        "two/__init__.py": "",
        "two/helper.py": 'WORDS = "words.yml"\nRULES = "rules"\n',
        "two/lexicons/words.yml": "a",
        "two/lexicons/rules.yml": "b",
        "two/lexicons/unused.yml": "c",
        "two/other.py": "",
    }.items():
        path = tmp_path / "pipelines" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.setattr(versions, "ROOT", tmp_path)
    versions.data_files.cache_clear()
    yield tmp_path / "pipelines"  # type: ignore[misc]
    versions.data_files.cache_clear()


def version() -> str:
    code_version.cache_clear()
    return code_version("pipelines.one")


@pytest.mark.parametrize("name", ["one/__init__.py", "two/helper.py", "two/lexicons/words.yml", "two/lexicons/rules.yml"])
def test_a_version_changes_with_what_is_used(project: Path, name: str) -> None:
    before = version()
    (project / name).write_text((project / name).read_text() + "# changed\n")
    assert version() != before


@pytest.mark.parametrize("name", ["two/other.py", "two/lexicons/unused.yml"])
def test_a_version_does_not_change_with_what_is_not_used(project: Path, name: str) -> None:
    before = version()
    (project / name).write_text("# changed\n")
    assert version() == before


def test_libraries_are_part_of_a_version_where_they_are_named() -> None:
    assert code_version("pipelines.stage") != code_version("pipelines.stage", libraries=("lxml",))


def test_joined_versions_change_with_each() -> None:
    assert len({join_versions("a", "b"), join_versions("a", "c"), join_versions("b", "a"), join_versions("ab")}) == 4
