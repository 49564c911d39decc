"""Attributed statements on launches, by topic."""
