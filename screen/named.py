"""The documents of a library by what a person types of their title or file name."""

from __future__ import annotations

from index.library import Library
from ingest.errors import BadInput

_SUGGESTED = 500  # labels that a browser is given to choose from; what is typed finds the others as well


class NamedDocuments:
    """Titles and file names, read anew only when the library has changed: of 10,000 documents that takes long."""

    def __init__(self, library: Library) -> None:
        """Over an open library."""
        self._library = library
        self._kept: tuple[str, list[tuple[str, str]]] = ("", [])

    def state(self) -> str:
        """What is another whenever the documents are others."""
        return self._library.store.state()

    def labels(self) -> list[str]:
        """What documents are called where one is chosen: title and file name."""
        return [label for _, label in self._documents()[:_SUGGESTED]]

    def of(self, typed: str) -> tuple[str, ...]:
        """The file names of the documents whose title or name has all words that were typed; of the one that is called so.

        Raises BadInput where there is none.
        """
        exact = tuple(name for name, label in self._documents() if typed in (name, label))
        words = typed.casefold().split()
        found = exact or tuple(name for name, label in self._documents() if all(word in label.casefold() for word in words))
        if not found:
            raise BadInput(f"이름이나 제목에 ‘{typed}’이(가) 든 문서가 없습니다.", "문서 칸을 비우거나 달리 적어 주십시오.")
        return found

    def _documents(self) -> list[tuple[str, str]]:
        """File name and label of every document."""
        if self._kept[0] != (state := self.state()):
            self._kept = state, [(row.name, f"{row.title} · {row.name}") for row in self._library.store.documents()]
        return self._kept[1]
