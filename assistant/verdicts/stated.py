"""Whether a sentence states the very thing that is asked, or denies it."""

from __future__ import annotations

import re

from assistant.evidence import Evidence
from assistant.types import Question
from assistant.verdicts.matter import is_of_years, text_of, unmet
from assistant.verdicts.opposites import OPPOSITE, forms_of
from assistant.verdicts.polarity import Polarity, polarity_of
from assistant.verdicts.predicate import Predicate, Sort, predicate_of
from assistant.verdicts.verdict import Verdict
from ingest.document import StatementKind
from ingest.korean import letters_of, nouns_of
from ingest.minutes import is_question

_OWN = 0.6  # of the question's words, so many must be the statement's own and not only stand above it
_CLAUSE_SAID = 0.5  # of the nouns of a clause that denies, so many must be the question's: 일요일 운영 is denied, not 운영
_CLAUSE = re.compile(r"(?:며|으나|나|고|지만|므로|되|여),?\s|,\s|[.]\s|\s-\s|[:：]\s")
_BUT = re.compile(
    r"않|없|아니|아님|못[하함했]|제외|불가|다만|그러나|경우|한하여|취소|중단|미(?:반영|추진|포함|정|완료)|별도|반면"
)
_ADVERB_PASSED = frozenset(
    {
        "혹시",
        "정말",
        "진짜",
        "그냥",
        "바로",
        "이미",
        "아직",
        "지금",
        "현재",
        "다",
        "더",
        "안",
        "못",
        "잘",
        "좀",
        "제대로",
        "실제로",
        "그대로",
    }
)
_ALL = re.compile(r"전원|전부|모두|전액|모든|매월|매년|매주|매일|항상|반드시|만\s|뿐")
_ASKS_PLAN = re.compile(r"예정|계획|검토|앞으로|향후|방침")


def stated(question: Question, evidence: Evidence) -> Verdict | None:
    """Yes where the sentence affirms what is asked in all its words, no where it denies it."""
    predicate, statement = predicate_of(question), evidence.statement
    if (
        predicate is None
        or predicate.denied
        or statement.cells
        or statement.kind not in {StatementKind.SENTENCE, StatementKind.ROW}
    ):
        return None
    if is_question(statement.text) or not is_of_years(question, evidence) or not _has_numbers(question, evidence):
        return None
    opposites = OPPOSITE.get(predicate.stem, ())
    if unmet(question, evidence, (predicate.stem, *opposites)) or _share_of_own(question, predicate, evidence) < _OWN:
        return None
    if any(_is_there(statement.text, word) for word in opposites):
        return Verdict(False, evidence)
    behind = _behind(evidence)
    found = {polarity for form in forms_of(predicate.stem) if (polarity := polarity_of(statement.text, form, behind))}
    return _verdict(question, predicate, found.pop(), evidence) if len(found) == 1 else None


def _verdict(question: Question, predicate: Predicate, polarity: Polarity, evidence: Evidence) -> Verdict | None:
    if polarity is Polarity.DENIED:
        return Verdict(False, evidence) if _is_denied_of_it(question, predicate, evidence) else None
    if not _has_adverbs(question, evidence) or _BUT.search(evidence.statement.text):
        return None
    if predicate.ability:
        return Verdict(True, evidence) if polarity is Polarity.ALLOWED else None
    if predicate.sort is Sort.EXISTS and not re.search(
        rf"{re.escape(predicate.stem)}(?:이|가|은|는|도)?\s?있", evidence.statement.text
    ):
        return None
    if polarity is Polarity.PLANNED:
        return Verdict(True, evidence) if not predicate.past and _ASKS_PLAN.search(question.plain) else None
    return Verdict(True, evidence) if polarity is Polarity.AFFIRMED else None


def _has_numbers(question: Question, evidence: Evidence) -> bool:
    """Whether a statement, or what stands above it, has every number of a question that is no year."""
    years = {str(year) for year in question.years} | {str(year % 100) for year in question.years}
    text = re.sub(
        r"(?<=\d),(?=\d)",
        "",
        " ".join(
            (
                text_of(evidence.statement),
                *evidence.statement.context,
                *evidence.statement.section,
                evidence.hit.title,
                evidence.hit.document,
            )
        ),
    )
    return all(word in years or re.search(rf"(?<!\d){word}(?!\d)", text) for word in question.words if word.isdigit())


def _share_of_own(question: Question, predicate: Predicate, evidence: Evidence) -> float:
    """How many of a question's words stand in the statement itself."""
    own = letters_of(evidence.statement.text).lower()
    asked = [word.removesuffix("/V") for word in question.words if not word.isdigit()]
    instead = {item.word: letters_of(item.official) for item in question.alternatives}
    met = sum(word in own or word in predicate.stem or (word in instead and instead[word] in own) for word in asked)
    return met / len(asked) if asked else 0.0


def _is_there(text: str, opposite: str) -> bool:
    """Whether a text has a word that denies what is asked, not denied itself."""
    return opposite in text and polarity_of(text, opposite) is not Polarity.DENIED


def _is_denied_of_it(question: Question, predicate: Predicate, evidence: Evidence) -> bool:
    """Whether what is denied is what is asked of and no special case of it: the clause's nouns are the question's."""
    text = evidence.statement.text
    forms = [form for form in forms_of(predicate.stem) if form in text]
    at = text.rfind(forms[0]) if forms else len(text)
    start = max((match.end() for match in _CLAUSE.finditer(text, 0, at)), default=0)
    nouns = set(nouns_of(text[start : at + len(forms[0]) if forms else at]))
    asked = letters_of(question.plain)
    met = [noun for noun in nouns if letters_of(noun) in asked or any(noun in item.official for item in question.alternatives)]
    return bool(nouns) and len(met) >= _CLAUSE_SAID * len(nouns)


def _has_adverbs(question: Question, evidence: Evidence) -> bool:
    """Whether a statement has the adverbs of a question, and its words for all: 매월 지급하나, of 지급한다, is not proven."""
    text = evidence.statement.text
    adverbs = {item.form for item in question.morphemes if item.tag == "MAG"} - _ADVERB_PASSED
    return all(adverb in text for adverb in adverbs) and all(word.strip() in text for word in _ALL.findall(question.plain))


def _behind(evidence: Evidence) -> str:
    """What the passage says right behind a statement: papers break their sentences."""
    following = [item for item in evidence.hit.statements if item.span.start >= evidence.statement.span.end]
    return min(following, key=lambda item: item.span.start).text[:30] if following else ""
