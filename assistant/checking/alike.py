"""Whether a claim and a figure of the documents are of one thing, and whether the claim says it more exactly."""

from __future__ import annotations

from assistant.checking.agreement import same_value
from assistant.checking.candidates import is_general, pairs_of
from assistant.checking.types import Candidate, Claim
from ingest.document import StatementKind
from ingest.figures import agrees
from ingest.years import years_of


def is_finer(claim: Claim, candidate: Candidate) -> bool:
    """Whether a claim is within the rounding of a figure, and more exact: 12,997,080천원, of 129억 9천7백만원."""
    stated = candidate.figure.quantity
    return not same_value(claim.quantity, stated) and claim.quantity.step < stated.step and agrees(claim.quantity, stated)


def is_cut_off(claim: Claim, candidate: Candidate) -> bool:
    """Whether a claim is a figure with its last digits cut off where rounding goes up: 129억, of 129억 9천7백만원."""
    said, stated = claim.quantity, candidate.figure.quantity
    is_of_kind = said.dimension == stated.dimension and stated.step < said.step and said.base * stated.base > 0
    return is_of_kind and 0 <= abs(stated.base) - abs(said.base) < said.step


def is_called_the_same(claim: Claim, candidate: Candidate) -> bool:
    """Whether a sentence's figure has the claim's name, all of it and nothing else, and says itself that it is of its year."""
    figure = candidate.figure
    if claim.year is None or figure.year != claim.year or claim.year not in years_of(candidate.statement.text):
        return False
    name, called = claim.figure.row_path[-1:], figure.row_path[-1:]
    if not name or not called or is_general(called[0]):
        return False
    wanted, own = pairs_of(name[0]), pairs_of(called[0])
    around = pairs_of(" ".join((*figure.row_path, candidate.hit.title, *candidate.statement.section)))
    return bool(own) and own <= wanted <= own | around


def has_own_year(candidate: Candidate) -> bool:
    """Whether a figure's own place names a year: its column or row, its sentence, the headings over it."""
    figure, statement = candidate.figure, candidate.statement
    own = (*figure.col_path, *figure.row_path) if statement.kind is StatementKind.ROW else (statement.text,)
    return bool(years_of(" ".join((*own, *statement.context, *statement.section))))
