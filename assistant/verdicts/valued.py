"""Whether a cell holds the word that a question asks for, in a column where other rows hold it: 완료, 의무, 추진중."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.cells import column_name
from assistant.evidence import Evidence
from assistant.types import Question
from assistant.verdicts.matter import is_of_years, is_row_of, unmet
from assistant.verdicts.predicate import Sort, predicate_of
from assistant.verdicts.verdict import Verdict
from ingest.document import Cell, Statement
from ingest.korean import letters_of

_LONGEST = 20  # letters of a cell that holds a state and no text
_REASON = re.compile(r"\s사유\s?:.*$")
_TOLD, _FEWEST = 0.75, 4  # of a question's words; words
_BRACKETS = re.compile(r"\([^()]*\)")


def valued(question: Question, evidence: Evidence) -> Verdict | None:
    """Whether the row's cell begins with the question's own last word. No where another row of that column does, or denies it."""
    predicate = predicate_of(question)
    if predicate is None or predicate.denied or predicate.ability or predicate.sort is Sort.EXISTS:
        return None
    if not (is_row_of(question, evidence) or _is_told(question, evidence)) or not is_of_years(question, evidence):
        return None
    wanted = letters_of(predicate.stem)
    if len(wanted) < 2 or unmet(question, evidence, (predicate.stem, "처리", "결과", "지적", "건의", "요구", "이행")):
        return None
    found = [(cell, holds) for cell in evidence.statement.cells if (holds := _holds(wanted, cell, evidence)) is not None]
    if len({holds for _, holds in found}) != 1:
        return None
    return Verdict(found[0][1], evidence)


def _holds(wanted: str, cell: Cell, evidence: Evidence) -> bool | None:
    """Whether a cell says a word; None where its column does not hold such words."""
    text = _bare(cell)
    if not text or cell.col == 0 or text[0].isdigit() or len(text) > _LONGEST:
        return None
    if text.startswith(wanted):
        return not any(mark in text for mark in ("않", "안됨", "아님", "못"))
    if text in {f"미{wanted}", f"불{wanted}", f"비{wanted}"}:
        return False
    others = {
        _bare(other)
        for item in _beside(evidence)
        for other in item.cells
        if other.col_path == cell.col_path and other.col == cell.col
    }
    states = any(other.startswith(wanted) for other in others) and bool(cell.col_path) and column_name(cell) != ""
    return False if states and wanted not in text else None


def _bare(cell: Cell) -> str:
    """A cell's text without brackets, and without the reason that it gives: 미반영 사유: 별도 검토."""
    return letters_of(_REASON.sub("", _BRACKETS.sub("", cell.text)))


def _is_told(question: Question, evidence: Evidence) -> bool:
    """Whether a row itself has nearly all words of a question, and no other row of its table half as many."""
    asked = [word for word in question.words if not word.isdigit() and not word.endswith("/V")]
    if not evidence.statement.cells or len(asked) < _FEWEST:
        return False
    own, *others = (_said(asked, item) for item in (evidence.statement, *_beside(evidence)))
    return own >= _TOLD * len(asked) and all(2 * other <= own for other in others)


def _said(asked: Sequence[str], statement: Statement) -> int:
    text = letters_of(statement.text).lower()
    return sum(word in text for word in asked)


def _beside(evidence: Evidence) -> list[Statement]:
    """The other rows of its table in its passage."""
    own = evidence.statement
    return [item for item in evidence.hit.statements if item.header_spans == own.header_spans and item.span != own.span]
