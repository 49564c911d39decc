"""A desk for every test of this folder."""

from custody_warehouse import kept, kept_desk
from lake_desk import desk

__all__ = ["desk", "kept", "kept_desk"]
