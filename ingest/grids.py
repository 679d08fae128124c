"""Read a table whose cells are known: header and label paths out of merged cells, units, quantities."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ingest.document import Cell, Grid, GridCell, Span, Table
from ingest.figures import read_cell
from ingest.labels import is_date, is_label_head, is_running_head
from ingest.mend import join_lines, mend
from ingest.repeats import repeats_of
from ingest.tables import is_value
from ingest.totals import mark_totals
from ingest.units import UnitLine, cell_unit

_MOST_HEADER_ROWS = 5


def read_grid(grid: Grid, text: str, title: str, unit: UnitLine | None) -> Table:
    """The table of a grid. `text` is the canonical text that its spans count in."""
    owners = _owners(grid)
    words = {cell: mend(join_lines(cell.span.of(text).split("\n"))) for cell in grid.cells}
    header_rows = _count_header_rows(grid, owners, words)
    labels = _label_columns(grid, owners, words, header_rows)
    repeated = _repeated_rows(grid, owners, words, header_rows)
    naming = frozenset((*range(header_rows), *repeated))
    cells = [
        _name(cell, words[cell]) if cell.row in naming else _cell(cell, grid, owners, words, header_rows, labels, unit, text)
        for cell in grid.cells
        if words[cell]
    ]
    spans = _row_spans(grid)
    return Table(
        span=grid.span,
        title=title,
        unit=", ".join(unit.units) if unit else "",
        rows=grid.rows,
        cols=grid.cols,
        header_rows=header_rows,
        cells=mark_totals(cells, header_rows),
        header_spans=tuple(span for span in spans[:header_rows] if span is not None),
        row_spans=tuple(span or Span(grid.span.start, grid.span.start) for span in spans),
        repeated_rows=repeated,
        as_of=unit.as_of if unit else "",
    )


def is_table(grid: Grid) -> bool:
    """Whether a grid tabulates: a frame around a heading or a paragraph (one row, one column, one filled cell) does not."""
    filled = [cell for cell in grid.cells if cell.span.start < cell.span.end]
    return grid.rows > 1 and grid.cols > 1 and len(filled) > 1 and len({cell.row for cell in filled}) > 1


Owners = dict[tuple[int, int], GridCell]


def _owners(grid: Grid) -> Owners:
    """The cell that covers each place."""
    return {
        (cell.row + down, cell.col + right): cell
        for cell in grid.cells
        for down in range(cell.row_span)
        for right in range(cell.col_span)
    }


def _row_words(grid: Grid, owners: Owners, words: dict[GridCell, str], row: int) -> list[str]:
    """The words at each column of a row, those of merged cells in every column they cover."""
    return [words[owners[row, col]] if (row, col) in owners else "" for col in range(grid.cols)]


def _count_header_rows(grid: Grid, owners: Owners, words: dict[GridCell, str]) -> int:
    """How many rows name columns: those that the first row's cells reach down to, and more of mere words below them."""
    if grid.rows < 2:
        return 0
    first = _row_words(grid, owners, words, 0)
    if not is_label_head(first[0]) and any(is_value(text) for text in first[1:] if text):
        return 0
    count = min(grid.rows - 1, max((cell.row_span for cell in grid.cells if cell.row == 0), default=1))
    while count < min(grid.rows - 1, _MOST_HEADER_ROWS):
        begun = [cell for cell in grid.cells if cell.row == count]
        reaches = max((cell.row + cell.row_span for cell in begun), default=count)
        starts_at_left = any(cell.col == 0 and words[cell] for cell in begun)
        if starts_at_left or not begun or any(is_value(words[cell]) for cell in begun):
            break
        count = max(count + 1, min(reaches, grid.rows - 1))
    return min(count, _MOST_HEADER_ROWS)


def _repeated_rows(grid: Grid, owners: Owners, words: dict[GridCell, str], header_rows: int) -> tuple[int, ...]:
    """The rows that say the header again, as every page of a long table may."""
    rows = [_row_words(grid, owners, words, row) for row in range(grid.rows)]
    return repeats_of(rows[:header_rows], rows)


def _label_columns(grid: Grid, owners: Owners, words: dict[GridCell, str], header_rows: int) -> frozenset[int]:
    """The columns at the left that hold row labels: named as such, or words in most rows.

    Beside a label, figures name nothing even below a name such as 시설, of which there may be so many; nor do dates.
    """
    columns: set[int] = set()
    for col in range(grid.cols):
        named = any(is_label_head(words[owners[row, col]]) for row in range(header_rows) if (row, col) in owners)
        filled = [words[cell] for cell in grid.cells if cell.row >= header_rows and cell.col == col and words[cell]]
        if (not named or columns) and _most(is_value, filled) and not _is_running(owners, words, header_rows, col):
            break
        if not (columns and _most(is_date, filled)):
            columns.add(col)
    return frozenset(columns)


def _most(holds: Callable[[str], bool], texts: Sequence[str]) -> bool:
    """Whether something holds of more than half of some texts."""
    return bool(texts) and sum(map(holds, texts)) > len(texts) / 2


def _is_running(owners: Owners, words: dict[GridCell, str], header_rows: int, col: int) -> bool:
    """Whether a column counts the rows."""
    return any(is_running_head(words[owners[row, col]]) for row in range(header_rows) if (row, col) in owners)


def _cell(
    cell: GridCell,
    grid: Grid,
    owners: Owners,
    words: dict[GridCell, str],
    header_rows: int,
    labels: frozenset[int],
    unit: UnitLine | None,
    text: str,
) -> Cell:
    """A cell of the body with its header and label paths, and its quantity where it states one."""
    left = [(words[owners[cell.row, col]], col) for col in sorted(labels) if col < cell.col and (cell.row, col) in owners]
    names = [label for label, col in left if not (label.isdigit() and _is_running(owners, words, header_rows, col))]
    above = (words[owners[row, cell.col]] for row in range(header_rows) if (row, cell.col) in owners)
    row_path = tuple(dict.fromkeys(label for label in names if label))
    col_path = tuple(dict.fromkeys(name for name in above if name))
    quantity = None
    if is_value(words[cell]):
        quantity = read_cell(cell.span.of(text), cell_unit(row_path, col_path, unit.units if unit else ()), cell.span.start)
    return Cell(cell.row, cell.col, cell.span, words[cell], row_path, col_path, cell.row_span, cell.col_span, quantity=quantity)


def _name(cell: GridCell, words: str) -> Cell:
    """A cell of the header: it names and is not named."""
    return Cell(cell.row, cell.col, cell.span, words, row_span=cell.row_span, col_span=cell.col_span)


def _row_spans(grid: Grid) -> list[Span | None]:
    """Where the cells that begin in each row stand; None for a row in which none does."""
    spans: list[Span | None] = [None] * grid.rows
    for cell in grid.cells:
        before = spans[cell.row]
        spans[cell.row] = cell.span if before is None else Span(before.start, max(before.end, cell.span.end))
    return spans
