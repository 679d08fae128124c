"""Which documents a search is to look in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import NamedTuple

from ingest.document import Imprint


class Within(NamedTuple):
    """Where a search is to look: ids of documents, and the runs of ids of their passages, first and last, in order."""

    documents: tuple[int, ...]
    runs: tuple[tuple[int, int], ...]


class Described(NamedTuple):
    """What of a stored document filters look at, and the run of ids that its passages have."""

    id: int
    name: str
    kind: str
    year: int | None
    imprint: Imprint
    first_passage: int
    last_passage: int


@dataclass(frozen=True, slots=True)
class Filters:
    """A document is looked in if it meets each of these with one of its values; an empty one asks nothing."""

    kinds: tuple[str, ...] = ()
    years: tuple[int, ...] = ()  # a document's own, or one of its fiscal years
    committees: tuple[str, ...] = ()  # with or without 위원회
    documents: tuple[str, ...] = ()  # file names, with or without their ending
    bodies: tuple[str, ...] = ()  # who issued it

    def __bool__(self) -> bool:
        """Whether anything is asked."""
        return bool(self.kinds or self.years or self.committees or self.documents or self.bodies)

    def allow(self, document: Described) -> bool:
        """Whether a document is to be looked in."""
        return (
            _meets(self.kinds, [document.kind])
            and (not self.years or not {document.year, *document.imprint.fiscal_years}.isdisjoint(self.years))
            and _meets(self.committees, [document.imprint.committee], "위원회")
            and _meets(self.bodies, [document.imprint.body])
            and (not self.documents or not {document.name, PurePath(document.name).stem}.isdisjoint(self.documents))
        )


ANYWHERE = Filters()


def _meets(wanted: Iterable[str], said: Iterable[str], ending: str = "") -> bool:
    """Whether one of the words is said, white space, dots and the ending aside; no words ask nothing."""
    keys = {_key(word, ending) for word in wanted}
    return not keys or not keys.isdisjoint(_key(word, ending) for word in said if word)


def _key(word: str, ending: str) -> str:
    return re.sub(r"[\s·ㆍ․・.,]", "", word).removesuffix(ending)
