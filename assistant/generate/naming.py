"""Whether a sentence names the table cell whose value it states: its row, column and year, and no other cell's as well."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.checking.candidates import is_general
from assistant.checking.types import Claim
from assistant.generate.grounding import content_words, is_stated
from assistant.grounds import years_said
from assistant.letters import fold
from assistant.types import Hit
from ingest.document import Cell, Quantity, Statement
from ingest.korean import letter_pairs, letters_of
from ingest.labels import is_total
from ingest.units import DATE
from ingest.years import years_of

# Set so that on the sample and the real documents no invented figure is named and 97 % of true cells are (benchmarks/inventing.py).
_NAMED = 0.5  # of a name's letter pairs, for it to be said at all
_NO_YEAR = 0.5  # for a year that either the sentence or the cell leaves out
_INNER, _OUTER, _IN_BRACKETS = 0.75, 0.25, 0.2  # what the innermost label counts, those above it, and what it has in brackets
_BESIDE_ANOTHER = 0.4  # of a total's name, where the same words say another row: 드론 배송의 총 예산
_OF_ALL = re.compile(r"합계|총계|소계|전체|모두|(?<![가-힣])(?:총(?=\s|액|\d)|계(?=[는은의이가]?\s))")
_TOTAL_SAID = 0.9  # of a total's, for it may be another row's or column's that is said: 합계의 공급 필지
_WHOLE = 0.9  # of a name, for it to be said whole
_COLUMN_SAID = 0.3  # of a column's name, at least, where the year does not tell it and it is not a general one
_OTHER_DIGITS = 0.8  # of a name with other digits than are said: CES 2020, for CES 2022
_YEAR = re.compile(r"(?:19|20)\d\d")
_IN_ANOTHER = 0.7  # of a name that is said only as the end of a longer word
_LONGER = 0.01  # for each letter pair of a name that is said: of 증감 and 증감률, both said whole, the longer is meant
_DIGITS = re.compile(r"\d+")
_BRACKETS = re.compile(r"\([^)]*\)")
_EITHER_SIDE = 6  # letters before and behind a figure that stand there in the document too: it is quoted in its place
_LEFT = 3
_MET = 0.75  # of the words that say what a figure of running text counts


def is_named(claim: Claim, hit: Hit, statement: Statement) -> bool:
    """Whether a claim names, of all cells of a row's table, one of the row that has its value; ties name none."""
    table = next((table for table in _tables(hit) if any(item is statement for item, _ in table)), [])
    own = [_fit(claim, cell, table) for item, cell in table if item is statement and states(claim.quantity, cell)]
    best = max(own, default=0.0)
    rivals = (_fit(claim, cell, table) for _, cell in table if not states(claim.quantity, cell))
    return best > 0 and all(other < best for other in rivals)


def is_another_named(claim: Claim, hit: Hit) -> bool:
    """Whether a claim says the whole name of a cell of a passage that has another value: nothing else then bears it out."""
    return any(_is_another_in(claim, table) for table in _tables(hit))


def _is_another_in(claim: Claim, table: Sequence[tuple[Statement, Cell]]) -> bool:
    """Whether the cell of a table that is named best is named whole, and has another value."""
    cells = [cell for _, cell in table if _is_comparable(claim, cell)]
    fits = [(_fit(claim, cell, table), cell) for cell in cells]
    best = max((fit for fit, _ in fits), default=0.0)
    named = [cell for fit, cell in fits if fit and fit == best]
    return any(_is_named_whole(claim, cell) for cell in named) and not any(states(claim.quantity, cell) for cell in named)


def _tables(hit: Hit) -> Iterator[list[tuple[Statement, Cell]]]:
    """The cells with a value of each table of a passage, with their rows."""
    for headers in dict.fromkeys(item.header_spans for item in hit.statements if item.cells):
        rows = [item for item in hit.statements if item.cells and item.header_spans == headers]
        yield [(item, cell) for item in rows for cell in item.cells if cell.quantity is not None]


def _is_named_whole(claim: Claim, cell: Cell) -> bool:
    names = (_last(cell.row_path), _last(cell.col_path))
    return all(names) and all(_share(name, claim.before) >= _WHOLE for name in names) and _of_year(claim, cell) > 0


def is_in_place(claim: Claim, statement: Statement) -> bool:
    """Whether a figure stands among the same letters in a statement, quoted, or within a label that is said whole."""
    text, written = _squashed(claim.statement.text), _squashed(claim.quantity.text)
    at = len(_squashed(claim.before))
    window = text[max(0, at - _EITHER_SIDE) : at + len(written) + _EITHER_SIDE]
    if any(window in _squashed(source) for source in (statement.text, *statement.context, *statement.section)):
        return True
    labels = {label for cell in statement.cells for label in (*cell.row_path, *cell.col_path)}
    return any(_is_within(at, written, _squashed(label), text) for label in labels if any(map(str.isdigit, label)))


def is_beside_value(claim: Claim, statement: Statement) -> bool:
    """Whether a figure stands behind the same letters in a row, or in brackets behind its cell's value: 9명(기간제 7명 포함)."""
    before = _squashed(claim.before)[-_LEFT:]
    written = _squashed(claim.quantity.text)
    if len(before) == _LEFT and before + written in _squashed(statement.text):
        return True
    before_it = [item for item in claim.statement.quantities if item.span.end == claim.at - 1 and claim.before.endswith("(")]
    return any(
        states(item, cell) and _digits(cell.text).endswith(_digits(item.text) + _digits(written))
        for item in before_it
        for cell in statement.cells
    )


def _digits(text: str) -> str:
    return "".join(_DIGITS.findall(text))


def is_met_by(claim: Claim, hit: Hit, statement: Statement) -> bool:
    """Whether the words since the figure before, which say what this one counts, stand in its sentence or above it."""
    said = content_words(_near(claim))
    above = letters_of(" ".join((statement.text, *statement.context, *statement.section, hit.title)))
    met = sum(word in statement.words or letters_of(word) in above for word in said)
    return met >= _MET * len(said)


def is_of_noun_unsaid(claim: Claim, statement: Statement) -> bool:
    """Whether a sentence of a document counts with a figure what the claim does not name: 27,632명의 어르신."""
    counted = re.search(re.escape(_squashed(claim.quantity.text)) + r"의([가-힣]{2})", _squashed(statement.text))
    return counted is not None and counted.group(1) not in _squashed(claim.statement.text)


def _is_within(at: int, written: str, label: str, text: str) -> bool:
    """Whether a figure at a place of a text lies in a label that the text says there."""
    return any(match.start() <= at and at + len(written) <= match.end() for match in re.finditer(re.escape(label), text))


def is_other_number(claim: Claim, statement: Statement) -> bool:
    """Whether a sentence says a label of a row with other digits than it has: '25~'24년 조성액, of ’23~’24년 조성액."""
    text = fold(claim.statement.text)
    labels = {fold(label) for cell in statement.cells for label in (*cell.row_path, *cell.col_path)}
    numbered = (label for label in labels if _DIGITS.search(label) and len(_DIGITS.sub("", label)) >= _LEFT)
    found = {match.group() for label in numbered for match in _like(label).finditer(text)}
    return any(not any(written in label for label in labels) for written in found)


@lru_cache(maxsize=1024)
def _like(label: str) -> re.Pattern[str]:
    """What is written like a label, with any digits."""
    return re.compile(r"(?<!\d)" + _DIGITS.sub(r"\\d+", re.escape(label)))


def states(quantity: Quantity, cell: Cell) -> bool:
    """Whether a cell has a value."""
    return cell.quantity is not None and is_stated(quantity, cell.quantity)


def _is_comparable(claim: Claim, cell: Cell) -> bool:
    return cell.quantity is not None and (
        cell.quantity.dimension == claim.quantity.dimension or not cell.quantity.unit or not claim.quantity.unit
    )


def _fit(claim: Claim, cell: Cell, table: Sequence[tuple[Statement, Cell]]) -> float:
    """How well a claim names a cell: by its row, its column, and the year that both are of."""
    row = _said_of(cell.row_path, frozenset(other.row_path for _, other in table), claim, rows=True)
    column = _said_of(cell.col_path, frozenset(other.col_path for _, other in table), claim, rows=False)
    year = _of_year(claim, cell)
    is_column_said = column >= _COLUMN_SAID or (year == 1 and len(table) > 1) or is_general(_last(cell.col_path))
    return row + column + year if row >= _NAMED * _INNER and is_column_said else 0.0


def _said_of(path: tuple[str, ...], paths: frozenset[tuple[str, ...]], claim: Claim, *, rows: bool) -> float:
    """How far the labels of a row or column are said, by the words since the figure before where these say any of the paths."""
    name, names = _last(path), frozenset(map(_last, paths))
    text = _telling(names, claim, rows)
    share = _share(name, text)
    if is_total(name) and share and any(_share(other, text) > _IN_ANOTHER for other in names if not is_total(other)):
        share = _BESIDE_ANOTHER
    above = [label for label in path if label != name]
    told = _telling(frozenset(label for other in paths for label in other if label not in names), claim, rows)
    outer = min((_share(label, told) for label in above), default=share)
    longer = _LONGER * len(_pairs(name) & _pairs(text))
    return _INNER * share + _OUTER * outer + _IN_BRACKETS * _whole_share(name, text) + longer


def _telling(names: frozenset[str], claim: Claim, rows: bool) -> str:
    """The words that say which of some names is meant: those since the figure before, all before this one, or the sentence.

    What is called a total there may be a row's or a column's: another row's name tells first.
    """
    plain = frozenset(name for name in names if not is_total(name))
    for among in (plain, names) if rows else (names,):
        for text in (_near(claim), claim.before):
            if any(_share(other, text) >= _NAMED for other in among):
                return text
    return claim.statement.text


def _share(name: str, text: str) -> float:
    """The share of a name that a text says: of its letter pairs; one of a single letter must be a word of its own."""
    if is_total(name):
        return _TOTAL_SAID if _OF_ALL.search(text) else 0.0
    if pairs := _pairs(_BRACKETS.sub("", name)) or _pairs(name):
        share = len(pairs & _pairs(text)) / len(pairs) * (_IN_ANOTHER if _is_only_within(name, text) else 1.0)
        return share if set(_DIGITS.findall(name)) <= set(_DIGITS.findall(text)) else share * _OTHER_DIGITS
    return float(bool(name.strip()) and _as_word(name).search(text) is not None)


def _is_only_within(name: str, text: str) -> bool:
    """Whether a name stands in a text only as the end of a longer word: 사업비 in 위탁사업비."""
    places = [match.start() for match in re.finditer(re.escape(name), text)]
    return bool(places) and all(at > 0 and text[at - 1].isalpha() for at in places)


def _whole_share(name: str, text: str) -> float:
    """The same with what the name has in brackets: 캠퍼스타운 사업(창업형)."""
    pairs = _pairs(name)
    whole = len(pairs & _pairs(text)) / len(pairs) if pairs else 0.0
    return whole * (_IN_ANOTHER if _is_only_within(name, text) else 1.0)


@lru_cache(maxsize=1024)
def _as_word(name: str) -> re.Pattern[str]:
    letters = r"\s?".join(re.escape(letter) for letter in name if not letter.isspace())
    return re.compile(rf"(?<![\w가-힣]){letters}(?:[은는이가의도]|에는|에서)?(?![\w가-힣])")


def _near(claim: Claim) -> str:
    """The words between the figure before a claim and itself. Dates, and numbers that can only be years, are no figures."""
    ends = [
        quantity.span.end
        for quantity in claim.statement.quantities
        if quantity.dimension != DATE and quantity.span.end <= claim.at and not _YEAR.fullmatch(quantity.text)
    ]
    return claim.statement.text[max(ends, default=0) : claim.at]


def _of_year(claim: Claim, cell: Cell) -> float:
    """Whether a cell is of the year that the sentence says of the figure: 1 or 0; between them where one of the two says none."""
    own = set(years_of(" ".join((*cell.col_path, *cell.row_path))))
    said = years_said(claim.statement.text, claim.statement.quantities).get(claim.quantity.span)
    return _NO_YEAR if said is None or not own else float(said in own)


def _last(path: Sequence[str]) -> str:
    """The innermost name of a path that is not that of a total, as far as it has one."""
    names = [name for name in path if not is_total(name)] or list(path)
    return names[-1] if names else ""


@lru_cache(maxsize=8192)
def _pairs(text: str) -> frozenset[str]:
    return frozenset(letter_pairs(text))


@lru_cache(maxsize=4096)
def _squashed(text: str) -> str:
    return re.sub(r"\s", "", text)
