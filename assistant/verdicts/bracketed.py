"""Whether somebody did or said something, by the bracket right behind the name: 감사담당관(의견 없음)."""

from __future__ import annotations

import re

from assistant.evidence import Evidence
from assistant.types import Question
from assistant.verdicts.matter import is_of_years, unmet
from assistant.verdicts.predicate import predicate_of
from assistant.verdicts.verdict import Verdict

_NAME = re.compile(r"(?<![가-힣])([가-힣]{2,12}?)(?:도|만|은|는|이|가|에서도|에서는)(?=\s)")
_DENIES = re.compile(r"없음|없다|아님|반대|미제출|불가|부동의|미반영|제외|미해당|않음")
_KNOWN = ("도", "모두", "고치", "내", "제출")


def bracketed(question: Question, evidence: Evidence) -> Verdict | None:
    """Yes or no by what the bracket behind the question's first name says of a word of the question."""
    predicate = predicate_of(question)
    if predicate is None or predicate.denied or not is_of_years(question, evidence):
        return None
    text = evidence.statement.text
    for name in _NAME.findall(question.plain):
        match = re.search(rf"(?<![가-힣]){re.escape(name)}\s?\(([^()]{{2,40}})\)", text)
        if match is None:
            continue
        said = match.group(1)
        asked = [word for word in question.words if word not in name and len(word) > 1 and word in said]
        if not asked or not _is_last(asked, question):
            return None
        if _DENIES.search(said):
            return Verdict(False, evidence)
        rest = unmet(question, evidence, (*_KNOWN, predicate.stem))
        return Verdict(True, evidence) if not rest and len(asked) > 1 else None
    return None


def _is_last(asked: list[str], question: Question) -> bool:
    """Whether the last noun of a question is among the words that the bracket has: it is what is asked."""
    nouns = [word for word in question.words if not word.endswith("/V") and not word.isdigit()]
    return bool(nouns) and nouns[-1] in asked
