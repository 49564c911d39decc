"""The bundled sample is whole, says that its outlets are invented, and is read from its files as written."""

from datetime import date
from typing import get_args

import pytest

from pipelines.cli.article_files import Problem, read_files
from pipelines.ingest.sources import read_sources
from pipelines.reading.types import Article, LaunchClass, Outcome, ReactionType, Status, Topic
from pipelines.sample import ARTICLES, find_expected_file, list_article_files, load_expected_readings

FOR_REJECTS = {"broken-records.jsonl", "empty-page.html"}
LATEST_DAY = date(2026, 1, 1)


@pytest.fixture(scope="module")
def found() -> list[Article | Problem]:
    return list(read_files(map(str, list_article_files()), LATEST_DAY))


@pytest.fixture(scope="module")
def documents(found: list[Article | Problem]) -> dict[str, str]:
    return {article.id: article.document for article in found if isinstance(article, Article)}


def test_there_are_sixty_to_eighty_articles(documents):
    assert 60 <= len(documents) <= 80


def test_every_kind_of_file_is_there():
    endings = {path.name.split(".", 1)[1] for path in list_article_files()}
    assert endings == {"json", "jsonl", "jsonl.gz", "html", "txt"}


def test_every_article_file_has_its_expected_reading_beside_it():
    without = {path.name for path in list_article_files() if not find_expected_file(path).exists()}
    assert without == FOR_REJECTS


def test_every_article_has_exactly_one_expected_reading(documents):
    assert sorted(row["id"] for row in load_expected_readings()) == sorted(documents)


def test_only_the_files_for_rejects_are_refused(found):
    refused = [problem.where.split("/")[-1] for problem in found if isinstance(problem, Problem)]
    assert refused == ["broken-records.jsonl, record 1", "broken-records.jsonl, record 2", "empty-page.html"]


def test_every_outlet_is_marked_as_fictitious(found):
    articles = [article for article in found if isinstance(article, Article)]
    assert [article.id for article in articles if "fictitious" not in f"{article.outlet} {article.text[:200]}"] == []


def test_every_address_is_one_that_nobody_can_register(found):
    hosts = {article.url.split("/")[2] for article in found if isinstance(article, Article) and article.url}
    assert {host for host in hosts if not host.endswith(".example")} == set()


def test_the_source_is_declared_as_a_landing_folder():
    (source,) = read_sources(ARTICLES.parent / "sources.toml")
    assert (source.id, source.kind, source.path) == ("sample", "folder", ARTICLES)


@pytest.mark.parametrize("row", list(load_expected_readings()), ids=lambda row: row["id"])
class TestExpectedReading:
    def test_every_evidence_stands_in_its_article(self, row, documents):
        pieces = [piece for launch in row["launches"] for piece in launch["evidence"]]
        pieces += [item["evidence"] for item in [*row["claims"], *row["reactions"]]]
        assert [piece for piece in pieces if piece not in documents[row["id"]]] == []

    def test_every_code_is_one_of_the_guidelines(self, row):
        assert {launch["status"] for launch in row["launches"]} <= set(get_args(Status))
        assert {launch["class"] for launch in row["launches"]} <= set(get_args(LaunchClass))
        assert {launch["outcome"] for launch in row["launches"]} <= {*get_args(Outcome), None}
        assert {claim["topic"] for claim in row["claims"]} <= set(get_args(Topic))
        assert {reaction["type"] for reaction in row["reactions"]} <= set(get_args(ReactionType))

    def test_an_outcome_is_given_exactly_where_something_flew(self, row):
        assert [(launch["outcome"] is not None) == (launch["status"] == "occurred") for launch in row["launches"]].count(False) == 0

    def test_claims_and_reactions_belong_to_a_launch(self, row):
        launches = {launch["id"] for launch in row["launches"]}
        assert {item["launch"] for item in [*row["claims"], *row["reactions"]]} <= launches

    def test_claims_have_a_value_exactly_where_the_topic_asks_for_one(self, row):
        classes, results = set(get_args(LaunchClass)), {"success", "failure"}
        allowed = {"nature": classes, "outcome": results, "plan": {None}, "flight": {None}, "capability": {None}}
        assert [claim for claim in row["claims"] if claim["value"] not in allowed[claim["topic"]]] == []

    def test_dates_are_whole_intervals(self, row):
        for launch in row["launches"]:
            ends = (launch["date_start"], launch["date_end"])
            assert ends == (None, None) or date.fromisoformat(ends[0]) <= date.fromisoformat(ends[1])

    def test_no_reaction_stands_twice(self, row):
        keys = [(reaction["actor"], reaction["type"], reaction["launch"]) for reaction in row["reactions"]]
        assert len(keys) == len(set(keys))

    def test_only_a_relevant_article_has_a_launch_in_focus(self, row):
        assert bool(row["relevant"]) == any(launch["focus"] for launch in row["launches"])
