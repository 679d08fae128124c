"""Whether the documents bear a claim out: what is called most like it must have its value, its year and its kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.checking.agreement import bears_out, holds_in, is_of_column, is_other_meant, rivals, same_value, states
from assistant.checking.alike import has_own_year, is_called_the_same, is_cut_off, is_finer
from assistant.checking.candidates import coverage, is_column_said, pairs_of
from assistant.checking.derive import Known, derive, derive_from_row
from assistant.checking.types import Candidate, Claim, Finding, Ground, Verdict
from assistant.citations import AROUND
from assistant.misquotes import likeness
from assistant.particles import with_particle
from assistant.types import Hit
from ingest.document import FigureKind, Quantity, Span, StatementKind
from ingest.labels import is_total
from ingest.units import DATE, NUMBER

# Set on answers to the gold sets with and without planted errors (benchmarks/free_text.py). Of 350 right figures 96 % are
# borne out at any _BEHIND from 0.12 to 0.3, and 97 % at a _LEAST of 0.4, but there two more of 240 errors pass.
_LEAST = 0.45  # how alike a figure must be called to bear a claim out at all
_BEHIND = 0.2
_ROW_SAID = 0.2  # of a row's name and column, so much more must be said of another row for that one to be meant
_SAME_THING = 0.75  # how alike a figure must be called for another value of it to contradict
_SAME_WORDS = 0.5  # how alike two sentences must be for another value of one to contradict the other
_TOGETHER = 0.5  # of a statement's words, so many must be met where several of its figures stand together
_ROW_NAMED = 0.5  # of a row's name, so much must be said for its figures to be taken together
_MOST_GROUNDS = 3
_ANY_KIND = frozenset({FigureKind.UNKNOWN, FigureKind.BUDGET})  # of a 예산 it is not said which one
_CUT_OFF = "문서의 값 {}에서 뒷자리를 버린 값입니다. 반올림한 값은 아닙니다."
_OTHER_VALUE = "문서에는 다른 값이 적혀 있습니다."


def verdict_on(claim: Claim, candidates: Sequence[Candidate], beside: Sequence[Claim] = ()) -> Finding:
    """The finding on one claim. `beside` are the other claims of its statement."""
    of_year = [item for item in candidates if holds_in(claim, item)]
    best = max((item.score for item in of_year if rivals(claim, item.figure)), default=0.0)
    agreeing = [item for item in of_year if bears_out(claim, item, beside) and not _is_other_row_said(claim, item, of_year)]
    if near := [item for item in agreeing if _is_near(claim, item, best) or _stand_together(claim, item, beside)]:
        if other := _of_kind_said(claim, near, of_year):
            return _finding(claim, Verdict.CONTRADICTED, other, _OTHER_VALUE)
        return _with_other_values(claim, _finding(claim, Verdict.VERIFIED, near), of_year)
    close = [item for item in of_year if _is_near(claim, item, best) and is_of_column(claim, item)]
    if coarse := [item for item in close if is_finer(claim, item)]:
        return _on_finer(claim, coarse, candidates)
    for item in of_year:
        if item.score >= _LEAST and (formula := derive_from_row(claim, _cells(item))):
            return _finding(claim, Verdict.DERIVED, [item], formula=formula)
    if cut := [item for item in close if is_cut_off(claim, item)]:
        return _finding(claim, Verdict.VERIFIED, cut, _CUT_OFF.format(_plain(cut[0])))
    other = [item for item in of_year if item.score >= best - _BEHIND and _may_contradict(claim, item)]
    if other and not any(item.score >= _LEAST for item in agreeing) and not any(_is_said_too(claim, item) for item in of_year):
        return _finding(claim, Verdict.CONTRADICTED, other, _OTHER_VALUE)
    return _not_found(claim, candidates)


def _on_finer(claim: Claim, coarse: Sequence[Candidate], candidates: Sequence[Candidate]) -> Finding:
    """The finding on what the documents round: borne out where a place that names no year has it as exactly, else left open."""
    exact = [item for item in candidates if item.score >= _LEAST and states(claim, item) and not has_own_year(item)]
    if exact:
        return _finding(claim, Verdict.VERIFIED, [*exact, *coarse])
    note = f"문서에는 {with_particle(_plain(coarse[0]), '으로', '로')} 적혀 있어 이보다 자세한 값은 확인되지 않습니다."
    return _finding(claim, Verdict.NOT_FOUND, coarse, note)


def _plain(candidate: Candidate) -> str:
    return _value(candidate, candidate.figure.quantity)


def derive_within(claim: Claim, own: Sequence[Known], before: Sequence[Known]) -> Finding | None:
    """A claim that follows from figures of its statement that the documents bear out, else from those and the ones before it."""
    for known in (own, (*own, *before)):
        if formula := derive(claim, known):
            return _finding(claim, Verdict.DERIVED, (), formula=formula)
    return None


def _of_kind_said(claim: Claim, near: Sequence[Candidate], candidates: Sequence[Candidate]) -> list[Candidate]:
    """What speaks against a claim that is borne out only by another kind than it says: 최종예산 1,500, of 예산 1,500 and 최종예산 1,620."""
    kind, kinds = claim.figure.kind, {item.figure.kind for item in near}
    is_other_kind = kind is FigureKind.TARGET or bool(kinds - {FigureKind.UNKNOWN})  # what is not called an aim is none
    if kind in _ANY_KIND or claim.year is None or kind in kinds or not is_other_kind:
        return []
    return [
        item
        for item in candidates
        if item.figure.kind is kind and item.figure.year == claim.year and _may_contradict(claim, item)
    ]


def _is_near(claim: Claim, candidate: Candidate, best: float) -> bool:
    """Whether a figure is called like a claim, and hardly any is more. A day is told by itself, not by what it is called."""
    behind = 1.0 if claim.quantity.dimension == DATE and claim.quantity.value % 100 else _BEHIND
    return candidate.score >= max(_LEAST, best - behind)


def _is_other_row_said(claim: Claim, candidate: Candidate, candidates: Sequence[Candidate]) -> bool:
    """Whether a claim says the name of another row clearly more than that of the candidate's: 청년 고용률, not 30대 고용률."""
    if candidate.statement.kind is not StatementKind.ROW:
        return False
    least = candidate.likeness.said + _ROW_SAID
    return any(
        item.likeness.said >= least and item.likeness.met >= candidate.likeness.met and not states(claim, item)
        for item in candidates
        if item.statement.kind is StatementKind.ROW and rivals(claim, item.figure)
    )


def _stand_together(claim: Claim, candidate: Candidate, beside: Sequence[Claim]) -> bool:
    """Whether other figures of a claim's statement stand with the candidate, and most of its words."""
    others = [other for other in beside if not same_value(other.quantity, claim.quantity)]
    stated = candidate.statement.quantities
    if not any(same_value(other.quantity, quantity) for other in others for quantity in stated):
        return False
    if candidate.statement.kind is StatementKind.ROW and not _is_row_named(claim, candidate):
        return False
    return coverage(claim.statement, candidate.statement, candidate.hit) >= _TOGETHER


def _is_row_named(claim: Claim, candidate: Candidate) -> bool:
    names = [name for name in candidate.figure.row_path if not is_total(name)]
    wanted = pairs_of(names[-1]) if names else frozenset()
    return bool(wanted) and len(wanted & pairs_of(claim.statement.text)) >= _ROW_NAMED * len(wanted)


def _cells(candidate: Candidate) -> Iterable[tuple[Quantity, Sequence[str]]]:
    return ((cell.quantity, cell.col_path) for cell in candidate.statement.cells if cell.quantity is not None)


def _may_contradict(claim: Claim, candidate: Candidate) -> bool:
    """Whether another value of a candidate speaks against a claim: of the same thing, kind and year, its unit known, no date."""
    kinds = {claim.figure.kind, candidate.figure.kind} - {""}
    quantity = candidate.figure.quantity
    comparable = quantity.dimension not in {DATE, NUMBER} and claim.quantity.dimension == quantity.dimension
    years = {claim.year, candidate.figure.year} - {None}
    return (
        comparable
        and not states(claim, candidate)
        and not is_finer(claim, candidate)
        and not is_cut_off(claim, candidate)
        and len(kinds) < 2
        and not _is_only_target(claim, candidate)
        and len(years) < 2
        and min(candidate.likeness.met, candidate.likeness.said) >= _SAME_THING
        and _is_same_thing(claim, candidate)
    )


def _is_said_too(claim: Claim, candidate: Candidate) -> bool:
    """Whether a sentence has the claim's value for its year, and its words in it or above it: documents differ, not the text."""
    return (
        candidate.statement.kind is not StatementKind.ROW
        and claim.year is not None
        and candidate.figure.year == claim.year
        and candidate.likeness.met >= _SAME_THING
        and states(claim, candidate)
        and not is_other_meant(claim, candidate)
    )


def _is_only_target(claim: Claim, candidate: Candidate) -> bool:
    """Whether one of the two is said to be aimed at and the other is not: 목표 50,000명, and 53,185명 who came."""
    return (claim.figure.kind is FigureKind.TARGET) is not (candidate.figure.kind is FigureKind.TARGET)


def _is_same_thing(claim: Claim, candidate: Candidate) -> bool:
    """Whether a row's figure is in the column that the claim says, or a sentence's in one that is much like its own."""
    if candidate.statement.kind is StatementKind.ROW:
        return is_of_column(claim, candidate) and is_column_said(claim, candidate.figure)
    is_alike = likeness(claim.statement.text, candidate.statement.text) >= _SAME_WORDS or is_called_the_same(claim, candidate)
    return is_alike and not is_other_meant(claim, candidate)


def _with_other_values(claim: Claim, finding: Finding, candidates: Sequence[Candidate]) -> Finding:
    """A verified finding, with the values that other documents have for the same thing."""
    documents = {ground.document for ground in finding.grounds}
    others = [
        item
        for item in candidates
        if item.hit.document not in documents
        and item.figure.year is not None
        and item.figure.year == claim.year
        and _may_contradict(claim, item)
    ]
    if not others:
        return finding
    told = _finding(claim, Verdict.VERIFIED, others)
    values = dict.fromkeys(ground.value for ground in told.grounds)
    return replace(
        finding,
        grounds=(*finding.grounds, *told.grounds),
        note=f"다른 문서에는 {with_particle(', '.join(values), '으로', '로')} 적혀 있습니다.",
    )


def _not_found(claim: Claim, candidates: Sequence[Candidate]) -> Finding:
    """The finding on a claim that nothing bears out, with the nearest places where the number stands for something else."""
    alike = [item for item in candidates if same_value(claim.quantity, item.figure.quantity)]
    agreeing = [item for item in alike if holds_in(claim, item)]
    strong = [item for item in (*agreeing, *alike) if item.score >= _LEAST]
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
    quantity = claim.quantity
    grounds: list[Ground] = []
    for item in candidates:
        ground = ground_of(item.hit, item.statement.span, item)
        if all(ground.span != other.span or ground.document != other.document for other in grounds):
            grounds.append(ground)
    stated = candidates[0].figure.quantity if verdict is Verdict.VERIFIED and candidates else None
    kept = tuple(grounds[:_MOST_GROUNDS])
    return Finding(quantity.span, quantity.text, verdict, grounds=kept, formula=formula, note=note, stated=stated)


def ground_of(hit: Hit, span: Span, candidate: Candidate | None = None) -> Ground:
    """A place of the documents as a ground: its quote is the document's text to the letter."""
    statement = next((item for item in hit.statements if item.span.start <= span.start < item.span.end), hit.statements[0])
    quantity = candidate.figure.quantity if candidate is not None else None
    start, end = span.start - hit.span.start, span.end - hit.span.start
    return Ground(
        hit.document,
        hit.title,
        statement.section,
        statement.place,
        span,
        hit.text[start:end],
        _value(candidate, quantity) if candidate is not None and quantity is not None else "",
        candidate.figure.kind.value if candidate is not None else "",
        candidate.figure.year if candidate is not None else None,
        statement.page,
        hit.text[max(0, start - AROUND) : start],
        hit.text[end : end + AROUND],
    )


def _value(candidate: Candidate, quantity: Quantity) -> str:
    """The value as a person reads it; a cell's with the unit of its table."""
    is_cell = candidate.statement.kind is StatementKind.ROW and quantity.unit and quantity.unit not in quantity.text
    return f"{quantity.text}{quantity.unit}" if is_cell else " ".join(quantity.text.split())
