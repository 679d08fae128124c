"""What was asked before, compared: 둘이 차이는, 합치면, 작년보다 늘었어, 비율로는."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.following.phrases import Phrase, Role
from assistant.following.subject import Subject, is_compared_with, subject_of, with_fitting
from assistant.following.turns import Turn
from assistant.following.words import KINDS, RATES
from assistant.particles import with_particle

_ONLY = frozenset({Role.COMPARED, Role.TIME, Role.LINK, Role.EMPTY, Role.ASKING, Role.FACT})
_OF_SEVERAL = re.compile(
    r"차이|격차|합|더하|더해|더한|평균|비교|(?:^|\s)(?:둘|셋)(?![가-힣]{2})|어느\s?(?:쪽|것|게|해|곳)|(?:두|세)\s?(?:해|개|곳|값)"
)
_BOTH = re.compile(
    r"^(?:그럼|그러면|그렇다면|그리고|이제)?[,\s]*(?:그\s?)?(?:(?:둘|셋|두\s?(?:해|개|곳|값|금액)|세\s?(?:해|개|곳|값))(?:이|을|의|은|를|가|간|끼리)?(?:\s?(?:사이|간)의?)?\s*)?(?:다|모두|전부|서로)?\s*"
)
_THREE = re.compile(r"셋|세\s?(?:해|개|곳|값)")
_ADDED = re.compile(r"^(?:합치면|합하면|더하면|합쳐서|더해서)(?:은|는)?(?:\s?(?:얼마\S*|몇\S*))?[\s?.!]*$")
_AS_RATE = re.compile(r"^(?:비율|퍼센트|%|백분율)(?:으로|로)(?:는|은)?(?:\s?(?:얼마|몇|보여|알려)\S*)*[\s?.!]*$")
_CHANGES = re.compile(r"늘|줄|증가|감소|올[랐라]|내[렸려]|변|달라|바뀌")
_CHANGED = re.compile(r"증액|감액|삭감|증가|감소")
_JOINED = re.compile(r"[과와]|이?랑|하고")


def is_comparison(text: str, phrases: Sequence[Phrase]) -> bool:
    """Whether a text only compares: it says not what, but how."""
    if _AS_RATE.match(_BOTH.sub("", text)):
        return True
    roles = {item.role for item in phrases}
    compares = any(
        item.role is Role.COMPARED or is_compared_with(phrases, number)
        for number, item in enumerate(phrases)
        if item.role in {Role.COMPARED, Role.TIME}
    )
    facts = [item for item in phrases if item.role is Role.FACT]
    return compares and roles <= _ONLY and all(item.stem in RATES for item in facts)


def names_nothing(phrases: Sequence[Phrase]) -> bool:
    """Whether a text asks how something changed since 당초 or 최종 and does not say what: 2024년은 전년 당초보다 얼마나 늘었나."""
    own = [
        item
        for number, item in enumerate(phrases)
        if not (item.role is Role.MEASURE and KINDS.fullmatch(item.stem) and is_compared_with(phrases, number))
        and not _CHANGED.match(item.stem)
    ]
    return len(own) < len(phrases) and all(item.role in _ONLY - {Role.FACT} for item in own) and _asks_amount(phrases)


def _asks_amount(phrases: Sequence[Phrase]) -> bool:
    return any(item.role is Role.ASKING and re.match(r"얼마|몇", item.stem or item.text) for item in phrases)


def compared(turns: Sequence[Turn], text: str, phrases: Sequence[Phrase]) -> str:
    """The comparison in full, over what the last question, or the last ones, were about."""
    matter = _BOTH.sub("", text)
    if _AS_RATE.match(matter):
        return f"{with_fitting(subject_of(turns[-1].phrases).whole(), '이')} 전체에서 차지하는 비율은?"
    if _ADDED.match(matter):
        matter = "합계는?"
    if (beside := _time_beside(phrases)) and (own := subject_of(turns[-1].phrases)).time:
        return " ".join(filter(None, (_listed(sorted((own.time, beside))), own.thing, own.measure, "차이는?")))
    subjects = [*dict.fromkeys(subject_of(turn.phrases) for turn in reversed(turns))][: 3 if _THREE.search(text) else 2]
    if not _OF_SEVERAL.search(text) or len(subjects) < 2 or _names_several(turns[-1]):
        whole = subjects[0].whole()
        if all(item.is_noun for item in phrases):
            return f"{whole} {matter}"
        return f"{with_fitting(whole, '은')} {year_before(phrases, turns[-1])}{matter}"
    return f"{_together(subjects[::-1])} {matter}"


def year_before(phrases: Sequence[Phrase], turn: Turn) -> str:
    """`전년보다 ` where a text asks how much something has changed, of one year, and not since when."""
    if any(item.stem == "왜" for item in phrases):
        return ""
    changes = any(item.role is Role.COMPARED and not item.is_noun and _CHANGES.match(item.text) for item in phrases)
    since = any(is_compared_with(phrases, number) for number, item in enumerate(phrases) if item.role is Role.TIME)
    return "전년보다 " if changes and not since and len(turn.question.years) == 1 else ""


def _time_beside(phrases: Sequence[Phrase]) -> str:
    """The time with which the last question's is compared: 2023년하고 비교하면."""
    return next((item.stem for item in phrases if item.role is Role.TIME and _JOINED.fullmatch(item.particle)), "")


def _names_several(turn: Turn) -> bool:
    """Whether a question is about several things or years itself."""
    return len(turn.question.years) > 1 or any(
        _JOINED.fullmatch(item.particle) for item in turn.phrases if item.role is not Role.ASKING
    )


def _together(subjects: Sequence[Subject]) -> str:
    """Several subjects as one, what they share said once: 2023년과 2024년 출연금."""
    times, things, measures = ([*dict.fromkeys(part(item) for item in subjects)] for part in (_time, _thing, _measure))
    if sum(len(parts) > 1 for parts in (times, things, measures)) > 1:
        return _listed([item.whole() for item in subjects])
    if len(times) > 1:
        times.sort()
    return " ".join(filter(None, (_listed(times), _listed(things), _listed(measures))))


def _listed(names: Sequence[str]) -> str:
    return " ".join([*(with_particle(name, "과", "와") for name in names[:-1] if name), *names[-1:]])


def _time(subject: Subject) -> str:
    return subject.time


def _thing(subject: Subject) -> str:
    return subject.thing


def _measure(subject: Subject) -> str:
    return subject.measure
