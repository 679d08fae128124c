"""Many users while documents are taken in: `python -m benchmarks.load` writes the section on load of docs/reliability.md.

The program runs as its users have it, in a process of its own. First users who read what they are answered, while
documents are handed over; then more users without any pause than it can serve; at the end it is told to stop while it
answers. `--minutes 1 --users 20 --documents 30 --dry` looks in short; the whole takes some twenty minutes.
"""

from __future__ import annotations

import argparse
import signal
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import httpx
import psutil

from benchmarks.loading.papers import write_papers
from benchmarks.loading.show import Flood, Plan, Steady, Stop, as_markdown, line
from benchmarks.loading.users import Crowd, asking
from benchmarks.loading.watch import Watch
from benchmarks.machine import machine
from benchmarks.section import RELIABILITY, write_section
from benchmarks.serving import Served, served, stored
from benchmarks.sets import MODEL, SAMPLE
from eval.gold import read_gold
from index.library import open_library

_SECTION = "load"
_HANDED_BY = 0.8  # of the time: the last documents are taken in while there are still questions
_FLOOD = 60.0  # seconds
_CROWD = 4  # times the users, without a pause
_UNDER_WAY = 20  # questions when the program is stopped
_HEARD = 0.4  # seconds until these have come in
_READY_WITHIN = 60.0  # seconds
_TOLD_EVERY = 15.0  # seconds
_LONGEST_STOP = 60.0  # seconds


def main() -> None:
    """Measure, tell how it goes, and write the section."""
    asked = _arguments()
    on = machine()
    plan = Plan(asked.users, asked.minutes, asked.documents, asked.think, asked.users * _CROWD)
    questions = tuple(item.question for item in read_gold(SAMPLE / "gold.jsonl"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        papers = _papers(folder / "papers", plan.documents + _UNDER_WAY)
        data = stored(sorted((SAMPLE / "documents").iterdir()), folder / "data")
        with served(data) as program:
            _wait_until_ready(program)
            steady = _steady(program, plan, questions, papers[: plan.documents])
            flood = _flood(program, plan, questions, asked.flood) if asked.flood else None
            stop = _stopped(program, data, questions, papers[plan.documents :])
    found = as_markdown(on, plan, steady, flood, stop)
    print(found)
    for reason in steady.reasons:
        print(reason)
    if not asked.dry:
        write_section(RELIABILITY, _SECTION, found)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=10.0, help="that they ask for")
    parser.add_argument("--documents", type=int, default=500, help="taken in meanwhile")
    parser.add_argument("--think", type=float, default=10.0, help="seconds between two questions of a user, on the mean")
    parser.add_argument("--flood", type=float, default=_FLOOD, help="seconds of users without a pause; 0 leaves them out")
    parser.add_argument("--dry", action="store_true", help="print only")
    return parser.parse_args()


def _papers(folder: Path, count: int) -> list[Path]:
    papers = []
    for number, path in enumerate(write_papers(folder, count), 1):
        papers.append(path)
        if number % 50 == 0 or number == count:
            print(f"{number} of {count} papers made", flush=True)
    return papers


def _wait_until_ready(program: Served) -> None:
    """Wait for the program to have loaded what it answers with. Raises RuntimeError where it does not."""
    end = time.monotonic() + _READY_WITHIN
    while time.monotonic() < end:
        if httpx.get(f"{program.url}readyz").is_success:
            return
        time.sleep(0.2)
    raise RuntimeError("the program did not get ready")


def _steady(program: Served, plan: Plan, questions: Sequence[str], papers: Sequence[Path]) -> Steady:
    """The users and the documents at the same time; then what is left of the documents."""
    seconds = plan.minutes * 60
    watch = Watch(program.url, program.pid, papers, seconds * _HANDED_BY)
    before, began, taken_by, told_at = _processor(program.pid), time.monotonic(), 0.0, 0.0
    with asking(Crowd(program.url, plan.users, seconds, plan.think, tuple(questions))) as users:
        used = 0.0
        while not users.is_over or not watch.is_done:
            seen = watch.look(time.monotonic() - began)
            if not users.is_over:
                used = _processor(program.pid) - before
            if not taken_by and watch.is_done:
                taken_by = seen.at
            if seen.at - told_at >= _TOLD_EVERY:
                told_at = seen.at
                print(line(users.told, seen), flush=True)
            if users.is_over and seen.at > 3 * seconds + 60:
                print("the documents are not all taken in: no longer waited for", flush=True)
                break
            time.sleep(1.0)
        told = list(users.end())
    return Steady(told, watch.seen, watch.reasons, taken_by, used)


def _processor(pid: int) -> float:
    used = psutil.Process(pid).cpu_times()
    return float(used.user + used.system)


def _flood(program: Served, plan: Plan, questions: Sequence[str], seconds: float) -> Flood:
    """More users than can be served, without a pause."""
    print(f"{plan.crowd} users without a pause for {seconds:.0f} s", flush=True)
    start = time.monotonic()
    with asking(Crowd(program.url, plan.crowd, seconds, 0.0, tuple(questions), seed=2)) as users:
        told = list(users.end())
    return Flood(told, time.monotonic() - start)


def _stopped(program: Served, data: Path, questions: Sequence[str], papers: Sequence[Path]) -> Stop:
    """SIGTERM while documents are taken in and questions are under way; what became of them and of the library."""
    watch = Watch(program.url, program.pid, papers, 0.0)
    watch.look(0.0)
    with asking(Crowd(program.url, _UNDER_WAY, 0.0, 0.0, tuple(questions), seed=3, once=True)) as users:
        while not users.told and not users.is_over:
            time.sleep(0.01)
        time.sleep(_HEARD)
        left = len(papers) - watch.look(1.0).documents
        start = time.monotonic()
        program.process.send_signal(signal.SIGTERM)
        told = list(users.end())
        status = program.process.wait(_LONGEST_STOP)
        seconds = time.monotonic() - start
    library = open_library(data, MODEL)
    try:
        level = library.lexical.sequence == library.vectors.sequence == library.store.sequence()
        return Stop(told, seconds, status, level, len(library.store.documents()), left)
    finally:
        library.close()


if __name__ == "__main__":
    main()
