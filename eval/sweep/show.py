"""The table of a sweep in words: cells for a terminal, Markdown, CSV, and for programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from assistant.export import harmless
from eval.compare import Verdict
from eval.compare_text import VERDICTS
from eval.sweep.table import Cell, Row, Table
from eval.wording import difference_told, interval_told, measure_told
from ingest.errors import BadInput, why

NOTE = (
    "괄호 안은 95% 신뢰구간, 그다음은 첫 조합과의 차이(같은 문항끼리 견줌)이며 ≈는 차이를 알 수 없다는 뜻입니다."
    " 여러 조합을 함께 견주면 그 가운데 몇은 우연히 달라 보일 수 있고, 응답 시간은 그때 컴퓨터가 하던 다른 일에도 달라집니다."
)
BEST = "*"  # stands before what is best in its column, where nothing can be bold
_UNTOLD = {Verdict.SAME: "≈"}


def headings(table: Table) -> list[str]:
    """What stands over the columns: the settings that vary, then the measures."""
    return [*table.sweep.varied, *map(measure_told, table.sweep.measures)]


def cell_lines(cell: Cell) -> list[str]:
    """`90.1% (85.1~94.4)` and, but in the first row, `+2.5%p (+0.6~+4.4) 나아짐`."""
    change = cell.change
    if change is None:
        return [interval_told(cell.measure, cell.interval)]
    verdict = _UNTOLD.get(change.verdict) or VERDICTS[change.verdict]
    return [interval_told(cell.measure, cell.interval), f"{difference_told(cell.measure, change.grown)} {verdict}"]


def subtitle(table: Table) -> str:
    """What the sweep was asked of, in one line."""
    head = table.rows[0].head
    commit = f" ({head.code.commit[:7]})" if head.code.commit else ""
    return (
        f"정답 파일 {head.gold.name}(문항 {head.gold.questions}개), 문서 {len(head.index.documents)}개,"
        f" 프로그램 {head.code.version}{commit}, {head.started[:10]} 시작"
    )


def as_text(table: Table) -> str:
    """The table as a block of lines a combination, for a terminal that is too narrow for it."""
    lines = []
    for number, row in enumerate(table.rows, 1):
        lines += ["", f"{number}. {', '.join(f'{key}={value}' for key, value in row.combination.told.items())}"]
        for cell in row.cells:
            mark = f"{BEST} " if cell.is_best else "  "
            lines.append(f"  {mark}{measure_told(cell.measure)}: {', '.join(cell_lines(cell))}")
    return "\n".join(lines)


def as_markdown(table: Table) -> str:
    """The table in Markdown, what is best in bold."""
    names = headings(table)
    lines = [
        f"# 설정 비교: {_plain(table.sweep.name)}",
        "",
        f"{subtitle(table)}. 굵은 값이 그 열에서 가장 좋은 값입니다. {NOTE}",
        "",
        f"| {' | '.join(map(_plain, names))} |",
        f"|{' --- |' * len(table.sweep.varied)}{' ---: |' * len(table.sweep.measures)}",
        *(f"| {' | '.join(_markdown_row(row))} |" for row in table.rows),
    ]
    return "\n".join(lines) + "\n"


def as_csv(table: Table) -> str:
    """The table as CSV: of each measure value, ends of its interval, difference from the first row, its ends and verdict."""
    parts = ("", "_low", "_high", "_difference", "_difference_low", "_difference_high", "_verdict")
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([*table.sweep.varied, "run", *(f"{name}{part}" for name in table.sweep.measures for part in parts)])
    for row in table.rows:
        values = [value for cell in row.cells for value in _values(cell)]
        writer.writerow([*map(harmless, row.combination.told.values()), row.head.id, *values])
    return text.getvalue()


def as_dict(table: Table) -> dict[str, Any]:
    """The table for programs; the first combination is the baseline."""
    return {
        "name": table.sweep.name,
        "gold": table.rows[0].head.gold.name,
        "questions": table.sweep.questions,
        "measures": list(table.sweep.measures),
        "combinations": list(map(_row, table.rows)),
    }


def write_table(path: Path, table: Table) -> None:
    """Write the table in the format that the file's name ends with. Raises BadInput where it cannot be written."""
    try:
        path.write_bytes(writer_for(path)(table).encode("utf-8-sig" if path.suffix.lower() == ".csv" else "utf-8"))
    except OSError as error:
        raise BadInput(f"파일에 쓸 수 없습니다: {path} ({why(error)})", "경로와 쓰기 권한을 확인해 주십시오.") from error


def writer_for(path: Path) -> Callable[[Table], str]:
    """What makes the text of a file of this name. Raises BadInput for an ending that there is none for."""
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        raise BadInput(f"표를 쓸 수 없는 형식입니다: {path}", f"파일 이름을 {'나 '.join(_WRITERS)}로 끝내 주십시오.")
    return writer


_WRITERS: dict[str, Callable[[Table], str]] = {".md": as_markdown, ".csv": as_csv}


def _markdown_row(row: Row) -> list[str]:
    told = [_plain(value) for value in row.combination.told.values()]
    return [*told, *("<br>".join(_bold(cell_lines(cell), cell.is_best)) for cell in row.cells)]


def _bold(lines: list[str], is_best: bool) -> list[str]:
    return [f"**{lines[0]}**", *lines[1:]] if is_best else lines


def _plain(text: str) -> str:
    """A user's text so that it is no Markdown of its own."""
    return "".join(f"\\{letter}" if letter in "\\|*`<[" else letter for letter in " ".join(text.split()))


def _values(cell: Cell) -> list[float | str | None]:
    if cell.change is None:
        return [*cell.interval, None, None, None, None]
    return [*cell.interval, *cell.change.grown, cell.change.verdict.value]


def _row(row: Row) -> dict[str, Any]:
    return {
        "values": row.combination.told,
        "run": row.head.id,
        "measures": {cell.measure: _measure(cell) for cell in row.cells},
    }


def _measure(cell: Cell) -> dict[str, Any]:
    found = {"value": cell.interval.value, "low": cell.interval.low, "high": cell.interval.high, "best": cell.is_best}
    if cell.change is None:
        return found
    value, low, high = cell.change.grown
    return {**found, "difference": {"value": value, "low": low, "high": high, "verdict": cell.change.verdict.value}}
