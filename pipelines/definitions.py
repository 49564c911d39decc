"""Entry point of the Dagster project: loads ``pipelines/defs``. No logic."""

from pathlib import Path

import dagster as dg


@dg.definitions
def defs() -> dg.Definitions:
    """Everything that Dagster sees."""
    return dg.load_from_defs_folder(path_within_project=Path(__file__).parent)
