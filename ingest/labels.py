"""Names of columns that hold row labels."""

from __future__ import annotations

import re
from functools import lru_cache

_LABEL_HEADS = re.compile(
    r"구분|회계명?|(?:기금|축제|행사|단체|업체|기업|강좌|과정|프로그램|공원|도로|하천|위원회|노선|장비|조례|재산)명|비목|품목|시기|연번|번호|순번|사업명|세부사업명?|단위사업명?|과제명|항목|분야|부서명?|내용|과목|연도|기관명?|성명|종류|명칭|재원|직급|단계|지역|시설명?"
)


_RUNNING_HEADS = re.compile(r"연번|번호|순번|순서|순위|No\.?", re.IGNORECASE)
# 2025. 4. 5. and 24. 4.(토) and 2025-04-05 ~ 04-07; not 20-29, and not a year alone, which may well be a row's name
_DATE = re.compile(
    r"(?:['’‘]?\d{2}|\d{4})(?:\s*년|\.)\s*\d{1,2}\s*(?:월|\.)?(?:\s*\d{1,2}\s*[일.]?)?(?:\s*\([월화수목금토일]\))?(?:\s*[~∼〜-].*)?"
    r"|\d{4}([-/])\d{1,2}\1\d{1,2}(?:\s*[~∼〜].*)?"
)
# Names of the columns and rows of values that Kiwi does not know as one noun.
_VALUE_NAMES = re.compile(r"정원|현원|과부족|합계|소계|총계|누계|증감|비고|결산|예산|예산현액|금액|연월|기한")

_SAID_TWICE = re.compile(r"^(계|합계|소계|총계)\1$")  # where a cell and the one beside it are merged
_GRAND_TOTALS = re.compile(r"(?:총|합|총합)?계|총액|합계액|전체")
_TOTALS = re.compile(rf"{_GRAND_TOTALS.pattern}|[소누중]계")


def is_table_word(text: str) -> bool:
    """Whether a word, its letters set apart or not, is one that heads rows or columns."""
    closed = re.sub(r"\s+", "", text)
    return bool(_LABEL_HEADS.fullmatch(closed) or _VALUE_NAMES.fullmatch(closed))


@lru_cache(maxsize=1024)  # asked of the names of a row and a column for each of their cells
def is_total(text: str) -> bool:
    """Whether a row or column of this name holds totals: `소 계`, `합계(A=B+C)`; a name that merely has the word does not."""
    return bool(_TOTALS.fullmatch(_bare(text)))


def is_grand_total(text: str) -> bool:
    """Whether a row or column of this name holds the total of the whole table, not of a part of it."""
    return bool(_GRAND_TOTALS.fullmatch(_bare(text)))


def _bare(text: str) -> str:
    """A name without white space and what stands in brackets behind it."""
    return _SAID_TWICE.sub(r"\1", re.sub(r"\s+|\([^()]*\)$", "", text.strip()))


def is_running_head(text: str) -> bool:
    """Whether a column of this name counts the rows, so that its numbers name none of them."""
    return bool(_RUNNING_HEADS.fullmatch(re.sub(r"\s+", "", text)))


def is_date(text: str) -> bool:
    """Whether a cell states a day or a month, as a value of its row, or a period of such."""
    return bool(_DATE.fullmatch(text.strip()))


@lru_cache(maxsize=1024)
def is_label_head(text: str) -> bool:
    """Whether a column of this name holds row labels, not values."""
    names = re.split(r"[/·]", re.sub(r"\s+", "", text))
    return bool(_LABEL_HEADS.fullmatch(names[-1])) and all(_LABEL_HEADS.fullmatch(name) or name in "연월일" for name in names)
