"""The passages that were pinned for a hearing, as a browser hands them back, held against the documents that are there now.

Nothing of what comes from the browser is trusted: a quote is called verbatim only where its document has it to the letter.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Annotated

import msgspec

from index.library import Library
from ingest.document import Span

LARGEST = 2 << 20  # bytes of a hearing: 200 pins with quotes of a whole passage
_MOST = 200
_Name = Annotated[str, msgspec.Meta(max_length=2_000)]
_Number = Annotated[int, msgspec.Meta(ge=0, lt=1 << 32)]


@dataclass(frozen=True, slots=True)
class Pin:
    """A passage that was pinned: where it stood, what it said to the letter, and what the user noted."""

    document: _Name
    title: _Name
    place: _Name
    start: _Number
    end: _Number
    quote: Annotated[str, msgspec.Meta(min_length=1, max_length=20_000)]
    section: Annotated[tuple[_Name, ...], msgspec.Meta(max_length=20)] = ()
    said: _Name = ""
    note: Annotated[str, msgspec.Meta(max_length=2_000)] = ""


@dataclass(frozen=True, slots=True)
class Hearing:
    """The pins of a hearing, in the order chosen. `day` is that of the hearing; none where it was not given."""

    title: Annotated[str, msgspec.Meta(max_length=200)] = ""
    day: date | None = None
    pins: Annotated[tuple[Pin, ...], msgspec.Meta(max_length=_MOST)] = ()


class Standing(Enum):
    """Whether a pinned quote still stands where it stood; the value says so in Korean, empty where it does."""

    STANDS = ""
    MOVED = "문서를 다시 읽어 자리가 바뀌었습니다. 지금 자리로 적었습니다."
    CHANGED = "지금 문서의 그 자리에 이 글이 없습니다. 담을 때의 글이니 원문을 확인해 주십시오."
    GONE = "색인에서 뺀 문서입니다. 담을 때의 글이며 원문과 대조하지 못했습니다."


def read_hearing(body: bytes) -> Hearing:
    """The hearing of a browser's JSON. Raises ValueError for what is none."""
    try:
        return msgspec.json.decode(body, type=Hearing)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise ValueError(str(error)) from error


def held_against(library: Library, hearing: Hearing) -> list[tuple[Pin, Standing]]:
    """Each pin with whether its quote stands; one that stands elsewhere with where that is now."""
    texts = {name: library.store.document_text(name) for name in {pin.document for pin in hearing.pins}}
    return [_held(library, pin, texts[pin.document]) for pin in hearing.pins]


def _held(library: Library, pin: Pin, text: str | None) -> tuple[Pin, Standing]:
    if text is None:
        return pin, Standing.GONE
    if Span(pin.start, pin.end).of(text) == pin.quote:
        return pin, Standing.STANDS
    start = text.find(pin.quote)
    if start < 0 or text.find(pin.quote, start + 1) >= 0:  # of two places, neither is known to be the one
        return pin, Standing.CHANGED
    return replace(_placed(library, pin, start), start=start, end=start + len(pin.quote)), Standing.MOVED


def _placed(library: Library, pin: Pin, start: int) -> Pin:
    """The pin with the page or paragraph, and the section, at which its quote begins now."""
    for passage in library.store.passages_at(pin.document, [start]):
        for statement in passage.statements:
            if statement.span.start <= start < statement.span.end:
                return replace(pin, place=statement.place, section=tuple(statement.section))
    return pin
