"""Whether an answer to a question for things tells of things, and not only how many there are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.stated import Stated
from assistant.types import Asked, Question
from assistant.unsaid.wording import not_found
from ingest.document import StatementKind

_ASKS_VALUES = re.compile(r"규모|금액|얼마|몇|수치|예산")
_FEWEST_VALUES = 2


def unsaid_entries(question: Question, stated: Sequence[Stated]) -> str:
    """What to say where a list is asked for, and all that is stated is one row of numbers; several rows name several things."""
    if question.asked is not Asked.LIST or _ASKS_VALUES.search(question.plain):
        return ""
    if len(stated) > 1 or not _is_of_numbers(stated[0]):
        return ""
    return not_found("하나하나의 내용")


def _is_of_numbers(item: Stated) -> bool:
    """Whether a row has a name and numbers, and nothing else."""
    statement = item.statement
    texts = [cell for cell in statement.cells if cell.quantity is None and cell.col_path and cell.row_path and cell.text]
    return statement.kind is StatementKind.ROW and len(statement.quantities) >= _FEWEST_VALUES and not texts
