"""Conflicts: other places that give another value for the same thing, found in the ledger and put beside the answer."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.cells import row_name, shown_value
from assistant.citations import CitationList
from assistant.particles import with_particle
from assistant.retrieve import as_hit
from assistant.same_thing import (
    are_of_other_sides,
    are_of_other_times,
    is_nameless,
    parts_of,
    plain_name,
    says_several,
    thing_of,
)
from assistant.types import Draft, Hit, Sentence
from index.filters import ANYWHERE, Filters
from index.ledger import LedgerRow, measure_key
from index.store import Store
from ingest.document import Cell, Quantity, Span
from ingest.figures import agrees

_MOST = 3


def with_conflicts(store: Store, draft: Draft, filters: Filters = ANYWHERE) -> Draft:
    """The draft with a sentence for each place that contradicts one of its cells, and the disputed quantities named.

    Of the allowed documents only: who asks what one document says does not ask what others say.
    """
    allowed = {document.name for document in store.allowed(filters)} if filters else None
    citations = CitationList(draft.citations)
    added: list[Sentence] = []
    disputed: list[Quantity] = []
    places: list[Hit] = []
    for sentence in draft.sentences:
        for cell in sentence.cells:
            for row in _contradicting(store, draft, sentence, cell):
                if allowed is not None and row.document not in allowed:
                    continue
                hit, span = _place(store, row)
                other = _stated_at(hit, row)
                if other is None or other.quantity is None or cell.quantity is None:
                    continue
                places.append(hit)
                added.append(Sentence(_told(draft, sentence, other, hit), (citations.cite(hit, span),), role="conflict"))
                disputed += [cell.quantity, other.quantity]
    return replace(
        draft,
        sentences=(*draft.sentences, *added[:_MOST]),
        citations=citations.citations(),
        disputed=tuple(disputed),
        places=(*draft.places, *places),
    )


def _told(draft: Draft, sentence: Sentence, other: Cell, hit: Hit) -> str:
    """`‘…처리결과 보고’에는 같은 항목이 256개소로 적혀 있습니다(더 이른 문서).` A number of a title would be one without a source."""
    own = draft.citations[sentence.citations[0]].document
    is_named = not re.search(r"\d", re.sub(r"(?:19|20)\d\d\s?(?:년도?|회계연도)|제\d+[회차]", "", hit.title))
    place = "같은 문서의 다른 곳" if hit.document == own else f"‘{hit.title}’" if is_named else "다른 문서"
    own_year = next((found.year for found in draft.hits if found.document == own), None)
    age = ""
    if hit.document != own and hit.year and own_year and hit.year != own_year:
        age = "(더 나중 문서)" if hit.year > own_year else "(더 이른 문서)"
    return f"{place}에는 같은 항목이 {with_particle(shown_value(other), '으로', '로')} 적혀 있습니다{age}."


def _contradicting(store: Store, draft: Draft, sentence: Sentence, cell: Cell) -> list[LedgerRow]:
    """The ledger's rows for the same thing with a value that does not agree."""
    label = row_name(cell)
    if cell.quantity is None or is_nameless(plain_name(measure_key(label))):
        return []
    own = {(draft.citations[index].document, cell.quantity.span.start) for index in sentence.citations}
    rows = store.ledger([label, " ".join(cell.row_path)])
    # Papers of one form have their figures at the same place of each: the value tells which of those cited is meant.
    stated = next((row for row in rows if (row.document, row.start) in own and row.base == cell.quantity.base), None)
    if stated is None or stated.year is None:
        return []
    alike = [row for row in rows if thing_of(row) == thing_of(stated) and parts_of(row) == parts_of(stated)]
    several = {row.document for row in alike if says_several([other for other in alike if other.document == row.document])}
    return [
        row
        for row in alike
        if not agrees(cell.quantity, row.quantity)
        and not {row.document, stated.document} & several
        and not are_of_other_times(row, stated)
        and not are_of_other_sides(row, stated)
    ]


def _place(store: Store, row: LedgerRow) -> tuple[Hit, Span]:
    """The passage and the statement in which a ledger row stands."""
    hit = as_hit(store.passages([row.passage])[0], score=0.0)
    statement = next(item for item in hit.statements if item.span.start <= row.start < item.span.end)
    return hit, statement.span


def _stated_at(hit: Hit, row: LedgerRow) -> Cell | None:
    cells = (cell for statement in hit.statements for cell in statement.cells)
    return next((cell for cell in cells if cell.quantity is not None and cell.quantity.span.start == row.start), None)
