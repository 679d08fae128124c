"""Check a gold set against a library: every flaw of every item, in the order of the items."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from eval.checking.duplicates import duplicates
from eval.checking.elsewhere import answered_elsewhere
from eval.checking.papers import Papers
from eval.checking.problem import Problem
from eval.checking.quotes import figures_in_no_quote, quotes_in_no_document
from eval.checking.wanted import nothing_wanted, other_amounts, unknown_type, wanted_of_none
from eval.gold import GoldItem
from index.library import Library

_CHECKS: tuple[Callable[[GoldItem, Papers], Iterator[Problem]], ...] = (
    quotes_in_no_document,
    figures_in_no_quote,
    nothing_wanted,
    wanted_of_none,
    unknown_type,
    other_amounts,
    answered_elsewhere,
)


def check_gold(items: Sequence[GoldItem], library: Library) -> list[Problem]:
    """What is wrong or doubtful in a gold set whose documents are those of a library."""
    papers = Papers(library)
    doubled = {problem.item: problem for problem in duplicates(items)}
    found = []
    for item in items:
        found += [problem for check in _CHECKS for problem in check(item, papers)]
        found += [doubled[item.id]] if item.id in doubled else []
    return found
