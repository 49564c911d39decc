"""The evaluation of attributions on made-up documents."""

from pathlib import Path

import pytest

from pipelines.errors import SourceError
from pipelines.evaluate import evaluate_attributions

TEXT = "Title\n\nThe minister said the test failed.\n"
ANN = (
    "T1\tSource 7 19\tThe minister\nT2\tCue 20 24\tsaid\nT3\tContent 25 40\tthe test failed\n"
    "T4\tAttribution 20 24\tsaid\nE1\tAttribution:T4 Source:T1 Cue:T2 Content:T3\n"
)


def write(folder: Path, annotations: str) -> Path:
    for name, content in (("text/a.txt", TEXT), ("attributions/a_0001.ann", annotations)):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return folder


def test_equal_spans_score_one(tmp_path: Path) -> None:
    figures = evaluate_attributions(write(tmp_path, ANN)).as_dict()
    assert (figures["what_f1"], figures["who_what_f1"], figures["full_f1"], figures["reported_recall"]) == (1.0, 1.0, 1.0, 1.0)


def test_a_source_elsewhere_is_another_who(tmp_path: Path) -> None:
    figures = evaluate_attributions(write(tmp_path, ANN.replace("Source 7 19\tThe minister", "Source 0 5\tTitle"))).as_dict()
    assert (figures["what_f1"], figures["who_what_f1"]) == (1.0, 0.0)


def test_a_mark_for_no_source_is_no_source(tmp_path: Path) -> None:
    figures = evaluate_attributions(write(tmp_path, ANN.replace("Attribution:T4 Source:T1", "Attribution-no-source:T4"))).as_dict()
    assert figures["who_what_f1"] == 0.0


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="holds no text"):
        evaluate_attributions(tmp_path)
