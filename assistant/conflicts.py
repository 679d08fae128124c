"""Conflicts: other places that give another value for the same thing, found in the ledger and put beside the answer."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.cells import column_name, row_name, shown_value
from assistant.citations import CitationList
from assistant.particles import with_particle
from assistant.retrieve import as_hit
from assistant.types import Draft, Hit, Sentence
from index.filters import ANYWHERE, Filters
from index.ledger import LedgerRow, measure_key
from index.store import Store
from ingest.document import Cell, Quantity, Span
from ingest.figure_years import cell_year
from ingest.figures import agrees

# A short or general label (인건비, 현원, 소계) measures another thing in every table.
_SHORTEST_LABEL = 5
_GENERAL = re.compile(r"^(?:총?합계|소계|계|구분|금액|예산액?|.*(?:정원|현원|과부족))$")
_YEAR = re.compile(r"['’‘`]?(?:(?:19|20)\d\d|(?<=['’‘`])\d\d)\s?(?:년도?)?")
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
    """The ledger's rows for the same label, column, year and dimension with a value that does not agree."""
    label = row_name(cell)
    if cell.quantity is None or len(measure_key(label)) < _SHORTEST_LABEL or _GENERAL.match(measure_key(label)):
        return []
    own = {(draft.citations[index].document, cell.quantity.span.start) for index in sentence.citations}
    documents = {document for document, _ in own}
    year = _year(draft, documents, cell)
    column = _column_key(column_name(cell))
    alike = [
        row
        for row in store.ledger([label, " ".join(cell.row_path)])
        if row.dimension == cell.quantity.dimension and _column_key(row.column) == column and row.year == year is not None
    ]
    return [
        row
        for row in alike
        if (row.document, row.start) not in own
        and not agrees(cell.quantity, row.quantity)
        and not _is_said_twice(alike, row.document)
        and not any(_is_said_twice(alike, document) for document in documents)
    ]


def _column_key(column: str) -> str:
    """A column's name without its year, which is compared by itself."""
    return measure_key(_YEAR.sub("", column))


def _is_said_twice(alike: list[LedgerRow], document: str) -> bool:
    """Whether a document itself has two values under the label: then it names several things (기본경비 of each office)."""
    values = {row.base for row in alike if row.document == document}
    return len(values) > 1


def _year(draft: Draft, documents: set[str], cell: Cell) -> int | None:
    """The year that a cell of one of these documents holds for."""
    for hit in draft.hits:
        for statement in hit.statements if hit.document in documents else ():
            if any(other.span == cell.span for other in statement.cells):
                return cell_year(statement, cell, hit.year)
    return None


def _place(store: Store, row: LedgerRow) -> tuple[Hit, Span]:
    """The passage and the statement in which a ledger row stands."""
    hit = as_hit(store.passages([row.passage])[0], score=0.0)
    statement = next(item for item in hit.statements if item.span.start <= row.start < item.span.end)
    return hit, statement.span


def _stated_at(hit: Hit, row: LedgerRow) -> Cell | None:
    cells = (cell for statement in hit.statements for cell in statement.cells)
    return next((cell for cell in cells if cell.quantity is not None and cell.quantity.span.start == row.start), None)
