"""Which end a question asks for, of what: 가장 낮은 사업, 두 번째로 큰 기금, 가장 많이 줄어든 부서."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.types import Question
from ingest.years import years_of

_MOST = r"(?:가장|제일|젤|[두세]\s?번째로|[둘셋]째로|[23]위로)\s*"
_GROWS, _SHRINKS = r"늘|증가|증액|오른|올라", r"줄|감소|감액|삭감|떨어|내린"
_LARGEST = re.compile(
    rf"{_MOST}(?!적게|덜|조금)(?:[가-힣]+\s){{0,3}}?(?:(?:많|높|크|큰|컸)(?!\S*\s?(?:{_SHRINKS}|낮))|길|긴|오래|비싸|{_GROWS})"
    r"|최[대고다]|1위|으뜸"
)
_SMALLEST = re.compile(rf"{_MOST}(?:[가-힣]+\s){{0,3}}?(?:적|낮|작|저조|짧|부진|싸|{_SHRINKS}|덜|조금)|최[저소]|꼴찌")
_MEASURE = re.compile(rf"(?P<measure>\S+)\s+{_MOST}")
_PLACE = re.compile(r"(?P<second>두\s?번째로|둘째로|2위)|(?P<third>세\s?번째로|셋째로|3위)")
_WITH_NEXT = re.compile(r"(?:둘째|두\s?번째|2위|차순위|그\s?다음|다음으로).*차이")
_OF_CHANGE = re.compile(rf"{_GROWS}|{_SHRINKS}")
_CHANGE_COLUMN, _RATE = re.compile(r"증감|증액|증가|감소"), re.compile(r"률|율|%")
# What stands among the projects of a budget and is none.
_NO_PROJECT = re.compile(
    r"예비비|인건비|사업비|(?:행정|기본|일반|인력)?(?:운영)?(?:경비|비)|예치금|반환금|내부유보금|전출금|이월금"
)
_ASKS_PROJECT = re.compile(r"사업")
_BRACKETS = re.compile(r"\([^()]*\)")
# What is compared, and how the column is headed that names it.
_AXIS = re.compile(
    r"(?<=[많높크큰컸늘적낮작줄조오올떨내커])(?=[가-힣]*\s(?P<axis>[가-힣]{1,3}?)(?:[은는이가과와을를도]|이랑|하고|$|\s|\?))"
)
_AXES = {
    "사업": ("사업", "과제"),
    "분야": ("분야", "부문"),
    "부서": ("부서", "과", "국"),
    "과": ("부서", "과"),
    "해": ("연도", "년도", "구분"),
    "연도": ("연도", "년도", "구분"),
    "구": ("자치구", "구"),
    "동": ("동",),
    "기관": ("기관",),
    "항목": ("항목", "목", "비목"),
    "기금": ("기금",),
    "시설": ("시설",),
    "분기": ("분기",),
    "달": ("월",),
    "월": ("월",),
}
_YEARS = frozenset({"해", "연도"})
_PERIODS = frozenset({"분기", "달", "월"})
_ANY_HEAD = frozenset({"", "구분", "계", "합계"})


class Extreme(NamedTuple):
    """What is asked for: the ends in order (True the largest), the place from there, and whether it is of a change."""

    ends: tuple[bool, ...]
    place: int = 1
    with_next: bool = False  # the one behind it too, and the difference
    of_change: bool = False
    of_rate: bool = False
    measure: str = ""  # the word before 가장: 집행액이

    def is_change(self, column: str) -> bool:
        """Whether a column of this name states the change that is asked for: the amount, or the rate."""
        return bool(_CHANGE_COLUMN.search(column)) and bool(_RATE.search(column)) is self.of_rate


def extremes_asked(question: Question) -> Extreme:
    """Which ends a question asks for; none where it asks for no extreme."""
    plain = question.plain
    ends = tuple(largest for largest, asked in ((True, _LARGEST), (False, _SMALLEST)) if asked.search(plain))
    place = _PLACE.search(plain)
    with_next = bool(_WITH_NEXT.search(plain))
    number = 1 if place is None or with_next else 2 if place["second"] else 3
    measure = _MEASURE.search(plain)
    return Extreme(
        ends, number, with_next, bool(_OF_CHANGE.search(plain)), bool(_RATE.search(plain)), measure["measure"] if measure else ""
    )


def may_be_compared(question: Question, head: str, labels: Sequence[str]) -> bool:
    """Whether rows under a head may be what is compared: 사업 under 사업명, 분야 under 분야; what says neither may be.

    Years are compared only where the rows are years, and quarters and months where they are these.
    """
    axis, head = _axis_of(question), re.sub(r"\s", "", head)
    if axis in _YEARS and not all(years_of(f"{label}년") for label in labels):
        return False
    if axis in _PERIODS:
        return are_periods(axis, labels)
    return not axis or head in _ANY_HEAD or any(name in head for name in _AXES[axis])


def period_asked(question: Question) -> str:
    """분기 or 달, where a question asks for one of these; else empty."""
    axis = _axis_of(question)
    return axis if axis in _PERIODS else ""


def are_periods(axis: str, labels: Sequence[str]) -> bool:
    """Whether labels are the quarters or months of which one is asked for: 1분기, 2분기 for 가장 많은 분기."""
    return all(any(label.endswith(name) for name in _AXES[axis]) for label in labels)


def _axis_of(question: Question) -> str:
    said = (match["axis"] for match in _AXIS.finditer(_BRACKETS.sub("", question.plain)))
    return next((axis for axis in said if axis in _AXES), "")


def names_project_only(question: Question, label: str) -> bool:
    """Whether a row may compete: where projects are asked for, what stands among them and is none may not."""
    bare = re.sub(r"\s|\(.*\)$", "", label)
    return not _ASKS_PROJECT.search(question.plain) or not _NO_PROJECT.fullmatch(bare)
