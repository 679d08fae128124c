"""What the points of an answer state: each statement with the passage and, of a row, the cells that are said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from assistant.points import Point
from assistant.types import Hit, Question
from ingest.document import Cell, Statement
from ingest.korean import letters_of

_AS_NEAR = 0.7  # of the words that the nearest statement meets


class Stated(NamedTuple):
    """What one point of an answer states: its statement, and the cells of it where it is a row's."""

    point: Point
    statement: Statement
    cells: tuple[Cell, ...]

    @property
    def words(self) -> str:
        """All that the cited place says, and what stands above it."""
        return words_of(self.point.hit, self.statement)

    @property
    def labels(self) -> str:
        """What the value is called: its columns and row; the sentence itself where there are none."""
        if not self.cells:
            return self.statement.text
        return " ".join(name for cell in self.cells for name in (*cell.col_path, *cell.row_path))

    @property
    def around(self) -> str:
        """What the value is called, and what stands above it."""
        # What heads a table names all of its columns, not those of the cells stated.
        context = () if self.cells else self.statement.context
        return " ".join((self.labels, *context, *self.statement.section, self.point.hit.title))


def stated_by(points: Sequence[Point]) -> Iterator[Stated]:
    """What an answer's own points state; what was computed has no cells of its own: it is of those before it."""
    for point in points:
        if point.role != "answer":
            continue
        found = next((item for item in point.hit.statements if item.span == point.spans[0]), None)
        if found is not None and not point.formula:
            yield Stated(point, found, point.cells)


def words_of(hit: Hit, statement: Statement) -> str:
    """All that a statement says, and what stands above it; of minutes the speaker too."""
    names = [name for cell in statement.cells for name in (*cell.col_path, *cell.row_path)]
    speaker = statement.utterance.line if statement.utterance is not None else ""
    return " ".join((statement.text, *names, *statement.context, *statement.section, speaker, hit.title))


def of_the_matter(question: Question, stated: Sequence[Stated]) -> list[Stated]:
    """What is stated, less what meets far fewer of the question's words than what meets most: that is of another matter."""
    shares = [_share_met(question, item.words) for item in stated]
    return [item for item, share in zip(stated, shares, strict=True) if share >= _AS_NEAR * max(shares, default=0.0)]


def _share_met(question: Question, text: str) -> float:
    """The share of a question's words, less numbers, that stand in a text by their letters."""
    letters = letters_of(text).lower()
    words = [word.removesuffix("/V") for word in question.words if not word.isdigit()]
    return sum(letters_of(word).lower() in letters for word in words) / len(words) if words else 0.0
