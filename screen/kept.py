"""The answers shown last, kept for as long as the program runs: to be saved, judged and gone on from.

Each is found by its key alone, which nobody can guess; it is kept as bytes, a tenth of the answer's size.
"""

from __future__ import annotations

import zlib
from collections import OrderedDict
from threading import Lock
from uuid import uuid4

from assistant.stored import from_bytes, to_bytes
from assistant.types import Answer

_MOST = 300  # some 20 kB each


class KeptAnswers:
    """Answers by key; any thread may put and get."""

    def __init__(self, most: int = _MOST) -> None:
        """Keep the last `most` answers."""
        self._most = most
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def put(self, key: str, answer: Answer) -> None:
        """Keep an answer under a key of `new_key`."""
        packed = zlib.compress(to_bytes(answer), 1)
        with self._lock:
            self._kept[key] = packed
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)

    def get(self, key: str) -> Answer | None:
        """The answer of a key; None where it is not there, or no more."""
        with self._lock:
            packed = self._kept.get(key)
        return from_bytes(zlib.decompress(packed)) if packed is not None else None


def new_key() -> str:
    """A key for an answer, unlike any other, that can stand in an address."""
    return uuid4().hex
