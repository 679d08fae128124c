"""What came of the users, in words and tables: a line while it runs, the section of docs/reliability.md at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from benchmarks.loading.faces import ANSWERED, NOT_TAKEN, Asked
from benchmarks.loading.watch import Seen, by_minute, slope
from benchmarks.reading import Row, as_table
from eval.measures.latency import percentile

WANTED = 1_500  # milliseconds within which 95 of 100 answers are wanted


class Plan(NamedTuple):
    """What was asked of the run."""

    users: int
    minutes: float
    documents: int
    think: float
    crowd: int  # users who ask without a pause


class Steady(NamedTuple):
    """Users who read while documents are taken in. `taken_by`: seconds until the last document was in."""

    told: Sequence[Asked]
    seen: Sequence[Seen]
    reasons: Sequence[str]
    taken_by: float
    processor: float  # seconds of processor time of the program while they asked, its children not counted


class Flood(NamedTuple):
    """Users without a pause, more than can be served."""

    told: Sequence[Asked]
    seconds: float


class Stop(NamedTuple):
    """A stop with questions under way."""

    told: Sequence[Asked]
    seconds: float  # from the signal to the end of the process
    status: int
    level: bool  # whether the library opens whole, its search structures level with the store
    documents: int
    left: int  # files that were queued when the signal came


def line(told: Sequence[Asked], seen: Seen) -> str:
    """How it goes, in a line."""
    errors = [one for one in told if one.outcome != ANSWERED]
    recent = [one for one in told if one.at > seen.at - 60]
    return (
        f"{seen.at:5.0f} s: {len(told)} asked, {len(errors)} errors, last minute {_percentiles(recent)}; "
        f"{seen.documents} documents, {seen.failed} failed; {seen.program:.0f} + {seen.children:.0f} MB"
    )


def as_markdown(on: str, plan: Plan, steady: Steady, flood: Flood | None, stop: Stop) -> str:
    """The whole section."""
    lines = [
        "## Load",
        "",
        f"Written by `python -m benchmarks.load` on {date.today():%Y-%m-%d}; {on}. `geungeo serve` over the sample documents, "
        "without a language model; who asks runs on the same machine, in a process of its own, and takes its share of the cores.",
        "",
        f"{plan.users} users ask for {plan.minutes:g} minutes, 40 in 100 of them in the chat and the others over "
        f"`POST /api/v1/ask`, while {plan.documents} documents of 5 to 20 pages (HWPX, PDF, DOCX, XLSX, text) are handed over "
        f"through `POST /api/v1/documents` and taken in. Between two questions a user pauses, as who reads an answer does: "
        f"exponentially, {plan.think:g} s on the mean. Times run from the first try to the whole answer.",
        "",
        *as_table(list(_steady_rows(steady, plan))),
        "",
        *_minutes(steady),
    ]
    if flood is not None:
        lines += ["", f"{plan.crowd} users ask without any pause, and come again when they are told to:", ""]
        lines += as_table(list(_flood_rows(flood)))
    lines += ["", "The program is stopped (SIGTERM) with questions under way:", "", *as_table(list(_stop_rows(stop)))]
    return "\n".join(lines) + "\n"


def _steady_rows(steady: Steady, plan: Plan) -> Iterator[Row]:
    told = steady.told
    yield Row("questions asked", f"{len(told):,}", f"{len(told) / max(1.0, plan.minutes * 60):.1f} a second")
    yield Row("errors", f"{sum(one.outcome != ANSWERED for one in told)}", _kinds(told) or "of any kind")
    yield Row("told to come again (429)", f"{sum(one.refused for one in told)}", "")
    for face in ("API", "chat"):
        own = [one for one in told if one.face == face]
        yield Row(f"an answer, {face}", _percentiles(own), f"{len(own):,} questions")
    yield Row("an answer, all", _percentiles(told), f"p95 of at most {WANTED:,} ms is wanted")
    used = steady.processor / max(1, len(told)) * 1000
    yield Row("processor time of an answer", f"{used:.0f} ms", "of the program, with all that serving takes")
    last = steady.seen[-1]
    failed = f", {last.failed} failed" if last.failed else ""
    yield Row(
        "documents taken in", f"{last.documents} of {plan.documents}{failed}", f"the last of them after {steady.taken_by:.0f} s"
    )
    begin, half = steady.seen[0], steady.seen[len(steady.seen) // 2 :]
    yield Row("memory of the program", f"{begin.program:.0f} MB at first, {last.program:.0f} MB at the end", "resident")
    yield Row("its slope over the second half", f"{slope(half):+.1f} MB a minute", "with what the documents add to the index")
    children = max(one.children for one in steady.seen)
    yield Row("memory of the processes that take documents in", f"at most {children:.0f} MB", "resident")


def _minutes(steady: Steady) -> Iterator[str]:
    """A line a minute."""
    yield "| minute | answers | p50 / p95 / p99 | errors | documents | memory | taking in |"
    yield "|---|---|---|---|---|---|---|"
    before = 0
    for number, seen in enumerate(by_minute(steady.seen)):
        own = [one for one in steady.told if one.at // 60 == number]
        errors = sum(one.outcome != ANSWERED for one in own)
        new, before = seen.documents - before, seen.documents
        yield f"| {number + 1} | {len(own) - errors} | {_percentiles(own)} | {errors} | {new} | {seen.program:.0f} MB | {seen.children:.0f} MB |"


def _flood_rows(flood: Flood) -> Iterator[Row]:
    told = flood.told
    answered = [one for one in told if one.outcome == ANSWERED]
    refused = [one for one in told if one.refused]
    yield Row("answers in a second", f"{len(answered) / flood.seconds:.1f}", f"{len(answered):,} in {flood.seconds:.0f} s")
    yield Row("errors", f"{len(told) - len(answered)}", _kinds(told) or "of any kind")
    yield Row(
        "told to come again",
        f"{sum(one.refused for one in told):,} times",
        f"{len(refused):,} questions; the API by 429, the chat in words",
    )
    yield Row("without a time to come again (API)", f"{sum(one.hasty for one in told if one.face == 'API')}", "")
    found = sum(one.outcome == ANSWERED for one in refused)
    yield Row("answered after that", f"{found:,} of {len(refused):,}", "at the time that Retry-After had told")
    yield Row("of these at the second try", f"{sum(one.refused == 1 and one.outcome == ANSWERED for one in refused):,}", "")
    last = [one.milliseconds for one in answered]
    yield Row(
        "an answer, from the try that was taken", f"p50 {percentile(last, 0.5):,.0f} / p95 {percentile(last, 0.95):,.0f} ms", ""
    )
    yield Row("an answer, from the first try", _percentiles(told), "")


def _stop_rows(stop: Stop) -> Iterator[Row]:
    taken = [one for one in stop.told if one.outcome != NOT_TAKEN]
    cut = [one for one in taken if one.outcome != ANSWERED]
    yield Row("questions under way", f"{len(taken)}", f"{len(stop.told) - len(taken)} more came when none were taken any more")
    yield Row("of these answered", f"{len(taken) - len(cut)}", _kinds(taken) or "none was cut off")
    yield Row("seconds to the end of the program", f"{stop.seconds:.1f}", f"exit status {stop.status}")
    yield Row("files that waited to be taken in", f"{stop.left}", "told as stopped; those kept are taken in by 모두 다시 확인")
    whole = "opens, search level with the store" if stop.level else "is not level"
    yield Row("the library behind it", whole, f"{stop.documents} documents")


def _kinds(told: Sequence[Asked]) -> str:
    """What went wrong, by kind."""
    kinds = Counter(f"{one.outcome} ({one.face})" for one in told if one.outcome != ANSWERED)
    return ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())


def _percentiles(told: Sequence[Asked]) -> str:
    times = [one.waited for one in told if one.outcome == ANSWERED]
    p50, p95, p99 = (percentile(times, share) for share in (0.5, 0.95, 0.99))
    return f"p50 {p50:,.0f} / p95 {p95:,.0f} / p99 {p99:,.0f} ms"
