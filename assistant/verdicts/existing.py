"""Whether there is any of something, by a cell: a value, or the mark of an empty one."""

from __future__ import annotations

import re

from assistant.cells import choose_cells
from assistant.evidence import Evidence
from assistant.types import Question
from assistant.verdicts.matter import is_of_years, is_row_of, measure_words, unmet
from assistant.verdicts.predicate import Predicate, Sort, predicate_of
from assistant.verdicts.values import stating
from assistant.verdicts.verdict import Verdict
from ingest.document import Cell
from ingest.korean import letters_of
from ingest.units import DATE, RATIO
from ingest.years import years_of

_EMPTY = frozenset({"-", "–", "—", "－"})
_CHANGE = re.compile(r"증\s?감|증가|감소|대비|차액|과부족")
_SPENT = re.compile(r"집행액|지출액|집행|지출|사용액")
_ASKS_SPENT = re.compile(r"(?:쓴|쓰인|집행(?:한|된)|지출(?:한|된)|나간)\s?(?:거|게|것|돈|금액|예산|적)\S*\s?(?:있|없)")
_OF_MONEY = re.compile(r"예산|사업비|금액|돈|출연금|실적|이월액|수입|인원|인력|예비비|잔액")
_KNOWN = ("쓰", "집행", "지출", "금액", "돈", "있", "편성", "예산")
# What a table says of its mark for an empty cell, where that does not mean none.
_MARK_MEANS_OTHER = re.compile(r"제출받지|미제출|자료\s?없|집계되지|미집계|비공개|비교\s?자료|해당\s?없")


def existing(question: Question, evidence: Evidence) -> Verdict | None:
    """`인건비는 이월액 없음(-)입니다.` None where it is not certain which cell is meant, or what its mark means."""
    predicate = predicate_of(question)
    if predicate is None or not _asks(question, predicate) or not is_row_of(question, evidence):
        return None
    if unmet(question, evidence, (*measure_words(question), *_KNOWN)) or any(
        _MARK_MEANS_OTHER.search(item.text) for item in evidence.hit.statements if not item.cells
    ):
        return None
    cells = _meant(question, evidence)
    if not cells or not is_of_years(question, evidence, cells):
        return None
    there = {_is_there(cell) for cell in cells}
    if len(there) != 1 or None in there:
        return None
    return Verdict(there.pop() is not predicate.denied, evidence, stating(cells[:1]), cells[:1])


def _asks(question: Question, predicate: Predicate) -> bool:
    if _ASKS_SPENT.search(question.plain):
        return True
    is_set_up = predicate.stem in {"편성", "책정"} and predicate.past and predicate.sort is Sort.DOES
    return is_set_up or (predicate.sort is Sort.EXISTS and _OF_MONEY.search(predicate.stem) is not None)


def _meant(question: Question, evidence: Evidence) -> tuple[Cell, ...]:
    """The cells that are asked for: of what was spent, of the column that is named, else of the year."""
    cells = [
        cell for cell in evidence.statement.cells if cell.col_path and cell.col > 0 and not _CHANGE.search(cell.col_path[-1])
    ]
    if _ASKS_SPENT.search(question.plain):
        return tuple(cell for cell in cells if _SPENT.search(letters_of(" ".join(cell.col_path))) and not _is_rate(cell))[:1]
    chosen = [cell for cell in choose_cells(question, evidence.statement) if cell in cells and not _is_rate(cell)]
    dated = [cell for cell in chosen if set(years_of(" ".join(cell.col_path))) & set(question.years)]
    return tuple(dated or chosen)


def _is_rate(cell: Cell) -> bool:
    return (
        "률" in cell.col_path[-1]
        or "율" in cell.col_path[-1]
        or (cell.quantity is not None and cell.quantity.dimension in {RATIO, DATE})
    )


def _is_there(cell: Cell) -> bool | None:
    """Whether a cell holds something; None where it cannot be told."""
    if cell.quantity is not None:
        return cell.quantity.base != 0
    return False if cell.text.strip() in _EMPTY else None
