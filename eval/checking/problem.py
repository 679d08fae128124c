"""What may be wrong with a gold item, and how it is said."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Flaw(StrEnum):
    """What is wrong. An error makes the item wrong; a doubt is for a person to look at."""

    NO_DOCUMENT = "문서 없음"
    NO_QUOTE = "인용이 문서에 없음"
    INEXACT_QUOTE = "인용이 원문과 다름"
    NO_EVIDENCE = "근거 없음"
    NO_FIGURE = "수치가 인용에 없음"
    OTHER_AMOUNT = "금액(krw)이 값과 다름"
    UNKNOWN_TYPE = "모르는 유형"
    WANTED_OF_NONE = "답이 없는 문항에 정답이 있음"
    NOTHING_WANTED = "정답이 정해지지 않음"
    DUPLICATE = "같은 문항"
    TWO_DOCUMENTS = "다른 문서에도 답이 있음"
    TWO_VALUES = "다른 문서의 값이 다름"

    @property
    def is_error(self) -> bool:
        """Whether the item is wrong as it stands."""
        return self not in {Flaw.INEXACT_QUOTE, Flaw.NO_EVIDENCE, Flaw.UNKNOWN_TYPE, Flaw.TWO_DOCUMENTS, Flaw.TWO_VALUES}


@dataclass(frozen=True, slots=True)
class Problem:
    """A flaw of an item: what was found, and what to do. Both in Korean."""

    item: str  # its id
    question: str
    flaw: Flaw
    found: str
    remedy: str
