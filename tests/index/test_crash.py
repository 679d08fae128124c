"""A library whose process was killed at any point is whole: the old state or the new one, found and written on."""

from __future__ import annotations

import json
import pickle
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from index.intake import take_in
from index.library import Library, open_library
from ingest.pipeline import ingest_file

ROOT = Path(__file__).parents[2]

PARK = "가람시는 강변공원을 새로 꾸민다.\n"
LIGHT = "2024년 가람시 보고\n# I. 섬\n솔섬에 등대를 세운다.\n# II. 배\n달섬에 나루를 놓는다.\n"
NIGHT = "달빛도서관이 밤에도 문을 연다.\n"
BUS = "마을버스 요금을 낮춘다.\n"
OLD = {"가.txt": PARK, "나.txt": NIGHT}
NEW = {"가.txt": LIGHT, "나.txt": NIGHT, "다.txt": BUS}
WORDS = {PARK: "꾸미/V", LIGHT: "등대", NIGHT: "밤", BUS: "요금"}

# Every whole state that a process may leave when it is killed.
STATES: dict[str, list[dict[str, str]]] = {
    "ingest": [OLD, {**OLD, "가.txt": LIGHT}, NEW],
    "rebuild": [OLD, {}, {"가.txt": LIGHT}, {"가.txt": LIGHT, "나.txt": NIGHT}, NEW],
    "remove": [OLD, {"가.txt": PARK}],
}
# How many points, spread evenly over the work, at which the process kills itself.
POINTS = {"ingest": 60, "rebuild": 24, "remove": 16}
# How many moments, spread likewise, at which it is killed from outside: also in the midst of a call.
MOMENTS = {"ingest": 10, "rebuild": 4, "remove": 2}

# Loads once and forks a process for each death. A point is a call of, or a return from, anything that is not Python.
_KILLER = """
import json, os, pickle, shutil, signal, sys, time
from pathlib import Path
import faiss, tantivy
import index.intake, index.library

folder = Path(sys.argv[1])
points, moments = json.loads(sys.argv[2]), json.loads(sys.argv[3])
documents = pickle.loads((folder / "ingested").read_bytes())
index.intake.ingest_file = lambda path, *_: documents[path.name]
files = sorted((folder / "documents").iterdir())


def work(scenario, target, deadly):
    count = 0

    def profile(frame, event, argument):
        nonlocal count
        if event.startswith("c_") and os.sep + "index" + os.sep in frame.f_code.co_filename:
            count += 1
            if count == deadly:
                os.kill(os.getpid(), signal.SIGKILL)

    if deadly is not None:
        sys.setprofile(profile)
    library = index.library.open_library(target, "kiwi", anew=scenario == "rebuild")
    if scenario == "remove":
        library.remove("나.txt")
    else:
        assert not [report.reason for report in index.intake.take_in(library, files) if report.reason]
    sys.setprofile(None)
    return count


def start(scenario, name, deadly):
    target = folder / name
    shutil.copytree(folder / "base", target, symlinks=True)
    child = os.fork()
    if not child:
        (folder / "count").write_text(str(work(scenario, target, deadly)))
        os._exit(0)
    return child


def ends(child):
    status = os.waitpid(child, 0)[1]
    return -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)


for scenario in points:
    assert ends(start(scenario, scenario + "-whole", -1)) == 0
    total = int((folder / "count").read_text())
    assert total > points[scenario]
    for number in range(points[scenario]):
        assert ends(start(scenario, f"{scenario}-point-{number}", 1 + number * total // points[scenario])) == -9
    begin = time.monotonic()
    assert ends(start(scenario, scenario + "-timed", None)) == 0
    seconds = time.monotonic() - begin
    for number in range(moments[scenario]):
        child = start(scenario, f"{scenario}-moment-{number}", None)
        time.sleep(seconds * number / moments[scenario])
        os.kill(child, signal.SIGKILL)
        assert ends(child) in (0, -9)
"""


class Killed(NamedTuple):
    """A library that a killed process left."""

    scenario: str
    name: str


KILLED = [
    Killed(scenario, f"{scenario}-{kind}-{number}")
    for kind, numbers in (("point", POINTS), ("moment", MOMENTS))
    for scenario, count in numbers.items()
    for number in range(count)
]


def _write(folder: Path, texts: dict[str, str]) -> list[Path]:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return sorted(folder.iterdir())


@pytest.fixture(scope="module")
def deaths(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a library for each death."""
    folder = tmp_path_factory.mktemp("deaths")
    (folder / "base").mkdir()
    library = open_library(folder / "base", "kiwi")
    list(take_in(library, _write(folder / "documents", OLD)))
    library.close()
    files = _write(folder / "documents", NEW)
    (folder / "ingested").write_bytes(pickle.dumps({file.name: ingest_file(file) for file in files}))
    arguments = [sys.executable, "-c", _KILLER, str(folder), json.dumps(POINTS), json.dumps(MOMENTS)]
    subprocess.run(arguments, cwd=ROOT, check=True, timeout=60)
    return folder


def _texts(library: Library) -> dict[str, str | None]:
    return {row.name: library.store.document_text(row.name) for row in library.store.documents()}


def _assert_whole(library: Library, states: list[dict[str, str]]) -> None:
    """The library is in one of these states, and its search structures are level with it."""
    texts = _texts(library)
    assert texts in states
    assert library.lexical.sequence == library.vectors.sequence == library.store.sequence()
    assert library.lexical.count() == library.vectors.count() == library.store.passage_count()
    assert all(row.passages for row in library.store.documents())
    for text, word in WORDS.items():
        found = [hit.passage.document for hit in library.read(library.lexical.search([word], [], 10))]
        assert found == [name for name, stored in texts.items() if stored == text]


def _open_copy(deaths: Path, killed: Killed, folder: Path) -> Library:
    """The library as the killed process left it; what is done with it leaves the original alone."""
    shutil.copytree(deaths / killed.name, folder, symlinks=True)
    return open_library(folder, "kiwi")


@pytest.mark.parametrize("killed", KILLED, ids=[killed.name for killed in KILLED])
def test_a_killed_library_opens_whole_and_the_work_can_be_done_again(deaths: Path, killed: Killed, tmp_path: Path) -> None:
    library = _open_copy(deaths, killed, tmp_path / "data")
    _assert_whole(library, STATES[killed.scenario])
    library.close()
    again = open_library(tmp_path / "data", "kiwi", anew=killed.scenario == "rebuild")
    if killed.scenario == "remove":
        again.remove("나.txt")
    else:
        assert not [report.reason for report in take_in(again, sorted((deaths / "documents").iterdir())) if report.reason]
    _assert_whole(again, STATES[killed.scenario][-1:])
    again.close()


@pytest.mark.parametrize("scenario", STATES)
def test_the_deaths_come_at_every_stage_of_the_work(deaths: Path, scenario: str, tmp_path: Path) -> None:
    left = []
    for killed in KILLED:
        if killed.scenario == scenario:
            library = _open_copy(deaths, killed, tmp_path / killed.name)
            left.append(_texts(library))
            library.close()
    assert [state for state in STATES[scenario] if state not in left] == []


_INGEST = """
import sys
from pathlib import Path
from index.intake import take_in
from index.library import open_library

library = open_library(Path(sys.argv[1]), "kiwi")
for report in take_in(library, [Path(name) for name in sys.argv[2:]]):
    sys.stdout.write(report.status.value + "\\n")
    sys.stdout.flush()
"""


def test_a_program_killed_between_two_documents_keeps_the_first(
    library_folder: Path, tmp_path: Path, find: Callable[[Library, str], list[str]]
) -> None:
    files = _write(tmp_path / "documents", {f"{number}.txt": f"{BUS}{number}호 버스\n" for number in range(30)})
    arguments = [sys.executable, "-c", _INGEST, str(library_folder), *map(str, files)]
    with subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "added\n"
        process.kill()
    library = open_library(library_folder, "kiwi")
    kept = set(_texts(library))
    assert files[0].name in kept
    assert set(find(library, "마을버스 요금")) == kept
    reports = list(take_in(library, files))
    assert {report.document for report in reports if report.status == "unchanged"} == kept
    assert len(_texts(library)) == library.lexical.count() == library.vectors.count() == 30
    library.close()
