"""No, by another value in the very place of the one asked for: 서울시 소유인가, of 중구 소유; 회원카드로 센, of 방명록 방식으로 센."""

from __future__ import annotations

import re

from assistant.evidence import Evidence
from assistant.types import Question
from assistant.verdicts.matter import is_of_years, unmet
from assistant.verdicts.verdict import Verdict

_PLACES = r"소유|관할|소관|관리|방식|등급"  # nouns that have a value right before them
_ASKED_OF_PLACE = re.compile(rf"(?<![가-힣])([가-힣]{{2,12}})\s?({_PLACES})(?:[이가은]?\s?(?:맞|인|이)\S*)?\s*[?.]?\s*$")
_CUT = re.compile(r"[(),:·\-]|\s[-–]\s")
_BODY = re.compile(r"(?:특별시|광역시|시|도|구|군|국|과|팀|실|부|청|재단|공사|진흥원|위원회|센터|법인|개인|민간)$")
_BY_MEANS = re.compile(
    r"(?<![가-힣])([가-힣]{2,10}?)(?:\s?(?:방식|방법))?(으로|로)\s([가-힣]{1,4})\s(?:숫자|수치|값|것|거|게|인원|결과)"
)


def otherwise(question: Question, evidence: Evidence) -> Verdict | None:
    """No, where the statement has another value of the same sort in that place, and nowhere the one asked for."""
    if not is_of_years(question, evidence):
        return None
    return _of_place(question, evidence) or _by_means(question, evidence)


def _of_place(question: Question, evidence: Evidence) -> Verdict | None:
    match = _ASKED_OF_PLACE.search(question.plain)
    if match is None or unmet(question, evidence, (match[1], match[2], *_land(question))):
        return None
    for part in _CUT.split(evidence.statement.text):
        stated = re.fullmatch(rf"\s*(?:\S+\s)?([가-힣]{{2,12}})\s?{match[2]}(?:임|이다|입니다)?\.?\s*", part)
        if stated is None:
            continue
        if stated[1] == match[1]:
            return Verdict(True, evidence)
        if _BODY.search(stated[1]) and _BODY.search(match[1]) and match[1] not in part:
            return Verdict(False, evidence)
    return None


def _land(question: Question) -> tuple[str, ...]:
    """Words for the ground, of which one stands for the other: 땅 and 부지 for 토지."""
    ground = ("땅", "부지", "토지", "용지", "대지")
    return ground if any(word in question.plain for word in ground) else ()


def _by_means(question: Question, evidence: Evidence) -> Verdict | None:
    match = _BY_MEANS.search(question.plain)
    text = evidence.statement.text
    if match is None or match[1] in text:
        return None
    known = (match[1], match[3], "이용자", "이용", "숫자")
    if unmet(question, evidence, known):
        return None
    figures = [word for word in question.words if word.isdigit() and word not in map(str, question.years)]
    has_figures = bool(figures) and all(word in text.replace(",", "") for word in figures)
    stated = re.search(rf"[가-힣]{{2,10}}\s?(?:방식|방법)?(?:으로|로)\s{re.escape(match[3])}(?=\s)", text)
    return Verdict(False, evidence) if stated is not None and has_figures else None
