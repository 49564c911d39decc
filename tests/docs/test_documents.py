"""Documents say what is so: generated ones are up to date, commands and files that they name exist."""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from pipelines.cli.dictionary import dictionary_lines
from pipelines.cli.group import COMMANDS
from tests.conftest import ROOT

DOCUMENTS = [ROOT / "README.md", ROOT / "warehouse" / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
QUERY = re.compile(r'launchwire sql "(?P<query>[^"]+)"')


def test_the_dictionary_is_what_the_contracts_say():
    written = (ROOT / "docs" / "data-dictionary.md").read_text(encoding="utf-8")
    assert written == "\n".join(dictionary_lines()) + "\n", "run: launchwire dictionary --output docs/data-dictionary.md"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_commands_and_targets_exist(path):
    text = path.read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:`|^    )launchwire ([a-z-]+)", text, re.MULTILINE)) <= set(COMMANDS)
    assert set(re.findall(r"(?:`|^    )make ([a-z-]+)", text, re.MULTILINE)) <= targets


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_to_files_and_headings(path):
    for target, place in re.findall(r"\]\(([^)#:]*)(?:#([\w-]+))?\)", path.read_text(encoding="utf-8")):
        led_to = path.parent / target if target else path
        assert led_to.exists(), target
        assert not place or place in headings(led_to), f"{target}#{place}"


@cache
def headings(path: Path) -> set[str]:
    """The headings of a document as links name them."""
    found = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in found}


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_modules_that_are_named_exist(path):
    text = path.read_text(encoding="utf-8")
    named = re.findall(r"`((?:benchmarks|deploy|docs|expectations|pipelines|sql|tests)/[^`\s:]+)[`:]", text)
    assert [name for name in named if not list(ROOT.glob(name.rstrip("/")))] == []
    assert set(re.findall(r"`(test_\w+\.py)\b", text)) <= {file.name for file in (ROOT / "tests").rglob("test_*.py")}
    modules = [name.replace(".", "/") for name in re.findall(r"python -m ((?:benchmarks|pipelines|tests)[\w.]*)", text)]
    assert [name for name in modules if not (ROOT / f"{name}.py").exists() and not (ROOT / name / "__main__.py").exists()] == []


def test_queries_of_the_readme_answer_what_it_shows(launchwire, sample_warehouse):
    blocks = indented_blocks((ROOT / "README.md").read_text(encoding="utf-8"))
    asked = [(match["query"], answer) for block, answer in pairwise(blocks) if (match := QUERY.search(block))]
    assert asked
    for query, answer in asked:
        shown = launchwire("sql", "--warehouse", sample_warehouse, query)
        assert shown.returncode == 0, f"{query}: {shown.stderr}"
        assert trimmed(shown.stdout) == trimmed(answer), f"the README shows another answer than: {shown.stdout}"


def indented_blocks(text: str) -> list[str]:
    return re.findall(r"(?:^ {4}.*\n)+", text, re.MULTILINE)


def trimmed(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def test_pictures_are_small():
    for path in Path(ROOT / "docs" / "images").glob("*"):
        assert path.stat().st_size < 300_000, path
