"""Several processes at one library: one writes, the others wait and say so; who is killed holds nothing any more."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import pytest

from index.library import open_library
from index.writer import LOCK, writing
from ingest.errors import InUse
from tests.faults.conftest import ROOT

_HOLD = """
import sys
from pathlib import Path
from index.writer import writing
with writing(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def _holder(data: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that writes."""
    command = [sys.executable, "-c", _HOLD, str(data)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stdin is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.stdin.close()


def _run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> object:
    from cli.main import main

    monkeypatch.setattr("sys.argv", ["geungeo", *map(str, arguments)])
    with pytest.raises(SystemExit) as left:
        main()
    return left.value.code


@pytest.mark.parametrize("rebuild", [False, True])
def test_a_second_ingest_waits_for_the_first_and_says_so(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], rebuild: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("index.writer._PATIENCE", 0.05)
    (tmp_path / "등대.txt").write_text("솔섬에 등대를 세운다.\n", encoding="utf-8")
    with _holder(data) as holder:
        assert holder.stdin is not None
        timer = Timer(0.4, holder.stdin.close)
        timer.start()
        assert _run(monkeypatch, "ingest", "--data", data, "등대.txt", *(["--rebuild"] if rebuild else [])) == 0
        timer.join()
    shown = capsys.readouterr()
    assert shown.err.count("끝나기를 기다립니다") == 1
    assert "추가: 등대.txt" in shown.out


def test_who_is_killed_holds_nothing(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.writer._PATIENCE", 0.2)
    with _holder(data) as holder:
        with pytest.raises(InUse), writing(data, lambda: False):
            pass
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
        start = time.monotonic()
        with writing(data):
            assert time.monotonic() - start < 1.0


@pytest.mark.parametrize("content", [b"", b"4242\n", os.urandom(300)])
def test_a_lock_file_that_was_left_is_no_lock(data: Path, content: bytes) -> None:
    (data / LOCK).write_bytes(content)
    (data / "lexical" / ".tantivy-writer.lock").write_bytes(content)
    library = open_library(data, "kiwi")
    assert library.remove(library.store.documents()[0].name)
    library.close()


_INGEST = """
import sys
from pathlib import Path
from index.intake import take_in
from index.library import open_library
library = open_library(Path(sys.argv[1]), "kiwi", waits=lambda: True)
for report in take_in(library, [Path(name) for name in sys.argv[2:]]):
    print(report.status.value, report.reason, flush=True)
"""


def test_two_that_take_in_at_once_lose_nothing(data: Path, tmp_path: Path) -> None:
    names = [[f"{side}{number}.txt" for number in range(8)] for side in "가나"]
    for name in (*names[0], *names[1]):
        (tmp_path / name).write_text(f"솔섬 등대 {name}을 고친다.\n", encoding="utf-8")
    before = len(_documents(data))
    started = [
        subprocess.Popen(
            [sys.executable, "-c", _INGEST, str(data), *(str(tmp_path / name) for name in half)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for half in names
    ]
    for process in started:
        assert process.communicate(timeout=60)[0].splitlines() == ["added "] * 8
    assert len(_documents(data)) == before + 16
    library = open_library(data, "kiwi")
    assert library.lexical.count() == library.vectors.count() == library.store.passage_count()
    library.close()


def _documents(data: Path) -> list[str]:
    library = open_library(data, "kiwi")
    try:
        return [row.name for row in library.store.documents()]
    finally:
        library.close()
