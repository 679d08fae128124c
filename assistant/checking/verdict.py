"""Whether the documents bear a claim out: what is called most like it must have its value, its year and its kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import permutations

from assistant.arithmetic.operands import percent, shown
from assistant.checking.types import Candidate, Claim, Finding, Ground, Verdict
from assistant.grounds import Ground as CitedFigure
from assistant.grounds import holds_for
from assistant.types import Hit
from ingest.document import Quantity, Span, StatementKind
from ingest.figures import agrees, are_opposed
from ingest.units import DATE, NUMBER, POINTS, RATIO

# Set on the answers to the gold sets with and without planted errors: see benchmarks/injection.py.
_LEAST = 0.45  # how alike a figure must be called to bear a claim out at all
_BEHIND = 0.12  # how much less alike than the figure that is called most like it
_SAME_THING = 0.8  # how alike a figure must be called for another value of it to contradict
_MOST_GROUNDS = 3
_FORMULA_PLACES = 2


def verdict_on(claim: Claim, candidates: Sequence[Candidate]) -> Finding:
    """The finding on one claim."""
    of_year = [item for item in candidates if holds_in(claim, item)]
    best = of_year[0].score if of_year else 0.0
    agreeing = [item for item in of_year if same_value(claim.figure.quantity, item.figure.quantity)]
    near = [item for item in agreeing if item.score >= max(_LEAST, best - _BEHIND)]
    if near:
        return _finding(claim, Verdict.VERIFIED, near)
    if (derived := derive(claim, of_year)) is not None:
        return derived
    other = [item for item in of_year if item.score >= best - _BEHIND and _may_contradict(claim, item)]
    if other:
        return _finding(claim, Verdict.CONTRADICTED, other, "문서에는 다른 값이 적혀 있습니다.")
    return _not_found(claim, candidates, agreeing)


def holds_in(claim: Claim, candidate: Candidate) -> bool:
    """Whether a candidate may be of the year that the text gives its figure."""
    return holds_for(CitedFigure(0, candidate.figure, candidate.statement, candidate.hit), claim.year)


def same_value(claim: Quantity, other: Quantity) -> bool:
    """Whether two quantities are the same within the rounding that each shows; of a bare number only its digits count."""
    if NUMBER in {claim.dimension, other.dimension} and DATE not in {claim.dimension, other.dimension}:
        return claim.value == other.value
    if claim.dimension == DATE:
        parts = zip(_parts(claim), _parts(other), strict=True)
        return all(not said or said == known for said, known in parts)
    return agrees(claim, other) and not are_opposed(claim, other)


def _parts(date: Quantity) -> tuple[int, int, int]:
    value = int(date.value)
    return value // 10_000, value // 100 % 100, value % 100


def _may_contradict(claim: Claim, candidate: Candidate) -> bool:
    """Whether another value of a candidate speaks against a claim: of the same thing, kind and year, its unit known, no date."""
    kinds = {claim.figure.kind, candidate.figure.kind} - {""}
    quantity = candidate.figure.quantity
    comparable = quantity.dimension not in {DATE, NUMBER} and claim.figure.quantity.dimension == quantity.dimension
    years = {claim.year, candidate.figure.year} - {None}
    return comparable and len(kinds) < 2 and len(years) < 2 and min(candidate.likeness) >= _SAME_THING


def derive(claim: Claim, candidates: Iterable[Candidate]) -> Finding | None:
    """A claim that is the difference, the share or the growth of two figures of one row that is called like it."""
    wanted = claim.figure.quantity
    for candidate in candidates:
        if candidate.score < _LEAST:
            break
        values = [cell.quantity for cell in candidate.statement.cells if cell.quantity is not None]
        for one, other in permutations(values, 2):
            if formula := _formula(wanted, one, other):
                return _finding(claim, Verdict.DERIVED, [candidate], formula=formula)
    return None


def derive_within(claim: Claim, verified: Sequence[Claim]) -> Finding | None:
    """A claim that follows from two others of its statement that the documents bear out: 8,323명에서 16,662명으로 8,339명 늘어."""
    quantities = [other.figure.quantity for other in verified]
    formulas = (_formula(claim.figure.quantity, one, other) for one, other in permutations(quantities, 2))
    formula = next(filter(None, formulas), "")
    return _finding(claim, Verdict.DERIVED, (), formula=formula) if formula else None


def _formula(wanted: Quantity, one: Quantity, other: Quantity) -> str:
    """How a figure follows from two: 16,662명 - 8,323명 = 8,339명, or their growth in percent; empty where it does not."""
    if one.dimension != other.dimension or one.base <= other.base or not other.base:
        return ""
    difference = one.base - other.base
    if wanted.dimension == one.dimension and wanted.dimension not in {RATIO, NUMBER} and abs(wanted.base) == difference:
        return f"{shown(one)} - {shown(other)} = {shown(wanted)}"
    if one.dimension == RATIO and wanted.dimension == POINTS and abs(wanted.base) == difference:
        return f"{shown(one)} - {shown(other)} = {shown(wanted)}"
    growth = difference / other.base * 100
    if wanted.dimension == RATIO and one.dimension != RATIO and abs(abs(wanted.base) - growth) <= wanted.step / 2:
        return f"({shown(one)} - {shown(other)}) ÷ {shown(other)} × 100 = {percent(difference, other.base, _FORMULA_PLACES)}"
    return ""


def _not_found(claim: Claim, candidates: Sequence[Candidate], agreeing: Sequence[Candidate]) -> Finding:
    """The finding on a claim that nothing bears out, with the nearest places where the number stands for something else."""
    of_other_year = [item for item in candidates if same_value(claim.figure.quantity, item.figure.quantity)]
    strong = [item for item in (*agreeing, *of_other_year) if item.score >= _LEAST]
    if not strong:
        return _finding(claim, Verdict.NOT_FOUND, (), "문서에서 이 수치를 찾지 못했습니다.")
    years = sorted({item.figure.year for item in strong if item.figure.year})
    is_other_year = not agreeing and claim.year is not None and years
    note = (
        f"같은 수가 {'·'.join(f'{year}년' for year in years)}의 값으로 적혀 있습니다."
        if is_other_year
        else "같은 수가 다른 항목의 값으로 적혀 있습니다."
    )
    return _finding(claim, Verdict.NOT_FOUND, strong, note)


def _finding(claim: Claim, verdict: Verdict, candidates: Sequence[Candidate], note: str = "", formula: str = "") -> Finding:
    quantity = claim.figure.quantity
    grounds: list[Ground] = []
    for item in candidates:
        ground = ground_of(item.hit, item.statement.span, item)
        if all(ground.span != other.span or ground.document != other.document for other in grounds):
            grounds.append(ground)
    return Finding(quantity.span, quantity.text, verdict, grounds=tuple(grounds[:_MOST_GROUNDS]), formula=formula, note=note)


def ground_of(hit: Hit, span: Span, candidate: Candidate | None = None) -> Ground:
    """A place of the documents as a ground: its quote is the document's text to the letter."""
    statement = next((item for item in hit.statements if item.span.start <= span.start < item.span.end), hit.statements[0])
    quantity = candidate.figure.quantity if candidate is not None else None
    return Ground(
        hit.document,
        hit.title,
        statement.section,
        statement.place,
        span,
        hit.text[span.start - hit.span.start : span.end - hit.span.start],
        _value(candidate, quantity) if candidate is not None and quantity is not None else "",
        candidate.figure.kind.value if candidate is not None else "",
        candidate.figure.year if candidate is not None else None,
    )


def _value(candidate: Candidate, quantity: Quantity) -> str:
    """The value as a person reads it; a cell's with the unit of its table."""
    is_cell = candidate.statement.kind is StatementKind.ROW and quantity.unit and quantity.unit not in quantity.text
    return f"{quantity.text}{quantity.unit}" if is_cell else quantity.text
