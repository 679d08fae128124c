"""Points that say what a statement says, in the document's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.evidence import Evidence
from assistant.points import Point
from ingest.document import StatementKind

LONGEST_POINT = 260  # characters of one point; a table cell may hold half a page
_TRAILING = re.compile(r"\s*\[\d+\]\s*$")


def quote_point(evidence: Evidence, role: str = "answer") -> Point:
    """The statement itself, led by the bullet or heading above it where it cannot be read alone."""
    statement = evidence.statement
    text = _shorten(statement.text)
    lead = _lead(evidence)
    if statement.kind is StatementKind.ROW and statement.unit and not statement.cells:
        text = f"{text} (단위: {statement.unit})"
    return Point(f"{lead}{text}", evidence.hit, (statement.span,), role=role)


def _lead(evidence: Evidence) -> str:
    """What stands above a short statement: `추진일정 - `. A statement that names its matter needs none."""
    statement = evidence.statement
    own = frozenset(statement.words)
    if evidence.covered <= own and len(statement.words) > 3:
        return ""
    parents = [text for text in statement.context if statement.kind is not StatementKind.ROW]
    for name in (*reversed(parents), *reversed(evidence.hit.section)):
        # A number in the lead would be a figure that the quote does not hold.
        if 2 <= len(name) <= 40 and name not in statement.text and not re.search(r"\d", name):
            return f"{name} - "
    return ""


def _shorten(text: str) -> str:
    """The text, cut at a word's end where it is too long to be read in a chat."""
    if len(text) <= LONGEST_POINT:
        return text
    return text[:LONGEST_POINT].rsplit(" ", 1)[0] + " …"


def spread(evidence: Sequence[Evidence], limit: int, least: float, gain: float) -> list[Evidence]:
    """The strongest statement and those after it that cover words it left open, or are nearly as strong.

    `least` is the share of the strongest score below which nothing is taken; `gain` how many more words in ten a
    further statement must cover.
    """
    chosen: list[Evidence] = []
    covered: set[str] = set()
    for item in evidence:
        if len(chosen) == limit or (chosen and item.score < least * chosen[0].score):
            break
        if any(item.statement.text == other.statement.text for other in chosen):
            continue
        if not chosen or len(item.covered - covered) >= gain * max(1, len(covered)) or item.score >= 0.97 * chosen[0].score:
            chosen.append(item)
            covered |= item.covered
    return chosen
