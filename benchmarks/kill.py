"""Kill the process that writes a library at random instants, and look each time at what it left.

`python -m benchmarks.kill [--times 200] [--seed 1]` writes its figures into docs/reliability.md. The instants are spread
over the work as long as it was measured to take; each death has a library of its own, which is then opened, judged whole
(benchmarks/killing/judge.py) and asked a question. Exit status 1 where anything was wrong.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

from benchmarks.killing.judge import Allowed, Left, Whole, judge, state_of
from benchmarks.killing.work import ARCHIVE, BASE, GONE, NEW, PARSED, SCENARIOS
from benchmarks.machine import machine
from benchmarks.section import RELIABILITY, write_section
from index.backup import back_up
from index.intake import take_in
from index.library import open_library
from ingest.pipeline import Ingested, ingest_file

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "eval" / "sample" / "documents"
_ADDED = "\n추가 사항\n - 솔섬 등대 보수에 37백만원을 더 씀.\n"  # what a replaced document has more


class Death(NamedTuple):
    """One kill: when, in shares of the work, whether it came before the work was done, and what was left."""

    scenario: str
    share: float
    killed: bool
    left: Left


def main() -> None:
    """Kill, judge, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    start, told = time.perf_counter(), machine()
    deaths = kill(asked.times, asked.seed)
    table = report(deaths, asked.seed, told, time.perf_counter() - start)
    write_section(RELIABILITY, "kill", table)
    print(table)
    sys.exit(1 if any(death.left.wrong for death in deaths) else 0)


def kill(times: int, seed: int, scenarios: Sequence[str] = tuple(SCENARIOS), documents: int | None = None) -> list[Death]:
    """Die so many times, over all scenarios in turn; `documents` of the sample (None: all)."""
    with tempfile.TemporaryDirectory(prefix="geungeo-kill-") as name:
        shared = Path(name)
        allowed = _prepared(shared, documents)
        with _worker(shared) as worker:
            seconds = {scenario: _measured(worker, shared, scenario) for scenario in scenarios}
            random_ = random.Random(seed)
            deaths = []
            for number in range(times):
                scenario = scenarios[number % len(scenarios)]
                deaths.append(_die(worker, shared, scenario, random_.random(), seconds[scenario], allowed[scenario]))
        return deaths


def _prepared(shared: Path, documents: int | None) -> dict[str, Allowed]:
    """The documents read before and after, the library to begin with, a backup of another, and what each work may leave."""
    files = sorted(SAMPLE.iterdir())[:documents]
    half = len(files) // 2
    before, gone = files[:half], [file.name for file in files[: half // 2]]
    for folder in (BASE, NEW):
        (shared / folder).mkdir()
    for file in before:
        shutil.copy(file, shared / BASE)
    for file in files:
        content = file.read_bytes()
        encoding = "utf-8" if _is_text(content, "utf-8") else "cp949"
        more = _ADDED.encode(encoding) if file in before[half // 2 :] else b""
        (shared / NEW / file.name).write_bytes(content + more)
    (shared / GONE).write_text(json.dumps(gone), encoding="utf-8")
    old, new = _read(shared / BASE), _read(shared / NEW)
    (shared / PARSED).write_bytes(pickle.dumps(new))
    _library(shared / "from" / "data", shared / BASE)
    _library(shared / "other" / "data", shared / NEW)
    back_up(shared / "other" / "data", shared / ARCHIVE)
    back_up(shared / "from" / "data", shared / "from" / ARCHIVE)
    return _allowed(
        {name: state_of(read) for name, read in old.items()}, {name: state_of(read) for name, read in new.items()}, gone
    )


def _is_text(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _allowed(old: dict[str, Whole], new: dict[str, Whole], gone: list[str]) -> dict[str, Allowed]:
    """What each work may leave."""
    either = {name: frozenset({old.get(name), new.get(name)}) for name in {*old, *new}}
    same: dict[str, frozenset[Whole | None]] = {name: frozenset({state}) for name, state in old.items()}
    taken_in, untouched = Allowed(either), Allowed(same, (old,))
    return {
        "ingest": taken_in,
        "settle": taken_in,
        "replace": Allowed({name: either[name] for name in old}),
        "remove": Allowed({name: states | {None} if name in gone else states for name, states in same.items()}),
        "rebuild": Allowed({name: states | {None} for name, states in either.items()}),
        "level": untouched,
        "backup": untouched,
        "restore": Allowed(either, (old, new)),
        "reembed": untouched,
    }


def _read(folder: Path) -> dict[str, Ingested]:
    return {file.name: ingest_file(file) for file in sorted(folder.iterdir())}


def _library(data: Path, documents: Path) -> None:
    taken = data.with_name("taken")  # and gone when others of their names come
    shutil.copytree(documents, taken)
    library = open_library(data, "kiwi")
    list(take_in(library, sorted(taken.iterdir())))
    library.close()
    shutil.rmtree(taken)


@contextmanager
def _worker(shared: Path) -> Iterator[subprocess.Popen[str]]:
    """The process that dies over and over."""
    command = [sys.executable, "-m", "benchmarks.killing.work", str(shared)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as worker:
        yield worker
        assert worker.stdin is not None
        worker.stdin.close()


def _asked(worker: subprocess.Popen[str], scenario: str, target: Path, delay: float | None) -> dict[str, float]:
    assert worker.stdin is not None and worker.stdout is not None
    worker.stdin.write(json.dumps({"scenario": scenario, "target": str(target), "delay": delay}) + "\n")
    worker.stdin.flush()
    told: dict[str, float] = json.loads(worker.stdout.readline())
    return told


def _measured(worker: subprocess.Popen[str], shared: Path, scenario: str) -> float:
    """How many seconds the work takes when nobody kills it: the middle of three."""
    seconds = []
    for number in range(3):
        target = _copied(shared, f"whole-{scenario}-{number}")
        told = _asked(worker, scenario, target, None)
        assert told["status"] == 0, f"{scenario} failed without being killed"
        seconds.append(told["seconds"])
        shutil.rmtree(target.parent)
    return statistics.median(seconds)


def _die(worker: subprocess.Popen[str], shared: Path, scenario: str, share: float, seconds: float, allowed: Allowed) -> Death:
    target = _copied(shared, "death")
    told = _asked(worker, scenario, target, share * seconds)
    try:
        left = judge(scenario, target, allowed)
    except Exception as error:
        left = Left((f"{type(error).__name__}: {error}",), 0, False)
    shutil.rmtree(target.parent)
    return Death(scenario, share, bool(told["killed"]), left)


def _copied(shared: Path, name: str) -> Path:
    shutil.copytree(shared / "from", shared / name)
    return shared / name / "data"


def report(deaths: Sequence[Death], seed: int, told: str, seconds: float) -> str:
    """The figures as Markdown."""
    wrong = [death for death in deaths if death.left.wrong]
    killed = sum(death.killed for death in deaths)
    lines = [
        "## Killed at random instants",
        "",
        f"`python -m benchmarks.kill --times {len(deaths)} --seed {seed}` ({date.today()}, {told}; {seconds:.0f} s): SIGKILL at"
        f" {len(deaths)} random instants, spread over the measured duration of each work; {killed} came before the work was done.",
        f"Each library was then opened, every document held against its old and new state, every passage looked up by its own"
        f" words and vector, and a question asked: **{len(deaths) - len(wrong)} of {len(deaths)} were whole**.",
        "",
        "| work | instants | before its end | whole | answered |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for scenario in dict.fromkeys(death.scenario for death in deaths):
        of = [death for death in deaths if death.scenario == scenario]
        whole, answered = sum(not death.left.wrong for death in of), sum(death.left.answered for death in of)
        lines.append(f"| {scenario} | {len(of)} | {sum(death.killed for death in of)} | {whole} | {answered} |")
    lines += [f"\nAt {death.share:.3f} of {death.scenario}: {'; '.join(death.left.wrong[:3])}" for death in wrong]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
