"""Many at once: everyone is answered or told when to come again, and then is answered; a stop finishes what is under way."""

from __future__ import annotations

import shutil
import signal
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from api.serving import Server
from assistant.settings import Settings
from benchmarks.loading.faces import ANSWERED, NOT_TAKEN, Chat, Face, Programs
from benchmarks.loading.users import Crowd, asking
from benchmarks.serving import Served, served
from index.library import Library, open_library
from screen.kept import KeptAnswers
from tests import serving

QUESTION = "드론 배송 실증 지원 2023 예산현액은 얼마인가요?"


def test_a_flood_is_answered_or_told_when_to_come_again(small_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many more than find room, in the chat and over the API: no error, and whoever comes again as told is answered."""
    monkeypatch.setattr("ui._LEAST_WAITING", 1)
    monkeypatch.setattr("benchmarks.loading.faces._CHAT_PAUSE", 0.5)
    settings = Settings(today="2025-03-01", serve_at_once=1, serve_waiting=1)
    with serving.served(serving.service_over(small_library, settings), KeptAnswers()) as url:
        users: list[Face] = [*(Programs(url) for _ in range(20)), *(Chat(url) for _ in range(8))]
        with ThreadPoolExecutor(len(users)) as pool:
            told = list(pool.map(lambda user: user.ask(QUESTION, time.perf_counter()), users))
        alive = httpx.get(f"{url}healthz").status_code
    assert alive == 200
    assert {one.outcome for one in told} == {ANSWERED}
    for face in ("API", "chat"):
        assert sum(one.refused for one in told if one.face == face) > 0
    assert sum(one.hasty for one in told) == 0


def test_a_second_signal_ends_at_once() -> None:
    server = Server(FastAPI(), lambda: None, lambda: None)
    server.handle_exit(signal.SIGTERM, None)
    assert server.should_exit and not server.force_exit
    server.handle_exit(signal.SIGTERM, None)
    assert server.force_exit


@pytest.fixture
def program(tmp_path: Path, small_library: Library) -> Iterator[Served]:
    """The program in a process of its own, over a copy of the small library."""
    shutil.copytree(small_library.folder, tmp_path / "data")
    with served(tmp_path / "data") as running:
        yield running


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be told to stop there")
def test_users_ask_while_documents_are_taken_in_and_a_stop_loses_nothing(program: Served, tmp_path: Path) -> None:
    with httpx.Client(base_url=program.url, timeout=30) as client:
        texts = {f"{number}.txt": f"{number}번째 마을의 나루를 {number + 2}월에 고친다.\n".encode() for number in range(30)}
        files = [("files", (name, text)) for name, text in texts.items()]
        assert client.post("api/v1/documents", files=files).status_code == 202
    with asking(Crowd(program.url, 10, 2.0, 0.1, (QUESTION,))) as users:
        told = users.end()
    assert len(told) >= 10 and {one.outcome for one in told} == {ANSWERED}
    with asking(Crowd(program.url, 10, 0.0, 0.0, (QUESTION,), once=True)) as users:
        while not users.told:
            time.sleep(0.01)
        program.process.send_signal(signal.SIGTERM)
        last = [one.outcome for one in users.end()]
    assert ANSWERED in last and set(last) <= {ANSWERED, NOT_TAKEN}  # who came too late was not taken; nobody was cut off
    assert program.process.wait(30) == 0
    library = open_library(tmp_path / "data", "kiwi")
    assert library.lexical.sequence == library.vectors.sequence == library.store.sequence()
    library.close()
