"""Points that say what a statement says, in the document's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.evidence import Evidence
from assistant.points import Point
from ingest.document import StatementKind
from ingest.years import write_in_full

_MOST_RELATED = 3
_LONGEST_RELATED = 420  # characters of all related statements together
_RELATED = 0.7  # of the strongest statement's score
LONGEST_POINT = 260  # characters of one point; a table cell may hold half a page
_LIST_NUMBER = re.compile(r"^\d{1,2}[.)]\s+")
_STANDS_ALONE = 45  # characters; a longer statement names its matter itself


def quote_point(evidence: Evidence, role: str = "answer") -> Point:
    """The statement itself, led by the bullet or heading above it where it cannot be read alone."""
    statement = evidence.statement
    text = write_in_full(_shorten(statement.text))
    if lead := _lead(evidence):
        text = _LIST_NUMBER.sub("", text)  # behind a lead it would read as a figure
    if statement.kind is StatementKind.ROW and statement.unit and not statement.cells:
        text = f"{text} (단위: {statement.unit})"
    return Point(f"{lead}{text}", evidence.hit, (statement.span,), role=role)


def _lead(evidence: Evidence) -> str:
    """What stands above a short statement: `추진일정 - `. A statement that names its matter needs none."""
    statement = evidence.statement
    if len(statement.text) > _STANDS_ALONE or evidence.covered <= frozenset(statement.words):
        return ""
    parents = [text for text in statement.context if statement.kind is not StatementKind.ROW]
    for name in (*reversed(parents), *reversed(statement.section)):
        # A number in the lead would be a figure that the quote does not hold.
        if 2 <= len(name) <= 40 and name not in statement.text and not re.search(r"\d", name):
            return f"{name} - "
    return ""


def _shorten(text: str) -> str:
    """The text, cut at a word's end where it is too long to be read in a chat."""
    if len(text) <= LONGEST_POINT:
        return text
    return text[:LONGEST_POINT].rsplit(" ", 1)[0] + " …"


def related(stated: Sequence[Evidence], evidence: Sequence[Evidence]) -> list[Point]:
    """What else bears on the question: the next strongest statements that are not in the answer yet."""
    taken = {item.statement.text for item in stated}
    length = 0
    points: list[Point] = []
    for item in evidence:
        if len(points) == _MOST_RELATED or item.score < _RELATED * stated[0].score:
            break
        if item.statement.text in taken or item.statement.kind is StatementKind.HEADING:
            continue
        point = quote_point(item, "related")
        if length + len(point.text) > _LONGEST_RELATED:
            continue
        taken.add(item.statement.text)
        length += len(point.text)
        points.append(point)
    return points


def spread(evidence: Sequence[Evidence], limit: int, gain: float) -> list[Evidence]:
    """The strongest statement, and those after it that cover enough words that it left open.

    `gain` is the share of the words covered so far that a further statement must add.
    """
    chosen: list[Evidence] = []
    covered: set[str] = set()
    for item in evidence:
        if len(chosen) == limit or (chosen and item.score < _RELATED * chosen[0].score):
            break
        if any(item.statement.text == other.statement.text for other in chosen):
            continue
        if not chosen or len(item.covered - covered) >= gain * max(1, len(covered)):
            chosen.append(item)
            covered |= item.covered
    return chosen
