"""Page furniture is no part of the story."""

from pipelines.reading.document import open_document
from pipelines.reading.engine import read
from pipelines.reading.furniture import without_furniture
from pipelines.reading.types import Article

STORY = (
    "The navy fired two ballistic missiles on Tuesday, the ministry said.\n"
    "READ MORE: Iran launches satellite from desert site\n"
    "MUST WATCH Rocket rises over the bay 02:31\n"
    "Both fell into the sea."
)
ARTICLE = Article("a1", "North Korea fires two missiles", STORY, "2022-03-16")


def test_sentences_of_the_page_are_marked() -> None:
    kinds = [(one.kind, ARTICLE.document[one.start : one.end].split()[0]) for one in open_document(ARTICLE.document).sentences]
    assert kinds == [("title", "North"), ("body", "The"), ("boilerplate", "READ"), ("boilerplate", "MUST"), ("body", "Both")]


def test_offsets_stay_where_they_are() -> None:
    document = open_document(ARTICLE.document)
    blanked = without_furniture(document)
    assert len(blanked.text) == len(document.text)
    assert "Iran" not in blanked.text
    assert blanked.text[blanked.sentences[-1].start : blanked.sentences[-1].end] == "Both fell into the sea."


def test_the_headline_of_another_story_is_no_launch_of_this_one() -> None:
    launches = read(ARTICLE).launches
    assert [(launch.country, launch.time_local) for launch in launches] == [("KP", None)]


def test_a_long_sentence_that_begins_like_furniture_belongs_to_the_story() -> None:
    words = "Advertisement " + "the army fired a missile on Tuesday over the northern island and into the sea " * 4
    assert [one.kind for one in open_document(f"Title\n\n{words}").sentences] == ["title", "body"]
