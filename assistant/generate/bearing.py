"""Whether a statement says what a sentence says: each clause in one place, in the same parts, nothing denied or turned round."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.generate.clauses import Clause
from assistant.generate.exchanged import OPPOSITE, turned
from assistant.generate.grounding import Told, has_figure
from assistant.generate.lacking import lacking
from assistant.generate.places import Place, places_in
from assistant.generate.plain_words import REPORTING, plain_words
from assistant.generate.said import Said, last_key, said_of, telling
from assistant.particles import with_particle
from assistant.types import Hit

_ASKED = re.compile(r"묻|물었|물어|질의|질문|여쭈|여쭙|지적|요구|주문|촉구|달라|부탁|바란|\?")
_PLAN = re.compile(r"계획|목표|예정|방향|향후|고자")
_NO_OTHER = "인용한 대목에 그런 내용이 없습니다."
_NOT_YET = "계획이나 목표를 이루어진 일로 적었습니다."


def unborne(told: Told, named: Sequence[Hit]) -> str:
    """Why no statement of some passages says what a sentence says; empty where for each clause one does."""
    text = told.statement.text
    asked = _ASKED.search(text) is not None
    sources = list(places_in(named, asked=asked))
    return next(filter(None, (_unborne(said, text, sources) for said in said_of(told))), "")


def _unborne(said: Said, text: str, sources: Sequence[Place]) -> str:
    """Why no source bears a clause out: what the nearest lacks, empty where one lacks nothing and none says otherwise."""
    stating = [source for source in sources if any(has_figure(source.statement, item) for item in telling(said.figures))]
    found: list[tuple[int, int, str, bool]] = []
    borne = False
    for source in stating or sources:
        missing = lacking(said, source)
        reason = (
            _lacks(missing[0])
            if missing
            else turned(said.clause, said.figures, text, source) or _early(said.clause, text, source)
        )
        if not reason and _shares_key(said.clause, source):
            return ""
        borne = borne or not reason
        found.append((len(missing), len(found), reason, bool(not missing and _shares_key(said.clause, source))))
    if borne and not any(denied and reason == OPPOSITE for _, _, reason, denied in found):
        return ""
    failed = [(count, number, reason) for count, number, reason, _ in found if reason]
    return min(failed)[2] if failed else _NO_OTHER


def _lacks(word: str) -> str:
    return f"{with_particle(f'‘{word}’', '은', '는')} 인용한 대목의 그 자리에 없는 말입니다."


def _shares_key(clause: Clause, source: Place) -> bool:
    keys = last_key(clause)
    return any(item.key in keys for other in source.clauses for item in other.predicates)


def _early(clause: Clause, text: str, source: Place) -> str:
    """Whether what a source plans or aims at is told as done."""
    done = [item for item in clause.predicates if item.is_past and item.key not in plain_words(REPORTING)]
    if not done or _PLAN.search(text) or "때문" in text or source.is_row:
        return ""
    statement = source.statement
    is_plan = _PLAN.search(" ".join((statement.text, *statement.section))) is not None
    was_done = any(item.is_past for other in source.clauses for item in other.predicates)
    return _NOT_YET if is_plan and not was_done else ""
