"""Understand a question: its words, the years it names, and the kind of answer it wants."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from assistant.asked import ASKING_OF, COUNTS, asked_of, count_of, dimensions_of
from assistant.particles import with_particle
from assistant.relative_years import years_meant
from assistant.shape import Shape, shape_of
from assistant.types import Asked, Question
from ingest.korean import Morpheme, analyse, letter_pairs, words
from ingest.mend import mend

# Words by which one asks, not about which.
_ASKING = frozenset(
    [
        "얼마",
        "몇",
        "알리/V",
        "궁금",
        "주/V",
        "무엇",
        "뭐",
        "누구",
        "언제",
        "어디",
        "어떻",
        "어떻/V",
        "말",
        "정도",
        "각각",
        "나오/V",
        "보/V",
        "알/V",
        "대하",
        "관련",
        "내용",
        "설명",
        "답",
        "질문",
        "좀",
        "계산",
        "거",
        "건가",
        "프로",
        "퍼센트",
        "이유",
        "까닭",
        "사유",
        "가지",
        "목록",
        "기준",
        "당시",
        "얼마나",
        "수치",
        "성함",
        "이름",
        "연락처",
        "전화",
        "번호",
        "누가",
        "어느",
        "무슨",
        "오/V",
        "쓰/V",
        "들/V",
        "나가/V",
        "잡히/V",
        "모자라/V",
        "맞/V",
        "비교",
        "쯤",
        "총",
        "모두",
        *("많/V", "적/V", "높/V", "낮/V", "크/V", "작/V", "사이", "뒤", "해"),
        "날짜",
        "앞뒤",
        "전화번호",
        "내선",
        "부탁",
        "나열",
        "열거",
        *("밝히/V", "꼽/V", "뽑/V", "적히/V", "고르/V"),
        "정리",
        "답변",
        "책정",
        "숫자",
        "제목",
        "명수",
        "명단",
        *COUNTS,
        "합치/V",
        *("추이", "추세", "해마다", "매년", "변화", "변하/V", "바뀌/V", "달라지/V", "흐름"),
        "년",
        "월",
        "일",
    ]
)

_BY_YEAR, _YEAR_WORDS = re.compile(r"[연년]도별"), frozenset({"연도", "년도"})
# Words that ask, which typing fast puts to the word before: 일정언제, 출연금얼마.
_ASKS_ALONE = frozenset({"얼마", "얼마나", "언제", "누구", "어디", "무엇", "뭐", "왜", "몇", "어떻게", "무슨"})


def understand(text: str, today: date | None = None) -> Question:
    """Read a question; 작년 and 올해 count from `today`, the day it is asked where none is given.

    Never fails: text without a word gives a question without words.
    """
    whole = mend(text)
    # In short and at a glance are what a summary is anyway: 짧게 정리, 한눈에 볼 수 있게 요약.
    shape, plain = (Shape.PLAIN, whole) if asked_of(whole) is Asked.SUMMARY else shape_of(whole)
    plain = plain or whole
    morphemes = analyse([plain])[0]
    apart = _spaced(plain, morphemes)
    meant = years_meant(plain, today or date.today())
    found = words(_without(plain, morphemes, [said for said, _ in meant.said])) or words(morphemes)
    short = {str(year % 100) for year in meant.years}  # the 21 of 21년도 is found as 2021
    asked = asked_of(apart)
    asking = _ASKING | ASKING_OF.get(asked, frozenset()) | (_YEAR_WORDS if _BY_YEAR.search(plain) else frozenset())
    about = tuple(word for word in found if word not in asking and word not in short) or tuple(found)
    return Question(
        text=text.strip(),
        asked=Asked.LIST if shape is Shape.LIST else asked,
        words=tuple(dict.fromkeys((*about, *map(str, meant.years)))),
        pairs=tuple(letter_pairs(plain)),
        morphemes=tuple(morphemes),
        plain=plain,
        years=meant.years,
        months=meant.months,
        count=count_of(apart),
        dimensions=dimensions_of(apart),
        readings=tuple(_reading(said, years) for said, years in meant.said),
        shape=shape,
    )


def is_asking(word: str) -> bool:
    """Whether a word is one by which one asks, not about which: 얼마, 알려."""
    return word in _ASKING


def _without(plain: str, morphemes: Sequence[Morpheme], said: Iterable[str]) -> list[Morpheme]:
    """The morphemes less those of some phrases: for 작년 the year that it means is searched for."""
    spans = [(match.start(), match.end()) for phrase in said for match in re.finditer(re.escape(phrase), plain)]
    return [item for item in morphemes if not any(start <= item.start < end for start, end in spans)]


def _spaced(plain: str, morphemes: Sequence[Morpheme]) -> str:
    """The text with a space before each word of asking that was typed to the word before: 일정언제 -> 일정 언제."""
    for morpheme in reversed(morphemes):
        if morpheme.form in _ASKS_ALONE and morpheme.start and re.match(r"[가-힣]", plain[morpheme.start - 1]):
            plain = f"{plain[: morpheme.start]} {plain[morpheme.start :]}"
    return plain


def _reading(said: str, years: Sequence[int]) -> str:
    """How years were understood: ‘작년’은 2025년으로 보았습니다."""
    span = f"{years[0]}~{years[-1]}년" if len(years) > 1 else f"{years[0]}년"
    return f"{with_particle(f'‘{said}’', '은', '는')} {span}으로 보았습니다."
