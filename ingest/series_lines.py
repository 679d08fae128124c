"""Lines that state one thing over the years: `고용률(%) : (2022) 80.0 → (2023) 81.8`. Each value is a cell under its year."""

from __future__ import annotations

import re

from ingest.document import Cell, Span
from ingest.figures import read_cell
from ingest.mend import mend
from ingest.tables import is_value
from ingest.units import unit_of_label
from ingest.years import years_of

_LINE = re.compile(r"(?P<label>[^:：→\n]{2,40})[:：](?P<points>[^:：]+→[^:：]+)")
# (2022) 80.0 and ’24.1말 1,334.6 and 2023년 12건
_POINT = re.compile(
    r"\s*(?:\((?P<bracketed>[^()]{2,12})\)|(?P<plain>['’‘]?\d{2,4}(?:\s?년도?|\.\s?\d{1,2}(?:\.|월)?)?\s?말?))\s*(?P<value>\S[^→]*?)\s*"
)


def series_cells(text: str, start: int) -> tuple[Cell, ...]:
    """The cells of a line, whose text begins at `start`; empty where it is no series of at least two years' values."""
    line = _LINE.fullmatch(text.strip())
    if line is None:
        return ()
    offset = start + len(text) - len(text.lstrip())
    label, at = mend(re.sub(r"^\W+\s", "", line["label"])).strip(), line.start("points")
    cells = []
    for number, part in enumerate(line["points"].split("→"), start=1):
        point = _POINT.fullmatch(part)
        when = (point["bracketed"] or point["plain"]).strip() if point else ""
        year = _in_full(when)
        if point is None or not year or not is_value(point["value"]):
            return ()
        first = offset + at + point.start("value")
        span = Span(first, first + len(point["value"]))
        quantity = read_cell(point["value"], unit_of_label(label), first)
        cells.append(Cell(0, number, span, mend(point["value"]), (label,), (year,), quantity=quantity))
        at += len(part) + 1
    return tuple(cells) if len({cell.col_path for cell in cells}) == len(cells) else ()


def _in_full(when: str) -> str:
    """What a point is called: a year alone in full (’22 is 2022년), a month as it stands; empty where it names no year."""
    years = years_of(when) or years_of(f"{when}년")
    return f"{years[0]}년" if years and re.fullmatch(r"\W?\d{2,4}\s?년?도?", when) else mend(when) if years else ""
