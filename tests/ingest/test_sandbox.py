"""Reading in a process of its own: the same sources as in ours, and no file that takes the program or another file down."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from statistics import median

import pytest

from ingest.document import Source
from ingest.log.lines import line_of
from ingest.readers import read_source
from ingest.sandbox import Limits, Sandbox, read_safely
from tests.ingest.safely import GOOD, TIGHT, Put, on_linux, refused

ROOT = Path(__file__).parents[2]
HOSTILE = Path(__file__).parent / "hostile"
SAMPLES = ROOT.parent / "shared" / "samples"
FORMATS = ("hwp", "hwpx", "pdf")
SHORT = replace(TIGHT, seconds=0.3)
MOST_OVERHEAD = 0.005  # seconds a small file; measured 0.0003
HEAVY = ("torch", "kiwipiepy", "gradio", "faiss", "tantivy", "llama_index", "sentence_transformers", "typer", "numpy")

on_posix = pytest.mark.skipif(os.name != "posix", reason="signals and processes as POSIX has them")


@pytest.fixture(scope="module")
def hostile() -> Iterator[Sandbox]:
    """A sandbox whose reader does what the file says."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(HOSTILE))
        sandbox = Sandbox("hostile_reader:read")
        yield sandbox
        sandbox.close()


def is_running(process_id: int) -> bool:
    """Whether a process runs: one that has ended, and that nobody has asked after yet, does not."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(process_id)], capture_output=True, text=True).stdout
    return bool(state.strip()) and not state.startswith("Z")


def ends_within(process_id: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while is_running(process_id) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not is_running(process_id)


class TestMisdeeds:
    @pytest.mark.parametrize(
        ("misdeed", "limits", "reason"),
        [
            pytest.param("sleep 60", SHORT, "시간이 너무 오래 걸려", id="sleeps"),
            pytest.param("hang", SHORT, "시간이 너무 오래 걸려", id="hangs in native code"),
            pytest.param("eat", TIGHT, "메모리를 너무 많이 써서", id="eats memory", marks=on_linux),
            pytest.param("eat-unnoticed", TIGHT, "메모리를 너무 많이 써서", id="takes it for damage", marks=on_linux),
            pytest.param("recurse", TIGHT, "해석하다가 멈추었습니다", id="recurses"),
            pytest.param("raise", TIGHT, "KeyError", id="raises"),
            pytest.param("segfault", TIGHT, "해석하다가 프로그램이 멈추었습니다", id="crashes"),
            pytest.param("leave", TIGHT, "해석하다가 프로그램이 멈추었습니다", id="leaves"),
            pytest.param("vanish", TIGHT, "해석하다가 프로그램이 멈추었습니다", id="vanishes"),
        ],
    )
    def test_a_misdeed_is_told_and_the_next_file_is_read(
        self, hostile: Sandbox, put: Put, misdeed: str, limits: Limits, reason: str
    ) -> None:
        assert hostile.read(put(GOOD)).text == GOOD
        before = hostile.worker_id
        assert reason in refused(hostile.read, put(misdeed), limits).reason
        assert hostile.read(put(GOOD)).text == GOOD
        assert misdeed in ("raise", "recurse") or (before is not None and not is_running(before))

    def test_our_own_mistake_is_logged_with_its_place(self, hostile: Sandbox, put: Put, caplog: pytest.LogCaptureFixture) -> None:
        with caplog.at_level(logging.ERROR):
            refused(hostile.read, put("raise"))
        (record,) = caplog.records
        told = line_of(record, False)["error"]
        assert told["type"] == "KeyError" and "hostile_reader.py" in told["at"][-1] and "시험" not in str(told)
        assert "KeyError: '시험'" in line_of(record, True)["content"]["trace"]

    def test_damage_is_not_taken_for_want_of_memory(self, hostile: Sandbox, put: Put) -> None:
        assert refused(hostile.read, put("misspell")).reason == "깨진 파일입니다."

    def test_what_a_library_prints_or_asks_for_disturbs_nothing(self, hostile: Sandbox, put: Put) -> None:
        assert hostile.read(put("chatter")).text == "''"
        assert hostile.read(put(GOOD)).text == GOOD

    def test_a_worker_killed_between_two_files_costs_neither(self, hostile: Sandbox, put: Put) -> None:
        hostile.read(put(GOOD))
        assert hostile.worker_id is not None
        os.kill(hostile.worker_id, signal.SIGTERM)
        assert hostile.read(put(GOOD)).text == GOOD

    def test_a_worker_that_cannot_start_is_told(self, put: Put) -> None:
        assert "시작하지 못했습니다" in refused(Sandbox("no_such_module:read").read, put(GOOD)).reason


class TestWorker:
    def test_it_imports_the_readers_and_nothing_heavy(self, hostile: Sandbox, put: Put) -> None:
        loaded = set(hostile.read(put("modules")).text.splitlines())
        assert "ingest.readers.pdf" in loaded
        assert loaded & {*HEAVY, "ingest.pipeline", "cli", "index"} == set()

    def test_it_is_kept_from_file_to_file_and_costs_little(self, put: Put) -> None:
        path = put(GOOD)
        read_safely(path)

        def seconds(read: Callable[[Path], Source]) -> float:
            began = time.perf_counter()
            read(path)
            return time.perf_counter() - began

        apart = median(seconds(read_safely) for _ in range(101))
        assert apart - median(seconds(read_source) for _ in range(101)) < MOST_OVERHEAD

    def test_it_is_replaced_after_so_many_files(self, put: Put) -> None:
        sandbox = Sandbox(files_a_worker=2)
        ids = [(sandbox.read(put(GOOD)), sandbox.worker_id)[1] for _ in range(5)]
        assert [ids[0] == ids[1], ids[1] == ids[2], ids[2] == ids[3], ids[3] == ids[4]] == [True, False, True, False]
        sandbox.close()
        assert not [number for number in ids if number is not None and is_running(number)]

    def test_threads_take_turns(self, put: Put) -> None:
        paths = [put(f"{number}번째 문서\n") for number in range(40)]
        with ThreadPoolExecutor(8) as threads:
            assert [source.text for source in threads.map(read_safely, paths)] == [path.read_text() for path in paths]

    def test_a_path_counts_from_where_the_program_is_now(
        self, hostile: Sandbox, put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = hostile.read(put("folder")).text
        name = put(GOOD).name
        monkeypatch.chdir(tmp_path)
        assert hostile.read(Path(name)).text == GOOD
        assert folder != str(tmp_path)

    @on_posix
    def test_it_leaves_interrupts_to_the_parent(self, hostile: Sandbox, put: Put) -> None:
        hostile.read(put(GOOD))
        before = hostile.worker_id
        assert before is not None
        os.kill(before, signal.SIGINT)
        assert hostile.read(put(GOOD)).text == GOOD
        assert hostile.worker_id == before


_PARENT = """
import os, sys, threading, time
from pathlib import Path
from ingest.sandbox import Limits, Sandbox, read_safely

def say(text):
    print(text, flush=True)

sys.path.append(sys.argv[1])
good, bad = map(Path, sys.argv[2:4])
sandbox = Sandbox("hostile_reader:read")
sandbox.read(good)
say(sandbox.worker_id)
if sys.argv[4] == "busy":
    threading.Timer(0.2, say, ["reading"]).start()
    try:
        sandbox.read(bad, Limits(seconds=0.7))
    except KeyboardInterrupt:
        assert sandbox.worker_id is None
        assert sandbox.read(good).text
        say("stopped")
elif sys.argv[4] == "forks":
    child = os.fork()
    if not child:
        assert read_safely(good).text
        sys.exit(0)
    assert os.waitpid(child, 0)[1] == 0
    before = sandbox.worker_id
    assert sandbox.read(good).text and sandbox.worker_id == before
    say("read")
elif sys.argv[4] == "idle":
    say("reading")
    time.sleep(60)
"""


@on_posix
class TestParent:
    @pytest.fixture
    def start(self, put: Put) -> Iterator[Callable[[str, str], tuple[subprocess.Popen[str], int]]]:
        """Starts a parent in the midst of something; gives it and its worker's process id."""
        started = []

        def begin(deed: str, what: str) -> tuple[subprocess.Popen[str], int]:
            arguments = [sys.executable, "-c", _PARENT, str(HOSTILE), str(put(GOOD)), str(put(deed)), what]
            parent = subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True, start_new_session=True)
            started.append(parent)
            assert parent.stdout is not None
            return parent, int(parent.stdout.readline())

        yield begin
        for parent in started:
            parent.kill()
            parent.communicate()

    @pytest.mark.parametrize(
        ("deed", "what", "seconds"),
        [
            pytest.param(GOOD, "idle", 1, id="idle"),
            pytest.param("sleep 60", "busy", 1, id="at a file"),
            pytest.param("hang", "busy", 4, id="hanging in native code"),
        ],
    )
    def test_the_worker_ends_when_its_parent_is_killed(
        self, start: Callable[[str, str], tuple[subprocess.Popen[str], int]], deed: str, what: str, seconds: float
    ) -> None:
        parent, worker_id = start(deed, what)
        assert parent.stdout is not None and parent.stdout.readline() == "reading\n"
        assert is_running(worker_id)
        parent.kill()
        parent.wait()
        assert ends_within(worker_id, seconds)

    def test_the_worker_ends_with_its_parent(self, start: Callable[[str, str], tuple[subprocess.Popen[str], int]]) -> None:
        parent, worker_id = start(GOOD, "leave")
        assert parent.wait(10) == 0
        assert not is_running(worker_id)

    def test_ctrl_c_stops_at_once_and_the_next_file_is_read(
        self, start: Callable[[str, str], tuple[subprocess.Popen[str], int]]
    ) -> None:
        parent, worker_id = start("sleep 60", "busy")
        assert parent.stdout is not None and parent.stdout.readline() == "reading\n"
        os.killpg(parent.pid, signal.SIGINT)
        assert parent.stdout.readline() == "stopped\n"
        assert not is_running(worker_id)
        assert parent.wait(10) == 0

    def test_a_forked_process_has_a_worker_of_its_own(
        self, start: Callable[[str, str], tuple[subprocess.Popen[str], int]]
    ) -> None:
        parent, _ = start(GOOD, "forks")
        assert parent.stdout is not None and parent.stdout.readline() == "read\n"
