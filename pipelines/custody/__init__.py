"""Custody: that what was received is still what was received, what is told of it can be shown, and what is to be forgotten is gone."""
