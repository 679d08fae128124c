"""Whether a clause tells of something else, or the opposite, of what a place says with the same words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.generate.clauses import COMPLEMENT, FROM, OBJECT, SUBJECT, TO, TOPIC, Clause
from assistant.generate.lacking import stands
from assistant.generate.opposites import is_opposite
from assistant.generate.places import Place, plain_letters
from assistant.generate.said import last_key, telling
from assistant.grounds import same
from ingest.document import Quantity
from ingest.figures import read_quantities

OPPOSITE = "인용한 대목과 뜻이 반대입니다."
_EXCHANGED = "인용한 대목과 누가 무엇을 하는지가 다릅니다."
_NEGATION = re.compile(r"않|아니|아닌|아님|없|못|불가|미[가-힣]|안\s")
_FEWEST = 2  # clauses in which different things can be said


def turned(clause: Clause, figures: Sequence[Quantity], text: str, source: Place) -> str:
    """Whether a source denies what a clause says, says the opposite, or says it of something else."""
    if is_opposite(clause, text, source.clauses, source.own):
        return OPPOSITE
    if source.is_row:
        denied = any(item.is_denied for item in clause.predicates)
        return OPPOSITE if denied and _NEGATION.search(source.own) is None and "-" not in source.own else ""
    if _is_denied_there(clause, source):
        return OPPOSITE
    return _EXCHANGED if _is_exchanged(clause, source) or _is_figure_of_another(clause, figures, source) else ""


def _is_denied_there(clause: Clause, source: Place) -> bool:
    """Whether a source says with other signs what a clause says."""
    said = {(item.key, item.is_denied) for other in source.clauses for item in other.predicates}
    keys = {key for key, _ in said}
    for item in clause.predicates:
        if item.key in keys and (item.key, item.is_denied) not in said:
            return True
        if item.key not in keys and item.is_denied and _NEGATION.search(source.statement.text) is None:
            return True
    return False


def _is_exchanged(clause: Clause, source: Place) -> bool:
    """Whether a noun has the part in a clause that another of the clause has in the source, or is of another clause there."""
    return any(_has_part_of_another(clause, other) for other in source.clauses) or _is_of_another(
        clause, (*source.over, *source.clauses)
    )


def _has_part_of_another(clause: Clause, other: Clause) -> bool:
    """시비가 줄어 같은 국비로, of 국비가 줄어 같은 시비로."""
    for role in (FROM, TO):
        mine = {noun.text for noun in clause.of_role(role)}
        theirs = {noun.text for noun in other.of_role(role)}
        elsewhere = {noun.text for noun in clause.nouns if noun.role and noun.role != role} - mine
        known = {noun.text for noun in other.nouns}
        if mine and theirs and not mine & theirs and theirs & elsewhere and mine & known:
            return True
    return False


def _is_of_another(clause: Clause, clauses: Sequence[Clause]) -> bool:
    """Whether the clauses of a source that say the same say it of others than a clause, whose own stand elsewhere in it."""
    keys = last_key(clause)
    alike = [number for number, other in enumerate(clauses) if any(item.key in keys for item in other.predicates)]
    if not alike or len(clauses) < _FEWEST:
        return False
    for noun in clause.of_role(SUBJECT, TOPIC, COMPLEMENT):
        holding = [number for number, other in enumerate(clauses) if stands(noun.text, plain_letters(other.text))]
        leading = (
            (TOPIC,) if noun.role == TOPIC else (SUBJECT, TOPIC, COMPLEMENT)
        )  # a topic is carried over clauses with a subject
        led = [number for number in alike if clauses[number].of_role(*leading)]
        if holding and len(led) == len(alike) and not set(alike) & set(holding):
            return True
    return False


def _is_figure_of_another(clause: Clause, figures: Sequence[Quantity], source: Place) -> bool:
    """Whether a source has a figure in another of its clauses than what it is done to: 계획을 3년마다 세우고 조사를 2년마다 한다."""
    for figure in telling(figures):
        holding = [other for other in source.clauses if any(same(figure, item) for item in read_quantities(other.text))]
        for noun in clause.of_role(OBJECT):
            elsewhere = [
                other for other in source.clauses if other not in holding and stands(noun.text, plain_letters(other.text))
            ]
            beside = any(stands(noun.text, plain_letters(other.text)) for other in holding)
            if holding and elsewhere and not beside and all(other.of_role(OBJECT) for other in holding):
                return True
    return False
