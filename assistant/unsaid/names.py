"""Whether an answer names whom or what a question wants the name of: a person, a firm, each of five districts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.kinds.listing import enumerated
from assistant.persons import names_of_persons
from assistant.stated import Stated
from assistant.types import Asked, Question
from assistant.unsaid.wording import not_found
from ingest.korean import analyse, letters_of

_BODIES = r"업체|회사|기업|기관|은행|법인|단체|운영사|언론사|학교|대학|자치구|구청|나라|시장"
_ASKS_WHO = re.compile(
    r"누구|누가|성함|(?:장|이사|대표|위원|의원|담당자?|강사|사람|분|대행|감사)(?:의)?\s?이름|(?:내정|선임|임명)된\s?(?:사람|분)"
)
_ASKS_BODY = re.compile(
    rf"(?:어느|무슨)\s?(?:{_BODIES})|(?:{_BODIES})(?:의|은|는|이|가|를)?\s?(?:\S+\s)?(?:이름|명칭|상호|어디)|상호|업체명|기업명|명칭"
    r"|어디(?:가|로|한테|에게|에서)\s?(?:뽑|선정|바뀌|바뀐|맡|위탁)"
)
_ASKS_EACH = re.compile(
    r"어디\s?어디|누구\s?누구|나머지\s?\S{0,4}\s?(?:어디|누구)|각각\s?(?:어디|누구)|명단|(?:\d+|[두세네]|다섯|여섯|일곱)\s?(?:곳|개사|개소|군데|명)\s?(?:은|는|의)?\s?(?:이름|어디|누구)"
)
_ASKS_OFFICE = re.compile(r"부서|(?:어느|무슨)\s?(?:팀|과|실)|담당\s?(?:팀|과)")
# 사회자는 누구: a part that somebody has, and that must be said of somebody; who has charge is said in many ways.
_ROLE = re.compile(r"(?<![가-힣])([가-힣]{2,5}(?:자|(?<![감이])사))(?:은|는|이|가)?\s?(?:누구|성함)")
_IN_CHARGE = re.compile(r"담당|책임|실무|관계|관리|운영|당사")
_ASKS_COUNT = re.compile(r"몇|얼마")
_COUNTED = re.compile(r"(\d{1,2})\s?(?:개\s?(?:사|소|구|국|시|군)?|곳|명|군데|기관|업체|팀)(?![가-힣]*당)")
_SEPARATED = re.compile(r"\S[,·、]\s?\S")
_LATIN = re.compile(r"[A-Za-z]{2,}")


def unsaid_name(question: Question, stated: Sequence[Stated]) -> str:
    """What to say where the matter is told and the name is not."""
    plain = question.plain
    if question.asked is Asked.YESNO:
        return ""  # 공식 명칭을 바꿨나: no name is asked for
    if _ASKS_EACH.search(plain):
        some = _enumerates(question, stated) or len(_proper_nouns(question, stated)) > _wanted(question) // 2
        return "" if some else not_found("이름 하나하나")
    if _ASKS_BODY.search(plain) and not _ASKS_WHO.search(plain) and not _ASKS_COUNT.search(plain):
        return "" if _proper_nouns(question, stated) else not_found("이름")
    if _ASKS_WHO.search(plain) and not _ASKS_OFFICE.search(plain):
        if not _has_person(question, stated):
            return not_found("누구인지")
        role = _ROLE.search(question.plain)
        return not_found(f"‘{role[1]}’") if role and not _is_told_of(question, role[1], stated) else ""
    return ""


def _enumerates(question: Question, stated: Sequence[Stated]) -> bool:
    """Whether the answer counts up names: as many as are asked for, or in several lines."""
    wanted = _wanted(question)
    most = max((max(enumerated(item.statement.text), default=1) for item in stated), default=1)
    separated = any(_SEPARATED.search(item.statement.text) for item in stated)
    return (most >= wanted and separated) or len(stated) >= max(wanted, 3)


def _wanted(question: Question) -> int:
    """How many names there are to be: as many as the question says; else more than one."""
    asked = _COUNTED.search(question.plain)
    return int(asked[1]) if asked else question.count or 2


def _has_person(question: Question, stated: Sequence[Stated]) -> bool:
    """Whether somebody is named whom the question does not name itself, or speaks."""
    return any(
        item.statement.utterance is not None or any(name not in question.plain for name in names_of_persons(item.statement.text))
        for item in stated
    )


def _is_told_of(question: Question, role: str, stated: Sequence[Stated]) -> bool:
    """Whether a statement or what stands above it has the part that somebody is asked for by, or a word that may stand for it."""
    official = {item.official for item in question.alternatives if item.said and (item.said in role or role in item.said)}
    forms = [letters_of(form) for form in (role, role[:-1], *official)]
    return bool(_IN_CHARGE.search(role)) or any(form in letters_of(item.words) for item in stated for form in forms)


def _proper_nouns(question: Question, stated: Sequence[Stated]) -> set[str]:
    """The proper nouns, and words in Latin letters, that the question has not itself."""
    texts = [item.statement.text for item in stated]
    found = {match.group() for text in texts for match in _LATIN.finditer(text)}
    found |= {item.form for morphemes in analyse(texts) for item in morphemes if item.tag == "NNP" and len(item.form) > 1}
    return {name for name in found if name not in question.plain}
