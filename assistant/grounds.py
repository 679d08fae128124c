"""Grounds: the figures that cited places state, and whether one bears out what a sentence says with a figure.

It must be the same quantity, hold for the year that the sentence says, and stand in the row that the sentence names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from assistant.spoken_years import years_around
from assistant.types import Citation, Hit
from ingest.document import Figure, Quantity, Span, Statement, StatementKind
from ingest.figure_years import mark_of, year_marks
from ingest.figures import agrees, are_opposed, read_quantities
from ingest.korean import letter_pairs
from ingest.labels import is_total
from ingest.ledger import figures_in
from ingest.units import DATE, NUMBER
from ingest.years import years_of

_NAMED = 0.5  # of the letter pairs of a row's name, so many must the sentence have that states its figure
_BETTER = 0.15  # by so much more of its name must another row be said, for it to be the one that is meant
_NEAR = 24  # letters before a figure in which its column may be named
_COMPARED, _DIVISOR = re.compile(r"^(.{2,40}?)\s?대비"), re.compile(r"÷ ([^÷×=]+?) [×=]")
_READING = re.compile(r"(?<=원)\([^()]*원\)|\s?[△▲]?\d[\d,.]*[가-힣]*원\($")  # 1,240백만원(12억 4,000만 원), and what 12억 reads
_FIGURE_BEHIND = re.compile(r"\s?\(?[△▲]?\d")
_IN_BRACKETS = re.compile(r"\([^)]*\)")
_NOT_SAID = re.compile(r"\([^)]*\)|\d+")
_EMPTY, _EMPTY_OF_YEAR = "없음(-)", re.compile(r"((?:19|20)\d\d)년?\s없음\(-\)")
# Digits that are no quantity: telephones, articles, ordinals, times.
_LITERAL = re.compile(r"\d[\d\-–~.:,]*\d|\d")


class Ground(NamedTuple):
    """A figure that a cited place states. `citation` is the index of the citation."""

    citation: int
    figure: Figure
    statement: Statement
    hit: Hit


def grounds_of(indices: Iterable[int], citations: Sequence[Citation], hits: Sequence[Hit]) -> list[Ground]:
    """The figures of the statements that some citations cover."""
    return [
        Ground(index, figure, statement, hit)
        for index in indices
        for hit, statement in cited_statements(citations[index], hits)
        for figure in figures_in(statement, hit.year)
    ]


def cited_statements(citation: Citation, hits: Iterable[Hit]) -> Iterator[tuple[Hit, Statement]]:
    """The statements that a citation covers or lies in."""
    for hit in hits:
        if hit.document == citation.document:
            for statement in hit.statements:
                if statement.span.start < citation.span.end and citation.span.start < statement.span.end:
                    yield hit, statement


def years_said(text: str, quantities: Sequence[Quantity]) -> Mapping[Span, int]:
    """The year that a sentence gives to each of its quantities, where it names one near it."""
    dates = [(quantity.span.start, quantity) for quantity in quantities if quantity.dimension == DATE]
    marks = year_marks(text, dates, None)
    said = {
        quantity.span: mark.year
        for quantity in quantities
        if quantity.dimension != DATE and (mark := mark_of(marks, text, quantity.span.start, quantity.span.end)) is not None
    }
    return said


def bears_out(ground: Ground, quantity: Quantity, text: str, year: int | None) -> bool:
    """Whether a ground states the quantity, of the year, of the row and of the column that the sentence says."""
    return (
        same(quantity, ground.figure.quantity)
        and holds_for(ground, year)
        and _is_row_named(ground, text)
        and is_column_named(ground, text[: quantity.span.start])
    )


def holds_for(ground: Ground, year: int | None) -> bool:
    """Whether a figure is of a year: its column's or its row's own, else one that its place can speak of."""
    if year is None:
        return True
    own = _own_years(ground)
    if own and ground.statement.kind is StatementKind.ROW:
        return year in own
    return year == ground.figure.year or year in years_around(ground.hit, ground.statement)


def _own_years(ground: Ground) -> set[int]:
    """The years that the figure's own column and row name."""
    return set(years_of(" ".join((*ground.figure.col_path, *ground.figure.row_path))))


def _is_row_named(ground: Ground, text: str) -> bool:
    """Whether a sentence names the row in which the figure stands, and no other row of its table better."""
    if not _is_cell(ground) or not (own := _pairs(_name(ground.figure.row_path))):
        return True
    said = frozenset(letter_pairs(text)) | frozenset(letter_pairs(_IN_BRACKETS.sub("", text)))
    share = len(own & said) / len(own)
    beside = (item for item in ground.hit.statements if item.header_spans == ground.statement.header_spans)
    others = {_pairs(_name(cell.row_path)) for item in beside for cell in item.cells if cell.quantity is not None}
    better = (
        len(other & said) >= len(own & said) and len(other & said) > (share + _BETTER) * len(other) for other in others if other
    )
    return share >= _NAMED and not any(better)


def is_column_named(ground: Ground, before: str) -> bool:
    """Whether the words before a figure do not name another column of its row than the one it stands in."""
    if not _is_cell(ground):
        return True
    own = ground.figure.col_path[-1]
    columns = {cell.col_path[-1] for cell in ground.statement.cells if cell.col_path}
    near = _READING.sub("", before)[-_NEAR:]
    if (last := _last_named(columns, near)) is not None:
        return last in own or own in last
    said, pairs = frozenset(letter_pairs(near)), _pairs(own)
    if not pairs or len(pairs & said) >= _NAMED * len(pairs):
        return True
    return not any(other and other <= said for other in map(_pairs, columns - {own}))


def _last_named(columns: Iterable[str], before: str) -> str | None:
    """The column that is named last, whole and as words of their own; of two that end at one place the longer.

    One that has its own figure behind it is passed over where another has none: 수료자는 신청자 3,900명 가운데, for 2,730명.
    """
    named = [
        (match.end(), len(column), column) for column in columns if column.strip() for match in _as_words(column).finditer(before)
    ]
    open_yet = [item for item in named if not _FIGURE_BEHIND.match(before, item[0])]
    return max(open_yet or named)[2] if named else None


@lru_cache(maxsize=1024)  # the same headers come again and again
def _as_words(column: str) -> re.Pattern[str]:
    """A column's name with or without spaces between its letters, and no letter on either side but a particle."""
    letters = r"\s?".join(re.escape(letter) for letter in column if not letter.isspace())
    return re.compile(rf"(?<!\w){letters}(?:[은는이가의을를])?(?!\w)")


def empties_missing(text: str, statements: Iterable[Statement]) -> list[str]:
    """Where a sentence says that a cell is empty, which is empty in no row that it names, under no year that it says."""
    if _EMPTY not in text:
        return []
    said = frozenset(letter_pairs(text))
    rows = [
        statement
        for statement in statements
        for cell in statement.cells
        if cell.quantity is None and _is_said(_name(cell.row_path), text, said)
    ]
    empty = {year for row in rows for cell in row.cells if cell.quantity is None for year in years_of(" ".join(cell.col_path))}
    missing = [match.group() for match in _EMPTY_OF_YEAR.finditer(text) if empty and int(match.group(1)) not in empty]
    return missing if rows else [_EMPTY]


def _is_said(name: str, text: str, said: frozenset[str]) -> bool:
    """Whether a text, of some letter pairs, has a row's name, or most of it; of one that is but a number all."""
    own = _pairs(name)
    return len(own & said) >= _NAMED * len(own) if own else bool(name) and name in text


def _is_cell(ground: Ground) -> bool:
    figure = ground.figure
    return ground.statement.kind is StatementKind.ROW and bool(figure.row_path and figure.col_path)


def _name(row_path: Sequence[str]) -> str:
    """The innermost name of a row that is not that of a total, as far as it has one."""
    names = [name for name in row_path if not is_total(name)] or list(row_path)
    return names[-1] if names else ""


def _pairs(name: str) -> frozenset[str]:
    """The letter pairs of a name, without what it has in brackets and its digits."""
    return frozenset(letter_pairs(_NOT_SAID.sub("", name)))


def same(stated: Quantity, source: Quantity) -> bool:
    """Whether a source states a figure: the same quantity, or the same bare number where neither shows a unit."""
    if stated.dimension == DATE or source.dimension == DATE:
        return stated.dimension == source.dimension and _says_date(int(stated.value), int(source.value))
    if stated.dimension == NUMBER or source.dimension == NUMBER:
        # A number whose unit stands elsewhere: in the cell's header, or nowhere.
        return stated.dimension == source.dimension and stated.value == source.value
    is_finer = stated.step < source.step and stated.base != source.base  # what nobody said so exactly
    return agrees(stated, source) and not is_finer and not are_opposed(stated, source)


def _says_date(stated: int, source: int) -> bool:
    """Whether a source says every part of a date that is stated: year, month, day; nothing follows from what it leaves out."""
    parts = [(stated // 10000, source // 10000), (stated // 100 % 100, source // 100 % 100), (stated % 100, source % 100)]
    return all(not said or said == known for said, known in parts)


def holds_in_years(text: str, formula: str, grounds: Sequence[Ground]) -> bool:
    """Whether the years that a computed sentence names are those of its operands; before 대비 that of what is divided by."""
    operands = _years_of(read_quantities(formula), grounds)
    compared = _COMPARED.search(text)
    if compared is not None and (divisor := _DIVISOR.search(formula)):
        before = set(years_of(f"{compared.group(1)} "))
        if before - _years_of(read_quantities(divisor.group(1)), grounds):
            return False
    return not set(years_of(text)) - operands


def _years_of(quantities: Iterable[Quantity], grounds: Sequence[Ground]) -> set[int]:
    """The years for which the grounds hold that state some quantities."""
    values = {abs(amount) for quantity in quantities for amount in (quantity.base, quantity.value)}
    found: set[int] = set()
    for ground in grounds:
        if abs(ground.figure.quantity.base) in values or abs(ground.figure.quantity.value) in values:
            found |= _own_years(ground) or years_around(ground.hit, ground.statement)
    return found


def literals_missing(text: str, quantities: Iterable[Quantity], sources: Iterable[str]) -> list[str]:
    """The digits of a sentence that are no quantity (telephones, articles of law, times) and stand in no source."""
    covered = [quantity.span for quantity in quantities]
    written = "\n".join(text for source in sources for text in (source, re.sub(r"\s", "", source)))
    missing = []
    for match in _LITERAL.finditer(text):
        if not any(span.start <= match.start() < span.end for span in covered) and not _stand_alone(match.group(), written):
            missing.append(match.group())
    return missing


def _stand_alone(digits: str, text: str) -> bool:
    """Whether some digits stand in a text and are no part of others: 4:1 is none of 13.4:1."""
    return re.search(rf"(?<!\d)(?<!\d[.,]){re.escape(digits)}(?!\d)", text) is not None
