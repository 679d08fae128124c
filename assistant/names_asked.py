"""Whether a name that a question asks for is stated at all: of a person, of firms, of districts; a number of them is no name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.evidence import Evidence
from assistant.kinds.listing import entries_under, enumerated
from assistant.types import Question
from ingest.document import Statement
from ingest.korean import analyse

# 운영사로 선정된 업체 이름은, 5개 자치구 명단, 어느 업체가, 누가 내정됐나
_ASKS_BODIES = re.compile(
    r"(?:업체|회사|기업|기관|자치구|단체|학교|대학|운영사|\d+개\s?(?:사|소|구)?)\S*\s(?:\S+\s)?(?:이름|명단)|업체명|기업명|어느\s?(?:업체|회사|기업)"
)
_ASKS_PERSON = re.compile(
    r"(?:누가|누구(?:를|가)?)\s?\S*\s?(?:내정|선임|임명|뽑|당선)|(?:내정|선임|임명)된\s?(?:사람|분)?\S*\s?(?:누구|이름|성함)"
)
_NEAR, _LOOKED_AT = 0.75, 6  # of the strongest statement's score; statements


def missing_name(question: Question, evidence: Sequence[Evidence]) -> str:
    """What to say where the matter is named and the name asked for is not; empty where a name is stated, or none is asked for."""
    asks_bodies = _ASKS_BODIES.search(question.plain)
    if not asks_bodies and not _ASKS_PERSON.search(question.plain):
        return ""
    near = [item for item in evidence[:_LOOKED_AT] if item.score >= _NEAR * evidence[0].score]
    named = _with_names(question, [item.statement for item in near])
    if asks_bodies:
        named = [statement for statement in named if question.count in {None, *enumerated(statement.text)}]
        if any(len(entries_under(item.hit, item.statement)) > 1 for item in near):
            return ""
    if named:
        return ""
    return f"묻는 내용을 다룬 대목은 있으나 {'이름은' if asks_bodies else '누구인지는'} 문서에서 찾지 못했습니다."


def _with_names(question: Question, statements: Sequence[Statement]) -> list[Statement]:
    """The statements that somebody says, or that have a proper noun which the question does not have itself."""
    own = {morpheme.form for morpheme in question.morphemes}
    found = analyse([statement.text for statement in statements])
    return [
        statement
        for statement, morphemes in zip(statements, found, strict=True)
        if statement.utterance is not None
        or any(item.tag == "NNP" and item.form not in own and len(item.form) > 1 for item in morphemes)
    ]
