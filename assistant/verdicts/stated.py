"""Whether a sentence states the very thing that is asked, or denies it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.evidence import Evidence
from assistant.types import Question
from assistant.verdicts.matter import OWN, all_words, is_of_years, measure_words, share_of_own, unmet
from assistant.verdicts.opposites import OPPOSITE, forms_of
from assistant.verdicts.polarity import Polarity, polarity_of
from assistant.verdicts.predicate import Predicate, Sort, predicate_of
from assistant.verdicts.verdict import Verdict
from ingest.document import StatementKind
from ingest.figures import read_quantities
from ingest.flat_tables import is_tabular
from ingest.korean import analyse, letters_of, words
from ingest.minutes import is_question
from ingest.units import DATE

_CLAUSE_SAID = 0.6  # of the words of a clause that denies, so many must be the question's: 일요일 운영 is denied, not 운영
_CLAUSE = re.compile(r"(?<=[가-힣]{2})(?:며|으나|고|지만|므로|되),?\s|,\s|[.]\s|\s-\s|[:：]\s")
_BUT = re.compile(
    r"않(?!은|는)|없(?!는)|아니|아님|못[하함했]|제외|불가|다만|그러나|경우|한하여|취소|중단|미(?:반영|추진|포함|정|완료)|별도|반면"
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
_LONGEST_OPPOSED = 140  # letters; of more it is not told what the word is of
_ARTICLE = re.compile(r"^제\s?\d+조(?:의\s?\d+)?\s?\([^()]*\)\s*")  # what an article is called states nothing
_ASKS_PLAN = re.compile(r"예정|계획|검토|앞으로|향후|방침")
_SAID_OF_VERBS = frozenset({"받", "맡", "얻", "뽑", "맺", "넣", "갖"})  # of one letter, and yet told from others


def stated(question: Question, evidence: Evidence) -> Verdict | None:
    """Yes where the sentence affirms what is asked in all its words, no where it denies it."""
    predicate, statement = predicate_of(question), evidence.statement
    if (
        predicate is None
        or predicate.denied
        or statement.cells
        or statement.kind is StatementKind.HEADING
        or is_tabular(statement.text)
    ):
        return None
    if is_question(statement.text) or not is_of_years(question, evidence) or not _has_numbers(question, evidence):
        return None
    opposites = OPPOSITE.get(predicate.stem, ())
    if unmet(question, evidence, (predicate.stem, *opposites, *measure_words(question))):
        return None
    if share_of_own(question, evidence, (predicate.stem,)) < OWN:
        return None
    if _is_opposed(statement.text, predicate, opposites):
        return Verdict(False, evidence)
    return _by_polarity(question, predicate, evidence)


def _by_polarity(question: Question, predicate: Predicate, evidence: Evidence) -> Verdict | None:
    text, behind = _ARTICLE.sub("", evidence.statement.text), _behind(evidence)
    forms = [form for form in forms_of(predicate.stem) if form in text and (len(form) > 1 or form in _SAID_OF_VERBS)]
    found = {polarity: form for form in forms if (polarity := polarity_of(text, form, behind))}
    if len(found) != 1:
        return None
    polarity, form = found.popitem()
    clause = _clause(text, form)
    if polarity is Polarity.DENIED:
        return Verdict(False, evidence) if _is_denied_of_it(question, clause) else None
    if not _has_adverbs(question, evidence) or _BUT.search(clause):
        return None
    if predicate.ability:
        return Verdict(True, evidence) if polarity is Polarity.ALLOWED else None
    if predicate.sort is Sort.EXISTS and not re.search(rf"{re.escape(predicate.stem)}(?:이|가|은|는|도)?\s?있", text):
        return None
    if polarity is Polarity.PLANNED:
        return Verdict(True, evidence) if not predicate.past and _ASKS_PLAN.search(question.plain) else None
    return Verdict(True, evidence) if polarity is Polarity.AFFIRMED else None


def _clause(text: str, form: str) -> str:
    """The clause in which a text says a word last, to the end of what it says of it."""
    at = text.rfind(form)
    start = max((match.end() for match in _CLAUSE.finditer(text, 0, at)), default=0)
    end = next((match.start() for match in _CLAUSE.finditer(text, at + len(form))), len(text))
    return text[start:end]


def _has_numbers(question: Question, evidence: Evidence) -> bool:
    """Whether a statement, or what stands above it, has every number of a question that is no year, and its days and months."""
    text = re.sub(r"(?<=\d),(?=\d)", "", all_words(evidence))
    years = {str(number) for year in question.years for number in (year, year % 100)}
    wanted = [word for word in question.words if word.isdigit() and word not in years]
    dated = [item.value % 10_000 for item in read_quantities(question.plain) if item.dimension == DATE]
    months = [str(int(rest // 100)) for rest in dated if rest]
    return all(re.search(rf"(?<!\d)0?{word}(?!\d)", text) for word in (*wanted, *months))


def _is_opposed(text: str, predicate: Predicate, opposites: Sequence[str]) -> bool:
    """Whether a short text has a word that denies what is asked, not denied itself, and nowhere what it denies."""
    if len(text) > _LONGEST_OPPOSED or any(form in text for form in forms_of(predicate.stem) if len(form) > 1):
        return False
    return any(word in text and polarity_of(text, word) is not Polarity.DENIED for word in opposites)


def _is_denied_of_it(question: Question, clause: str) -> bool:
    """Whether what is denied is what is asked of and no special case of it: the clause's words are the question's."""
    own = [word for word in words(analyse([clause])[0]) if not word.endswith("/V") and not word.isdigit()]
    asked = letters_of(question.plain).lower()
    met = [word for word in own if word in asked or any(word in item.official for item in question.alternatives)]
    is_general = all(word.strip() in question.plain for word in _ALL.findall(clause))  # 매월 열지 않음 denies no more than that
    return bool(own) and is_general and len(met) >= _CLAUSE_SAID * len(own)


def _has_adverbs(question: Question, evidence: Evidence) -> bool:
    """Whether a statement has the adverbs of a question, and its words for all: 매월 지급하나, of 지급한다, is not proven."""
    text = evidence.statement.text
    adverbs = {item.form for item in question.morphemes if item.tag == "MAG"} - _ADVERB_PASSED
    return all(adverb in text for adverb in adverbs) and all(word.strip() in text for word in _ALL.findall(question.plain))


def _behind(evidence: Evidence) -> str:
    """What the passage says right behind a statement: papers break their sentences."""
    following = [item for item in evidence.hit.statements if item.span.start >= evidence.statement.span.end]
    return min(following, key=lambda item: item.span.start).text[:30] if following else ""
