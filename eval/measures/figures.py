"""Figures: what the verifier found of each, and numbers that stand in an answer and in none of its sources.

The second measure reads digits, not quantities, so that it does not share the verifier's mistakes.
"""

from __future__ import annotations

import re
from collections import Counter

from assistant.types import Answer, FigureStatus
from eval.run import Outcome

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_CITATION_MARK = re.compile(r"\[\d+\]")
_DATE = re.compile(
    r"(?<![\d.,])[’'‘]?\d{2,4}\s?[.]\s?\d{1,2}\s?[.](?:\s?\d{1,2}\s?[.]?)?(?!\d)|(?<![\d,])(?:\d{1,4}\s?년|\d{1,2}\s?[월일])|(?<!\d)(?:19|20)\d\d(?!\d)"
)
_SMALL = 10  # counts below it are said of lists and ranks


def figures_by_status(outcome: Outcome) -> Counter[FigureStatus]:
    """How many figures of the answer the verifier found to be verified, derived, in conflict, unverified."""
    return Counter(figure.status for figure in outcome.answer.figures) if outcome.answer else Counter()


def unsupported_numbers(outcome: Outcome) -> list[str]:
    """The numbers of the answer that stand in none of its quotes and are not marked as computed or read in plain words.

    Dates are left out: whether they are right is measured by the right answers.
    """
    answer = outcome.answer
    if answer is None:
        return []
    known = {_key(digits) for text in _sources(answer) for digits in _DIGITS.findall(text)}
    return [digits for digits in numbers_shown(outcome) if _key(digits) not in known]


def numbers_shown(outcome: Outcome) -> list[str]:
    """The numbers that an answer states, as written: all but dates, marks of citations and counts below ten."""
    answer = outcome.answer
    if answer is None or answer.abstained:
        return []
    shown = _DATE.sub(" ", _CITATION_MARK.sub(" ", answer.text))
    return [digits for digits in _DIGITS.findall(shown) if not (digits.isdigit() and int(digits) < _SMALL)]


def _sources(answer: Answer) -> list[str]:
    """What may carry a number: the quotes, the formulas of what was computed, the plain readings of verified amounts."""
    quotes = [citation.quote for citation in answer.citations]
    # Digits that the paper set apart (52 5 5) are one number in the reading text.
    closed = [re.sub(r"(?<=\d) (?=\d)", "", quote) for quote in quotes]
    formulas = [f"{figure.formula} {figure.text}" for figure in answer.figures if figure.status is FigureStatus.DERIVED]
    readings = [figure.reading for figure in answer.figures if figure.status is not FigureStatus.UNVERIFIED]
    return [*quotes, *closed, *formulas, *readings]


def _key(digits: str) -> str:
    plain = digits.replace(",", "")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain
