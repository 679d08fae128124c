"""Lists out of tables: the rows that meet what a question asks of their cells, or all rows where it names their columns.

`건의사항 가운데 추진중인 것`: the rows with 건의 under 구분 and 추진중 under 처리결과.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.cells import column_name, name_share, shown_value
from assistant.evidence import Evidence
from assistant.formula import COUNTED
from assistant.points import Point, cited_spans
from assistant.types import Question
from assistant.whole_tables import WholeTable
from ingest.document import Cell, Statement, Total
from ingest.korean import letter_pairs, letters_of
from ingest.labels import is_total

_MOST_ROWS = 15
_LONGEST_VALUE = 12  # letters of a cell that is a state or a name, and no text of its own
_SHORTEST_VALUE = 2
_NAMED = 0.99  # of a column's name, that the question says of it
_AS_STRONG = 0.6  # of the strongest table's score
_AS_NEAR = 0.75  # of what the nearest statement meets of the question
_TURNED = r"\s?(?:되지|하지)?\s?(?:않|안\s|아닌|아니|못|외)"  # 완료되지 않은, 완료가 아닌
_ASKS_NAMES = re.compile(r"명단|누구|이름")
_OF_NAMES = re.compile(r"성\s?명|이\s?름|(?:기업|업체|기관|단체|시설|회사)\s?명|상\s?호")
_NUMBERS = re.compile(r"^(?:연번|번호|순번|no\.?|구\s?분)$", re.IGNORECASE)


class _Condition(NamedTuple):
    """What a question asks of a column: that its cell has a value, or that it has not."""

    column: tuple[str, ...]
    value: str
    turned: bool

    def is_met(self, row: Statement) -> bool:
        """Whether a row meets it; one without the column does not."""
        values = [cell.text for cell in row.cells if cell.col_path == self.column]
        return any((_key(self.value) == _key(value)) is not self.turned for value in values)


def list_rows(question: Question, tables: Sequence[WholeTable], evidence: Sequence[Evidence]) -> list[Point]:
    """The rows of the table that a question asks a list out of; empty where it asks no table, or others meet more of it."""
    best = max((table.score for table in tables), default=0.0)
    most = max((item.coverage for item in evidence), default=0.0)
    near = [table for table in tables if table.score >= _AS_STRONG * best and _coverage(table) >= _AS_NEAR * most]
    found = [(len(conditions), table, conditions) for table in near if (conditions := list(_conditions(question, table)))]
    for _, table, conditions in sorted(found, key=lambda item: (-item[0], -item[1].score)):
        rows = [row for row in table.rows if all(condition.is_met(row.statement) for condition in conditions)]
        if 0 < len(rows) < len(table.rows):
            asked = ", ".join(f"{item.column[-1]} {'≠ ' if item.turned else ''}{item.value}" for item in conditions)
            return _points(question, rows, asked, {item.column for item in conditions})
    return next((_all_rows(question, table) for table in near if table.score == best and _names_columns(question, table)), [])


def _coverage(table: WholeTable) -> float:
    return max(row.coverage for row in table.rows)


def _names_columns(question: Question, table: WholeTable) -> bool:
    """Whether a question says what heads the rows of a table and what heads a column of it, and no row: 심사항목이랑 배점."""
    said = frozenset(question.pairs)
    columns = list(dict.fromkeys(cell.col_path for row in table.rows for cell in row.statement.cells if cell.col_path))
    labels = {label for row in table.rows for cell in row.statement.cells for label in cell.row_path if not is_total(label)}
    is_headed = len(columns) > 1 and all(any(_is_named(name, said) for name in path[-1:]) for path in columns[:1])
    return (
        is_headed
        and any(_is_named(path[-1], said) for path in columns[1:])
        and not any(name_share(label, said) >= _NAMED for label in labels)
    )


def _all_rows(question: Question, table: WholeTable) -> list[Point]:
    rows = [row for row in table.rows if not any(cell.total in {Total.ROW, Total.BOTH} for cell in row.statement.cells)]
    heading = next(cell.col_path[-1] for cell in rows[0].statement.cells if cell.col_path)
    return _points(question, rows, heading, set()) if 1 < len(rows) <= _MOST_ROWS else []


def _conditions(question: Question, table: WholeTable) -> Iterator[_Condition]:
    """A condition for each column one of whose values the question says. A value in one row alone is a row's own name."""
    said, letters = frozenset(question.pairs), letters_of(question.plain)
    for column in dict.fromkeys(cell.col_path for row in table.rows for cell in row.statement.cells if cell.col_path):
        values = Counter(
            cell.text for row in table.rows for cell in row.statement.cells if cell.col_path == column and _is_state(cell)
        )
        if len(values) < 2 or max(values.values()) < 2:
            continue
        named = [value for value in values if frozenset(letter_pairs(value)) <= said and letters_of(value) in letters]
        if named:
            value = max(named, key=len)
            yield _Condition(column, value, re.search(re.escape(value) + r"[가이]?" + _TURNED, question.plain) is not None)


def _is_state(cell: Cell) -> bool:
    """Whether a cell says a state or a name: 완료, 건의, 심나래."""
    return cell.quantity is None and _SHORTEST_VALUE <= len(_key(cell.text)) <= _LONGEST_VALUE and not cell.text[0].isdigit()


def _key(text: str) -> str:
    return "".join(text.split())


def _points(question: Question, rows: Sequence[Evidence], asked: str, taken: set[tuple[str, ...]]) -> list[Point]:
    """How many rows there are, then each by what it is about; `taken` are the columns that are said of all at once."""
    first, shown = rows[0], rows[:_MOST_ROWS]
    head = Point(f"{asked}: 모두 {len(rows)}건입니다.", first.hit, cited_spans(first), formula=f"{COUNTED}{len(rows)}")
    return [head, *(Point(f"- {_row_text(question, row.statement, taken)}", row.hit, cited_spans(row)) for row in shown)]


def _row_text(question: Question, row: Statement, taken: set[tuple[str, ...]]) -> str:
    """What a row is about: the longest of its texts, and what stands in columns that the question names; a name, where asked for."""
    texts = [cell.text for cell in row.cells if cell.quantity is None and cell.text and cell.col_path not in taken]
    said = frozenset(question.pairs)
    named = [cell for cell in row.cells if cell.col_path and cell.col_path not in taken and _is_named(cell.col_path[-1], said)]
    values = [cell for cell in named if cell.quantity is not None]
    names = [cell.text for cell in row.cells if cell.text and cell.col_path and _OF_NAMES.search(cell.col_path[-1])]
    if names and _ASKS_NAMES.search(question.plain):
        return names[0]
    # A table of values has its rows' names in front; one of texts is about the longest of them.
    about = texts[0] if values and texts else max(texts, key=len, default=row.text)
    stated = [f"{column_name(cell)} {shown_value(cell)}" for cell in named if cell.text != about]
    return f"{about} ({', '.join(stated)})" if stated else about


def _is_named(column: str, said: frozenset[str]) -> bool:
    return not _NUMBERS.match(column) and name_share(column, said) >= _NAMED
