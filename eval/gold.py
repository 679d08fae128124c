"""Gold questions: what a right answer states, and the places that carry it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar

from ingest.errors import BadInput
from ingest.jsonl import read_json_lines

_REMEDY = "한 줄에 문항 하나씩, id, question, type, answer, figures, must_contain, evidence가 있는 JSON이어야 합니다."
UNANSWERABLE = "unanswerable"

_Part = TypeVar("_Part")


@dataclass(frozen=True, slots=True)
class GoldFigure:
    """A figure that the answer must state. `krw` is the amount in won, for money."""

    value: Decimal
    unit: str
    krw: int | None


@dataclass(frozen=True, slots=True)
class GoldEvidence:
    """A place that carries the answer: the document's file name, and its words."""

    document: str
    quote: str


@dataclass(frozen=True, slots=True)
class GoldItem:
    """A question with what is asked of its answer. Each of `must_contain` may hold ways to say it, set apart by `|`."""

    id: str
    question: str
    type: str
    answer: str
    figures: tuple[GoldFigure, ...]
    must_contain: tuple[str, ...]
    evidence: tuple[GoldEvidence, ...]
    derivation: str = ""  # how its figures are worked out from the evidence; empty where they stand in it
    notes: str = ""
    difficulty: str = ""


class _Misfit(ValueError):
    """What is wrong with a line, in Korean."""


def read_gold(path: Path) -> list[GoldItem]:
    """The items of a JSONL file. Raises BadInput naming the file, or the line that does not fit and why."""
    items: dict[str, GoldItem] = {}
    for number, row in read_json_lines(path, "정답 파일", _REMEDY):
        try:
            item = gold_item(row)
        except _Misfit as misfit:
            raise BadInput(f"{path} {number}번째 줄이 맞지 않습니다: {misfit}", _REMEDY) from misfit
        if item.id in items:
            raise BadInput(f"{path} {number}번째 줄의 id가 앞에 이미 있습니다: {item.id}", "id를 하나씩만 쓰도록 고쳐 주십시오.")
        items[item.id] = item
    if not items:
        raise BadInput(f"정답 파일에 문항이 없습니다: {path}", "한 줄에 문항 하나씩 JSON으로 적어 주십시오.")
    return list(items.values())


def gold_item(row: Any) -> GoldItem:
    """The item of one line. Raises ValueError that says in Korean what does not fit."""
    if not isinstance(row, dict):
        raise _Misfit("JSON 객체({…})가 아닙니다.")
    return GoldItem(
        id=_told(row, "id"),
        question=_told(row, "question"),
        type=_told(row, "type"),
        answer=str(row.get("answer") or ""),
        figures=_each(row, "figures", _figure),
        must_contain=_each(row, "must_contain", _word),
        evidence=_each(row, "evidence", _place),
        derivation=str(row.get("derivation") or ""),
        notes=str(row.get("notes") or ""),
        difficulty=str(row.get("difficulty") or ""),
    )


def _told(row: dict[str, Any], name: str) -> str:
    """A text that must be there; an id may be a number."""
    value = row.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int) or not str(value).strip():
        raise _Misfit(f"{name}에 적힌 것이 없거나 글이 아닙니다.")
    return str(value)


def _each(row: dict[str, Any], name: str, read: Callable[[Any, str], _Part]) -> tuple[_Part, ...]:
    """The parts of a list; none where it is left out. A text would be taken apart into letters, so it is refused."""
    parts = row.get(name)
    if parts is None:
        return ()
    if not isinstance(parts, list):
        raise _Misfit(f"{name}은(는) 목록([…])이어야 합니다.")
    return tuple(read(part, f"{name}의 {number}번째") for number, part in enumerate(parts, start=1))


def _figure(part: Any, where: str) -> GoldFigure:
    value, krw = _field(part, "value", where), part.get("krw")
    shown = "" if krw is None else f", krw {krw}"
    try:
        number = Decimal(str(value).replace(",", "").replace("△", "-"))
        won = None if krw is None else int(krw)
    except (InvalidOperation, OverflowError, ValueError, TypeError) as error:
        raise _Misfit(f"{where}에 수가 아닌 값이 있습니다(value {value}{shown}).") from error
    if not number.is_finite():  # JSON as Python reads it has NaN and Infinity
        raise _Misfit(f"{where}에 수가 아닌 값이 있습니다(value {value}{shown}).")
    return GoldFigure(number, str(part.get("unit") or ""), won)


def _word(part: Any, where: str) -> str:
    """Ways to say a word, set apart by `|`. An empty way stands in every answer, so it is refused."""
    if isinstance(part, bool) or not isinstance(part, str | int | float) or not all(way.strip() for way in str(part).split("|")):
        raise _Misfit(f"{where}에 빈 말이 있거나 글이 아닙니다(|로 나눈 것도 비울 수 없습니다).")
    return str(part)


def _place(part: Any, where: str) -> GoldEvidence:
    """A place; an empty quote stands in every passage, so it is refused."""
    document, quote = (str(_field(part, name, where)) for name in ("doc", "quote"))
    if not document.strip() or not quote.strip():
        raise _Misfit(f"{where}에 doc이나 quote가 비었습니다.")
    return GoldEvidence(document, quote)


def _field(part: Any, name: str, where: str) -> Any:
    if not isinstance(part, dict) or part.get(name) is None:
        raise _Misfit(f"{where}에 {name}이(가) 없습니다.")
    return part[name]
