"""Commands that learn explain themselves, and overwrite no weights where they were given nothing to learn from."""

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
