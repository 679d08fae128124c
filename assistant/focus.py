"""The focus of a question: the noun that says what of a thing is asked for, and what it would be counted in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from assistant.types import Question
from ingest.korean import Morpheme

_NOUNS = frozenset({"NNG", "NNP", "XR", "SL", "XPN", "XSN", "SH"})
_ACTS = frozenset({"XSV", "XSA", "VCP"})  # 편성 + 되다: what is done, not what is asked for
_NOTE_BEHIND = re.compile(r"\s*\([^()]*\)\s*[?.]?\s*$")  # "… 얼마? (2022년 기준)"
# Nouns by which one asks for any figure, or says how it is to be given.
_GENERAL = frozenset(
    [
        "금액",
        "예산",
        "비용",
        "돈",
        "액수",
        "값",
        "액",
        "규모",
        "건수",
        "명수",
        "인원",
        "인원수",
        "수",
        "개수",
        "갯수",
        "총액",
        "합계",
        "계",
        "전체",
        "합",
        "비율",
        "비중",
        "율",
        "률",
        "증가율",
        "감소율",
        "증감률",
        "증가액",
        "감소액",
        "증감",
        "증가",
        "감소",
        "차이",
        "차액",
        "변화",
        "추이",
        "추세",
        "현황",
        "실적",
        "성과",
        "결과",
        "내용",
        "수치",
        "숫자",
        "단위",
        "기준",
        "대비",
        "정도",
        "얼마",
        "평균",
        "최대",
        "최소",
        "최종",
        "최초",
        "당초",
        "작년",
        "올해",
        "내년",
        "지난해",
        "연간",
        "하루",
        "월",
        "달",
        "해",
        "년",
        "연",
        "일",
        "말",
        "때",
        "중",
        "가운데",
        "사이",
        "앞뒤",
        "자료",
        "문서",
        "보고서",
        "보고",
        "표",
        "행감",
        "감사",
        "회의",
        "답변",
        "설명",
        "기간",
        "시기",
        "날짜",
        "일정",
        "일자",
        "이유",
        "사유",
        "까닭",
        "배경",
        "목적",
        "원인",
        "이름",
        "성함",
        "명단",
        "목록",
        "담당",
        "담당자",
        "부서",
        "기관",
        "업체",
        "회사",
        "사람",
        "분",
        "곳",
        "데",
        "군데",
        "개소",
        "개사",
        "건",
        "명",
        "개",
        "회",
        "번",
        "차례",
        "위",
        "등",
        "점",
        "종",
        "대",
        "호",
        "팀",
        "가지",
        "프로",
        "퍼센트",
        "원",
        "천",
        "만",
        "억",
        "조",
        "명수",
        "사업",
        "사업명",
        "분야",
        "항목",
        "종류",
        "요청",
        "확인",
        "부탁",
        "계산",
        "비교",
        "일치",
        "상대",
        "각각",
        "총",
        "것",
        "거",
        "분기",
        "상반기",
        "하반기",
        "이상",
        "이하",
        "미만",
        "초과",
        "수준",
        "상태",
        "경우",
        "대상",
        "방법",
        "요약",
        "정리",
        "제목",
        "주제",
        "이야기",
        "얘기",
        "말씀",
        "의견",
        "문제",
        "문제점",
        "사항",
        "지금",
        "현재",
        "실제",
        "예정",
        "계획",
        "목표",
        "수요",
        "산출",
        "내역",
        "산출내역",
        "편성",
        "책정",
        "집계",
        "확정",
        "추산",
        "배정",
        "반영",
        "잡",
        "금",
        "씩",
        "치",
        "순",
        "후",
        "전",
        "뒤",
        "얼마씩",
        "회사당",
        "기업당",
        "연도",
        "연도별",
        "동안",
        "한눈",
        "핵심",
        "전년",
        "부문",
        "단가",
        "지점",
        "법인",
        "해마다",
        "퍼센티지",
        "어느쪽",
        "이유",
        "점",
        "쪽수",
        "페이지",
        "안",
        "차",
        "기",
        "쪽",
        "측",
        "시",
        "당시",
        "개월",
        "만명",
        "억원",
        "천원",
        "백만원",
    ]
)
# Of these, those behind which the noun asked for stands: 관람객 수, 상품권 발행 규모. Before any other, nothing is looked for.
_TRANSPARENT = frozenset(
    [
        "금액",
        "예산",
        "비용",
        "돈",
        "액수",
        "값",
        "액",
        "규모",
        "건수",
        "명수",
        "인원",
        "인원수",
        "수",
        "개수",
        "갯수",
        "총액",
        "합계",
        "계",
        "전체",
        "합",
        "비율",
        "비중",
        "율",
        "률",
        "증가율",
        "감소율",
        "증감률",
        "증가액",
        "감소액",
        "증감",
        "증가",
        "감소",
        "차이",
        "차액",
        "변화",
        "추이",
        "현황",
        "실적",
        "성과",
        "결과",
        "수치",
        "숫자",
        "단위",
        "정도",
        "얼마",
        "평균",
        "최종",
        "당초",
        "작년",
        "올해",
        "내년",
        "지난해",
        "연간",
        "하루",
        "월",
        "달",
        "년",
        "연",
        "말",
        "때",
        "요청",
        "확인",
        "부탁",
        "계산",
        "비교",
        "일치",
        "각각",
        "총",
        "것",
        "거",
        "지금",
        "현재",
        "실제",
        "예정",
        "목표",
        "계획",
        "편성",
        "책정",
        "집계",
        "확정",
        "추산",
        "배정",
        "반영",
        "산출",
        "표",
        "명",
        "개",
        "건",
        "회",
        "원",
        "천",
        "만",
        "억",
        "조",
        "씩",
        "치",
        "얼마씩",
        "기준",
        "대비",
        "단가",
        "연도별",
        "동안",
        "이상",
        "이하",
        "기간",
        "점수",
        "등",
        "위",
    ]
)
_DIMENSIONS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "money",
        re.compile(
            r"(?<=.)(?:(?<![준장정대설구예])비|(?<=[가-힣]{2})(?<![완자진의종원재음동치])료|(?<![지조])금|액|값|가격|급여|연봉|월급|보수|수당|매출|단가|예산|비용)$"
        ),
    ),
    ("ratio", re.compile(r"(?<=.)(?:(?<![법쟁])률|(?<![자규조])율|비율|비중)$")),
)
_STEM = re.compile(r"(?<=..)(?:금액|비용|예산|사업비|가격|점수|인원|비율|비|료|금|액|값|자|객|생|률|율|수|일)$")
_OF_CHANGE = re.compile(r"(?:변동|상승|하락|성장|신장|증가|감소|증감|달성|집행)[률율]$")
_ENDS = re.compile(r"(?<=.)(?:수|액수)$")
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Focus:
    """What a question asks of the thing that it names; `noun` is empty where it asks for a figure of any name."""

    noun: str = ""  # as written: 임차료
    stem: str = ""  # less its ending, where that says what it is counted in: 임차
    head: str = ""  # the last of the words that it is put together from: 기업 of 참여기업
    dimension: str = ""  # as in ingest.units; empty where the noun does not tell


def focus_of(question: Question) -> Focus:
    """The last noun before a question's word of asking: 관람객 of `SSCE 예상 관람객 수는?`; none that is general.

    >>> focus_of(understand("체육관 총사업비 얼마 들었어?")).noun
    '총사업비'
    """
    end = len(_NOTE_BEHIND.sub("", question.plain))
    for noun in _nouns_from_behind(question, end):
        short = _ENDS.sub("", noun.text)
        if noun.text in _TRANSPARENT or _OF_CHANGE.search(short) or short in _TRANSPARENT or len(short) < _SHORTEST:
            continue
        if noun.text in _GENERAL or short in _GENERAL or noun.head in _GENERAL:
            return Focus()
        dimension = next((name for name, pattern in _DIMENSIONS if pattern.search(short)), "")
        return Focus(short, without_ending(short), noun.head, dimension)
    return Focus()


def without_ending(noun: str) -> str:
    """A noun less what it is counted in: 임차료 -> 임차. Of 사업비, whose rest would be said of anything, all."""
    stem = _STEM.sub("", noun)
    return noun if stem in _GENERAL else stem


class _Noun(NamedTuple):
    text: str
    head: str


def _nouns_from_behind(question: Question, end: int) -> list[_Noun]:
    """The nouns of a question as words, the last first. What is done (편성된) is none."""
    found: list[_Noun] = []
    run: list[Morpheme] = []
    morphemes = [item for item in question.morphemes if item.start < end]
    for place in range(len(morphemes) - 1, -1, -1):
        item = morphemes[place]
        behind = morphemes[place + 1].tag.partition("-")[0] if place + 1 < len(morphemes) else ""
        is_noun = item.tag in _NOUNS and (bool(run) or behind not in _ACTS)
        if run and not (is_noun and item.end == run[0].start):
            found.append(_noun(question, run))
            run = []
            is_noun = item.tag in _NOUNS and behind not in _ACTS
        if is_noun:
            run.insert(0, item)
    return [*found, _noun(question, run)] if run else found


def _noun(question: Question, run: Sequence[Morpheme]) -> _Noun:
    """A run of morphemes as a word; its head is the last that is no mere ending (률)."""
    whole = [item for item in run if item.tag != "XSN"] or run
    return _Noun(question.plain[run[0].start : run[-1].end], question.plain[whole[-1].start : run[-1].end])
