"""Choose the cells of a table row that a question asks for, by year and by column name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.types import Question
from ingest.document import Cell, Statement
from ingest.korean import letter_pairs
from ingest.labels import is_total
from ingest.units import names_amount_and_rate
from ingest.years import YEAR_BEFORE, years_of

_NAMED = 0.6  # share of a column name's letter pairs that the question must have for it to be meant
_FEW = 6  # a row of no more cells is shown whole where the question names no column
_MOST_YEARS = 12
_FEWEST_OF_TREND = 3
_LONGEST_VALUE = 60  # characters; a longer cell is text to be quoted
_ASKS_CHANGE = re.compile(r"늘|줄|증가|감소|증감|차이|변화|변동|증액|감액|대비|올랐|올라|오른|높아|낮아|떨어|내렸")
_CHANGE_COLUMN = re.compile(r"증감|증가|감소|대비")
_KINDS = re.compile(r"본예산|당초|추경|최종|현액|결산|집행액|실적|목표|계획")
_TOTAL_AND_PART = re.compile(r"(?:총|모두|전체).*(?:그중|그\s중|이중|이\s중|가운데)")
_ASKS_TREND = re.compile(r"추이|추세|연도별|해마다|매년|변화|어떻게\s?(?:변|달라|바뀌)|흐름")
_BARE_RATE = re.compile(r"\(([\d,.]+)\)$")
_BARE_YEAR = re.compile(r"^(?:19|20)\d\d(?=\(|$)")
_TOTALS = frozenset({"계", "합계", "총계", "총액", "예산액", "금액", "예산", "예산(안)"})
_EMPTY = frozenset({"-", "–", "—"})


def asks_change(question: Question) -> bool:
    """Whether a question asks how something has changed."""
    between_years = bool(question.years) and "보다" in question.plain
    return between_years or _ASKS_CHANGE.search(question.text) is not None


def kinds_of(text: str) -> frozenset[str]:
    """The kinds of budget or result that a text names: 당초, 최종, 실적."""
    return frozenset(_KINDS.findall(text))


def asks_trend(question: Question) -> bool:
    """Whether a question asks how something went over the years."""
    return _ASKS_TREND.search(question.plain) is not None


def choose_cells(question: Question, statement: Statement) -> tuple[Cell, ...]:
    """The cells of a row that the question asks for; empty where the row's columns are not certain or none is meant."""
    cells = tuple(cell for cell in statement.cells if cell.col_path and cell.col > 0 and len(cell.text) <= _LONGEST_VALUE)
    values = tuple(cell for cell in cells if cell.quantity is not None or cell.text in _EMPTY)
    in_years = _of_years(question, cells)
    if question.years and not in_years and any(years_of(" ".join(cell.col_path)) for cell in values):
        return ()  # the table goes by years, and the year asked for is not among them
    chosen = _over_years(question, values, in_years) or _named(question, values, in_years) or _named(question, cells, in_years)
    if not chosen and in_years and len(in_years) <= _MOST_YEARS:
        chosen = in_years
    if not chosen and asks_change(question):
        chosen = _latest_two_years(values)
    if not chosen:
        chosen = tuple(cell for cell in values if re.sub(r"\s", "", cell.col_path[-1]) in _TOTALS)[:1]
    if not chosen:
        return values if len(values) <= _FEW else ()
    chosen = _with_missing_years(question, chosen, in_years, values)
    return _with_asked_dimensions(question, _with_total(question, chosen, values), values)


def _with_missing_years(
    question: Question, chosen: tuple[Cell, ...], in_years: Sequence[Cell], values: Sequence[Cell]
) -> tuple[Cell, ...]:
    """The chosen cells, and the one cell of a year that is compared with: 2024년 예산은 2023년 최종 대비, 전년보다."""
    if not asks_change(question):
        return chosen
    if not question.years:
        both = _latest_two_years(values) if YEAR_BEFORE.search(question.plain) else ()
        return tuple(sorted({*chosen, *both}, key=lambda cell: cell.col)) if set(both) & set(chosen) else chosen
    if len(question.years) == 1 and re.search(rf"{question.years[0]}년?도?\S*\s?(?:보다|대비)", question.plain):
        later = [cell for cell in _latest_two_years(values) if cell not in chosen]
        return tuple(sorted({*chosen, *later}, key=lambda cell: cell.col)) if len(later) == 1 else chosen
    given = {year for cell in chosen for year in years_of(" ".join(cell.col_path))}
    added = [cell for cell in in_years if not given & set(years_of(" ".join(cell.col_path)))]
    fits = given and len(added) == 1 and added[0].quantity is not None
    return tuple(sorted({*chosen, *added}, key=lambda cell: cell.col)) if fits else chosen


def is_said(question: Question, cell: Cell) -> bool:
    """Whether the question says what a column or the group that it stands in is called, its kind, or that it is of the total."""
    said = frozenset(question.pairs)
    in_name = any(name_share(name, said) >= _NAMED for name in cell.col_path) or bool(_kind_said(question, cell))
    return in_name or re.sub(r"\s", "", cell.col_path[-1]) in _TOTALS


def _is_of_other_kind(question: Question, cell: Cell) -> bool:
    """Whether the question says another kind of the column's year than the column is of: 2023년 당초, and 2023 최종."""
    name = " ".join(cell.col_path)
    kinds = {
        found.group()
        for year in years_of(name)
        for match in re.finditer(rf"{year % 100:02d}\s?년?도?\s?", question.plain)
        if (found := _KINDS.match(question.plain, match.end()))
    }
    return bool(kinds) and not any(kind in name for kind in kinds)


def _with_total(question: Question, chosen: tuple[Cell, ...], values: Sequence[Cell]) -> tuple[Cell, ...]:
    """The chosen cells, and the row's total where a part of it is asked for beside it: 총 몇 건이고 그중 완료는."""
    totals = [cell for cell in values if is_total(cell.col_path[-1]) and cell not in chosen]
    if not totals or not _TOTAL_AND_PART.search(question.plain):
        return chosen
    return tuple(sorted({*chosen, totals[0]}, key=lambda cell: cell.col))


def _over_years(question: Question, values: Sequence[Cell], in_years: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells of all years, or of those asked for, where the question asks how a row went over the years."""
    if not asks_trend(question):
        return ()
    dated = [cell for cell in values if len(years_of(" ".join(cell.col_path))) == 1 and (not question.years or cell in in_years)]
    dimensions = {cell.quantity.dimension for cell in dated if cell.quantity is not None}
    years = {year for cell in dated for year in years_of(" ".join(cell.col_path))}
    return tuple(dated) if len(years) >= _FEWEST_OF_TREND and len(dimensions) == 1 else ()


def _latest_two_years(values: Sequence[Cell]) -> tuple[Cell, ...]:
    """The first cell of each of the two latest years that the columns name, in one unit."""
    by_year: dict[int, Cell] = {}
    for cell in values:
        years = years_of(" ".join(cell.col_path))
        if len(years) == 1 and cell.quantity is not None:
            by_year.setdefault(years[0], cell)
    latest = [by_year[year] for year in sorted(by_year)[-2:]]
    units = {cell.quantity.unit for cell in latest if cell.quantity}
    return tuple(sorted(latest, key=lambda cell: cell.col)) if len(latest) == 2 and len(units) == 1 else ()


def _with_asked_dimensions(question: Question, chosen: tuple[Cell, ...], values: Sequence[Cell]) -> tuple[Cell, ...]:
    """The chosen cells, and those of a dimension that was asked for and is not among them, if they are few."""
    present = {cell.quantity.dimension for cell in chosen if cell.quantity}
    missing = set(question.dimensions) - present
    more = [cell for cell in values if cell.quantity and cell.quantity.dimension in missing]
    more = [cell for cell in more if not _is_later_change(question, cell, values)]
    if not present or not more or len(more) > _FEW:
        return chosen
    return tuple(sorted({*chosen, *more}, key=lambda cell: cell.col))


def _is_later_change(question: Question, cell: Cell, values: Sequence[Cell]) -> bool:
    """Whether a column states the change to the last year of a row, which is not asked for: 증감률 of 2025, for 2024."""
    years = {year for other in values for year in years_of(" ".join(other.col_path))}
    is_change = _CHANGE_COLUMN.search(cell.col_path[-1]) and not years_of(" ".join(cell.col_path))
    return bool(is_change and question.years and years and max(years) not in question.years)


def _of_years(question: Question, cells: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells under a year that the question names, and of no other kind of budget than it says of that year."""
    wanted = set(question.years)
    in_years = (cell for cell in cells if wanted & set(years_of(" ".join(cell.col_path))))
    return tuple(cell for cell in in_years if not _is_of_other_kind(question, cell))


def _named(question: Question, cells: Sequence[Cell], in_years: Sequence[Cell]) -> tuple[Cell, ...]:
    """The cells whose own column name the question says, in the years asked for; else those of a group it says."""
    said = frozenset(question.pairs)
    scored = [
        (max(name_share(cell.col_path[-1], said), _kind_said(question, cell)), _group_share(cell, said), cell) for cell in cells
    ]
    named = [(own, group, cell) for own, group, cell in scored if own >= _NAMED and not _is_not_meant(question, cell)]
    dated = [item for item in named if item[2] in in_years]
    if dated or named:
        named = dated or named
        return tuple(cell for _, group, cell in named if group >= _best_group(cell, named) - 0.01)
    groups = tuple(cell for _, group, cell in scored if group >= _NAMED and (not in_years or cell in in_years))
    return groups if len(groups) <= _FEW else ()


def _kind_said(question: Question, cell: Cell) -> float:
    """1 where the question says of which kind of budget or result the column is: 추경, 당초, 최종, 실적."""
    name = " ".join(cell.col_path)
    return float(any(kind in question.plain for kind in _KINDS.findall(name)))


def _is_not_meant(question: Question, cell: Cell) -> bool:
    """Whether the column holds for years, and none of those asked for (2025년 목표, asked for 2024), or for another kind of one."""
    years = set(years_of(" ".join(cell.col_path)))
    return bool(question.years and years and not years & set(question.years)) or _is_of_other_kind(question, cell)


def _best_group(cell: Cell, named: Sequence[tuple[float, float, Cell]]) -> float:
    """How well the best said group is said among columns of one name and dimension."""
    return max(group for _, group, other in named if _sort(other) == _sort(cell))


def _sort(cell: Cell) -> tuple[str, str]:
    return cell.col_path[-1], cell.quantity.dimension if cell.quantity else ""


def _group_share(cell: Cell, said: frozenset[str]) -> float:
    """How far the question says the headers above the column's own name."""
    return max((name_share(name, said) for name in cell.col_path[:-1]), default=0.0)


def name_share(name: str, said: frozenset[str]) -> float:
    """The share of a name's letter pairs that a question has; years, brackets and single letters do not count."""
    pairs = frozenset(letter_pairs(re.sub(r"\([^)]*\)|['’‘]?\d{2,4}년?도?", "", name)))
    return len(pairs & said) / len(pairs) if pairs else 0.0


def row_name(cell: Cell) -> str:
    """What the row is called: its labels, outermost first, without running numbers."""
    labels = [re.sub(r"^[※○□*]\s*|^\d{1,2}(?:-\d{1,2})?[.)]?\s+", "", label) for label in cell.row_path]
    return " ".join(dict.fromkeys(map(_year_said, filter(None, labels))))


def column_name(cell: Cell) -> str:
    """What the column is called, outermost header first; a bare number that can only be a year is said to be one."""
    return " ".join(dict.fromkeys(map(_year_said, cell.col_path)))


def _year_said(name: str) -> str:
    """A name, a bare number in it that can only be a year said to be one: 2025(안) -> 2025년(안)."""
    return _BARE_YEAR.sub(r"\g<0>년", name)


def shown_value(cell: Cell) -> str:
    """The cell's value with its unit: `16,662` under a unit line of 명 -> `16,662명`; an empty mark is said to be one."""
    if cell.quantity is None:
        return "없음(-)" if cell.text in _EMPTY else cell.text
    unit = cell.quantity.unit
    if not unit or unit in cell.text:
        return cell.text
    number = cell.quantity.text
    text = cell.text.replace(number, number + unit, 1)
    return _BARE_RATE.sub(r"(\1%)", text) if any(map(names_amount_and_rate, cell.col_path)) else text
