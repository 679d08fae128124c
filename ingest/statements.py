"""Statements: the sentences, bullets and table rows of a document, each readable by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from ingest.document import Block, BlockKind, Cell, Document, Quantity, Span, Statement, StatementKind, Table
from ingest.figures import read_quantities
from ingest.headings import find_marker
from ingest.korean import Morpheme, analyse_ahead, sentence_spans, words
from ingest.mend import close_digits, join_all, mend
from ingest.minutes import KIND as MINUTES
from ingest.minutes import with_speakers
from ingest.place import places_of
from ingest.products import with_units_of_products
from ingest.series_lines import series_cells
from ingest.units import NUMBER, RATIO, names_amount_and_rate
from ingest.years import years_of

_SHORTEST_SENTENCE = 8  # characters; less is no sentence but what a full stop left over
# Where a sentence may end before its text does; a text without such a place is one, and Kiwi need not be asked.
_MAY_END_WITHIN = re.compile(r"(?<![\d.])[.?!。](?=\s*\S)|(?:[다요죠까]|[함음임됨])(?=\s+\S)")
LONGEST_STATEMENT = 780  # characters; a passage holds no more
_LONGEST_CELL = 100  # characters; a longer cell is no label and no value but running text
_INNER_BULLET = re.compile(r"(?:[○●□▶※◦]|(?<=\s)[-–](?=\s)|<li>|\[(?=[가-힣·\s]{2,20}\]))")
_LONGEST_CONTEXT = 80  # characters of a bullet above that are kept as context


Morphemes = Mapping[str, Sequence[Morpheme]]


def statements_of(document: Document) -> tuple[list[tuple[Block, Statement]], Morphemes]:
    """Every statement of a document in order, with the block it is of.

    Its words are analysed, once; the morphemes of every text (of a statement, its context, its section) come with them.
    """
    drafts: Iterable[tuple[Block, Statement]] = _drafts(document)
    if document.kind == MINUTES:
        drafts = with_speakers(list(drafts), document.source.text)
    made: list[tuple[Block, Statement]] = []
    morphemes: dict[str, Sequence[Morpheme]] = {}
    own: dict[str, tuple[str, ...]] = {}
    # Kiwi's threads analyse the first statements while the later ones are still being made.
    for text, found_in in analyse_ahead(_texts_once(drafts, made)):
        morphemes[text], own[text] = found_in, tuple(words(found_in))
    source, places = document.source, places_of(document.source)
    found = [
        (
            block,
            replace(
                statement,
                page=source.page_at(statement.span.start),
                section=block.section,
                place=places.at(statement.span.start),
            ),
        )
        for block, statement in _with_words(made, own)
    ]
    return found, morphemes


def _drafts(document: Document) -> Iterator[tuple[Block, Statement]]:
    """Every statement in order, not analysed yet."""
    sentences = _split_sentences(document)
    for block in document.blocks:
        if block.table is not None:
            yield from ((block, statement) for statement in _rows(block, block.table, document.source.text))
        elif block.kind is BlockKind.HEADING:
            yield block, _statement(StatementKind.HEADING, block.span, block.text, (), block.level)
        else:
            context = tuple(parent[:_LONGEST_CONTEXT] for parent in block.parents)
            for span, text in sentences[block.span]:
                written = span.of(document.source.text)
                quantities = with_units_of_products(written, span.start, read_quantities(written, span.start))
                cells = series_cells(written, span.start)
                kind = StatementKind.ROW if cells else StatementKind.SENTENCE
                yield block, _statement(kind, span, text, context, block.level, cells=cells, quantities=_of(cells, quantities))


def _of(cells: Sequence[Cell], quantities: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """The quantities of a line: those of its cells, whose units are known, and what else stands in it."""
    own = tuple(cell.quantity for cell in cells if cell.quantity is not None)
    taken = {quantity.span.start for quantity in own}
    return own + tuple(found for found in quantities if found.span.start not in taken)


def _texts_once(drafts: Iterable[tuple[Block, Statement]], made: list[tuple[Block, Statement]]) -> Iterator[str]:
    """The texts to be analysed, each once; the statements that they are of are put to `made`."""
    seen: set[str] = set()
    for block, statement in drafts:
        made.append((block, statement))
        for text in (statement.text, *statement.context, *block.section):
            if text not in seen:
                seen.add(text)
                yield text


def _statement(
    kind: StatementKind,
    span: Span,
    text: str,
    context: tuple[str, ...],
    level: int,
    *,
    unit: str = "",
    cells: tuple[Cell, ...] = (),
    header_spans: tuple[Span, ...] = (),
    quantities: tuple[Quantity, ...] = (),
    table: str = "",
) -> Statement:
    years = years_of(" ".join((text, *context)))
    return Statement(kind, span, text, context, level, unit, cells, header_spans, quantities, years=years, table=table)


def _split_sentences(document: Document) -> dict[Span, list[tuple[Span, str]]]:
    """The sentences of each running block: span and reading text. Kiwi splits, on text of the same length."""
    running = [block for block in document.blocks if block.table is None and block.kind is not BlockKind.HEADING]
    raw = [block.span.of(document.source.text) for block in running]
    found: dict[Span, list[tuple[Span, str]]] = {}
    cut: dict[Span, list[Span]] = {}
    several = iter(sentence_spans([re.sub(r"\s", " ", text) for text in raw if _MAY_END_WITHIN.search(text)]))
    for block, text in zip(running, raw, strict=True):
        spans = next(several) if _MAY_END_WITHIN.search(text) else [(0, len(text))]
        merged = [piece for span in _merge_short(spans, text) for piece in _cut_long(span, text)]
        if len(merged) < 2:
            found[block.span] = [(block.span, block.text)]
        else:
            cut[block.span] = [Span(block.span.start + start, block.span.start + end) for start, end in merged]
    pieces = [(span.of(document.source.text), number == 0) for spans in cut.values() for number, span in enumerate(spans)]
    readings = iter(_read_all(pieces))
    return found | {block: [(span, next(readings)) for span in spans] for block, spans in cut.items()}


def _cut_long(span: tuple[int, int], text: str) -> list[tuple[int, int]]:
    """A sentence that nobody would read as one (text without a full stop) in pieces that end with a word."""
    start, end = span
    pieces = []
    while end - start > LONGEST_STATEMENT:
        space = text.rfind(" ", start + LONGEST_STATEMENT // 2, start + LONGEST_STATEMENT)
        cut = space if space > 0 else start + LONGEST_STATEMENT
        pieces.append((start, cut))
        start = cut
    return [*pieces, (start, end)]


def _merge_short(spans: Sequence[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Sentences with those too short to be any joined to their neighbours; a bracket is never torn."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        before = text[merged[-1][0] : merged[-1][1]] if merged else ""
        torn = before.count("(") > before.count(")") or before.count("「") > before.count("」")
        if merged and (torn or len(before.strip()) < _SHORTEST_SENTENCE or end - start < _SHORTEST_SENTENCE):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def _read(text: str, *, first: bool) -> str:
    """The reading text of a piece of a block, without its marker."""
    return _read_all([(text, first)])[0]


def _read_all(pieces: Sequence[tuple[str, bool]]) -> list[str]:
    """The reading texts of pieces of blocks, without the marker of those that begin one."""
    markers = [find_marker(text) if first else None for text, first in pieces]
    lines = [(text[marker.end :] if marker else text).split("\n") for (text, _), marker in zip(pieces, markers, strict=True)]
    return [close_digits(mend(text)) for text in join_all(lines)]


def _rows(block: Block, table: Table, text: str) -> list[Statement]:
    """The rows of a table, its header lines as one statement before them."""
    header = " ".join(mend(span.of(text)) for span in table.header_spans)
    as_of = f"{table.as_of}" if table.as_of else ""
    context = tuple(
        part for part in (*(parent[:_LONGEST_CONTEXT] for parent in block.parents[-1:]), table.title, as_of, header) if part
    )
    found = []
    if table.header_spans:
        found.append(_header(block, table, header, context))
    repeated = frozenset(table.repeated_rows)
    for number in range(table.header_rows, len(table.row_spans)):
        span = table.row_spans[number]
        if number in repeated:
            if number - 1 not in repeated:  # from here on this is the nearest header
                table = replace(table, header_spans=table.row_spans[number : number + table.header_rows])
                found.append(_header(block, table, header, context))
            continue
        if span.start == span.end:
            continue  # every cell of the row is merged from above
        cells = tuple(cell for cell in table.cells if cell.row == number)
        if any(len(cell.text) > _LONGEST_CELL for cell in cells):
            found.extend(_long_cells(block, table, cells, context, text))
        else:
            found.append(_row(block, table, span, cells, context, header, text))
    return found


def _header(block: Block, table: Table, header: str, context: tuple[str, ...]) -> Statement:
    """The header lines of a table as one statement."""
    span = Span(table.header_spans[0].start, table.header_spans[-1].end)
    return _statement(StatementKind.HEADING, span, header, context[:-1] if header else context, block.level, unit=table.unit)


def _long_cells(block: Block, table: Table, cells: Sequence[Cell], context: tuple[str, ...], text: str) -> list[Statement]:
    """The cells of a row that hold whole paragraphs, cut at their bullets; row and column labels go with each piece."""
    found = []
    for cell in cells:
        labels = (
            *context[:1],
            *(label for label in (*cell.row_path, *cell.col_path) if label != cell.text and len(label) <= _LONGEST_CONTEXT),
        )
        for span in _pieces(cell.span, text):
            quantities = tuple(read_quantities(span.of(text), span.start))
            reading = _read(span.of(text), first=True)
            if reading:
                found.append(
                    _statement(
                        StatementKind.SENTENCE,
                        span,
                        reading,
                        tuple(dict.fromkeys(labels)),
                        block.level + 1,
                        quantities=quantities,
                        table=table.title,
                    )
                )
    return found


def _pieces(cell: Span, text: str) -> list[Span]:
    """A cell cut before each bullet within it."""
    starts = [0, *(match.start() for match in _INNER_BULLET.finditer(cell.of(text)) if match.start() > 0)]
    ends = [*starts[1:], cell.end - cell.start]
    return [
        Span(cell.start + start, cell.start + end)
        for start, end in zip(starts, ends, strict=True)
        if text[cell.start + start : cell.start + end].strip()
    ]


def _row(
    block: Block, table: Table, span: Span, cells: tuple[Cell, ...], context: tuple[str, ...], header: str, text: str
) -> Statement:
    """One row: its cells where columns are certain, else its text and the figures without a column."""
    quantities = tuple(cell.quantity for cell in cells if cell.quantity is not None)
    if not quantities or any("(" in cell.text and cell.quantity is not None for cell in cells):
        # Words with figures in them, or a share in brackets behind an amount: read the row's text as well.
        quantities = _of(cells, tuple(_as_rate(found, cells) for found in read_quantities(span.of(text), span.start)))
    labels = tuple(dict.fromkeys(label for cell in cells for label in cell.row_path if label and label not in span.of(text)))
    reading = _read(span.of(text), first=False)
    return _statement(
        StatementKind.ROW,
        span,
        reading,
        (*context[:-1], *labels, header) if header else (*context, *labels),
        block.level,
        unit=table.unit,
        cells=cells,
        header_spans=table.header_spans,
        quantities=quantities,
        table=table.title,
    )


def _as_rate(quantity: Quantity, cells: Sequence[Cell]) -> Quantity:
    """A bare number in brackets behind an amount as the percent that it is where the column says so: 원인행위액(집행률)."""
    if quantity.dimension != NUMBER:
        return quantity
    cell = next((cell for cell in cells if cell.quantity and cell.span.holds(quantity.span)), None)
    is_rate = cell is not None and any(map(names_amount_and_rate, cell.col_path)) and cell.span.start < quantity.span.start
    return replace(quantity, unit="%", dimension=RATIO) if is_rate else quantity


def _with_words(drafts: Sequence[tuple[Block, Statement]], own: Mapping[str, Sequence[str]]) -> list[tuple[Block, Statement]]:
    """Give each statement its words and its context's, by the words of each text."""
    found = []
    for block, statement in drafts:
        context = tuple(chain.from_iterable(own[text] for text in (*block.section, *statement.context)))
        found.append((block, replace(statement, words=tuple(own[statement.text]), context_words=context)))
    return found
