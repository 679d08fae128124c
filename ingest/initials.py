"""Whether Latin letters are the abbreviation of a Korean name, rather than an example, a tool or a place beside its words."""

from __future__ import annotations

import re

# What a name ends with that is one of a body, an event or an agreement: in brackets behind it stands its abbreviation.
_BODIES = (
    "재단", "진흥원", "연구원", "연구소", "공사", "공단", "센터", "위원회", "협회", "협의회", "협의체", "연합회", "연합", "연맹", "학회", "조합",
    "은행", "기구", "지원단", "사업단", "추진단", "대학교", "과학관", "박물관", "미술관", "박람회", "엑스포", "페스티벌", "비엔날레", "컨벤션", "포럼",
    "위크", "협약", "협정",
)  # fmt: skip
# What a technical term ends with, and the letters that its English one may end with: 증강현실, augmented reality.
_TERMS = {
    "현실": "R", "지능": "I", "기술": "T", "전환": "XT", "투자": "I", "지수": "I", "지표": "I", "체계": "S", "시스템": "S", "플랫폼": "P",
    "서비스": "S", "학습": "L", "모델": "M", "모형": "M", "재산": "P", "재산권": "PR", "미디어": "M", "검증": "PVTC", "통신": "CT",
    "네트워크": "N", "인터넷": "IT", "생산": "P", "보험": "I", "평가": "AE", "조사": "SI", "계획": "P", "펀드": "F", "기금": "F", "인증": "C",
    "표준": "S", "분석": "A", "관리": "M", "개발": "D", "로봇": "R", "데이터": "D", "교육": "E", "회의": "C", "설명회": "R", "교통": "MT",
    "트윈": "T", "제도": "S", "언어": "L", "경영": "M", "재난": "D", "정보": "I", "발전": "G", "단말기": "T", "자동차": "V",
}  # fmt: skip
_NO_NAMES = ("일대", "인근", "주변", "부근", "지역", "현장", "분야", "부문", "협력사", "업체", "기관", "담당자", "대상")
_SAID_OFTEN = 2  # times that a document puts both beside each other
_FEWEST_SPELLED = 3  # letters; two are soon found in any name
_FIRST_SYLLABLE, _CODAS, _VOWELS = 0xAC00, 28, 21
# What the consonant that a syllable begins with is written as in English words and in names.
_CONSONANTS = ("GKC", "GKC", "N", "D", "TD", "RL", "M", "BVP", "BP", "SC", "SC", "", "JZG", "JZ", "CT", "KCQ", "T", "PF", "H")
_NO_CONSONANT = 11  # ㅇ: the vowel decides
_OF_VOWEL = ("A", "AE", "Y", "Y", "EU", "AEX", "Y", "Y", "O", "W", "W", "W", "Y", "UWO", "W", "W", "W", "UY", "E", "E", "IE")
# Words that stand before a name and are none of it; with those that end in -적 and -별, and all that stands before them.
_MODIFIERS = frozenset(
    ("주요", "추진", "신규", "기존", "우수", "관련", "각종", "해당", "심화", "전체", "일부", "향후", "첨단", "최신", "차세대", "운영", "기반", "대상", "분야")
)  # fmt: skip
_DERIVED = re.compile(r"[가-힣]{2,}[적별]|제?\d+\S*")


def stands_for(short: str, long: str, times: int) -> bool:
    """Whether letters stand for a name that they are put beside so many times.

    >>> [stands_for("AR", "증강현실", 1), stands_for("ZOOM", "화상회의", 2)]
    [True, False]
    """
    name = long.replace(" ", "")
    if name.endswith(_NO_NAMES):
        return False
    if name.endswith(_BODIES) or _spells(short, name):
        return True
    term = max((term for term in _TERMS if name.endswith(term)), key=len, default="")
    if term:
        letters = short.upper() if times >= _SAID_OFTEN else short[-1].upper()
        return any(letter in letters for letter in _TERMS[term])
    return times >= _SAID_OFTEN


def without_modifiers(name: str, short: str) -> str:
    """A name without the words before it that only say which, or what is done with it: 실제적, 추진사업별, 주요."""
    words = name.split()
    first = 0
    for number, word in enumerate(words):
        if word in _MODIFIERS or word == short or _DERIVED.fullmatch(word):
            first = number + 1
    return " ".join(words[first:])


def _spells(short: str, name: str) -> bool:
    """Whether the syllables of a name begin, in order and from its first on, as the letters say: GES, 게임 이스포츠 서울."""
    letters = re.sub(r"[^A-Z]", "", short.upper())
    if len(letters) < _FEWEST_SPELLED or letters[0] not in _sounds(name[0]):
        return False
    syllables = iter(name)
    return all(any(letter in _sounds(syllable) for syllable in syllables) for letter in letters)


def _sounds(syllable: str) -> str:
    """The letters that a syllable may begin with in English."""
    if not "가" <= syllable <= "힣":
        return syllable.upper()
    consonant, rest = divmod(ord(syllable) - _FIRST_SYLLABLE, _CODAS * _VOWELS)
    return _OF_VOWEL[rest // _CODAS] if consonant == _NO_CONSONANT else _CONSONANTS[consonant]
