"""Which of the strongest statements answers: the first of them that says what is asked for, where one is nearly as strong."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.arithmetic.stated_change import asks_how_much_changed, states_change
from assistant.cells import choose_cells
from assistant.coverage import counts
from assistant.evidence import Evidence
from assistant.focus import focus_of, is_said_in
from assistant.stated import words_of
from assistant.types import Asked, Question
from assistant.unsaid.dates import sort_of_date
from assistant.unsaid.figures import OF_FIGURES
from ingest.document import StatementKind
from ingest.korean import letters_of
from ingest.units import DATE, NUMBER
from ingest.years import years_of

_ASKS_FIGURE = re.compile(r"얼마|몇|수치|율|률|수는|[가-힣]수\s*[?]?$")
# Of the strongest statement's score, for another to answer in its place.
_WITH_DAY, _WITH_FOCUS, _WITH_FIGURE, _WITH_CHANGE = 0.75, 0.8, 0.7, 0.75
_AS_NEAR = 0.9  # of what the strongest meets of the question
_OF_THING = 0.5  # of the words for the thing that the strongest meets, for a sentence that states a change to be of it
_COMPARED = frozenset(
    {"전년", "전년도", "작년", "당초", "최종", "본예산", "추경", "대비", "증가", "감소", "증액", "감액", "예산", "금액"}
)
_TELLING = 3  # letters; shorter nouns (조성, 이월) are said of many things


def fitting_first(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence with a statement in front that says the day, the noun, the sort of figure asked for.

    Empty where the question wants a figure and what bears on it states none: the matter is named, but not its figure.
    """
    found = list(evidence)
    if (says := sort_of_date(question)) is not None:
        found = _in_front(found, lambda item: says(item.statement), _WITH_DAY) or found
    found = _with_change_first(question, _with_focus_first(question, found))
    wants = question.asked is Asked.FIGURE and (question.dimensions or _ASKS_FIGURE.search(question.text))
    return _in_front(found, lambda item: _has_figure(question, item), _WITH_FIGURE) if wants else found


def _in_front(evidence: Sequence[Evidence], fits: Callable[[Evidence], bool], as_strong: float) -> list[Evidence]:
    """The evidence with the first that fits in front, out of those that are as strong; empty where none fits."""
    for number, item in enumerate(evidence):
        if item.score < as_strong * evidence[0].score:
            break
        if fits(item):
            return [item, *evidence[:number], *evidence[number + 1 :]]
    return []


def _with_focus_first(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence with a statement in front that has the noun asked for, and as much of the thing as the strongest has."""
    focus = focus_of(question)
    best = evidence[0]
    is_said = is_said_in(words_of(best.hit, best.statement), focus, question)
    if question.asked not in OF_FIGURES or len(focus.noun) < _TELLING or is_said:
        return list(evidence)
    noun, of_thing = letters_of(focus.noun), {word for word in best.covered if word not in focus.noun}

    def fits(item: Evidence) -> bool:
        as_near = item.coverage >= _AS_NEAR * best.coverage and of_thing <= item.covered
        return as_near and bool(item.statement.quantities) and noun in letters_of(words_of(item.hit, item.statement))

    return _in_front(evidence, fits, _WITH_FOCUS) or list(evidence)


def _with_change_first(question: Question, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence with the sentence in front that states the change asked for, where the strongest statement has not both years."""
    if not asks_how_much_changed(question) or question.asked not in OF_FIGURES or _has_both_years(question, evidence[0]):
        return list(evidence)
    thing = frozenset(_thing_words(question))
    least = max(1.0, _OF_THING * len(thing & evidence[0].covered))

    def fits(item: Evidence) -> bool:
        return states_change(question, item) and len(thing & item.covered) >= least

    return _in_front(evidence, fits, _WITH_CHANGE) or list(evidence)


def _thing_words(question: Question) -> list[str]:
    """The words of a question that say what has changed."""
    return [word for word in question.words if not word.isdigit() and not word.endswith("/V") and word not in _COMPARED]


def _has_both_years(question: Question, evidence: Evidence) -> bool:
    """Whether a statement is a row with a value of each year asked for, or states the change itself."""
    cells = choose_cells(question, evidence.statement)
    given = {year for cell in cells if cell.quantity is not None for year in years_of(" ".join(cell.col_path))}
    is_open = bool(given) and not set(question.years) <= given
    is_row = evidence.statement.kind is StatementKind.ROW  # of uncertain columns: it may have both, and is shown whole
    return states_change(question, evidence) or (is_row and not is_open)


def _has_figure(question: Question, evidence: Evidence) -> bool:
    """Whether a statement has a figure of the sort asked for, or a number whose unit is not known."""
    statement = evidence.statement
    dimensions = {quantity.dimension for quantity in statement.quantities if counts(quantity, statement)}
    wanted = set(question.dimensions) - {DATE}
    return bool(dimensions) and (not wanted or bool(dimensions & wanted) or NUMBER in dimensions)
