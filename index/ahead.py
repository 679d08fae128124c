"""Files read ahead of the one that is stored: read by many, stored by one, in their order.

What is stored, and under which ids, is thereby the same whoever reads and however many they are. How far ahead is
bounded, by number and by what waits to be stored.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import NamedTuple, Protocol

from index.reading import Read, Reply, Wanted

_AHEAD = 3  # files a reader: one at hand, and so many more that a long one before them does not leave the others idle
_MOST_HELD = 256 << 20  # bytes read and not stored yet, beyond which nothing more is begun: 30 MB of text


class Reader(Protocol):
    """Whoever reads files, beside this process or far from it."""

    @property
    def at_once(self) -> int:
        """How many files it reads at the same time."""

    def submit(self, wanted: Wanted) -> Future[bytes]:
        """Have a file read: gives a pickled `Reply`. A file that cannot be read is told in it, not raised."""

    def close(self) -> None:
        """Stop, with what is begun left undone."""


class _Begun(NamedTuple):
    """A file in its turn, and what was begun of it."""

    file: Path
    wanted: Wanted | None = None
    future: Future[bytes] | None = None


class Ahead:
    """Gives files in their order, each with its reading begun where `asks` gives what is wanted of it."""

    def __init__(
        self,
        reader: Reader,
        files: Iterable[Path],
        asks: Callable[[Path], Wanted | None],
        most_held: int = _MOST_HELD,
    ) -> None:
        self._reader, self._asks, self._most_held = reader, asks, most_held
        self._files = iter(files)
        self._begun: deque[_Begun] = deque()
        self._now = _Begun(Path())

    def __iter__(self) -> Iterator[Path]:
        """The files; while one is stored, those after it are read."""
        while self._fill():
            self._now = self._begun.popleft()
            yield self._now.file

    def read(self, wanted: Wanted) -> Read:
        """What was read of the file given last; begun only now where something else was wanted of it before.

        Raises UnreadableFile where it gives no text.
        """
        now, self._now = self._now, _Begun(Path())
        future = now.future if now.future is not None and now.wanted == wanted else self._reader.submit(wanted)
        self._fill()
        reply: Reply = pickle.loads(future.result())
        return reply.result()

    def _fill(self) -> bool:
        """Begin as many as may be; whether any file is left."""
        while len(self._begun) < self._reader.at_once * _AHEAD and (not self._begun or self._held() < self._most_held):
            file = next(self._files, None)
            if file is None:
                break
            wanted = self._asks(file)
            self._begun.append(_Begun(file, wanted, self._reader.submit(wanted) if wanted is not None else None))
        return bool(self._begun)

    def _held(self) -> int:
        """The bytes that were read and wait to be stored."""
        done = (begun.future for begun in self._begun if begun.future is not None and begun.future.done())
        return sum(len(future.result()) for future in done if not future.cancelled() and future.exception() is None)
