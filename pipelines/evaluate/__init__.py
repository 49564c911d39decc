"""Measures of the reading engine against annotated collections.

Every evaluation takes paths, because the collections have no licence to ship, and hands back a :class:`Report`.
"""

from pipelines.evaluate.attributions import evaluate_attributions
from pipelines.evaluate.floors import check_floors, hash_files, update_floors
from pipelines.evaluate.measures import Report
from pipelines.evaluate.readings import evaluate_readings
from pipelines.evaluate.timex import evaluate_timex

__all__ = ["Report", "check_floors", "evaluate_attributions", "evaluate_readings", "evaluate_timex", "hash_files", "update_floors"]
