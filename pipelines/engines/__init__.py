"""Which engine reads articles: the rules of this project, unless the environment names another."""

from pipelines.engines.choose import engine_from_environment

__all__ = ["engine_from_environment"]
