"""Ruled lines become tables: lines that meet make a lattice, places of the lattice without a line between are one cell."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from ingest.readers.pdf_geometry import Box, Rule, Rules

_SNAP = 3.0  # points; lines no further apart are one (double borders; pdfplumber's default, 60 of 60 rows right with it)
_OPEN_SIDE = 8.0  # points that lines reach beyond the outermost line across them where a table has no border there
_MAX_RULES = 2_000  # after joining; a page of 60 rows and 7 columns has 80, a page of pieces of a drawing has more
_MAX_PLACES = 5_000  # rows by columns of the lattices of a page; a full page of paper holds fewer than 2,000
_MOST_TABLES = 60  # on a page; a form of single boxes makes some tens


class LatticeCell(NamedTuple):
    """A cell: its first row and column, and how many it covers."""

    row: int
    col: int
    row_span: int
    col_span: int


class Lattice(NamedTuple):
    """A ruled table without its text: the edges of its columns and rows in points, and its cells in order."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    cells: tuple[LatticeCell, ...]

    @property
    def box(self) -> Box:
        """The rectangle that the table fills."""
        return Box(self.columns[0], self.rows[0], self.columns[-1], self.rows[-1])

    @property
    def is_frame(self) -> bool:
        """Whether it only frames what it holds: one row or one column."""
        return len(self.rows) == 2 or len(self.columns) == 2

    def owners(self) -> dict[tuple[int, int], int]:
        """The number of the cell that covers each place."""
        return {
            (cell.row + down, cell.col + right): number
            for number, cell in enumerate(self.cells)
            for down in range(cell.row_span)
            for right in range(cell.col_span)
        }

    def place_of(self, x: float, y: float) -> tuple[int, int]:
        """The row and column that a point within the table lies in."""
        row = min(max(bisect_right(self.rows, y) - 1, 0), len(self.rows) - 2)
        return row, min(max(bisect_right(self.columns, x) - 1, 0), len(self.columns) - 2)


class Lattices(NamedTuple):
    """The tables of a page, and whether its lines were too many to find all of them."""

    found: list[Lattice]
    is_cut: bool = False


def find_lattices(rules: Rules) -> Lattices:
    """The tables that the lines make, of two cells at least, none within another."""
    across, down = _joined(rules.across), _joined(rules.down)
    if rules.too_many or len(across) + len(down) > _MAX_RULES:
        return Lattices([], is_cut=True)
    found, left, is_cut = [], _MAX_PLACES, False
    for part in _connected(across, down):
        columns, rows = _edges(part.down, part.across), _edges(part.across, part.down)
        places = (len(columns) - 1) * (len(rows) - 1)
        if min(len(columns), len(rows)) > 1 and places <= left:
            left -= places
            found.append(_lattice(part, columns, rows))
        elif places > left:
            is_cut = True
    tables = [lattice for lattice in found if len(lattice.cells) > 1]
    return Lattices(_unnested(tables[:_MOST_TABLES]), is_cut or len(tables) > _MOST_TABLES)


def _joined(rules: Sequence[Rule]) -> list[Rule]:
    """Lines on one place, as good as, made one line where their ends touch."""
    joined: list[Rule] = []
    for group in _snapped(rules):
        place = sum(rule.place for rule in group) / len(group)
        runs: list[Rule] = []
        for rule in sorted(group, key=lambda rule: rule.start):
            if runs and rule.start <= runs[-1].end + _SNAP:
                runs[-1] = runs[-1]._replace(end=max(runs[-1].end, rule.end))
            else:
                runs.append(rule._replace(place=place))
        joined.extend(run for run in runs if run.end - run.start > _SNAP)
    return joined


def _snapped(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """The lines in groups by place."""
    group: list[Rule] = []
    for rule in sorted(rules):
        if group and rule.place - group[0].place > _SNAP:
            yield group
            group = []
        group.append(rule)
    if group:
        yield group


def _connected(across: list[Rule], down: list[Rule]) -> Iterator[Rules]:
    """The lines in parts that touch one another."""
    parents = list(range(len(across) + len(down)))

    def root(number: int) -> int:
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    places = [rule.place for rule in down]  # _joined gives them in order
    for number, rule in enumerate(across):
        for other in range(bisect_left(places, rule.start - _SNAP), bisect_right(places, rule.end + _SNAP)):
            if down[other].start - _SNAP <= rule.place <= down[other].end + _SNAP:
                parents[root(len(across) + other)] = root(number)
    by_root = sorted(range(len(parents)), key=root)
    for _, numbers in groupby(by_root, key=root):
        part = list(numbers)
        yield Rules([across[at] for at in part if at < len(across)], [down[at - len(across)] for at in part if at >= len(across)])


def _lattice(part: Rules, columns: tuple[float, ...], rows: tuple[float, ...]) -> Lattice:
    """The lattice of lines that touch, its edges given."""
    walls = _covered(part.down, columns, rows)
    floors = {(row, col) for col, row in _covered(part.across, rows, columns)}
    return Lattice(columns, rows, tuple(sorted(_cells(len(rows) - 1, len(columns) - 1, walls, floors))))


def _edges(rules: Sequence[Rule], others: Sequence[Rule]) -> tuple[float, ...]:
    """Where the lines of one direction lie, and the sides that have no line but end two lines of the other direction."""
    edges = sorted({rule.place for rule in rules})
    if not edges:
        return ()
    starts, ends = sorted(rule.start for rule in others), sorted(rule.end for rule in others)
    if len(starts) > 1 and starts[1] - starts[0] <= _SNAP and starts[0] < edges[0] - _OPEN_SIDE:
        edges.insert(0, starts[0])
    if len(ends) > 1 and ends[-1] - ends[-2] <= _SNAP and ends[-1] > edges[-1] + _OPEN_SIDE:
        edges.append(ends[-1])
    return tuple(edges)


def _covered(rules: Sequence[Rule], places: Sequence[float], steps: Sequence[float]) -> set[tuple[int, int]]:
    """(step, place) wherever a line lies on a place along half of a step or more."""
    middles = [(start + end) / 2 for start, end in pairwise(steps)]
    return {
        (step, bisect_left(places, rule.place))
        for rule in rules
        for step in range(bisect_left(middles, rule.start), bisect_right(middles, rule.end))
    }


def _cells(rows: int, cols: int, walls: set[tuple[int, int]], floors: set[tuple[int, int]]) -> Iterator[LatticeCell]:
    """Places with no line between them put together. `walls` are (row, edge) at the left, `floors` (edge, column) above."""
    seen: set[tuple[int, int]] = set()
    for row in range(rows):
        for col in range(cols):
            if (row, col) in seen:
                continue
            region = _region(row, col, rows, cols, walls, floors)
            seen |= region
            yield from _rectangles(region)


def _region(
    row: int, col: int, rows: int, cols: int, walls: set[tuple[int, int]], floors: set[tuple[int, int]]
) -> set[tuple[int, int]]:
    """The places that can be reached from one without crossing a line."""
    region, waiting = {(row, col)}, [(row, col)]
    while waiting:
        r, c = waiting.pop()
        steps = (
            (r, c + 1, (r, c + 1) not in walls),
            (r, c - 1, (r, c) not in walls),
            (r + 1, c, (r + 1, c) not in floors),
            (r - 1, c, (r, c) not in floors),
        )
        for down, right, is_open in steps:
            if is_open and 0 <= down < rows and 0 <= right < cols and (down, right) not in region:
                region.add((down, right))
                waiting.append((down, right))
    return region


def _rectangles(region: set[tuple[int, int]]) -> Iterator[LatticeCell]:
    """A region as rectangles: one, unless a line that ends half way left it an odd shape."""
    open_runs: dict[tuple[int, int], LatticeCell] = {}
    for row in sorted({row for row, _ in region}):
        runs = dict.fromkeys(_runs(sorted(col for r, col in region if r == row)))
        for run in [run for run in open_runs if run not in runs]:
            yield open_runs.pop(run)
        for first, count in runs:
            cell = open_runs.get((first, count), LatticeCell(row, first, 0, count))
            open_runs[first, count] = cell._replace(row_span=cell.row_span + 1)
    yield from open_runs.values()


def _runs(cols: list[int]) -> Iterator[tuple[int, int]]:
    """Columns in a row as first column and count, one pair for each unbroken run."""
    for _, group in groupby(enumerate(cols), key=lambda pair: pair[1] - pair[0]):
        run = [col for _, col in group]
        yield run[0], len(run)


def _unnested(lattices: list[Lattice]) -> list[Lattice]:
    """The tables less those within another; a mere frame gives way to the tables that it holds."""

    def within(inner: Lattice, outer: Lattice) -> bool:
        box = inner.box
        return inner is not outer and outer.box.has(box.left, box.top) and outer.box.has(box.right, box.bottom)

    kept = [
        outer
        for outer in lattices
        if not (outer.is_frame and any(within(inner, outer) and not inner.is_frame for inner in lattices))
    ]
    return [inner for inner in kept if not any(within(inner, outer) for outer in kept)]
