"""A desk for every test of this folder."""

from lake_desk import desk

__all__ = ["desk"]
