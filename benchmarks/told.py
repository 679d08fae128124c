"""True sentences on the passages that a model is given, as a model would put them, and the same with a figure invented."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import NamedTuple

from assistant.cells import column_name, row_name, shown_value
from assistant.generate.wording import is_order
from assistant.grounds import same
from assistant.particles import with_particle
from assistant.types import Draft, Hit, Sentence
from benchmarks.planted import KINDS
from ingest.document import Cell, Quantity, Statement, StatementKind
from ingest.figures import read_quantities
from ingest.labels import is_total
from ingest.minutes import is_question
from ingest.units import DATE, NUMBER

# How a document's endings are said in an answer: 추진함 -> 추진했습니다.
_ENDINGS = (("하였음", "하였습니다"), ("했음", "했습니다"), ("됨", "되었습니다"), ("함", "했습니다"), ("임", "입니다"), ("있음", "있습니다"), ("없음", "없습니다"), ("음", "습니다"))  # fmt: skip
_FEWEST, _MOST = 12, 160  # letters of a sentence that is told
_TEMPLATES = ("{row}의 {column}은(는) {value}입니다.", "{row}은(는) {column} 기준으로 {value}입니다.", "{row}의 경우 {column}이(가) {value}(으)로 나타났습니다.")  # fmt: skip
_YEAR = re.compile(r"(?:19|20)\d\d\s?년?도?")
_BOTH = re.compile(r"(\S+?)(은\(는\)|이\(가\)|\(으\)로)")
_PARTICLES = {"은(는)": ("은", "는"), "이(가)": ("이", "가"), "(으)로": ("으로", "로")}


class Told(NamedTuple):
    """A sentence on a passage: its number from 1, the passage, and the statement and cell that it tells of, if one."""

    text: str
    number: int
    hit: Hit
    statement: Statement | None = None
    cell: Cell | None = None

    @property
    def marked(self) -> str:
        """The sentence with the number of its passage, as a model writes it."""
        return f"{self.text} [{self.number}]"


def told_of(draft: Draft, passages: Sequence[Hit]) -> list[Told]:
    """True sentences with a figure: what the composed answer says, cells in prose, and sentences of the passages."""
    found = [*_composed(draft, passages)]
    for number, hit in enumerate(passages, 1):
        for statement in hit.statements:
            if statement.kind is StatementKind.ROW:
                found += [told for cell in statement.cells for told in _cell(cell, statement, number, hit)]
            elif (text := _said(statement)) is not None:
                found.append(Told(text, number, hit, statement))
    return [told for told in found if any(item.dimension != DATE for item in read_quantities(told.text))]


def _composed(draft: Draft, passages: Sequence[Hit]) -> Iterator[Told]:
    for sentence in draft.sentences:
        if sentence.role == "answer" and not sentence.formula and sentence.citations:
            citation = draft.citations[sentence.citations[0]]
            for number, hit in enumerate(passages, 1):
                if hit.document == citation.document and hit.span.holds(citation.span):
                    yield Told(sentence.text, number, hit)
                    break


def _cell(cell: Cell, statement: Statement, number: int, hit: Hit) -> Iterator[Told]:
    """A cell in prose, in each way; none for one whose row or column has no name."""
    row, column = row_name(cell), column_name(cell)
    if is_total(row) and (above := statement.table or next(reversed(statement.section), "")):
        row = f"{_YEAR.sub('', above).strip()} 합계"  # nobody says 계 alone; of which years it is, its columns say
    if cell.quantity is None or not row or not column or re.fullmatch(r"[\d.,\s]*", row):
        return
    for template in _TEMPLATES:
        text = template.format(row=row, column=column, value=shown_value(cell))
        text = _BOTH.sub(lambda match: with_particle(match.group(1), *_PARTICLES[match.group(2)]), text)
        if len(text) <= _MOST:
            yield Told(text, number, hit, statement, cell)


def _said(statement: Statement) -> str | None:
    """A sentence of a document in the style of answers; none for a heading, a question or a fragment."""
    text = " ".join(statement.text.split()).rstrip(".")
    if statement.kind is not StatementKind.SENTENCE or not _FEWEST <= len(text) <= _MOST or is_question(text) or is_order(text):
        return None
    if text.endswith(("다", "니다")):
        return f"{text}."
    return next((f"{text.removesuffix(ending)}{said}." for ending, said in _ENDINGS if text.endswith(ending)), None)


Invention = Callable[[Told, Sequence[Hit], Random], str | None]


def _nowhere(told: Told, passages: Sequence[Hit], random: Random) -> str | None:
    """A figure as long as the true one, that stands in no passage."""
    quantity = _a_figure(told.text, random)
    if quantity is None:
        return None
    digits = [letter for letter in quantity.text if letter.isdigit()]
    drawn = iter([random.choice("123456789"), *(random.choice("0123456789") for _ in digits)])
    other = "".join(next(drawn) if letter.isdigit() else letter for letter in quantity.text)
    text = told.text[: quantity.span.start] + other + told.text[quantity.span.end :]
    known = [item for hit in passages for statement in hit.statements for item in _quantities(statement)]
    new = [item for item in read_quantities(text) if item.span.start == quantity.span.start]
    return text if new and not any(same(new[0], item) or new[0].value == item.value for item in known) else None


def _of_another(told: Told, passages: Sequence[Hit], random: Random) -> str | None:
    """The figure of another row, column or sentence of the same passage under the name that was told."""
    if told.cell is not None and told.statement is not None:
        return _of_another_cell(told, random)
    quantity = _a_figure(told.text, random)
    if quantity is None:
        return None
    own = read_quantities(told.text)
    others = [
        item for statement in told.hit.statements for item in _quantities(statement) if item.dimension == quantity.dimension
    ]
    others = [
        item
        for item in others
        if item.unit == quantity.unit and item.text.endswith(item.unit) and not any(same(item, mine) for mine in own)
    ]
    if not others:
        return None
    return told.text[: quantity.span.start] + random.choice(others).text + told.text[quantity.span.end :]


def _of_another_cell(told: Told, random: Random) -> str | None:
    cell, statement = told.cell, told.statement
    assert cell is not None and cell.quantity is not None and statement is not None
    beside = (item for item in told.hit.statements if item.header_spans == statement.header_spans)
    cells = [
        other
        for item in beside
        for other in item.cells
        if other.quantity is not None
        and other.quantity.dimension == cell.quantity.dimension
        and abs(other.quantity.base) != abs(cell.quantity.base)
        and ((row_name(other) == row_name(cell)) is not (column_name(other) == column_name(cell)))
    ]
    return told.text.replace(shown_value(cell), shown_value(random.choice(cells))) if cells else None


def _planted(kind: str) -> Invention:
    def invent(told: Told, passages: Sequence[Hit], random: Random) -> str | None:
        sentence = Sentence(told.text, ())
        draft = Draft(None, (sentence,), (), ())  # type: ignore[arg-type]  # neither change looks at it
        return KINDS[kind](replace(sentence), draft, random)

    return invent


INVENTIONS: dict[str, Invention] = {
    "a figure that stands nowhere": _nowhere,
    "another row's or year's figure": _of_another,
    "another unit": _planted("unit"),
    "one digit changed": _planted("digit"),
}


def _a_figure(text: str, random: Random) -> Quantity | None:
    found = [
        item for item in read_quantities(text) if item.dimension != DATE and not (item.dimension == NUMBER and len(item.text) < 3)
    ]
    return random.choice(found) if found else None


def _quantities(statement: Statement) -> Sequence[Quantity]:
    return statement.quantities
