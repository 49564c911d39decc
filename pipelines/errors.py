"""What can go wrong, as a handful of exceptions. A message says what, where, what was expected, and what to do next."""

from __future__ import annotations


class LaunchwireError(Exception):
    """A mistake or a condition that a user can mend. Shown without a traceback."""

    exit_code = 1


class RuleError(LaunchwireError):
    """A rule or lexicon is malformed, or no longer does what its examples say."""


class ContractError(LaunchwireError):
    """A table and its contract disagree."""


class SourceError(LaunchwireError):
    """A source cannot be read as declared."""


class WarehouseError(LaunchwireError):
    """The warehouse directory cannot be used as asked."""


class WarehouseBusy(WarehouseError):
    """Another refresh holds the lease."""

    exit_code = 3


class QueryError(LaunchwireError):
    """A query cannot be run as written."""


class CheckFailed(LaunchwireError):
    """A critical check failed: nothing was published."""

    exit_code = 4
