"""Checks on tables: what is checked, and what became of it. ``pipelines.validate.run`` runs them."""

from pipelines.validate.plan import check_names, check_notes, needed_tables, planned_checks
from pipelines.validate.results import Check, CheckResult, TableResult

__all__ = ["Check", "CheckResult", "TableResult", "check_names", "check_notes", "needed_tables", "planned_checks"]
