"""One question over a face of the running program: the programs' side, or the chat as its page asks. Told: what came of it."""

from __future__ import annotations

import json
import time
from typing import Any, NamedTuple
from uuid import uuid4

import httpx

_PATIENCE = 60.0  # seconds
_MOST_TRIES = 20  # times that one who is told to come again does
_CHAT_PAUSE = 3.0  # seconds; the chat says in words that many ask, and people then try again
_LONGEST_PAUSE = 60.0  # seconds, whatever Retry-After says
ANSWERED, CROWDED, NOT_TAKEN = "answered", "crowded", "not taken"


class Asked(NamedTuple):
    """A question: when it was asked (seconds since the users began), and what came of it."""

    at: float
    face: str
    outcome: str  # ANSWERED, or what went wrong
    milliseconds: float  # of the last try
    waited: float  # milliseconds from the first try to the end, pauses that were asked for and all
    refused: int  # how often it was told to come again
    hasty: int = 0  # how often without a Retry-After that can be kept


class _Crowded(Exception):
    """To come again in so many seconds; None where it does not say when."""

    def __init__(self, seconds: float | None) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Face:
    """A user's way to ask. Each user has a connection of its own."""

    name = ""

    def __init__(self, url: str) -> None:
        self.client = httpx.Client(base_url=url, timeout=_PATIENCE)

    def ask(self, question: str, began: float) -> Asked:
        """Ask, again whenever told to come again and then at the time that was told."""
        first, refused, hasty = time.perf_counter(), 0, 0
        while True:
            start = time.perf_counter()
            try:
                outcome = ANSWERED if self._once(question) else "no answer"
            except _Crowded as crowded:
                refused += 1
                hasty += crowded.seconds is None
                if refused < _MOST_TRIES:
                    time.sleep(min(_LONGEST_PAUSE, crowded.seconds or 1.0))
                    continue
                outcome = CROWDED
            except httpx.HTTPStatusError as error:
                outcome = f"HTTP {error.response.status_code}"
            except httpx.ConnectError:
                outcome = NOT_TAKEN
            except (httpx.HTTPError, ValueError) as error:
                outcome = type(error).__name__
            end = time.perf_counter()
            return Asked(first - began, self.name, outcome, (end - start) * 1000, (end - first) * 1000, refused, hasty)

    def _once(self, question: str) -> bool:
        """Whether an answer came. Raises _Crowded, and what httpx raises."""
        raise NotImplementedError


class Programs(Face):
    """`POST /api/v1/ask`."""

    name = "API"

    def _once(self, question: str) -> bool:
        reply = self.client.post("api/v1/ask", json={"question": question})
        if reply.status_code == 429:
            told = reply.headers.get("retry-after", "")
            raise _Crowded(float(told) if told.isdigit() else None)
        return "answer" in reply.raise_for_status().json()


class Chat(Face):
    """The chat's queue, as the page uses it."""

    name = "chat"

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self._session = uuid4().hex
        self._function: dict[str, Any] | None = None

    def open(self) -> None:
        """Open the page; ahead of the first question, as a person does."""
        config = self.client.get("config").raise_for_status().json()
        self._function = next(one for one in config["dependencies"] if one["api_name"] == "reply")

    def _once(self, question: str) -> bool:
        if self._function is None:
            self.open()
        assert self._function is not None
        data = [question, *[None] * (len(self._function["inputs"]) - 1)]  # the others are states, which the program holds
        body = {"data": data, "fn_index": self._function["id"], "session_hash": self._session, "trigger_id": None}
        reply = self.client.post("gradio_api/queue/join", json=body)
        if reply.status_code == 503:
            raise _Crowded(_CHAT_PAUSE)
        reply.raise_for_status()
        said = ""
        with self.client.stream("GET", "gradio_api/queue/data", params={"session_hash": self._session}) as events:
            for line in events.iter_lines():
                message = json.loads(line.removeprefix("data: ")) if line else {}
                if message.get("msg") == "process_completed":
                    said = (message["output"].get("data") or [""])[0] if message["success"] else ""
                    break
        return "geungeo" in said


FACES: dict[str, type[Face]] = {face.name: face for face in (Programs, Chat)}
