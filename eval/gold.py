"""Gold questions: what a right answer states, and the places that carry it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from ingest.errors import BadInput
from ingest.jsonl import read_json_lines

_REMEDY = "id, question, type, answer, figures, must_contain, evidence가 있는 JSON이어야 합니다."
UNANSWERABLE = "unanswerable"


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


def read_gold(path: Path) -> list[GoldItem]:
    """The items of a JSONL file. Raises BadInput naming the file, or the line that does not fit and why."""
    items: dict[str, GoldItem] = {}
    for number, row in read_json_lines(path, "정답 파일", _REMEDY):
        item = _read_row(path, number, row)
        if item.id in items:
            raise BadInput(f"{path} {number}번째 줄의 id가 앞에 이미 있습니다: {item.id}", "id를 하나씩만 쓰도록 고쳐 주십시오.")
        items[item.id] = item
    if not items:
        raise BadInput(f"정답 파일에 문항이 없습니다: {path}", "한 줄에 문항 하나씩 JSON으로 적어 주십시오.")
    return list(items.values())


def _read_row(path: Path, number: int, row: dict[str, Any]) -> GoldItem:
    try:
        return _item(row)
    except (ValueError, KeyError, TypeError, AttributeError, InvalidOperation) as error:
        raise BadInput(
            f"{path} {number}번째 줄이 맞지 않습니다({type(error).__name__}: {error}).",
            _REMEDY,
        ) from error


def _item(row: dict[str, Any]) -> GoldItem:
    return GoldItem(
        id=str(row["id"]),
        question=str(row["question"]),
        type=str(row["type"]),
        answer=str(row.get("answer", "")),
        figures=tuple(_figure(figure) for figure in row.get("figures") or ()),
        must_contain=_words(row.get("must_contain") or []),
        evidence=tuple(GoldEvidence(str(place["doc"]), str(place["quote"])) for place in row.get("evidence") or ()),
        derivation=str(row.get("derivation") or ""),
        notes=str(row.get("notes") or ""),
        difficulty=str(row.get("difficulty") or ""),
    )


def _words(value: Any) -> tuple[str, ...]:
    """The words of a list. Raises TypeError for a text, which would be taken apart into letters."""
    if not isinstance(value, list):
        raise TypeError("must_contain는 목록이어야 합니다")
    return tuple(map(str, value))


def _figure(row: dict[str, Any]) -> GoldFigure:
    value = Decimal(str(row["value"]).replace(",", "").replace("△", "-"))
    krw = row.get("krw")
    return GoldFigure(value, str(row.get("unit") or ""), int(krw) if krw is not None else None)
