"""Names of columns that hold row labels."""

from __future__ import annotations

import re

_LABEL_HEADS = re.compile(
    r"구분|회계명?|비목|품목|시기|연번|번호|순번|사업명|세부사업명?|단위사업명?|과제명|항목|분야|부서명?|내용|과목|연도|기관명?|성명|종류|명칭|재원|직급|단계|지역|시설명?"
)


# Names of the columns and rows of values that Kiwi does not know as one noun.
_VALUE_NAMES = re.compile(r"정원|현원|과부족|합계|소계|총계|누계|증감|비고|결산|예산|금액|연월|기한")


def is_table_word(text: str) -> bool:
    """Whether a word, its letters set apart or not, is one that heads rows or columns."""
    closed = re.sub(r"\s+", "", text)
    return bool(_LABEL_HEADS.fullmatch(closed) or _VALUE_NAMES.fullmatch(closed))


def is_label_head(text: str) -> bool:
    """Whether a column of this name holds row labels, not values."""
    return bool(_LABEL_HEADS.fullmatch(re.sub(r"\s+", "", text)))
