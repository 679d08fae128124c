"""What a question on a decision of the council asks: whether a bill was passed, as it stood or amended, rejected, put off."""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.types import Asked, Question


class Outcome(StrEnum):
    """What was decided, as it is said."""

    AS_IT_STOOD = "원안대로 가결되었습니다"
    AMENDED = "수정가결되었습니다"
    PASSED = "가결되었습니다"
    ADOPTED = "채택되었습니다"
    REJECTED = "부결되었습니다"
    PUT_OFF = "보류되었습니다"


PASSED = frozenset({Outcome.AS_IT_STOOD, Outcome.AMENDED, Outcome.PASSED, Outcome.ADOPTED})
_ENDS = re.compile(
    r"(?:통과|가결|의결|부결|보류|채택|승인)(?:[되됐돼된했시하한]\S{0,6})?(?:\s(?:거|게|건|것)\S{0,3}(?:\s?맞\S*)?)?\s*[?.]?\s*(?:\([^()]*\))?\s*$"
)
_BILL = re.compile(
    r"(?:조례|동의|예산|추경|결의|건의|개정|승인|규칙|의견|출연|계획|청원|요구|제정|결산|승인)\s?안|청원|안건|안은|안이|조례|예산안"
)
_AS_IT_STOOD = re.compile(r"원안|그대로|손대지|고치지|수정\s?없이|변경\s?없이")
_AMENDED = re.compile(r"고쳐|고친|수정|손질|손봐|바꿔서|바꾸어서")
# By which the question asks, and the outcomes that make it so.
_ASKED: tuple[tuple[re.Pattern[str], frozenset[Outcome]], ...] = (
    (re.compile(r"부결"), frozenset({Outcome.REJECTED})),
    (re.compile(r"보류"), frozenset({Outcome.PUT_OFF})),
    (_AS_IT_STOOD, frozenset({Outcome.AS_IT_STOOD})),
    (_AMENDED, frozenset({Outcome.AMENDED})),
    (re.compile(r"통과|가결|의결|채택|승인"), PASSED),
)
WORDS = (
    *("통과", "가결", "의결", "부결", "보류", "채택", "승인", "원안", "수정", "고치", "손대", "손질", "바꾸", "그대로"),
    *("본회의", "회의", "위원회", "임시회", "정례회", "상임위", "의회", "시의회", "회", "위"),
)


def asks_decision(question: Question) -> bool:
    """Whether a question asks what was decided on a bill."""
    return question.asked is Asked.YESNO and _ENDS.search(question.plain) is not None and _BILL.search(question.plain) is not None


def outcomes_asked(question: Question) -> frozenset[Outcome]:
    """The outcomes that make it so."""
    return next((outcomes for pattern, outcomes in _ASKED if pattern.search(question.plain)), PASSED)
