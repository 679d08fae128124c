"""The nouns of the trade: what a file is turned into, one type handed on at each step.

    Source -> Document (blocks, tables) -> Passage (statements, figures)

Every offset counts characters of `Source.text`, the canonical text, which is never edited after it is read:
a quote is always `source.text[start:end]`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from ingest.korean import Morpheme
from ingest.utterance import Utterance


class Span(NamedTuple):
    """A half-open range of characters of the canonical text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether the other span lies within this one."""
        return self.start <= other.start and other.end <= self.end


class GridCell(NamedTuple):
    """A cell as its format has it: first row and column from 0, how many it covers, where its text stands."""

    row: int
    col: int
    row_span: int
    col_span: int
    span: Span


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as its format has it, not read yet. `span` covers the text of all its cells."""

    span: Span
    rows: int
    cols: int
    cells: tuple[GridCell, ...]


class OutlineMark(NamedTuple):
    """A paragraph that its format records as a heading, and how deep: from 1, the outermost."""

    span: Span
    level: int


class SheetRow(NamedTuple):
    """Where a row of a spreadsheet begins in the text; row 0 is the sheet's name."""

    start: int
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: its canonical text, where its pages lie in it, and the tables that its format knows of.

    `pages` lie between the page breaks that are known. Where these are all breaks of the paper, `page_numbers` has the
    number of each; elsewhere it is empty, for there may be others, and a place is told otherwise: see place.py.
    """

    name: str
    format: str
    digest: str
    text: str
    pages: tuple[Span, ...]
    wrapped: bool = False  # lines end where the paper ended, not where the paragraph did
    warnings: tuple[str, ...] = ()  # Korean, for the user: pages without text and the like
    grids: tuple[Grid, ...] = ()  # in order, none within another
    outline: tuple[OutlineMark, ...] = ()  # in order; what of it is a heading is for the layout to say
    page_numbers: tuple[int, ...] = ()  # one for each of `pages`, or none at all
    rows: tuple[SheetRow, ...] = ()  # of a spreadsheet, in order

    def page_at(self, offset: int) -> int:
        """The page, counted from 1, on which the character at `offset` stands; without page numbers, at the earliest."""
        from bisect import bisect_right

        number = max(1, bisect_right(self.pages, offset, key=lambda span: span.start))
        return self.page_numbers[number - 1] if self.page_numbers else number

    @property
    def page_count(self) -> int:
        """The number of its last page; 0 where page numbers are not known."""
        return self.page_numbers[-1] if self.page_numbers else 0


class BlockKind(StrEnum):
    """What a block of a document is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    TABLE = "table"
    NOTE = "note"  # ※ remarks and numbered footnotes


class Qualifier(StrEnum):
    """What the words around a number say of how exact it is: `약 130억`, `13억여 원`, `100명 이상`, `10~15%`."""

    NONE = ""
    ABOUT = "약"  # also 대략, 내외, 가량, 정도, 쯤
    AND_MORE = "여"  # that and somewhat more, but not the next round number
    AT_LEAST = "이상"  # also 최소
    AT_MOST = "이하"  # also 최대
    OVER = "초과"
    UNDER = "미만"
    FROM = "부터"  # the lower end of a range
    TO = "까지"  # the upper end


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, read exactly.

    `step` is the value of one unit in the last digit shown (12,997백만원: 1,000,000원 for `krw`-valued `base`).
    `base` and `step` are in the dimension's base unit: won for money, the counter itself for counts.
    """

    span: Span
    text: str
    value: Decimal
    unit: str
    dimension: str  # money, count, ratio, date, area, …: see units.py
    base: Decimal
    step: Decimal
    qualifier: Qualifier = Qualifier.NONE


class Total(StrEnum):
    """Whether a cell stands in a row of totals, a column of totals, or both: what its labels call it, not what it sums to."""

    NONE = ""
    ROW = "row"
    COLUMN = "column"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, with the headers that govern it, outermost first. Row and column count from 0.

    Where the column is not certain, `col` counts the values of the row and says nothing of the table's columns.
    """

    row: int
    col: int
    span: Span
    text: str
    row_path: tuple[str, ...] = ()
    col_path: tuple[str, ...] = ()  # empty where the column is not known for certain
    row_span: int = 1
    col_span: int = 1
    quantity: Quantity | None = None
    column_certain: bool = True
    total: Total = Total.NONE


@dataclass(frozen=True, slots=True)
class Table:
    """A table: title, unit line, cells. `repeated_rows` say the header again on a later page: they are no data."""

    span: Span
    title: str
    unit: str
    rows: int
    cols: int
    header_rows: int
    cells: tuple[Cell, ...]
    header_spans: tuple[Span, ...]
    row_spans: tuple[Span, ...]
    repeated_rows: tuple[int, ...] = ()
    as_of: str = ""  # "’25. 1. 31. 기준", where the unit line says so

    @property
    def columns_certain(self) -> bool:
        """Whether every value has its column; without, a row whose text does not tell is kept as it stands."""
        return all(cell.column_certain for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, bullet, note or table, under its section path.

    `text` is the mended reading text: lines joined, spaced-out letters closed, markup gone. It is what people and
    search read; what is quoted is always the span.
    """

    kind: BlockKind
    span: Span
    text: str
    level: int
    section: tuple[str, ...]
    parents: tuple[str, ...] = ()  # the bullets above this one, outermost first
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a document says of itself on its first pages; what is not said is empty."""

    body: str = ""  # who issued it: 가람디지털진흥원
    council: str = ""  # 가람시의회
    committee: str = ""  # 기획경제위원회
    session: str = ""  # 제312회 임시회 제2차
    date: str = ""  # 2024-02-21, or 2024-02 where no day is said
    fiscal_years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A document whose layout is understood."""

    source: Source
    title: str
    kind: str
    year: int | None
    blocks: tuple[Block, ...]
    imprint: Imprint = Imprint()


class StatementKind(StrEnum):
    """What a statement is."""

    HEADING = "heading"
    SENTENCE = "sentence"
    ROW = "row"
    NOTE = "note"  # said by nobody, in minutes: (의사봉 3타), (14시 20분 계속개의)


@dataclass(frozen=True, slots=True)
class Statement:
    """The smallest thing that is cited: a sentence, a bullet, a heading or a table row.

    `context` is what must be known to read it alone: the bullets above it, the table's title and column headers.
    `words` are its own morphemes, `context_words` those of its context and section.
    """

    kind: StatementKind
    span: Span
    text: str
    context: tuple[str, ...] = ()
    level: int = 0
    unit: str = ""
    cells: tuple[Cell, ...] = ()
    header_spans: tuple[Span, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    words: tuple[str, ...] = ()
    context_words: tuple[str, ...] = ()
    years: tuple[int, ...] = ()  # named in its text, headers or unit line
    utterance: Utterance | None = None  # in minutes, where somebody says it
    page: int = 1
    section: tuple[str, ...] = ()
    place: str = ""  # where a person finds it: 12쪽, 문단 34, 시트 '세입' 15행
    table: str = ""  # the title of the table that it is a row of


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of statements under one section: what is searched and ranked."""

    span: Span
    page: int
    section: tuple[str, ...]
    statements: tuple[Statement, ...]
    words: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ()
    morphemes: tuple[Morpheme, ...] = field(default=(), repr=False)  # for the embedding; not stored
    place: str = ""  # that of its first statement


class FigureKind(StrEnum):
    """Whether a figure is planned, budgeted or achieved, in the words of the trade; empty where nothing tells."""

    UNKNOWN = ""
    PLAN = "계획"
    TARGET = "목표"
    FORECAST = "전망"
    REQUESTED = "요구액"
    PROPOSED_BUDGET = "예산안"
    ORIGINAL_BUDGET = "본예산"
    INITIAL_BUDGET = "당초예산"
    PREVIOUS_BUDGET = "기정예산"  # what held before a supplementary budget
    SUPPLEMENTARY_BUDGET = "추경"
    FINAL_BUDGET = "최종예산"
    AVAILABLE_BUDGET = "예산현액"  # with what was carried over
    BUDGET = "예산"
    SPENT = "집행액"
    SETTLED = "결산"
    PROVISIONAL = "잠정"
    ACHIEVED = "실적"


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity of a document with its address: a row of the ledger."""

    quantity: Quantity
    page: int
    section: tuple[str, ...]
    row_path: tuple[str, ...]  # what it measures, outermost first: the row's labels, or in a sentence its subject and words
    col_path: tuple[str, ...]  # empty outside of tables, and where the column is not certain
    year: int | None  # the year it holds for, as far as its column, its row, its sentence or what stands above says
    date: str = ""  # the date or month it holds for, where one is said: 2022-09-30, 2022-09
    as_of: str = ""  # the date it was counted on (기준일), as far as said: 2025-01-31, 2025-01, 2025
    kind: FigureKind = FigureKind.UNKNOWN
    title: str = ""  # of its table
    place: str = ""  # where a person finds it: 12쪽, 문단 34

    @property
    def measure(self) -> str:
        """What it measures, in one line."""
        return " ".join(self.row_path)

    @property
    def column(self) -> str:
        """Its column, in one line."""
        return " ".join(self.col_path)
