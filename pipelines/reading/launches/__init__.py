"""Mentions of launches, what their sentences say of them, and the attempts that they are merged into."""
