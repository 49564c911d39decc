"""Alerts: what is told when a run fails, and the sinks that it is told to."""
