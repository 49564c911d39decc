"""The command ``launchwire``. Each subcommand is a module of its own, imported when it is called."""

from pipelines.cli.group import main

__all__ = ["main"]
