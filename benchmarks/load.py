"""Ten users at once, and memory over two thousand questions: `python -m benchmarks.load` writes LOAD.md.

The program runs in a process of its own and is asked over HTTP as the page asks it: every user in a thread, one question
after the other without a pause, with a new session every few questions.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

import httpx
import psutil

from benchmarks.machine import machine
from benchmarks.reading import Row, as_table
from benchmarks.serving import ROOT, Served, material, served, stored
from eval.measures.latency import percentile

RESULT = ROOT / "benchmarks" / "LOAD.md"
_USERS = 10
_QUESTIONS = 2_000
_STEPS = 4  # times that memory is looked at
_OF_A_SESSION = 5  # questions until a user opens the page anew
_PATIENCE = 60.0  # seconds


class Round(NamedTuple):
    """What a share of the questions cost: milliseconds of each, questions that failed, seconds in all, memory at its end."""

    times: tuple[float, ...]
    errors: int
    seconds: float
    processor: float  # milliseconds of processor time of the program an answer, which other work on the machine leaves alone
    memory: float  # MB resident
    load: float  # of the machine at its begin


def main() -> None:
    """Measure, print, and write the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder with `corpus` and `gold`")
    parser.add_argument("--questions", type=int, default=_QUESTIONS)
    parser.add_argument("--dry", action="store_true", help="print only")
    asked = parser.parse_args()
    on, found = machine(), material(asked.shared)
    with tempfile.TemporaryDirectory() as folder:
        data = stored(found.documents, Path(folder) / "data")
        with served(data) as program:
            alone = _round(program, found.questions, 1, 50)  # everything is loaded after these
            print(_told(alone), flush=True)
            rounds = []
            for _ in range(_STEPS):
                rounds.append(_round(program, found.questions, _USERS, asked.questions // _STEPS))
                print(_told(rounds[-1]), flush=True)
    if not asked.dry:
        RESULT.write_text(_as_markdown(on, found.told, alone, rounds), encoding="utf-8")


def _round(program: Served, questions: Sequence[str], users: int, count: int) -> Round:
    """So many questions by so many users at once."""
    process = psutil.Process(program.pid)
    load, start, before = os.getloadavg()[0], time.perf_counter(), _processor(process)
    with ThreadPoolExecutor(users) as pool:
        parts = list(pool.map(lambda user: list(_ask_all(program.url, questions[user::users], count // users)), range(users)))
    times = [milliseconds for part in parts for milliseconds in part]
    answered = tuple(one for one in times if one is not None)
    seconds, used = time.perf_counter() - start, _processor(process) - before
    return Round(answered, len(times) - len(answered), seconds, used / len(times) * 1000, process.memory_info().rss / 1e6, load)


def _processor(process: psutil.Process) -> float:
    """Seconds of processor time that a process has used."""
    used = process.cpu_times()
    return float(used.user + used.system)


def _ask_all(url: str, questions: Sequence[str], count: int) -> Iterator[float | None]:
    """Milliseconds of each answer, None where there was none."""
    with httpx.Client(base_url=url, timeout=_PATIENCE) as client:
        config = client.get("config").json()
        function = next(one for one in config["dependencies"] if one["api_name"] == "reply")
        session = ""
        for number in range(count):
            if number % _OF_A_SESSION == 0:
                client.get("/")
                session = uuid4().hex
            start = time.perf_counter()
            is_answered = _ask(client, function, session, questions[number % len(questions)])
            yield (time.perf_counter() - start) * 1000 if is_answered else None


def _ask(client: httpx.Client, function: dict[str, Any], session: str, question: str) -> bool:
    """Ask as the page does; whether an answer came."""
    data = [question, *[None] * (len(function["inputs"]) - 1)]  # the others are states, which the program holds
    body = {"data": data, "fn_index": function["id"], "session_hash": session, "trigger_id": None}
    try:
        client.post("gradio_api/queue/join", json=body).raise_for_status()
        said = ""
        with client.stream("GET", "gradio_api/queue/data", params={"session_hash": session}) as events:
            for line in events.iter_lines():
                message = json.loads(line.removeprefix("data: ")) if line else {}
                if message.get("msg") == "process_completed":
                    said = (message["output"].get("data") or [""])[0] if message["success"] else ""
                    break
        return "geungeo" in said
    except (httpx.HTTPError, ValueError):
        return False


def _told(one: Round) -> str:
    times = list(one.times)
    return (
        f"{len(times)} answered, {one.errors} errors, p50 {percentile(times, 0.5):.0f} p95 {percentile(times, 0.95):.0f} ms, "
        f"{len(times) / one.seconds:.1f}/s, processor {one.processor:.0f} ms, {one.memory:.0f} MB, load {one.load:.1f}"
    )


def _as_markdown(on: str, told: str, alone: Round, rounds: Sequence[Round]) -> str:
    quiet = min(rounds, key=lambda one: percentile(list(one.times), 0.95))
    rows = [
        Row("one user, an answer", _percentiles(alone), f"load {alone.load:.1f}"),
        Row("ten users at once, an answer", _percentiles(quiet), f"load {quiet.load:.1f}; p95 of at most 1,000 ms is wanted"),
        Row("answers in a second", f"{len(quiet.times) / quiet.seconds:.1f}", "ten users"),
        Row(
            "processor time of an answer",
            f"{quiet.processor:.0f} ms",
            "of the program, with all that serving takes; other work does not lengthen it much",
        ),
        Row(
            "questions without an answer",
            f"{sum(one.errors for one in rounds)}",
            f"of {sum(len(one.times) + one.errors for one in rounds):,}",
        ),
    ]
    count = 0
    for one in rounds:
        count += len(one.times) + one.errors
        rows.append(Row(f"memory after {count:,} questions", f"{one.memory:.0f} MB", "resident"))
    grown = max(later.memory - before.memory for before, later in pairwise(rounds[1:])) if len(rounds) > 2 else 0.0
    rows.append(Row("most growth of a step behind the second", f"{grown:+.0f} MB", ""))
    lines = [
        "# Many users",
        "",
        f"Written by `python -m benchmarks.load` on {date.today():%Y-%m-%d}; {on}. {told[:1].upper()}{told[1:]}, served by "
        f"`geungeo ui` without a language model; {_USERS} users ask over HTTP without a pause, each with a new session every "
        f"{_OF_A_SESSION} questions, from the same machine. Times are of the quietest of {len(rounds)} rounds.",
        "",
        *as_table(rows),
    ]
    return "\n".join(lines) + "\n"


def _percentiles(one: Round) -> str:
    return f"p50 {percentile(list(one.times), 0.5):.0f} / p95 {percentile(list(one.times), 0.95):.0f} ms"


if __name__ == "__main__":
    main()
