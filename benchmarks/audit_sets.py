"""The tables that the audit is measured on: made ones, read as a web page with merged cells, and real ones by their place.

A made table is a few lines of text: `== name`, `title:`, `unit:`, `wrong: row,column why` (from 0, the header counted),
then its rows, cells set apart by ` | `; `^` goes on from the cell above, `<` from the one at the left.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import NamedTuple

from ingest.document import Document, Source, Span, Table
from ingest.jsonl import read_json_lines
from ingest.pipeline import read_document
from ingest.readers.html import read_html
from ingest.sandbox import read_safely

TABLES = Path(__file__).parent / "audit_tables"
_SHOWN_SHA = 16


class Labelled(NamedTuple):
    """A table whose figures a person checked: where the wrong ones stand."""

    name: str
    document: Document
    table: Table | None  # None for a line outside of any table
    span: Span
    wrong: tuple[Span, ...]


class MadeTable(NamedTuple):
    """A made table as its file has it."""

    name: str
    title: str
    unit: str
    rows: tuple[tuple[str, ...], ...]
    wrong: tuple[tuple[int, int], ...]


def made_tables(name: str) -> list[Labelled]:
    """The made tables of a file, each a document of its own."""
    return [_labelled(table) for table in read_made((TABLES / f"{name}.txt").read_text(encoding="utf-8"))]


def read_made(text: str) -> Iterator[MadeTable]:
    """The tables of a file's text."""
    for block in text.split("== ")[1:]:
        name, *lines = block.strip().splitlines()
        said = [
            (line.split(": ", 1)[0], line.split(": ", 1)[1])
            for line in lines
            if line.startswith(("title: ", "unit: ", "wrong: "))
        ]
        rows = tuple(tuple(cell.strip() for cell in line.split("|")) for line in lines if "|" in line)
        wrong = tuple(tuple(map(int, value.split()[0].split(","))) for key, value in said if key == "wrong")
        fields = dict(said)
        yield MadeTable(name, fields.get("title", ""), fields.get("unit", ""), rows, tuple((r, c) for r, c in wrong))


def as_page(made: MadeTable) -> str:
    """A made table as a web page."""
    rows = []
    for at, row in enumerate(made.rows):
        cells = [_cell(made.rows, at, column) for column, text in enumerate(row) if text not in {"^", "<"}]
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<html><body><p>□ {escape(made.title)}</p><p>{escape(made.unit)}</p><table>{''.join(rows)}</table></body></html>"


def _cell(rows: tuple[tuple[str, ...], ...], at: int, column: int) -> str:
    across = 1
    while column + across < len(rows[at]) and rows[at][column + across] == "<":
        across += 1
    down = 1
    while at + down < len(rows) and rows[at + down][column] == "^":
        down += 1
    return f'<td rowspan="{down}" colspan="{across}">{escape(rows[at][column])}</td>'


def _labelled(made: MadeTable) -> Labelled:
    page = as_page(made).encode()
    document = read_document(read_html(f"{made.name}.html", page, hashlib.sha256(page).hexdigest()))
    table = next(block.table for block in document.blocks if block.table is not None)
    places = {(cell.row, cell.col): cell.span for cell in table.cells}
    return Labelled(made.name, document, table, table.span, tuple(places[place] for place in made.wrong))


def real_tables(folders: list[Path]) -> Iterator[Labelled]:
    """The real tables whose documents are in one of the folders, and are still what they were when they were checked."""
    files = {path.name: path for folder in folders if folder.is_dir() for path in folder.iterdir()}
    documents: dict[str, Document] = {}
    for _, label in read_json_lines(TABLES / "real.jsonl", "표 정답", "고쳐 주십시오."):
        name = str(label["document"])
        if name not in files:
            continue
        if name not in documents:
            documents[name] = read_document(read_safely(files[name]))
        document = documents[name]
        span = Span(int(label["start"]), int(label["end"]))
        if sha_of(document.source, span) == label["sha"]:
            table = next((b.table for b in document.blocks if b.table is not None and b.table.span == span), None)
            wrong = tuple(Span(int(start), int(end)) for start, end, _ in label["wrong"])
            yield Labelled(f"{name} {span.start}", document, table, span, wrong)


def sha_of(source: Source, span: Span) -> str:
    """The first letters of the SHA-256 of a table's text."""
    return hashlib.sha256(span.of(source.text).encode()).hexdigest()[:_SHOWN_SHA]
