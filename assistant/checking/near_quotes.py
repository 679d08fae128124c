"""Statements that nearly quote one of the documents: each of their figures is held against the one in its place there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.checking.agreement import same_value
from assistant.checking.types import Claim, Finding, Ground, Verdict
from assistant.checking.verdict import ground_of
from assistant.evidence import Evidence
from assistant.misquotes import NEARLY, likeness
from assistant.particles import with_particle
from ingest.document import Quantity, Statement
from ingest.figures import read_quantities
from ingest.units import DATE

_WINDOW = 6  # letters on each side of a figure that stand in the document as well


def nearly_quoted(statement: Statement, evidence: Sequence[Evidence]) -> Evidence | None:
    """The statement of the documents that a statement nearly quotes, the most alike; None where there is none."""
    alike = [(_likeness(statement, item.statement), -number, item) for number, item in enumerate(evidence)]
    best = max(alike, default=None)
    return best[2] if best is not None and best[0] >= NEARLY else None


def _likeness(statement: Statement, other: Statement) -> float:
    """How alike two statements are; rows of few letters (계 41 38 △3) are so where they are the same under the same columns."""
    if statement.cells and other.cells:
        is_same = "".join(statement.text.split()) == "".join(other.text.split())
        if is_same and _columns(statement) == _columns(other):
            return 1.0
    return likeness(statement.text, other.text)


def _columns(statement: Statement) -> list[str]:
    return ["".join(cell.col_path[-1].split()) for cell in statement.cells if cell.col_path]


def as_quoted(claim: Claim, statement: Statement, quoted: Evidence | None) -> Finding | None:
    """The finding on a figure of a near quote; None where it has no counterpart there, or none of its kind."""
    if quoted is None:
        return None
    own, written = _in_order(statement), _in_order(quoted.statement)
    quantity = claim.quantity
    at = next((number for number, other in enumerate(own) if other.span == quantity.span), -1)
    if at < 0 or len(own) != len(written):
        return _in_context(claim, statement, quoted)
    counterpart = written[at]
    is_other = counterpart.dimension != quantity.dimension and quantity.unit and counterpart.unit
    if is_other and counterpart.value != quantity.value:
        return None  # not its counterpart
    ground = ground_of(quoted.hit, quoted.statement.span)
    if not is_other and same_value(quantity, counterpart):
        return Finding(quantity.span, quantity.text, Verdict.VERIFIED, grounds=(ground,), stated=counterpart)
    return _differs(quantity, counterpart, ground)


def other_years(statement: Statement, quoted: Evidence | None) -> list[Finding]:
    """The findings on years that a near quote has other than the document: they are no claims by themselves."""
    if quoted is None:
        return []
    own, written = _in_order(statement), _in_order(quoted.statement)
    if len(own) != len(written):
        return []
    ground = ground_of(quoted.hit, quoted.statement.span)
    return [
        _differs(one, other, ground)
        for one, other in zip(own, written, strict=True)
        if one.dimension == other.dimension == DATE and not one.value % 10_000 and one.value // 10_000 != other.value // 10_000
    ]


def _differs(quantity: Quantity, written: Quantity, ground: Ground) -> Finding:
    note = f"문서에는 {with_particle(written.text, '으로', '로')} 적혀 있습니다."
    return Finding(quantity.span, quantity.text, Verdict.CONTRADICTED, grounds=(ground,), note=note)


def _in_context(claim: Claim, statement: Statement, quoted: Evidence) -> Finding | None:
    """The finding on a figure that stands among the same letters in the document."""
    text, quantity = re.sub(r"\s", "", statement.text), claim.quantity
    written, source = re.sub(r"\s", "", quantity.text), re.sub(r"\s", "", quoted.statement.text)
    at = text.find(written)
    if at >= 0 and text[max(0, at - _WINDOW) : at + len(written) + _WINDOW] in source:
        grounds = (ground_of(quoted.hit, quoted.statement.span),)
        return Finding(quantity.span, quantity.text, Verdict.VERIFIED, grounds=grounds, stated=quantity)
    return None


def _in_order(statement: Statement) -> list[Quantity]:
    quantities = statement.quantities or read_quantities(statement.text)  # those of headings are not kept
    return sorted(quantities, key=lambda quantity: quantity.span)
