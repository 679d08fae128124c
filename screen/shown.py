"""The library as each who asks may see it. Every handler of the screen and of programs gets it here, and nowhere else."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from inspect import isgeneratorfunction
from threading import Lock
from typing import Any, TypeVar

import gradio as gr
from starlette.requests import Request
from starlette.responses import Response

from access.person import ANYBODY, Person, person_of
from assistant.thesaurus import OWN, SHIPPED
from assistant.types import Answer
from index.collections import NOBODYS, checked_collection, named_in
from index.jobs import Batch
from index.library import Library
from ingest.errors import BadInput

_MOST = 64  # sets of collections whose libraries are kept open; of more, the one that was idle longest goes
_MAY_NOT = "문서를 넣고 고칠 권한이 없습니다. 관리자에게 편집 권한을 부탁하십시오."
_Made = TypeVar("_Made")


class Shown:
    """What each may see of an open library. Any thread may ask."""

    def __init__(self, library: Library, has_users: bool = False, listed: Callable[[], Iterable[str]] = tuple) -> None:
        """Where there are no users whoever asks sees the whole. `listed` gives the collections that have access lists."""
        self.whole, self.has_users, self._listed = library, has_users, listed
        self._lock = Lock()
        self._parts: OrderedDict[frozenset[str], Library] = OrderedDict()
        self._made: dict[tuple[int, Callable[[Library], Any]], tuple[Library, Any]] = {}

    @property
    def least(self) -> Library:
        """What is built before anyone asks is built of this, and stays so: where there are users, of nothing."""
        return self._part(NOBODYS) if self.has_users else self.whole

    def person(self, request: Request | gr.Request | None) -> Person:
        """Who a request is from. Raises PermissionError where there are users and it has not passed the gate."""
        if not self.has_users:
            return ANYBODY
        plain = request.request if isinstance(request, gr.Request) else request
        if plain is None:
            raise PermissionError("nobody asks")
        return person_of(plain)

    def by(self, request: Request | gr.Request | None) -> Library:
        """The library as who asks may see it. Raises as `person` does."""
        return self.to(self.person(request))

    def to(self, person: Person) -> Library:
        """The library as a person may see it."""
        return self.whole if person.collections is None else self._part(person.collections)

    def collections(self, person: Person) -> list[str]:
        """The collections that a person may put documents into."""
        return sorted(
            person.collections if person.collections is not None else {*self._listed(), *self.whole.store.collections()}
        )

    def once(self, library: Library, make: Callable[[Library], _Made]) -> _Made:
        """What is made of a library of `by`, made once for each."""
        with self._lock:
            held = self._made.get((id(library), make))
        if held is not None and held[0] is library:
            found: _Made = held[1]
            return found
        made = make(library)
        with self._lock:
            if len(self._made) >= 4 * _MOST:
                self._made.clear()
            self._made[id(library), make] = library, made  # the library is held, so that its id stays its own
        return made

    def handler(self, function: Callable[..., Any], *fixed: Any) -> Callable[..., Any]:
        """What Gradio calls: a function, given the asker's library, what is fixed, and what the page sends."""
        if isgeneratorfunction(function):

            def generate(request: gr.Request, *sent: Any) -> Iterator[Any]:
                yield from function(self.by(request), *fixed, *sent)

            return generate

        def handle(request: gr.Request, *sent: Any) -> Any:
            return function(self.by(request), *fixed, *sent)

        return handle

    def editing(self, function: Callable[..., Any], *fixed: Any) -> Callable[..., Any]:
        """As `handler`, for who may change documents; others are told that they may not."""

        def handle(request: gr.Request, *sent: Any) -> Any:
            person = self.person(request)
            if not person.may_edit:
                raise gr.Error(_MAY_NOT)
            return function(self.to(person), *fixed, *sent)

        return handle

    def address(self, function: Callable[..., Response], *fixed: Any) -> Callable[..., Response]:
        """What is served at an address: a function, given the asker's library, what is fixed, and the request."""

        def handle(request: Request, *sent: Any) -> Response:
            return function(self.by(request), *fixed, request, *sent)

        return handle

    def _part(self, collections: frozenset[str]) -> Library:
        with self._lock:
            part = self._parts.get(collections)
            if part is None:
                part = self._parts[collections] = self.whole.seen_by(collections)
            self._parts.move_to_end(collections)
            if len(self._parts) > _MOST:
                self._parts.popitem(last=False)  # closed when the last who asks in it has his answer
            return part


def may_see(library: Library, answer: Answer) -> bool:
    """Whether all that an answer speaks of may be seen here, in a part of the library.

    Who was given it may have lost a collection since, and a document may have been put into one: then none of that name is
    seen any more. As little as one that was removed: which of both it was is not to be told.
    """
    if library.collections is None:
        return True
    names = {hit.document for found in answer.hits for hit in (found, *found.same)}
    names |= {citation.document for citation in answer.citations}
    names |= {other.document for citation in answer.citations for other in citation.others}
    names |= {entry.document for sentence in answer.sentences for entry in sentence.entries}
    names |= {item.source for item in answer.question.alternatives} - {SHIPPED, OWN}
    return all(library.store.origin(name) is not None for name in names)


def check_shown(library: Library, collection: str) -> None:
    """Raises BadInput for a collection that is not one of who asks, or cannot be one."""
    if collection and not library.shows(named_in(checked_collection(collection), "")):
        raise BadInput(f"이 모음에는 넣을 수 없습니다: {collection}", "볼 수 있는 모음을 고르거나, 관리자에게 알려 주십시오.")


def seen_of(batches: Iterable[Batch], library: Library) -> list[Batch]:
    """Batches less the files that are not to be seen here, and those of which nothing is."""
    shown = (replace(batch, items=tuple(item for item in batch.items if library.shows(item.name))) for batch in batches)
    return [batch for batch in shown if batch.items]
