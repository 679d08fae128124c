"""An answer as server-sent events: what is being done, each sentence once it holds, and the whole answer at the end."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterator
from contextlib import aclosing, suppress
from threading import Event
from typing import Any, NamedTuple

from fastapi.sse import EventSourceResponse, format_sse_event

from api.problem import Refused, of_error, problem
from api.turns import Turns
from assistant.contract import as_json, citation_json
from assistant.steps import Step
from assistant.types import Answer, Sentence
from ingest.errors import GeungeoError
from ingest.log.noting import note_failure

_BEAT = 15.0  # seconds without a word, after which a comment keeps the connection open

Tell = Callable[["Told"], None]


class Told(NamedTuple):
    """An event. A `status` is that of a problem."""

    event: str
    data: dict[str, Any]
    status: int = 200


def events_of(steps: Iterator[Step], id: str) -> Iterator[Told]:
    """The events of an answer that is being made. What a model has written and nobody has checked yet is none of them.

    `answer` is the last, and what stands: where the model's sentences do not hold together, it has others.
    """
    told, settled, struck = "", 0, 0
    for step in steps:
        if step.told and step.told != told:
            told = step.told
            yield Told("step", {"told": told})
        if step.settled is not None:
            yield from _sentences(step.settled, settled)
            settled = max(settled, len(step.settled.sentences))
        for item in step.struck[struck:]:
            yield Told("struck", {"text": item.text, "reason": item.reason})
        struck = max(struck, len(step.struck))
        if step.answer is not None:
            if not settled:
                yield from _sentences(step.answer, 0)
            yield Told("answer", as_json(id, step.answer))


async def streamed(turns: Turns, events: Callable[[], Iterator[Told]], request_id: str) -> EventSourceResponse:
    """The events as they come, made in a thread; that ends at the next event when nobody listens any more.

    Raises Crowded, and Refused for what goes wrong before the first event.
    """
    told, end = _started(turns, events, request_id)
    coming = _coming(told, end)
    first = await anext(coming)
    if first.event == "problem":
        await coming.aclose()
        raise Refused(first.status, first.data["detail"], first.data["remedy"])
    return EventSourceResponse(_written(first, coming))


def _started(
    turns: Turns, events: Callable[[], Iterator[Told]], request_id: str
) -> tuple[asyncio.Queue[Told | None], Callable[[], None]]:
    """Where the events come, None behind the last, and what ends them early."""
    loop, queue, gone = asyncio.get_running_loop(), asyncio.Queue[Told | None](), Event()

    def tell(item: Told | None) -> None:
        with suppress(RuntimeError):  # the loop has ended: nobody listens
            loop.call_soon_threadsafe(queue.put_nowait, item)

    def work() -> None:
        try:
            for item in events():
                if gone.is_set():
                    return
                tell(item)
        except GeungeoError as error:
            status, told, remedy = of_error(error)
            tell(Told("problem", problem(status, told, remedy, request_id=request_id), status))
        except Exception as error:
            note_failure("failed", error)
            tell(Told("problem", problem(500, "", request_id=request_id), 500))
        finally:
            tell(None)

    future = turns.start(work)

    def end() -> None:
        gone.set()
        future.cancel()  # where its turn has not come

    return queue, end


async def _coming(queue: asyncio.Queue[Told | None], end: Callable[[], None]) -> AsyncGenerator[Told, None]:
    """The events; between two that are far apart one without a name."""
    try:
        while True:
            try:
                item = await asyncio.wait_for(queue.get(), _BEAT)
            except TimeoutError:
                yield Told("", {})
                continue
            if item is None:
                return
            yield item
    finally:
        end()


async def _written(first: Told, coming: AsyncGenerator[Told, None]) -> AsyncIterator[bytes]:
    async with aclosing(coming):
        yield _bytes(first)
        async for item in coming:
            yield _bytes(item)


def _bytes(item: Told) -> bytes:
    if not item.event:
        return format_sse_event(comment="")
    return format_sse_event(event=item.event, data_str=json.dumps(item.data, ensure_ascii=False))


def _sentences(answer: Answer, first: int) -> Iterator[Told]:
    """The sentences from one on, each with the places that carry it."""
    for number, sentence in enumerate(answer.sentences[first:], first):
        yield Told("sentence", {"number": number, "text": sentence.text, "citations": _places(answer, sentence)})


def _places(answer: Answer, sentence: Sentence) -> list[dict[str, Any]]:
    return [citation_json(answer.citations[number]) for number in sentence.citations]
