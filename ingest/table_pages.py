"""Tables of text that run over a page break: their parts are put together where the text itself proves that they are one.

It does where the header stands again, or where the rows go on in the same number of columns with nothing in between
but what belongs to the paper: a page number, a running head, the table's own caption or unit line once more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.document import Table
from ingest.flat_rows import cut_row
from ingest.flat_tables import FEWEST_VALUES, find_flat_table, is_page_number, read_flat_table
from ingest.headings import find_marker
from ingest.labels import is_grand_total, is_label_head
from ingest.lines import Line
from ingest.mend import mend
from ingest.tables import find_tab_table, is_value, read_tab_table
from ingest.units import read_unit_line

_MOST_BETWEEN = 5  # lines that belong to the paper, not to the table
_LINES_ABOVE = 2  # a caption and a unit line
_LONGEST_RUNNING_HEAD = 40
_CONTINUED = re.compile(r"\(\s*계속\s*\)|[<>〈〉《》]")


def join_pages(lines: Sequence[Line], start: int, end: int) -> tuple[list[Line], int]:
    """The lines of the table from `start` to `end` and of its parts on the pages that follow, and where the last part ends.

    A header that stands again is among the lines; what belongs to the paper is not.
    """
    kept = list(lines[start:end])
    above = {_key(line.text) for line in lines[max(0, start - _LINES_ABOVE) : start]}
    table: Table | None = None
    while places := _places(above, lines, end):
        if table is None:  # its first part tells the header and the number of columns of all
            table = (read_tab_table if "\t" in kept[0].text else read_flat_table)(kept, "", None)
        parts = ((at, _part_end(table, kept, lines, at)) for at in places)
        first, part_end = next(((at, part_end) for at, part_end in parts if part_end > at), (end, end))
        if first == part_end:
            break
        kept.extend(lines[first:part_end])
        end = part_end
    return kept, end


def _places(above: set[str], lines: Sequence[Line], end: int) -> list[int]:
    """Where the table's next part may begin: on a new page, behind nothing but what belongs to the paper."""
    found: list[int] = []
    turned = False
    for at in range(end, min(end + _MOST_BETWEEN, len(lines))):
        if lines[at].grid is not None:
            break
        is_number = is_page_number(lines, at)
        turned = turned or is_number or lines[at].page != lines[end - 1].page
        if turned and not is_number:
            found.append(at)
        if not (is_number or (turned and _is_running_head(lines, at)) or _is_said_again(lines[at], above)):
            break
    return found


def _is_said_again(line: Line, above: set[str]) -> bool:
    """Whether a caption or unit line is the one that stands above the table."""
    return _key(line.text) in above and (read_unit_line(line.text) is not None or line.text.lstrip()[:1] in "<〈《")


def _is_running_head(lines: Sequence[Line], at: int) -> bool:
    """Whether a line heads two pages or more, the same but for its figures."""
    if len(lines[at].text.strip()) > _LONGEST_RUNNING_HEAD or not _heads_page(lines, at):
        return False
    own = _without_digits(lines[at].text)
    return any(
        number != at and _heads_page(lines, number) and _without_digits(line.text) == own for number, line in enumerate(lines)
    )


def _heads_page(lines: Sequence[Line], at: int) -> bool:
    return at == 0 or lines[at - 1].page != lines[at].page or is_page_number(lines, at - 1)


def _part_end(table: Table, kept: Sequence[Line], lines: Sequence[Line], at: int) -> int:
    """Where the part of a table that begins at `at` ends; `at` itself if it is no part of it."""
    is_tab = "\t" in kept[0].text
    header = [_key(line.text) for line in kept[: table.header_rows]]
    if header and len(mend(kept[0].text).split()) > 1 and [_key(line.text) for line in lines[at : at + len(header)]] == header:
        return (find_tab_table if is_tab else find_flat_table)(lines, at)
    if _is_total(kept[-1]):
        return at
    return _tab_rows_end(table, lines, at) if is_tab else _flat_rows_end(table, lines, at)


def _is_total(line: Line) -> bool:
    """Whether a table's last row is its total, or no row at all: none comes after it."""
    if "\t" in line.text:
        return any(is_grand_total(mend(cell)) for cell in line.text.split("\t"))
    row = cut_row(line)
    return not row.values or is_grand_total(row.label)


def _tab_rows_end(table: Table, lines: Sequence[Line], at: int) -> int:
    """The end of rows of as many cells as the table has columns, the first of which has values and so heads no other."""
    first = [cell.strip() for cell in lines[at].text.split("\t")]
    if not table.header_rows or len(first) != table.cols or is_label_head(first[0]) or not any(map(is_value, first[1:])):
        return at
    end = find_tab_table(lines, at)
    return end if all(line.text.count("\t") < table.cols for line in lines[at:end]) else at


def _flat_rows_end(table: Table, lines: Sequence[Line], at: int) -> int:
    """The end of rows of as many values as the table has columns; words alone among them are labels."""
    count = table.cols - 1
    if not table.columns_certain or count < FEWEST_VALUES or len(cut_row(lines[at]).values) != count:
        return at
    end = at
    for number in range(at, len(lines)):
        row = cut_row(lines[number])
        if lines[number].page != lines[at].page or lines[number].grid is not None or find_marker(lines[number].text) is not None:
            break
        if row.values and len(row.values) != count:
            break
        if row.values:
            if not row.label or is_label_head(row.label.split()[0]):
                break
            end = number + 1
    return end


def _key(text: str) -> str:
    """A line without white space, and without what says that it goes on."""
    return re.sub(r"\s+", "", _CONTINUED.sub("", mend(text)))


def _without_digits(text: str) -> str:
    return re.sub(r"[\s\d]+", "", text)
