"""Copies of a small warehouse for every test of this folder."""

from custody_warehouse import kept, kept_desk

__all__ = ["kept", "kept_desk"]
