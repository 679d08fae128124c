"""A model's reply as it comes, with an end to all waiting: to the first word, between words, and in all."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator
from contextlib import closing
from queue import Empty, Queue
from threading import Thread
from typing import TYPE_CHECKING, Any, NamedTuple

from assistant.generate.failures import BROKEN_OFF, EMPTY, ENDLESS, TOO_LATE, ModelFailure, failure_of
from assistant.generate.model import opened
from assistant.settings import Settings

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

_BETWEEN, _IN_ALL = 0.5, 4.0  # of `llm_timeout`, which is the wait for the first word: a model may have to be loaded first
_LONGEST = 6_000  # characters, of thoughts too; an answer has some hundred


class _Piece(NamedTuple):
    """What the reader of a reply hands over: some text, that the reply is whole, or what went wrong."""

    text: str = ""
    is_whole: bool = False
    error: Exception | None = None


def reply(settings: Settings, system: str, question: str) -> Generator[str]:
    """The pieces of a model's reply as they come. Raises ModelFailure where it does not come whole and in time."""
    try:
        with opened(settings) as model:  # closed while the reader may still wait: it gets an error then, and ends
            pieces: Queue[_Piece] = Queue()
            Thread(target=_read, args=(model, system, question, pieces), daemon=True).start()
            yield from _in_time(pieces, settings.llm_timeout)
    except (ImportError, ValueError, TypeError, OSError) as error:  # a client that cannot even be made
        raise failure_of(error) from None


def _in_time(pieces: Queue[_Piece], timeout: float) -> Iterator[str]:
    """The text of the pieces, as far as they come in time."""
    last, wait, length = time.monotonic() + timeout * _IN_ALL, timeout, 0
    while True:
        try:
            piece = pieces.get(timeout=max(0.0, min(wait, last - time.monotonic())))
        except Empty:
            raise ModelFailure(TOO_LATE) from None
        if piece.error is not None:
            raise failure_of(piece.error) from None
        if piece.is_whole:
            break
        length += len(piece.text)
        if length > _LONGEST:
            raise ModelFailure(ENDLESS)
        wait = timeout * _BETWEEN
        yield piece.text
    if not length:
        raise ModelFailure(EMPTY)


def _read(model: LLM, system: str, question: str, pieces: Queue[_Piece]) -> None:
    """Read a reply to its end, in a thread of its own: what blocks here is bounded by who waits for it."""
    from llama_index.core.llms import ChatMessage, MessageRole

    messages = [ChatMessage(role=MessageRole.SYSTEM, content=system), ChatMessage(role=MessageRole.USER, content=question)]
    try:
        is_whole = False
        with closing(model.stream_chat(messages)) as responses:
            for response in responses:
                if response.delta:
                    pieces.put(_Piece(response.delta))
                is_whole = is_whole or _is_last(response.raw)
        pieces.put(_Piece(is_whole=True) if is_whole else _Piece(error=ConnectionError(BROKEN_OFF)))
    except Exception as error:  # whatever a client raises is the model's failure, and is told as such
        pieces.put(_Piece(error=error))


def _is_last(raw: Any) -> bool:
    """Whether the server says that its reply ends here; a connection that only ends may have been cut."""
    read = raw if isinstance(raw, dict) else getattr(raw, "__dict__", {})
    choices = read.get("choices") or []
    return bool(read.get("done")) or any(getattr(choice, "finish_reason", None) for choice in choices)
