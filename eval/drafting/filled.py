"""A proposal as a person has filled it in: read, held against the documents, and taken into a gold file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from eval.checking.check import check_gold
from eval.checking.duplicates import duplicates
from eval.checking.problem import Problem
from eval.drafting.proposal import id_of
from eval.gold import UNANSWERABLE, GoldEvidence, GoldFigure, GoldItem, read_gold
from eval.gold_writing import add_gold
from index.library import Library
from ingest.errors import BadInput
from ingest.figures import read_quantities
from ingest.units import MONEY

_LONGEST = 4000  # characters of a field
_ID = re.compile(r"[\w.-]{1,80}")


class Held(NamedTuple):
    """What a filled in item is when it is held against the documents. `lacking` says what must be filled in; it may be empty."""

    lacking: tuple[str, ...]
    problems: tuple[Problem, ...]

    @property
    def may_be_taken(self) -> bool:
        """Whether nothing is lacking and nothing is wrong; a doubt is for the person who takes it."""
        return not self.lacking and not any(problem.flaw.is_error for problem in self.problems)


def filled(row: dict[str, Any]) -> GoldItem:
    """The item of a form: `figures` and `must_contain` are texts with one in each line, `evidence` pairs of doc and quote.

    Raises BadInput for a figure that cannot be read, and ValueError for what no form sends.
    """
    question = _text(row, "question")
    evidence = tuple(_evidence(row.get("evidence") or []))
    id = _text(row, "id")
    return GoldItem(
        id=id if _ID.fullmatch(id) else id_of(question, "", ""),
        question=question,
        type=_text(row, "type") or "figure",
        answer=_text(row, "answer"),
        figures=tuple(map(_figure, _lines(row, "figures"))),
        must_contain=tuple(_lines(row, "must_contain")),
        evidence=evidence,
    )


def hold_against(item: GoldItem, held: Sequence[GoldItem], library: Library) -> Held:
    """What an item lacks, and what is wrong or doubtful in it beside those that a gold file holds."""
    lacking = []
    if not item.question:
        lacking.append("질문을 적어 주십시오.")
    if item.type != UNANSWERABLE and not item.answer:
        lacking.append("정답을 적어 주십시오.")
    if item.type != UNANSWERABLE and not (item.figures or item.must_contain or item.evidence):
        lacking.append("답에 있어야 할 수치나 말, 또는 근거를 적어 주십시오.")
    others = [other for other in held if other.id != item.id]
    doubled = [problem for problem in duplicates([*others, item]) if problem.item == item.id]
    return Held(tuple(lacking), (*check_gold([item], library), *doubled) if item.question else ())


def take(path: Path, item: GoldItem, library: Library) -> None:
    """Write an item into a gold file. Raises BadInput where it is there already, or may not be taken as it is."""
    items = held_in(path)
    if any(other.id == item.id for other in items):
        raise BadInput(f"이미 {path.name}에 있는 문항입니다.", "다른 정답 파일을 고르십시오.")
    found = hold_against(item, items, library)
    if not found.may_be_taken:
        told = (*found.lacking, *(problem.found for problem in found.problems if problem.flaw.is_error))
        raise BadInput(f"받을 수 없습니다. {' '.join(told)}", "‘고치기’에서 채워 주십시오.")
    add_gold(path, item)


def held_in(path: Path) -> list[GoldItem]:
    """The items of a gold file; none where it is still to be made, or empty. Raises BadInput where it cannot be read."""
    is_begun = path.exists() and not (path.is_file() and path.stat().st_size == 0)
    return read_gold(path) if is_begun else []


def figure_as_text(figure: GoldFigure) -> str:
    """A figure as it is filled in: 1,234백만원."""
    return f"{figure.value:,f}{figure.unit}"


def _text(row: dict[str, Any], name: str) -> str:
    value = row.get(name, "")
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise ValueError(name)
    return value.strip()


def _lines(row: dict[str, Any], name: str) -> Iterable[str]:
    return filter(None, map(str.strip, _text(row, name).splitlines()))


def _evidence(rows: Any) -> Iterable[GoldEvidence]:
    """The places whose document and quote are filled in."""
    if not isinstance(rows, list):
        raise ValueError("evidence")
    for row in rows:
        if not isinstance(row, dict):
            raise ValueError("evidence")
        place = GoldEvidence(_text(row, "doc"), _text(row, "quote"))
        if place.quote:
            yield place


def _figure(text: str) -> GoldFigure:
    """`1,234백만원`; raises BadInput for what is not one figure."""
    found = read_quantities(text)
    if len(found) != 1:
        raise BadInput(f"수치로 읽을 수 없습니다: {text}", "265개소, 980백만원처럼 한 줄에 하나씩 적어 주십시오.")
    (quantity,) = found
    is_won = quantity.dimension == MONEY and quantity.base == int(quantity.base)
    return GoldFigure(quantity.value, quantity.unit, int(quantity.base) if is_won else None)
