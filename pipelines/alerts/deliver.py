"""Handing an alert to every sink: each by itself, again where that may help, and what failed is told to those that work."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from pipelines.alerts.message import Alert, sink_alert
from pipelines.alerts.sinks import Sink, SinkProblem

PAUSES = (0.0, 2.0, 8.0)  # seconds before each attempt


def deliver(alert: Alert, sinks: Sequence[Sink], wait: Callable[[float], None] = time.sleep) -> list[str]:
    """Give an alert to every sink; what failed, one line a sink. The sinks that took it are told of the others."""
    failures, reached = [], []
    for sink in sinks:
        problem = send_patiently(sink, alert, wait)
        if problem is None:
            reached.append(sink)
        else:
            failures.append(problem)
    if failures:
        for sink in reached:
            send_patiently(sink, sink_alert(alert.warehouse, failures), wait)
    return failures


def send_patiently(sink: Sink, alert: Alert, wait: Callable[[float], None]) -> str | None:
    """Send an alert, a few times where the trouble may pass; what was wrong at last, None where it was taken."""
    problem = None
    for pause in PAUSES:
        wait(pause)
        try:
            sink.send(alert)
        except SinkProblem as error:
            problem = str(error)
            if not error.is_passing:
                return problem
        else:
            return None
    return problem
