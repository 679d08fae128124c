"""The answers that were shown, found again by who asked and by a key that nobody can guess: saved, judged, gone on from, reopened.

They lie in the file of conversations (`index.history`); the last of those that it did not take, or was not to take, are kept
for as long as the program runs. One thread does all of it, one thing after another: no answer waits until it is written, and
whatever is asked for comes after what was put before it.
"""

from __future__ import annotations

import logging
import zlib
from collections import OrderedDict
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, ParamSpec, TypeVar
from uuid import uuid4

from assistant.stored import from_bytes, to_bytes
from assistant.types import Answer
from index.history import Conversation, History
from ingest.errors import BadInput
from ingest.log.noting import carried, note

_MOST = 300  # of those in memory; some 20 kB each
_TROUBLE = "대화를 저장하지 못하고 있습니다. 지금의 대화는 프로그램을 끄면 사라집니다."

P = ParamSpec("P")
T = TypeVar("T")


class Whose(NamedTuple):
    """Whose an answer is, and of which conversation."""

    user: str = ""  # as of `screen.user.user_of`; empty for one of whom nothing is kept on disk
    conversation: str = ""


NOBODY = Whose()


class Exchange(NamedTuple):
    """A question of a conversation as it was typed, and its answer; None where this version cannot read it."""

    key: str
    question: str
    answer: Answer | None


class Listing(NamedTuple):
    """A user's conversations as a list shows them."""

    conversations: list[Conversation]
    total: int  # of all, not only of those in which stands what was sought
    open: str = ""  # the one that is open in the chat
    trouble: str = ""  # Korean: why none can be read or written


class _Remembered(NamedTuple):
    """An answer that is in memory alone."""

    whose: Whose
    packed: bytes


class KeptAnswers:
    """Answers by user and key; any thread may put and get."""

    def __init__(self, file: Path | None = None, days: int = 0, most: int = _MOST) -> None:
        """Keep answers in a file for so many days, or without one the last `most` in memory."""
        self._most = most
        self._remembered: OrderedDict[str, _Remembered] = OrderedDict()
        self._history: History | None = None
        self._trouble = ""
        self._told: set[str] = set()
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="history")
        if file is not None:
            self._worker.submit(self._open, file, days).add_done_callback(_log)

    def put(self, key: str, answer: Answer, whose: Whose = NOBODY, question: str = "") -> None:
        """Keep an answer under a key of `new_key`. Returns before it is written."""
        self._worker.submit(carried(self._put), key, answer, whose, question).add_done_callback(_log)

    def get(self, key: str, user: str = "") -> Answer | None:
        """The answer of a key; None where it is not there, no more, or another user's. Raises BadInput for one of another version."""
        packed = self._do(self._get, key, user)
        return _unpacked(packed) if packed is not None else None

    def listing(self, user: str, sought: str = "", key: str = "") -> Listing:
        """A user's conversations, the latest first, in which stands what is sought; `key` is of an answer of the open one."""
        return self._do(self._listing, user, sought, key)

    def exchanges(self, user: str, conversation: str) -> list[Exchange]:
        """A conversation of a user from its beginning; empty where there is none. Raises BadInput where it cannot be read."""
        entries = self._do(lambda: self._history.entries(user, conversation) if self._history and user else [])
        found = []
        for key, question, packed in entries:
            try:
                found.append(Exchange(key, question, _unpacked(packed)))
            except BadInput:
                found.append(Exchange(key, question, None))
        return found

    def forget(self, user: str, conversation: str = "") -> bool:
        """Delete a conversation of a user, or all; whether there was any. Raises BadInput where the disk refuses it."""
        return self._do(self._forget, user, conversation)

    def trouble(self, user: str) -> str:
        """In Korean, that answers are not kept on disk though they should be: said to each user once, empty from then on."""
        if not self._trouble or user in self._told:
            return ""
        self._told.add(user)
        return f"{_TROUBLE} {self._trouble}"

    def close(self) -> None:
        """Write what is not written yet, and close the file."""
        self._worker.submit(self._close).add_done_callback(_log)
        self._worker.shutdown()

    def _do(self, function: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
        """What the one thread gives back."""
        return self._worker.submit(carried(function), *arguments, **named).result()

    # In the one thread

    def _open(self, file: Path, days: int) -> None:
        with self._noting():
            self._history = History(file)
            self._history.forget_older(days)

    def _close(self) -> None:
        if self._history is not None:
            with self._noting():
                self._history.close()

    def _put(self, key: str, answer: Answer, whose: Whose, question: str) -> None:
        packed = zlib.compress(to_bytes(answer))
        if self._history is not None and whose.user:
            with self._noting():
                self._history.put(*whose, key, question or answer.question.text, answer.text, packed)
                self._trouble = ""
                return
        self._remembered[key] = _Remembered(whose, packed)
        while len(self._remembered) > self._most:
            self._remembered.popitem(last=False)

    def _get(self, key: str, user: str) -> bytes | None:
        remembered = self._remembered.get(key)
        if remembered is not None:
            return remembered.packed if remembered.whose.user == user else None
        return self._history.get(user, key) if self._history is not None and user else None

    def _listing(self, user: str, sought: str, key: str) -> Listing:
        if self._history is not None and user:
            with self._noting():
                found = self._history.conversations(user, sought)
                return Listing(found, self._history.count(user), self._history.holding(user, key), self._trouble)
        return Listing([], 0, trouble=self._trouble)

    def _forget(self, user: str, conversation: str) -> bool:
        if not user:
            return False
        remembered = [
            key for key, (whose, _) in self._remembered.items() if whose.user == user and conversation in {"", whose.conversation}
        ]
        for key in remembered:
            del self._remembered[key]
        if self._history is None:
            return bool(remembered)
        gone = self._history.forget(user, conversation) if conversation else self._history.forget_all(user)
        return gone or bool(remembered)

    @contextmanager
    def _noting(self) -> Iterator[None]:
        """Note what the disk refuses, and go on without it."""
        try:
            yield
        except BadInput as error:
            if not self._trouble:
                note("no disk", logging.WARNING, error=error)
            self._trouble = str(error)


def new_key() -> str:
    """A key for an answer or a conversation, unlike any other, that can stand in an address."""
    return uuid4().hex


def _unpacked(packed: bytes) -> Answer:
    try:
        return from_bytes(zlib.decompress(packed))
    except zlib.error as error:
        raise BadInput("저장된 답이 깨져 읽을 수 없습니다.", "이 대화를 지우고 다시 물어 주십시오.") from error


def _log(done: Future[Any]) -> None:
    if (error := done.exception()) is not None:
        note("not kept", logging.ERROR, error=error)
