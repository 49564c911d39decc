"""Commands that learn explain themselves, and overwrite no weights where they were given nothing to learn from."""

import json

import pytest

from pipelines.evaluate import train_claims, train_reactions


@pytest.mark.parametrize("command", [train_claims, train_reactions])
@pytest.mark.parametrize("arguments", [[], ["articles.jsonl"], ["a.jsonl", "b.csv", "c.jsonl"]])
def test_articles_without_labels_are_refused(command, arguments, capsys):
    with pytest.raises(SystemExit, match="2"):
        command.main(arguments)
    assert ("stands alone" if arguments else "are required") in capsys.readouterr().err


@pytest.mark.parametrize("command", [train_claims, train_reactions])
def test_help_says_what_is_learned_from(command, capsys):
    with pytest.raises(SystemExit, match="0"):
        command.main(["--help"])
    assert f"python -m {command.__name__} ARTICLES LABELS" in capsys.readouterr().out


def test_reactions_marked_by_offsets_are_found_in_a_folder_of_articles(tmp_path):
    text = "Norway fired a ballistic missile into the sea on Monday. Sweden condemned the launch. Denmark condemned the tax."
    article = {"id": "a", "title": "Norway fires missile", "text": text, "date": "2024-06-04"}
    (tmp_path / "articles.jsonl").write_text(json.dumps(article), encoding="utf-8")
    start = len("Norway fires missile\n\n") + text.index("Sweden")
    (tmp_path / "marked.csv").write_text(
        f"article_id,evidence_start,evidence_end,type_code,actor_name,country_code,via_name\na,{start},{start + 29},condemn,Sweden,SE,\n",
        encoding="utf-8",
    )
    (tmp_path / "marked_articles.csv").write_text("article_id,read_end\na,500\n", encoding="utf-8")
    rows = train_reactions.read_rows(tmp_path, tmp_path / "marked.csv")
    assert {(candidate.acting.party.name, right) for _, candidate, right in rows} == {("Sweden", True), ("Denmark", False)}
