"""Whether a text affirms or denies a word in it: 포함되지 않음, 계획이 없습니다, 연장할 수 있다."""

from __future__ import annotations

import re
from enum import StrEnum


class Polarity(StrEnum):
    """How a text speaks of a word."""

    AFFIRMED = "affirmed"
    DENIED = "denied"
    PLANNED = "planned"
    ALLOWED = "allowed"  # -ㄹ 수 있다


def polarity_of(text: str, form: str, behind: str = "") -> Polarity | None:
    """How a text speaks of a word; None where it does not, or in more than one way. `behind` is the text that follows it.

    >>> polarity_of("지방채는 새로 발행하지 않음.", "발행")
    <Polarity.DENIED: 'denied'>
    """
    whole = text + (behind if _UNFINISHED.match(behind) else "")
    found = {_at(whole, match.start(), match.end()) for match in re.finditer(re.escape(form), whole)} - {None}
    return found.pop() if len(found) == 1 else None


def _at(text: str, start: int, end: int) -> Polarity | None:
    before, tail = text[:start], text[end:]
    if _OF_ANOTHER.search(tail):
        return None
    if _DENIED.search(tail) or _PREFIXED.search(before) or _DENIED_BEFORE.search(before):
        return Polarity.DENIED
    if _ALLOWED.search(tail):
        return Polarity.ALLOWED
    if _PLANNED.search(tail):
        return Polarity.PLANNED
    return Polarity.AFFIRMED if _AFFIRMED.search(tail) or (end - start == 1 and _OF_VERB.search(tail)) else None


_PARTICLE = r"(?:이|가|은|는|을|를|도|에는|에)?\s?"
_ASIDE = r"(?:(?:전혀|아직|따로|별도로|현재|더|거의)\s)?"
_DENIED = re.compile(
    rf"^{_PARTICLE}{_ASIDE}(?:없[는다음습으어었고]|없$|아니|아님|아닌|못[하함했]|불가|미정|안\s?[됨되된])"
    r"|^(?:하|되|시키|받|이)?(?:지|여\s?있지|어\s?있지|고\s?있지)(?:는|도)?\s?(?:않|아니|못)"
    r"|^(?:하|되|받)?기(?:가|는|도)?\s?(?:어렵|어려|곤란|힘들)"
    r"|^(?:하|되|받)는\s?(?:것|바)[은이]?\s?(?:아니|아님|없)|^(?:을\s)?뜻하는\s것은\s아니"
    r"|^(?:할|될|받을|을)\s?수\s?(?:는|가)?\s?없|^할\s?(?:필요|의무|계획)[가이은는]?\s?없"
)
_PREFIXED = re.compile(r"(?<![가-힣])(?:미|불)$")
_DENIED_BEFORE = re.compile(r"(?<![가-힣])(?:안|못)\s$")
_ALLOWED = re.compile(rf"^{_PARTICLE}(?:(?:할|될|받을|을)\s?수\s?있|가능|허용|하도록\s함)")
_PLANNED = re.compile(r"^\S{0,4}\s?(?:\S{1,4}\s)?(?:예정|계획|방침|검토|목표|하고자|하기로|할\s?것|추진\s?중|노력)")
# What says so of the noun behind it and not of what is asked: 감사기구가 있는 기관, 시행하는 사업.
_OF_ANOTHER = re.compile(
    rf"^{_PARTICLE}\S{{0,4}}?(?:있는|하는|되는|하던|된|한|할|될|없는|않는|않은|아닌|못한)\s(?!것|바|상황|상태|실정|점|수|예정|계획|중|의무)[가-힣]"
)
_AFFIRMED = re.compile(
    rf"^{_PARTICLE}(?:하[고여였며되]|하기로|하면서|되면서|한다|한\s(?:것|바|상태|상황)|함|했|하도록|하고|되[고어었며]|된다|된\s(?:것|바|상태|상황)|됨|됐|됩|합|돼|있[다음으습고]|있$|시[킴켰]|완료"
    r"|임(?![가-힣])|이다|이며|이었|입니다|으로\s|인\s(?:것|바|상태|상황)|인정|받[아았음]|하여야|해야)|^\s*[.)\]]|^\s*$|^\s?\("
)
_OF_VERB = re.compile(r"^(?:았|었|였|습니다|는다|고\s|으며|음)")
_UNFINISHED = re.compile(r"^(?:되|하)지|^않|^못")
