"""What a question names as the part and what as the whole of a share: 신청자 중 선정 비율, 예산에서 체육과가 차지하는 비중."""

from __future__ import annotations

import re
from typing import NamedTuple

from assistant.types import Question
from ingest.korean import letter_pairs

RATE = re.compile(r"(?<![가-힣])[가-힣]*(?:률|율)(?![가-힣]{2})|비중|구성비|비율|점유율|몇\s*(?:%|퍼센트|프로)|차지")
_OF_CHANGE = re.compile(r"(?:증가|감소|증감|성장|상승|하락|인상|인하)[률율]")
_OF = re.compile(r"\s중(?:에서?는?|의)?\s|\s?(?:가운데|중에서)\s|에서\s|\s대비\s")
_NAMING_WORDS = 2  # words before the rate that say what it is of, where the question does not say of what


class ShareAsked(NamedTuple):
    """The letter pairs of the words that name the part, and of those that name the whole."""

    part: frozenset[str]
    whole: frozenset[str]


def share_asked(question: Question) -> ShareAsked:
    """The part and the whole that the question names; the whole may be left unsaid. No part for the rate of a change."""
    match = next((found for found in RATE.finditer(question.plain) if not _OF_CHANGE.search(found.group())), None)
    if match is None and _OF_CHANGE.search(question.plain):
        return ShareAsked(frozenset(), frozenset())
    before = question.plain[: match.start()] if match else question.plain
    named = match.group() if match else ""
    if of := _last(before):
        return ShareAsked(_pairs(f"{before[of.end() :]} {named}"), _pairs(before[: of.start()]))
    words = before.split()
    return ShareAsked(_pairs(" ".join(words[-_NAMING_WORDS:])), frozenset())


def _last(text: str) -> re.Match[str] | None:
    """The last place at which a whole is set apart from its part, where words follow that may name the part."""
    places = [match for match in _OF.finditer(text) if text[match.end() :].strip()]
    return places[-1] if places else None


def _pairs(text: str) -> frozenset[str]:
    return frozenset(letter_pairs(text))
