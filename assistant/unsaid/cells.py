"""Whether the cells that an answer states are of the row or the column that is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.cells import name_share
from assistant.stated import Stated
from assistant.types import Question
from assistant.unsaid.figures import OF_FIGURES
from assistant.unsaid.wording import not_found
from ingest.document import Cell
from ingest.korean import letter_pairs

_ASKS_TOTAL = re.compile(r"총(?=\s|액|\d)|합계|전체|모두|다\s?합")
_ROW_NAMED, _COLUMN_NAMED = 0.33, 0.6  # of a name's letters, that the question has


def unsaid_cell(question: Question, stated: Sequence[Stated]) -> str:
    """What to say where only cells are stated, of rows and columns neither of which the question says: of another matter."""
    if question.asked not in OF_FIGURES:
        return ""
    said = frozenset(question.pairs).union(*(letter_pairs(item.official) for item in question.alternatives))
    if (
        _ASKS_TOTAL.search(question.plain)
        or not all(item.cells for item in stated)
        or any(_is_named(cell, said) for item in stated for cell in item.cells)
    ):
        return ""
    return not_found("그 항목")


def _is_named(cell: Cell, said: frozenset[str]) -> bool:
    """Whether one of the names of a cell's row is said by half, or its column nearly whole."""
    by_row = any(name_share(label, said) >= _ROW_NAMED for label in cell.row_path)
    return by_row or (bool(cell.col_path) and name_share(cell.col_path[-1], said) >= _COLUMN_NAMED)
