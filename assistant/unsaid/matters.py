"""Whether what is cited speaks of what a yes/no question is about: such a question asks for no figure and no name by which to tell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.kinds.agreement import doubts
from assistant.stated import Stated
from assistant.types import Asked, Question
from assistant.unsaid.wording import not_found
from ingest.korean import letters_of

# Of a question's nouns, so many may be missing. On 160 questions, 17 of them on what the documents do not have, no answer
# that was right lacks more than a third, and those given to what is not there lack two fifths and more.
_MOST_MISSING = 0.35
_PARTICLE = re.compile(r"(?<=..)(?:도|은|는|이|가|만|에|의)$")
_SHORTEST = 2
# What papers do not say of themselves, and words that count in general.
_PASSED = frozenset(
    {
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
        "언급",
        "내용",
    }
)


def unsaid_matter(question: Question, stated: Sequence[Stated]) -> str:
    """What to say where every place that is cited lacks too many of the question's nouns, itself and around it."""
    nouns = [word for word in question.words if _is_telling(word)]
    if question.asked is not Asked.YESNO or not nouns or doubts(question):
        return ""
    missing = min(([word for word in nouns if not _is_met(question, word, item)] for item in stated), key=len)
    return not_found(f"‘{missing[0]}’") if len(missing) > _MOST_MISSING * len(nouns) else ""


def _is_telling(word: str) -> bool:
    return not word.isdigit() and not word.endswith("/V") and len(word) >= _SHORTEST and word not in _PASSED


def _is_met(question: Question, word: str, item: Stated) -> bool:
    """Whether a word stands in a cited place, above it, in its passage or among what its document is about, or another for it."""
    if word in item.point.hit.topics:
        return True
    text = letters_of(" ".join((item.words, item.point.hit.text))).lower()
    forms = [
        word,
        _PARTICLE.sub("", word),
        *(letters_of(other.official).lower() for other in question.alternatives if other.word == word),
    ]
    return any(form in text for form in forms)
