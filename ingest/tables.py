"""Tables of tab-separated rows: header rows, merged headers, row labels, units."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.document import Cell, Span, Table
from ingest.figures import read_cell
from ingest.labels import is_date, is_label_head, is_running_head, is_total
from ingest.lines import Line
from ingest.mend import mend
from ingest.repeats import repeats_of
from ingest.totals import mark_totals
from ingest.units import UnitLine, cell_unit

# A cell that states a value rather than names something: a number, perhaps with sign, unit or a share behind it.
VALUE = re.compile(
    r"(?:약\s*)?(?:[△▲▽▼+-]|\((?:감|증|순증)\)|['’])?\s*\d[\d,]*(?:\.\d+)?\s*"
    r"(?:%p?|[가-힣㎡]{1,4}|:1)?\s*(?:\([^()]{1,14}\))?|\d[\d,]* / {0,3}\d[\d,]*|[-–—](?:\s?\([^()]{1,14}\))?|[△▲]|없음|신규"
)
# Not values: years and quarters that head columns.
_HEADING_NUMBER = re.compile(
    r"(?:(?:19|20)\d\d|['’‘]\d\d)\s*년?도?\s*[가-힣]*\s*(?:예산|결산|현액|실적|계획|목표|추경|기준|당초|최종)[가-힣]*(?:\(.*\))?|"
    r"['’‘]?\d{2,4}\s*년도?(?:\s*\(.*\))?|(?:19|20)\d\d(?:\s?\([가-힣]{1,4}\))?|\d\s*분기|\d{1,2}\s*월|\d\s*급|[A-Z]{2,}\s*(?:19|20)\d\d.*|['’]\d{2}"
)
_EMPTY = frozenset({"", "-", "–", "—"})
_MOST_TABS = 400  # of a row; the reading of a row takes time by the square of its columns, and no paper has so many


def is_value(text: str) -> bool:
    """Whether a cell's text states a value."""
    text = text.strip()
    return bool(VALUE.fullmatch(text)) and not _HEADING_NUMBER.fullmatch(text)


def find_tab_table(lines: Sequence[Line], start: int) -> int:
    """Where the tab-separated table that begins at `start` ends; `start` itself where none begins there."""
    end = start
    while end < len(lines) and _is_tab_row(lines[end].text):
        end += 1
    return end


def _is_tab_row(text: str) -> bool:
    """Whether tabs separate cells, and not just a title from its page number."""
    tabs = text.count("\t")
    return 0 < tabs <= _MOST_TABS and (tabs >= 2 or len([cell for cell in text.split("\t") if cell.strip()]) >= 2)


def read_tab_table(lines: Sequence[Line], title: str, unit: UnitLine | None) -> Table:
    """The table of consecutive tab-separated lines."""
    grid = [_split(line) for line in lines]
    width = max(len(row) for row in grid)
    texts = [[mend(cell.text) for cell in row] + [""] * (width - len(row)) for row in grid]
    header_rows = _count_header_rows(texts)
    headers = _column_paths(texts[:header_rows], width)
    repeated = repeats_of(texts[:header_rows], texts)
    skipped = frozenset(repeated)
    body = [row for number, row in enumerate(texts) if number >= header_rows and number not in skipped]
    label_columns = _label_columns(body, headers)
    cells = []
    labels: list[str] = [""] * width
    for number in range(header_rows, len(grid)):
        if number in skipped:
            continue
        raw, row = grid[number], texts[number]
        aligned = _is_aligned(row, body, label_columns)
        if not aligned and _fits(back := [*row[1:], ""], row, body):
            raw, row, aligned = raw[1:], back, True
        cells.extend(_row_cells(raw, row, number, headers if aligned else None, label_columns, labels, unit))
        if labels[0] and all(is_total(label) for label in labels if label) and len([label for label in labels if label]) > 1:
            labels = [""] * width  # 계 across all label columns: what follows is no part of a group of that name
    return Table(
        span=Span(lines[0].span.start, lines[-1].span.end),
        title=title,
        unit=", ".join(unit.units) if unit else "",
        rows=len(grid),
        cols=width,
        header_rows=header_rows,
        cells=mark_totals(cells, header_rows),
        header_spans=tuple(line.span for line in lines[:header_rows]),
        row_spans=tuple(line.span for line in lines),
        repeated_rows=repeated,
        as_of=unit.as_of if unit else "",
    )


def _split(line: Line) -> list[Cell]:
    """The raw cells of a line, each with its span."""
    cells, offset = [], line.span.start
    for column, text in enumerate(line.text.split("\t")):
        cells.append(Cell(0, column, Span(offset, offset + len(text)), text))
        offset += len(text) + 1
    return cells


def _count_header_rows(texts: Sequence[Sequence[str]]) -> int:
    """The first row, and those below it that still name columns: no value, and no label in the first column."""
    if len(texts) < 2:
        return 0
    count = 1
    while count < len(texts) - 1 and not any(is_value(text) for text in texts[count]):
        if texts[count][0] and not is_label_head(texts[count][0]):
            break
        count += 1
    if count == 1 and not is_label_head(texts[0][0]) and any(is_value(text) and text not in _EMPTY for text in texts[0][1:]):
        return 0
    return count


def _column_paths(header: Sequence[Sequence[str]], width: int) -> list[tuple[str, ...]]:
    """The header path of each column; an empty header cell is covered by the one at its left, but in the last row."""
    paths: list[list[str]] = [[] for _ in range(width)]
    for number, row in enumerate(header):
        covering = ""
        for column in range(width):
            text = row[column] if column < len(row) else ""
            covering = text or (covering if (number < len(header) - 1 and column > 0) or len(header) == 1 else "")
            if covering and covering not in paths[column][-1:]:
                paths[column].append(covering)
    return [tuple(path) for path in paths]


def _label_columns(body: Sequence[Sequence[str]], headers: Sequence[tuple[str, ...]]) -> frozenset[int]:
    """The columns that hold labels: named as such, or words in most rows at the left."""
    columns: set[int] = set()
    only_words = True
    for column, path in enumerate(headers):
        filled = [row[column] for row in body if row[column]]
        figures = bool(filled) and sum(is_value(text) for text in filled) > len(filled) / 2
        if columns and sum(map(is_date, filled)) > len(filled) / 2:
            continue
        only_words = only_words and (not figures or _counts_rows(path))
        # Beside a label, figures name nothing even below a name such as 시설, of which there may be so many.
        if only_words or (path and is_label_head(path[-1]) and not (figures and columns)):
            columns.add(column)
    return frozenset(columns)


def _counts_rows(path: Sequence[str]) -> bool:
    """Whether a column counts the rows."""
    return any(map(is_running_head, path))


def _is_aligned(row: Sequence[str], body: Sequence[Sequence[str]], label_columns: frozenset[int]) -> bool:
    """Whether the row stands in the table's columns.

    It does not where a column of numbers has words in this row beside an empty label: the row was shifted by its
    extraction, and its columns are not certain.
    """
    for column, text in enumerate(row):
        if column in label_columns or not text or is_value(text) or row[0]:
            continue
        others = [other[column] for other in body if other is not row and other[column]]
        if others and sum(is_value(other) for other in others) > len(others) / 2:
            return False
    return True


def _fits(back: Sequence[str], row: Sequence[str], body: Sequence[Sequence[str]]) -> bool:
    """Whether a row that was shifted to the right fits its table moved back: every value as fine as the others of its column."""
    values = [(column, text) for column, text in enumerate(back) if is_value(text) and text not in _EMPTY]
    others = [other for other in body if other is not row]
    alike = [
        {_places(other[column]) for other in others if is_value(other[column])} == {_places(text)} for column, text in values
    ]
    return not is_value(back[0]) and len(values) > 1 and len({_places(text) for _, text in values}) > 1 and all(alike)


def _places(text: str) -> int:
    """How many decimal places a value shows."""
    return len(text.partition(".")[2].rstrip("%)"))


def _row_cells(
    raw: Sequence[Cell],
    texts: Sequence[str],
    number: int,
    headers: Sequence[tuple[str, ...]] | None,
    label_columns: frozenset[int],
    labels: list[str],
    unit: UnitLine | None,
) -> list[Cell]:
    """The cells of one body row. `labels` carries row labels that are merged downwards, and is brought up to date."""
    filled = [column for column in sorted(label_columns) if column < len(texts) and texts[column]]
    if filled:
        for column in label_columns:
            if column >= filled[0]:
                labels[column] = "" if _is_row_number(texts[column], headers, column) else texts[column]
    cells, nearest = [], ""
    for column, cell in enumerate(raw):
        text = texts[column]
        row_path = _row_path(labels, label_columns, column, nearest)
        is_name = column in label_columns or (text and not is_value(text) and not is_date(text))
        if is_name and not _is_row_number(text, headers, column):
            nearest = text or nearest
        col_path = headers[column] if headers else ()
        if text:
            quantity = read_cell(cell.text, cell_unit(row_path, col_path, unit.units if unit else ()), cell.span.start)
            quantity = quantity if is_value(text) else None
            cells.append(
                Cell(number, column, cell.span, text, row_path, col_path, quantity=quantity, column_certain=headers is not None)
            )
    return cells


def _is_row_number(text: str, headers: Sequence[tuple[str, ...]] | None, column: int) -> bool:
    """Whether a cell merely counts the rows."""
    return headers is not None and text.isdigit() and _counts_rows(headers[column])


def _row_path(labels: Sequence[str], label_columns: frozenset[int], column: int, nearest: str) -> tuple[str, ...]:
    """The row labels that govern a column: those at the left of the table, unless a nearer label stands between."""
    leading = []
    for label_column in sorted(label_columns):
        if label_column >= column:
            break
        leading.append(labels[label_column])
    contiguous = [label for label in leading if label]
    has_second_panel = any(other - 1 not in label_columns and other > 0 for other in label_columns if other < column)
    if has_second_panel or (nearest and nearest not in contiguous):
        return (nearest,) if nearest else tuple(contiguous)
    return tuple(dict.fromkeys(contiguous))
