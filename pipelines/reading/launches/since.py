"""Dates of what came before a launch: "the first since 2009", "after failures in 2016"."""

from __future__ import annotations

import re

from pipelines.reading.launches.scene import View
from pipelines.reading.launches.words import pattern
from pipelines.reading.types import DateMention

MONTH = 31
YEAR = re.compile(r"(?:19|20)\d\d")


def is_first_since(view: View, mention: DateMention) -> bool:
    """Whether a year closes "the first time since 2009": there was a launch in that year too."""
    is_year = bool(YEAR.fullmatch(view.text[mention.start - view.start : mention.end - view.start]))
    return is_year and bool(pattern("dates_first_since").search(view.text[: mention.start - view.start]))


def is_time_before(view: View, mention: DateMention) -> bool:
    """Whether a sentence opens with what came before, in a time longer than a month: "after failed tests in 2016, it launched"."""
    if mention.first is None or mention.last is None or (mention.last - mention.first).days <= MONTH:
        return False
    return bool(pattern("dates_opens_after").fullmatch(view.text[: mention.start - view.start]))
