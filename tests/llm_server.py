"""A real HTTP server on this machine that speaks OpenAI's and Ollama's protocols, and misbehaves as it is told."""

from __future__ import annotations

import json
import re
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

from assistant.settings import Settings

PROTOCOLS = ("openai", "ollama")
_PASSAGE = re.compile(r"<대목 (\d+) (\w+)>\n출처: [^\n]*\n(.*?)\n</대목 \1 \2>", re.DOTALL)
_PIECE = 9  # characters that are sent at once


@dataclass(frozen=True, slots=True)
class Request:
    """What a client asked: the two messages, the whole body, its headers by their names in lower case."""

    system: str
    question: str
    body: dict[str, Any]
    headers: dict[str, str]

    @property
    def passages(self) -> dict[int, str]:
        """The passages in the prompt by their numbers."""
        return {int(number): text for number, _, text in _PASSAGE.findall(self.question)}


class Wire:
    """The open reply to a request, in the protocol that was asked in."""

    def __init__(self, handler: BaseHTTPRequestHandler, request: Request, stopped: Event) -> None:
        self.request = request
        self.is_ollama = handler.path == "/api/chat"
        self._handler = handler
        self._stopped = stopped

    def status(self, code: int, body: str = '{"error": {"message": "secret-of-the-server"}}') -> None:
        self._handler.send_response(code)
        self._handler.send_header("Content-Type", "application/json")
        self._handler.end_headers()
        self._handler.wfile.write(body.encode())

    def begin(self) -> None:
        self._handler.send_response(200)
        self._handler.send_header("Content-Type", "application/x-ndjson" if self.is_ollama else "text/event-stream")
        self._handler.end_headers()

    def raw(self, text: str) -> None:
        self._handler.wfile.write(text.encode())
        self._handler.wfile.flush()

    def tokens(self, text: str) -> None:
        for start in range(0, len(text), _PIECE):
            piece = text[start : start + _PIECE]
            if self.is_ollama:
                self.raw(json.dumps({"model": "m", "message": {"role": "assistant", "content": piece}, "done": False}) + "\n")
            else:
                self._event({"delta": {"content": piece}, "index": 0, "finish_reason": None})

    def end(self, why: str = "stop") -> None:
        if self.is_ollama:
            self.raw(
                json.dumps({"model": "m", "message": {"role": "assistant", "content": ""}, "done": True, "done_reason": why})
                + "\n"
            )
        else:
            self._event({"delta": {}, "index": 0, "finish_reason": why})
            self.raw("data: [DONE]\n\n")

    def wait(self, seconds: float) -> None:
        self._stopped.wait(seconds)

    def _event(self, choice: dict[str, Any]) -> None:
        chunk = {"id": "1", "object": "chat.completion.chunk", "created": int(time.time()), "model": "m", "choices": [choice]}
        self.raw(f"data: {json.dumps(chunk, ensure_ascii=False)}\n\n")


Behaviour = Callable[[Wire], None]


@dataclass(slots=True)
class LlmServer:
    """A running server: what it does next, and what it was asked."""

    url: str
    behaviour: Behaviour
    requests: list[Request] = field(default_factory=list)

    def settings(self, protocol: str = "openai", **more: Any) -> Settings:
        """Settings that ask this server."""
        url = f"{self.url}/v1" if protocol == "openai" else self.url
        return Settings(**{"llm": protocol, "llm_url": url, "llm_model": "m", "llm_timeout": 5.0, "today": "2025-03-01", **more})


@contextmanager
def serving(behaviour: Behaviour | None = None) -> Iterator[LlmServer]:
    """A server on a free port of this machine, stopped at the end."""
    stopped = Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            said = {message["role"]: message["content"] for message in body["messages"]}
            request = Request(
                said.get("system", ""), said.get("user", ""), body, {name.lower(): value for name, value in self.headers.items()}
            )
            server.requests.append(request)
            try:
                if self.path not in {"/v1/chat/completions", "/api/chat"}:
                    self.send_error(404)
                else:
                    server.behaviour(Wire(self, request, stopped))
            except (BrokenPipeError, ConnectionResetError):
                pass  # who asked has gone: a deadline of its own

        def log_message(self, format: str, *args: Any) -> None:
            pass

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    server = LlmServer(f"http://127.0.0.1:{http.server_port}", behaviour or saying("근거 없음"))
    Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield server
    finally:
        stopped.set()
        http.shutdown()
        http.server_close()


def saying(text: str | Callable[[Request], str]) -> Behaviour:
    """Reply with a text, or with what it makes of the request."""

    def behave(wire: Wire) -> None:
        wire.begin()
        wire.tokens(text if isinstance(text, str) else text(wire.request))
        wire.end()

    return behave


def failing(code: int) -> Behaviour:
    """Answer with an HTTP error."""
    return lambda wire: wire.status(code)


def hanging(seconds: float = 10.0) -> Behaviour:
    """Say nothing at all."""
    return lambda wire: wire.wait(seconds)


def dripping(wire: Wire) -> None:
    """Keep the connection busy with what is no word of a reply."""
    wire.begin()
    for _ in range(2000):
        if wire.is_ollama:
            wire.raw(json.dumps({"model": "m", "message": {"role": "assistant", "content": ""}, "done": False}) + "\n")
        else:
            wire.raw(": still here\n\n")
        wire.wait(0.01)


def stalling(text: str) -> Behaviour:
    """Begin, then say no more."""

    def behave(wire: Wire) -> None:
        wire.begin()
        wire.tokens(text)
        wire.wait(10.0)

    return behave


def cutting(text: str) -> Behaviour:
    """Begin, then close the connection as if that were all."""

    def behave(wire: Wire) -> None:
        wire.begin()
        wire.tokens(text)

    return behave


def resetting(text: str) -> Behaviour:
    """Begin, then break the connection."""

    def behave(wire: Wire) -> None:
        wire.begin()
        wire.tokens(text)
        wire._handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
        wire._handler.connection.close()

    return behave


def broken_json(wire: Wire) -> None:
    """What looks like the protocol and cannot be read."""
    wire.begin()
    wire.raw('{"message": {"content": \n' if wire.is_ollama else 'data: {"choices": [{"delta": \n\n')


def other_shape(wire: Wire) -> None:
    """JSON that is not the protocol's."""
    wire.begin()
    wire.raw('["hello"]\n' if wire.is_ollama else 'data: {"choices": "hello"}\n\n')


def no_protocol(wire: Wire) -> None:
    """A web page."""
    wire.status(200, "<html><body>It works!</body></html>")


def endless(wire: Wire) -> None:
    """Never come to an end."""
    wire.begin()
    for _ in range(100_000):
        wire.tokens("끝없이 이어지는 말입니다 ")


def dead_url() -> str:
    """An address of this machine at which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{probe.getsockname()[1]}"
