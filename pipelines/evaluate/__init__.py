"""Measures of the reading engine against annotated collections."""
