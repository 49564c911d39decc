"""A release for other programs: Parquet, CSV, GeoJSON, Atom, iCalendar, and the Frictionless data package that describes them all.

The same release gives the same bytes: nothing is asked of a clock, and every file is in order of key.
"""

from pipelines.exports.run import export_to, export_to_warehouse

__all__ = ["export_to", "export_to_warehouse"]
