"""What is counted for those who keep the system, as Prometheus reads it: how many and how long, never what was asked."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from api.turns import Turns
from assistant.types import Answer
from index.library import Library

# Seconds: an answer without a model takes some hundredths, with one some seconds.
_BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 120.0)


class Meters:
    """The counts and times of one program, from its start."""

    def __init__(self, library: Library, turns: Turns) -> None:
        self._registry = registry = CollectorRegistry()
        self._requests = Counter("geungeo_requests", "Requests", ["route", "method", "status"], registry=registry)
        self._seconds = Histogram(
            "geungeo_request_seconds", "Time to the end of the response", ["route"], buckets=_BOUNDS, registry=registry
        )
        self._answers = Counter("geungeo_answers", "Answers given, and questions left unanswered", ["outcome"], registry=registry)
        self._steps = Histogram("geungeo_step_seconds", "Time of a step", ["step"], buckets=_BOUNDS, registry=registry)
        for name, told, count in (
            ("geungeo_working", "Requests that are worked on", lambda: turns.working),
            ("geungeo_waiting", "Requests that wait for their turn", lambda: turns.waiting),
            ("geungeo_passages", "Passages in the index", library.store.passage_count),
        ):
            Gauge(name, told, registry=registry).set_function(count)

    def passed(self, route: str, method: str, status: int, seconds: float) -> None:
        """Note a request that was done with. `route` is the pattern of its address, not the address."""
        self._requests.labels(route, method, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def answered(self, answer: Answer) -> None:
        """Note an answer and how long its steps took."""
        self._answers.labels("abstained" if answer.abstained else "answered").inc()
        for step, milliseconds in answer.made.timings.items():
            self._steps.labels(step).observe(milliseconds / 1000)

    def text(self) -> bytes:
        """All of it, in the text format of Prometheus."""
        return generate_latest(self._registry)
