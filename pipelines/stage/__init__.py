"""Staging: from records to articles with text, sentences, language and publication date. Pure functions over single records and frames."""

from pipelines.stage.run import stage, stage_version

__all__ = ["stage", "stage_version"]
