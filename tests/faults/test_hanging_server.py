"""A language model's server that takes a connection and then does nothing of use: the answer comes without it, in time."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

import pytest

from assistant.answer import answer
from assistant.settings import Settings
from index.library import open_library
from tests.faults.conftest import QUESTION

_TIMEOUT = 0.4  # seconds to the first word
_MOST = 4 * _TIMEOUT + 3.0  # in all, and the answer without a model

Treat = Callable[[socket.socket, Event], None]


def _silent(connection: socket.socket, ended: Event) -> None:
    ended.wait()


def _closing(connection: socket.socket, ended: Event) -> None:
    connection.close()


def _reading_on(connection: socket.socket, ended: Event) -> None:
    connection.settimeout(0.1)
    while not ended.is_set():
        with suppress(TimeoutError):
            connection.recv(4096)


def _trickling_head(connection: socket.socket, ended: Event) -> None:
    for byte in b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n" + b"X-Wait: 1\r\n" * 1000:
        if ended.wait(0.1):
            return
        connection.sendall(bytes([byte]))


def _trickling_body(connection: socket.socket, ended: Event) -> None:
    connection.recv(65536)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
    while not ended.wait(0.1):
        connection.sendall(b"2\r\n: \r\n")


def _noise(connection: socket.socket, ended: Event) -> None:
    connection.sendall(b"\x00\xff" * 500)
    ended.wait()


@contextmanager
def _serving(treat: Treat) -> Iterator[str]:
    """The address of a server that treats each connection so."""
    ended = Event()
    listening = socket.create_server(("127.0.0.1", 0))

    def treated(connection: socket.socket) -> None:
        with suppress(OSError), connection:
            treat(connection, ended)

    def accept() -> None:
        with suppress(OSError):
            while True:
                Thread(target=treated, args=(listening.accept()[0],), daemon=True).start()

    Thread(target=accept, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        ended.set()
        listening.close()


@pytest.mark.parametrize("treat", [_silent, _closing, _reading_on, _trickling_head, _trickling_body, _noise])
@pytest.mark.parametrize("protocol", ["openai", "ollama"])
def test_the_answer_comes_without_it_in_time(whole: Path, treat: Treat, protocol: str) -> None:
    library = open_library(whole, "kiwi")
    settings = {"today": "2025-03-01"}
    composed = answer(library, QUESTION, Settings(**settings)).text
    with _serving(treat) as url:
        start = time.monotonic()
        found = answer(library, QUESTION, Settings(llm=protocol, llm_url=url, llm_model="m", llm_timeout=_TIMEOUT, **settings))
        assert time.monotonic() - start < _MOST
    assert found.text == composed and not found.made.llm
    assert any("문서의 문장으로 답합니다" in notice for notice in found.notices)
    library.close()
