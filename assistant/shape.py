"""The shape that an answer is asked for in: as a table, in short, in full, as a list, as the papers have it."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple


class Shape(StrEnum):
    """How an answer is to be laid out."""

    PLAIN = ""
    TABLE = "table"
    LIST = "list"
    BRIEF = "brief"
    FULL = "full"
    QUOTES = "quotes"


# What is written behind a question to ask for a shape; `shape_of` reads each back.
SAID = {
    Shape.TABLE: "표로",
    Shape.LIST: "목록으로",
    Shape.BRIEF: "짧게",
    Shape.FULL: "자세히",
    Shape.QUOTES: "원문으로",
}
_GIVE = r"(?:\s*(?:다시|좀|더))*(?:\s*(?:정리|작성|만들|보여|보이|그려|뽑|나타내|알려|말|답|써|적|나열|비교|요약|설명)\S*)?(?:\s*(?:해|줘|주|줄|볼|봐|부탁|나열)\S*)*"
_WORDS = {
    Shape.TABLE: r"(?:하나의\s|간단한\s)?표(?:로|\s?형태로|\s?형식으로)|도표로|일람표로|한눈에",
    Shape.LIST: r"목록(?:으로|\s?형태로)|리스트로",
    Shape.BRIEF: r"(?:더\s)?(?:짧게|간단히|간단하게|간략히|간략하게)|한\s?줄로",
    Shape.FULL: r"(?:더|좀\s더)?\s?(?:자세히|상세히|자세하게|상세하게|구체적으로)",
    Shape.QUOTES: r"원문(?:으로|\s?그대로)",
}
_AT_END = {shape: re.compile(rf"(?<![가-힣])(?:{words})(?P<give>{_GIVE})\s*[?.!~]*\s*$") for shape, words in _WORDS.items()}
_AT_START = re.compile(rf"^(?:{_WORDS[Shape.TABLE]})\s")
_NOTHING_ELSE = re.compile(
    r"(?:(?:그|이|위|방금|앞)\s?(?:거|것|걸|내용|답변?|결과|값|수치)?(?:을|를|은|는|도)?|답변?(?:을|은)?|다시|좀|전부|모두)?\s*(?:한눈에\s?)?(?:(?:보기|알아보기)\s?(?:쉽게|좋게)|볼\s?수\s?있게)?\s*"
)
_LEFT_OVER = re.compile(r"[,·]?\s*$")
_GIVING = re.compile(r"(?:보여|알려|정리해|말해)\s?(?:줘|주세요|주십시오|줄래)?\S*\s*[?.!~]*\s*$")


class Shaped(NamedTuple):
    """A question's shape, and what is left of it without the words that ask for that."""

    shape: Shape
    rest: str


def shape_of(text: str) -> Shaped:
    """The shape that a question asks for at its end.

    Words of giving behind it stay, but for those of a table: they say which kind of answer a question wants.

    >>> shape_of("연도별 출연금을 표로 보여줘")
    Shaped(shape=<Shape.TABLE: 'table'>, rest='연도별 출연금을')
    """
    if match := _AT_START.match(text):
        return Shaped(Shape.TABLE, _GIVING.sub("", text[match.end() :]).strip())
    for shape, pattern in _AT_END.items():
        if match := pattern.search(text):
            rest = _LEFT_OVER.sub("", text[: match.start()])
            strips = shape is Shape.TABLE or not match["give"].strip()
            return Shaped(shape, rest if strips else text)
    return Shaped(Shape.PLAIN, text)


def asks_only_shape(text: str) -> Shape:
    """The shape that a text asks for, where it says nothing else: 표로 보여줘, 그걸 더 짧게 답해줘."""
    for shape, pattern in _AT_END.items():
        match = pattern.search(text)
        if match and points_at_answer(text[: match.start()]):
            return shape
    return Shape.PLAIN


def points_at_answer(text: str) -> bool:
    """Whether a text says nothing, or but the answer before: 그걸, 위 내용을."""
    return bool(_NOTHING_ELSE.fullmatch(text))


def in_shape(text: str, shape: Shape) -> str:
    """A question that asks for a shape: the question, and the word for the shape behind it."""
    return f"{text} {SAID[shape]}" if shape is not Shape.PLAIN else text
