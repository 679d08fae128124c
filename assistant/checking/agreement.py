"""Whether a candidate bears a claim out: its value, its year, its column, and no figure beside it that is meant instead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.checking.candidates import pairs_of
from assistant.checking.claims import place_of
from assistant.checking.types import Candidate, Claim
from assistant.grounds import Ground, holds_for, is_column_named, same
from ingest.document import Figure, FigureKind, Quantity, StatementKind
from ingest.figure_kinds import kind_of_labels
from ingest.measures import words_before
from ingest.units import DATE, NUMBER
from ingest.years import years_of

_CLEARLY = 0.3  # of the words before a claim, so many more must be met around another figure for that one to be meant
_HEADED, _FEWEST = 0.1, 8  # of a sentence's words behind its head, so few said mean that it is of something else
_END = 0.5  # what it counts that both figures are where something comes from, or what it comes to
_PLANNED = frozenset({FigureKind.PLAN, FigureKind.TARGET, FigureKind.FORECAST, FigureKind.REQUESTED})
_DONE = frozenset({FigureKind.ACHIEVED, FigureKind.SETTLED, FigureKind.SPENT})
_WAS = re.compile(r"작년|지난해|전년도?(?!\s?대비)")
_YEAR_ALONE = re.compile(r"\W*\d{2,4}\s?년?도?\W*")
_CHANGED = re.compile(r"증\s?감|증가|감소")
_FROM, _TO = re.compile(r"(?:\([^)]*\))?\s?에서"), re.compile(r"(?:\([^)]*\))?\s?으?로(?![가-힣])")
_LESS = re.compile(r"(?:\([^)]*\))?(?:이|가|을|를|만큼|씩)?\s?(?:줄|감소|감액|감축|삭감|하락|낮|떨어|내려|적|축소|부족|모자)")
_MORE = re.compile(r"(?:\([^)]*\))?(?:이|가|을|를|만큼|씩)?\s?(?:늘|증가|증액|증원|상승|높|올|오른|오르|많|확대)")


def bears_out(claim: Claim, candidate: Candidate, beside: Sequence[Claim]) -> bool:
    """Whether a candidate states what is claimed. `beside` are the other claims of its statement."""
    return (
        states(claim, candidate)
        and holds_in(claim, candidate)
        and not _is_only_planned(claim, candidate)
        and not _is_only_headed(claim, candidate)
        and is_of_column(claim, candidate)
        and not is_other_meant(claim, candidate)
        and not _are_exchanged(claim, candidate, beside)
    )


def holds_in(claim: Claim, candidate: Candidate) -> bool:
    """Whether a candidate may be of the year that the text gives its figure."""
    return holds_for(Ground(0, candidate.figure, candidate.statement, candidate.hit), claim.year)


def is_of_column(claim: Claim, candidate: Candidate) -> bool:
    """Whether the words before a claim name no other column of a candidate's row, nor the kind of another."""
    if _is_only_of_year(claim, candidate):
        return True
    ground = Ground(0, candidate.figure, candidate.statement, candidate.hit)
    tells_change = _CHANGED.search(" ".join(candidate.figure.col_path[-1:])) and (
        _LESS.match(claim.behind) or _MORE.match(claim.behind)
    )
    return bool(tells_change) or (is_column_named(ground, claim.before) and not _is_of_other_kind(claim, candidate))


def _is_only_of_year(claim: Claim, candidate: Candidate) -> bool:
    """Whether a candidate's column is the claim's year and no other is said: of 2022년 120명으로 전년 100명, 2021년."""
    column, said = "".join(candidate.figure.col_path), pairs_of(claim.before)
    others = {cell.col_path[-1] for cell in candidate.statement.cells if cell.col_path}
    is_other_said = any((pairs := pairs_of(name)) and pairs <= said for name in others if not _YEAR_ALONE.fullmatch(name))
    return not is_other_said and _YEAR_ALONE.fullmatch(column) is not None and years_of(column) == (claim.year,)


def _is_of_other_kind(claim: Claim, candidate: Candidate) -> bool:
    """Whether the words right before a claim say the kind of another column of a candidate's row: 추경 86억원, of 본예산 86."""
    if not candidate.figure.col_path:
        return False
    said = kind_of_labels([words_before(claim.statement.text, claim.at)])
    own = kind_of_labels(candidate.figure.col_path[-1:])
    columns = {kind_of_labels(cell.col_path[-1:]) for cell in candidate.statement.cells}
    return bool(said) and said != own and said in columns


def states(claim: Claim, candidate: Candidate) -> bool:
    """Whether a candidate has the value that is claimed, in words or in its sign: 19.6% 줄었다, △19.6."""
    wanted, stated = claim.quantity, candidate.figure.quantity
    if stated.value < 0 < wanted.value and _LESS.match(claim.behind):
        wanted = _negative(wanted)
    is_opposite = stated.value < 0 < wanted.value and _MORE.match(claim.behind)
    return not is_opposite and same_value(wanted, stated)


def same_value(claim: Quantity, other: Quantity) -> bool:
    """Whether two quantities are the same as the verifier has it; of a bare number on either side only its digits count."""
    dimensions = {claim.dimension, other.dimension}
    if NUMBER in dimensions and DATE not in dimensions:
        return claim.value == other.value
    return same(claim, other)


def _negative(quantity: Quantity) -> Quantity:
    return replace(quantity, value=-quantity.value, base=-quantity.base)


def rivals(claim: Claim, figure: Figure) -> bool:
    """Whether a figure could be what a claim is of: in its unit, and of its year as far as both are known."""
    quantity = figure.quantity
    is_of_year = claim.year is None or figure.year is None or figure.year == claim.year
    is_counted_so = quantity.dimension == claim.quantity.dimension and quantity.dimension != NUMBER
    return is_of_year and is_counted_so


def _is_only_planned(claim: Claim, candidate: Candidate) -> bool:
    """Whether a claim says that something was, and the candidate only that it is to be."""
    own = claim.figure.kind
    return candidate.figure.kind in _PLANNED and (own in _DONE or bool(_WAS.search(claim.before)))


def _is_only_headed(claim: Claim, candidate: Candidate) -> bool:
    """Whether nothing of a candidate's sentence is said but its head: 지적사항 of `지적사항 : 수의계약 37건 가운데 6건에 사유서가 없음`."""
    _, colon, body = candidate.statement.text.partition(" : ")
    words = pairs_of(body)
    if not colon or len(words) < _FEWEST or candidate.statement.kind is StatementKind.ROW:
        return False
    return len(words & pairs_of(claim.statement.text)) < _HEADED * len(words)


def is_other_meant(claim: Claim, candidate: Candidate) -> bool:
    """Whether the words before a claim are those before another figure of the candidate's sentence: 순세계잉여금 442백만원."""
    if candidate.statement.kind is StatementKind.ROW:
        return False
    own = _met(claim, candidate, candidate.figure.quantity)
    others = (
        other.quantity for other in candidate.beside if rivals(claim, other) and not same_value(other.quantity, claim.quantity)
    )
    return any(_met(claim, candidate, other) >= own + _CLEARLY for other in others)


def _are_exchanged(claim: Claim, candidate: Candidate, beside: Sequence[Claim]) -> bool:
    """Whether the words say that a claim and another one of its statement should change places: 30%에서 50%로, for 50%에서 30%로."""
    if candidate.statement.kind is StatementKind.ROW:
        return False
    stated = candidate.figure.quantity
    for other in beside:
        if other.quantity.dimension != claim.quantity.dimension or same_value(other.quantity, stated):
            continue
        for quantity in candidate.statement.quantities:
            if same_value(other.quantity, quantity):
                as_said = _fit(claim, candidate, stated) + _fit(other, candidate, quantity)
                exchanged = _fit(claim, candidate, quantity) + _fit(other, candidate, stated)
                if exchanged >= as_said + _CLEARLY:
                    return True
    return False


def _fit(claim: Claim, candidate: Candidate, quantity: Quantity) -> float:
    """How well a figure of a sentence is in the claim's place: by the words before both, and whether both are 에서 or 으로."""
    ends = _end(claim.behind), _end(_behind(candidate, quantity))
    return _met(claim, candidate, quantity) + (_END if ends[0] and ends[0] == ends[1] else 0.0)


def _met(claim: Claim, candidate: Candidate, quantity: Quantity) -> float:
    """How far the words right before a claim stand right before a figure of the candidate's sentence: all, and the last."""
    at = place_of(quantity, candidate.statement)
    own, other = _words_before(claim.statement.text, claim.at), _words_before(candidate.statement.text, at)
    shares = [
        len(said & pairs_of(theirs)) / len(said)
        for mine, theirs in ((own, other), (_last_word(own), _last_word(other)))
        if (said := pairs_of(mine))
    ]
    return sum(shares) / len(shares) if shares else 0.0


def _last_word(words: str) -> str:
    return words.rpartition(" ")[2]


def _words_before(text: str, at: int) -> str:
    """The words before a figure, or before the bracket in which it stands alone: 대면교육(93.5%)."""
    bare = text[:at].rstrip(" (’'‘")
    return words_before(bare, len(bare))


def _behind(candidate: Candidate, quantity: Quantity) -> str:
    return candidate.statement.text[place_of(quantity, candidate.statement) + len(" ".join(quantity.text.split())) :]


def _end(behind: str) -> str:
    return "from" if _FROM.match(behind) else "to" if _TO.match(behind) else ""
