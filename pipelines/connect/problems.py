"""What can go wrong with one request: a reason code, and a message for people."""

from __future__ import annotations

from typing import Literal

Reason = Literal[
    "bad_url", "refused_address", "refused_redirect", "unresolved", "unreachable", "timeout", "bad_reply",
    "too_large", "bad_encoding", "http_error", "robots", "not_before", "host_down",
]  # fmt: skip


class FetchProblem(Exception):
    """A request that gave no document. ``wait_seconds`` is what the server asks for, where it asks.

    ``asked`` is the address that gave the problem, where redirects led to another host.
    """

    asked: str | None = None

    def __init__(self, reason: Reason, message: str, status: int | None = None, wait_seconds: int | None = None) -> None:
        super().__init__(message)
        self.reason = reason
        self.message = message
        self.status = status
        self.wait_seconds = wait_seconds
