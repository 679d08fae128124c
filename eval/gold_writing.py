"""Write gold items: one more line behind those that a file holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from eval.gold import GoldFigure, GoldItem
from ingest.errors import BadInput, why


def add_gold(path: Path, item: GoldItem) -> None:
    """Write an item behind those of a file, which is made where it is not there. Raises BadInput where it cannot be written."""
    line = json.dumps(row_of(item), ensure_ascii=False) + "\n"
    try:
        with path.open("a+b") as file:
            if file.tell() and not _ends_a_line(path):
                line = "\n" + line
            file.write(line.encode())
    except OSError as error:
        raise BadInput(f"정답 파일에 쓸 수 없습니다: {path} ({why(error)})", "경로와 쓰기 권한을 확인해 주십시오.") from error


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(-1, 2)
        return file.read(1) == b"\n"


def row_of(item: GoldItem) -> dict[str, Any]:
    """An item as its line says it."""
    return {
        "id": item.id,
        "question": item.question,
        "type": item.type,
        "difficulty": item.difficulty,
        "answer": item.answer,
        "figures": [_figure_row(figure) for figure in item.figures],
        "must_contain": list(item.must_contain),
        "evidence": [{"doc": place.document, "quote": place.quote} for place in item.evidence],
        "derivation": item.derivation,
        "notes": item.notes,
    }


def _figure_row(figure: GoldFigure) -> dict[str, Any]:
    value = int(figure.value) if figure.value == int(figure.value) else float(figure.value)
    row: dict[str, Any] = {"value": value, "unit": figure.unit}
    return row if figure.krw is None else {**row, "krw": figure.krw}
