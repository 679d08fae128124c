"""The small table beside an answer: values over years or of what is compared, the table that an answer stands in, a list's items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.cells import asks_change, asks_trend, column_name, row_name, shown_value
from assistant.citations import CitationList
from assistant.evidence import Evidence
from assistant.money import needs_reading, plain_reading
from assistant.shape import Shape
from assistant.types import AnswerTable, Asked, Citation, Draft, Entry, Hit, Question, Sentence, TableCell
from assistant.whole_tables import whole_tables
from index.store import Store
from ingest.document import Cell, Span, StatementKind
from ingest.figures import read_quantities
from ingest.years import write_in_full, years_of

MOST_ROWS = 12
_MOST_COLUMNS = 8
_FEWEST = 2  # values that are a table rather than a sentence
_STRONG = 0.6  # of the strongest statement's score, for the table of another to be shown instead
_NO_TABLE = "표로 만들 값을 찾지 못해 문장으로 답합니다."
_CUT = "표의 {count}행 가운데 답에 가까운 {shown}행만 보입니다."


def with_table(store: Store, question: Question, draft: Draft, evidence: Sequence[Evidence]) -> Draft:
    """The draft with a table where one is asked for, and where values over years or of several things are compared."""
    if draft.abstained:
        return draft
    wanted = question.shape is Shape.TABLE
    compares = question.asked is Asked.COMPARISON or asks_trend(question) or asks_change(question) or len(question.years) > 1
    if (compares or wanted) and (table := _of_values(draft, over_years=compares)):
        return replace(draft, table=table)
    if not wanted:
        return draft
    if table := _of_list(draft):
        return replace(draft, table=table)
    return _with_its_table(store, draft, evidence)


def _of_values(draft: Draft, *, over_years: bool) -> AnswerTable | None:
    """The values that the answer states, by row and column; of one row, one line a value."""
    placed = [(entry, _citation(entry, draft.citations)) for entry in _entries(draft)]
    cells: dict[tuple[str, str], TableCell] = {}
    for entry, index in placed:
        if index is None:
            continue
        column = entry.column or "값"
        held = cells.get((entry.row, column))
        if held is not None and held.text != entry.text:
            column = f"{column} ({draft.citations[index].title})"  # what several papers give under one name
        cells.setdefault((entry.row, column), _cell(entry.text, index))
    rows, columns = [[*dict.fromkeys(key[part] for key in cells)] for part in (0, 1)]
    if len(cells) < _FEWEST or (over_years and not _differ_as_compared(rows, columns)):
        return None
    if len(rows) == 1:
        lines = [(TableCell(column), cells[rows[0], column]) for column in columns]
        return AnswerTable(("구분", rows[0] or "값"), tuple(lines[:MOST_ROWS]))
    body = [(TableCell(row), *(cells.get((row, column), TableCell("")) for column in columns)) for row in rows]
    return AnswerTable(("구분", *columns), tuple(body[:MOST_ROWS])) if len(columns) <= _MOST_COLUMNS else None


def _entries(draft: Draft) -> Iterator[Entry]:
    """The values of the answer's own sentences, those of each place once."""
    known: set[tuple[str, int]] = set()
    for sentence in draft.sentences:
        for entry in _of_sentence(draft, sentence) if sentence.role == "answer" else ():
            if (place := (entry.document, entry.span.end)) not in known:
                known.add(place)
                yield entry


def _of_sentence(draft: Draft, sentence: Sentence) -> Iterator[Entry]:
    yield from sentence.entries
    for cell in sentence.cells if not sentence.entries else ():
        if (index := _citation_of(cell.span, sentence.citations, draft.citations)) is not None:
            yield Entry(row_name(cell), column_name(cell), _shown(cell), draft.citations[index].document, cell.span)


def _differ_as_compared(rows: Sequence[str], columns: Sequence[str]) -> bool:
    """Whether values of several years or of several things stand beside each other."""
    years = {year for name in (*rows, *columns) for year in years_of(f"{name} ")}
    return len(years) > 1 or len(rows) > 1


def _citation(entry: Entry, citations: Sequence[Citation]) -> int | None:
    return next(
        (index for index, item in enumerate(citations) if item.document == entry.document and item.span.holds(entry.span)), None
    )


def _citation_of(span: Span, indices: Sequence[int], citations: Sequence[Citation]) -> int | None:
    return next((index for index in indices if citations[index].span.holds(span)), None)


def _of_list(draft: Draft) -> AnswerTable | None:
    """The items of a list, numbered."""
    items = [item for item in draft.sentences if item.role == "answer" and item.text.startswith("- ")]
    if len(items) < _FEWEST:
        return None
    head = next((item for item in draft.sentences if item.role == "answer" and item not in items), None)
    lines = [
        (TableCell(f"{number}."), _cell(item.text.removeprefix("- "), item.citations[0])) for number, item in enumerate(items, 1)
    ]
    return AnswerTable(("번호", "내용"), tuple(lines), _without_count(head) if head else "", is_list=True)


def _without_count(head: Sentence) -> str:
    """What a list is announced by, less how many items it has."""
    return head.text.partition(" (모두")[0]


def _with_its_table(store: Store, draft: Draft, evidence: Sequence[Evidence]) -> Draft:
    """The draft with the table in which what it cites first stands; of a long one the rows around that."""
    near = [item for item in evidence if item.score >= _STRONG * evidence[0].score and item.statement.kind is StatementKind.ROW]
    cited = {(item.document, item.span) for item in draft.citations[:1]}
    near.sort(key=lambda item: (item.hit.document, item.statement.span) not in cited)
    for whole in whole_tables(store, near[:1]):
        columns = _columns(whole.rows)
        if not columns or len(columns) > _MOST_COLUMNS:
            break
        at = next(number for number, item in enumerate(whole.rows) if item.statement.span == near[0].statement.span)
        first = max(0, min(at - MOST_ROWS // 2, len(whole.rows) - MOST_ROWS))
        shown = whole.rows[first : first + MOST_ROWS]
        citations = CitationList(draft.citations)
        rows = tuple(_row(item, columns, citations.cite(item.hit, item.statement.span)) for item in shown)
        known = {hit.passage_id for hit in (*draft.hits, *draft.places)}
        places: dict[int, Hit] = {item.hit.passage_id: item.hit for item in shown if item.hit.passage_id not in known}
        cut = (_CUT.format(count=len(whole.rows), shown=len(shown)),) if len(shown) < len(whole.rows) else ()
        return replace(
            draft,
            table=AnswerTable(("구분", *columns.values()), rows, near[0].statement.table),
            citations=citations.citations(),
            places=(*draft.places, *places.values()),
            notices=(*draft.notices, *cut),
        )
    return replace(draft, notices=(*draft.notices, _NO_TABLE))


def _columns(rows: Sequence[Evidence]) -> dict[tuple[str, ...], str]:
    """What the columns of values are called, in order."""
    cells = sorted((cell for item in rows for cell in item.statement.cells if _is_value(cell)), key=lambda cell: cell.col)
    return {cell.col_path: write_in_full(column_name(cell)) for cell in cells}


def _is_value(cell: Cell) -> bool:
    return bool(cell.col_path) and bool(cell.row_path) and cell.text not in cell.row_path and cell.column_certain


def _row(item: Evidence, columns: dict[tuple[str, ...], str], citation: int) -> tuple[TableCell, ...]:
    by_column = {cell.col_path: cell for cell in item.statement.cells if _is_value(cell)}
    name = next((row_name(cell) for cell in by_column.values()), item.statement.text)
    found = (by_column.get(path) for path in columns)
    return (TableCell(name), *(_cell(shown_value(cell), citation) if cell and cell.text else TableCell("") for cell in found))


def _shown(cell: Cell) -> str:
    """A cell's value with its unit, and in plain words where that unit is hard to read."""
    value = write_in_full(shown_value(cell))
    return f"{value}({plain_reading(cell.quantity)})" if cell.quantity is not None and needs_reading(cell.quantity) else value


def _cell(text: str, citation: int) -> TableCell:
    quantities = read_quantities(text)
    return TableCell(text, citation, quantities[0] if len(quantities) > 0 else None)
