"""Groups of rows whose label was merged over them and stands on one line of its own: 경제정책과 over its projects.

Once the cells are lost, such a line stands above its group's subtotal, under it or at the head of a page, and may as
well be the first half of a row's own label. It names a group only where the subtotals prove what the groups are and
every group has one such line; else a row is called by its own line alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from ingest.document import Cell
from ingest.figures import read_cell
from ingest.flat_rows import FlatRow
from ingest.labels import is_grand_total, is_label_head, is_total
from ingest.mend import mend

_SHARE = re.compile(r"(?:률|율|비중|비율|%)(?:\([^()]*\))?$")
_FEWEST_GROUPS = 2  # a single group proves no habit
_PROVEN = Decimal("0.8")  # of the groups; documents err in a subtotal now and then


class Group(NamedTuple):
    """A subtotal's row, and the rows behind it up to the last that it is the sum of."""

    first: int
    end: int


def group_labels(header: Sequence[str], rows: Sequence[FlatRow], columns: Sequence[tuple[str, ...]]) -> list[str]:
    """The label of the group that each row belongs to; empty where it belongs to none or that is not certain."""
    labels = [""] * len(rows)
    groups = _groups(rows)
    if not columns or len(groups) < _FEWEST_GROUPS or not _has_group_column(header):
        return labels
    found = [_label(rows, group, groups[number - 1].end if number else 0) for number, group in enumerate(groups)]
    proven = [_is_sum(rows, group, columns) for group in groups]
    if not all(found) or sum(proven) < _PROVEN * len(groups):
        return labels
    for group, label, is_proven in zip(groups, found, proven, strict=True):
        if is_proven:
            labels[group.first : group.end] = [label] * (group.end - group.first)
    return labels


def _has_group_column(header: Sequence[str]) -> bool:
    """Whether the header begins with the names of two columns of labels: `부서 세부사업 …`."""
    words = [word for line in header for word in mend(line).split()]
    return len(words) > 1 and is_label_head(words[0]) and any(is_label_head("".join(words[1:end])) for end in (2, 3))


def _groups(rows: Sequence[FlatRow]) -> list[Group]:
    """A group from each subtotal to the last row of values before the next, or before the total of all."""
    firsts = [number for number, row in enumerate(rows) if row.values and is_total(row.label) and not is_grand_total(row.label)]
    ends = [number for number, row in enumerate(rows) if row.values and is_grand_total(row.label)]
    groups = []
    for first in firsts:
        end = min((stop for stop in (*firsts, *ends, len(rows)) if stop > first), default=len(rows))
        while not rows[end - 1].values:
            end -= 1
        groups.append(Group(first, end))
    return groups


def _label(rows: Sequence[FlatRow], group: Group, before: int) -> str:
    """The one line of words beside a group's subtotal or at the head of a page within it; empty if there is not just one.

    `before` is where the group before it ends.
    """
    beside = [*range(before, group.first), group.first + 1]
    heads = [number + 1 for number in range(group.first, group.end) if rows[number].is_header]
    places = [number for number in (*beside, *heads) if number < group.end and _is_words(rows[number])]
    names = {re.sub(r"\s+", "", rows[number].label): rows[number].label for number in places}
    return names.popitem()[1] if len(names) == 1 else ""


def _is_words(row: FlatRow) -> bool:
    return bool(row.label) and not row.values and not row.is_header


def _is_sum(rows: Sequence[FlatRow], group: Group, columns: Sequence[tuple[str, ...]]) -> bool:
    """Whether the subtotal is the sum of the group's rows in each column of amounts, to the rounding that each shows."""
    total, *parts = [row for row in rows[group.first : group.end] if row.values]
    if not parts or any(len(row.values) != len(columns) for row in (total, *parts)):
        return False
    checked = [
        _agrees(total.values[column], [part.values[column] for part in parts])
        for column, path in enumerate(columns)
        if not any(map(_SHARE.search, path)) and read_cell(total.values[column].text, "") is not None
    ]
    return sum(checked) * 2 > len(checked)  # the rows are the same in every column: one that errs does not undo the others


def _agrees(total: Cell, parts: Sequence[Cell]) -> bool:
    """Whether amounts add up; each may be half a step off, and an empty mark is nothing."""
    stated = read_cell(total.text, "")
    added = [quantity for part in parts if (quantity := read_cell(part.text, "")) is not None]
    if stated is None or not added:
        return False
    slack = (stated.step + sum((quantity.step for quantity in added), Decimal(0))) / 2 if len(added) > 1 else Decimal(0)
    return abs(sum((quantity.base for quantity in added), Decimal(0)) - stated.base) <= slack
