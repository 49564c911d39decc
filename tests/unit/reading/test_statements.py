"""Statements: an attribution cut by party and sentence, with its route and its launch."""

from pipelines.reading.attributions.find import find_attributions
from pipelines.reading.document import open_document
from pipelines.reading.names.find import find_names
from pipelines.reading.statements.find import Statement, find_statements, without_carriers


def statements_of(text: str, outlet: str | None = None) -> tuple[Statement, ...]:
    document = open_document(f"Title\n\n{text}")
    names = find_names(document)
    return find_statements(document, names, (), find_attributions(document, names), (), outlet)


def test_a_quotation_over_two_sentences_is_two_statements() -> None:
    found = statements_of('"It flew well. We saw it land," said Lee Min-ho, a South Korean general.')
    assert [statement.sentence for statement in found] == [1, 2]
    assert {statement.party.name for statement in found} == {"Lee Min-ho"}


def test_officials_of_two_sides_are_two_parties() -> None:
    found = statements_of("U.S. and South Korean officials said the test failed.")
    assert [(s.party.name, s.party.country) for s in found] == [("U.S. officials", "US"), ("South Korean officials", "KR")]


def test_an_apposition_is_no_second_party() -> None:
    found = statements_of("The test failed, said Lee Min-ho, chairman of the institute and a former general.")
    assert len({statement.party.name for statement in found}) == 1


def test_the_outlet_that_published_the_article_is_no_route() -> None:
    text = "The test failed, South Korea's military told Reuters."
    assert {statement.via for statement in statements_of(text)} == {"Reuters"}
    assert {statement.via for statement in statements_of(text, "Reuters")} == {None}
    fox = "The test failed, South Korea's military told Fox News."
    assert {statement.via for statement in statements_of(fox, "Fox Online News")} == {None}


def test_an_outlet_in_whose_words_another_speaks_is_left_out() -> None:
    found = without_carriers(statements_of("South Korea's military said the test failed, Yonhap reported."))
    assert {statement.party.name for statement in found} == {"South Korea's military"}


def test_an_outlet_around_a_chain_is_left_out_where_another_outlet_was_told() -> None:
    found = without_carriers(statements_of("A Japanese officer told Jiji that a launch was near, U.S. outlets reported."))
    assert {(statement.party.name, statement.via) for statement in found} == {("A Japanese officer", "Jiji")}


def test_reports_and_pictures_of_nobody_are_no_party() -> None:
    assert statements_of("Reports say the rocket failed.") == ()
    assert statements_of("Images of the site show that a rocket was moved.") == ()
