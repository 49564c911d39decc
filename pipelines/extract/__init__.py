"""Extraction: the reading engine over every article that is new, in processes that may fail one by one."""

from pipelines.extract.run import extract, extract_version

__all__ = ["extract", "extract_version"]
