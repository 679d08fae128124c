"""Whether what is cited speaks of what a yes/no question is about: such a question asks for no figure and no name by which to tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.focus import without_ending
from assistant.kinds.agreement import doubts
from assistant.stated import Stated
from assistant.types import Asked, Question
from assistant.unsaid.wording import not_found
from ingest.korean import letters_of

# Of the nouns up to a question's subject, so many may be missing; its last, which is what is spoken of, never.
_MOST_MISSING = 0.35
_SUBJECT, _OBJECT = frozenset({"이", "가", "은", "는"}), frozenset({"을", "를"})  # not 도: what it marks is claimed
_PARTICLE = re.compile(r"(?<=..)(?:도|은|는|이|가|만|에|의)$")
_SHORTEST = 2
# What papers do not say of themselves, and words that count in general.
_PASSED = frozenset(
    [
        "재단",
        "진흥원",
        "공사",
        "보고서",
        "문서",
        "자료",
        "전년",
        "작년",
        "금액",
        "비중",
        "비율",
        "예산",
        "사업",
        "사업비",
        "내용",
        "자리",
        "전원",
        "전부",
        "전체",
        "인원",
        "사람",
        "비용",
    ]
)


def unsaid_matter(question: Question, stated: Sequence[Stated]) -> str:
    """What to say where every place that is cited lacks what a question speaks of, or too much of what it says of that."""
    end, object_end = (_end_of(question, particles) for particles in (_SUBJECT, _OBJECT))
    nouns = _nouns_before(question, end or object_end)
    if question.asked is not Asked.YESNO or not nouns or doubts(question):
        return ""
    missing = min(([word for word in nouns if not _is_met(question, word, item)] for item in stated), key=len)
    if end and nouns[-1] in missing:
        return not_found(f"‘{nouns[-1]}’")
    return not_found(f"‘{missing[0]}’") if len(missing) > _MOST_MISSING * len(nouns) else ""


def _end_of(question: Question, particles: frozenset[str]) -> int:
    """Where the last word ends that some particles mark; 0 where they mark none."""
    return max((item.start for item in question.morphemes if item.form in particles and item.tag[0] == "J"), default=0)


def _nouns_before(question: Question, end: int) -> list[str]:
    """The telling nouns of a question up to a place, in order: what is claimed behind it may well be untrue."""
    text = letters_of(question.plain[:end]).lower()
    return sorted((word for word in question.words if _is_telling(word) and word in text), key=text.rfind)


def _is_telling(word: str) -> bool:
    return not word.isdigit() and not word.endswith("/V") and len(word) >= _SHORTEST and word not in _PASSED


def _is_met(question: Question, word: str, item: Stated) -> bool:
    """Whether a word stands in a cited place, above it, in its passage or among what its document is about, or another for it."""
    if word in item.point.hit.topics:
        return True
    text = letters_of(" ".join((item.words, item.point.hit.text))).lower()
    instead = (letters_of(other.official).lower() for other in question.alternatives if other.word == word)
    return any(form in text for form in (_PARTICLE.sub("", word), without_ending(word), *instead))
