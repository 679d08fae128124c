"""What was decided on the item of the agenda that a question names: minutes declare it, reports tell it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from assistant.evidence import Evidence
from assistant.types import Hit, Question
from assistant.verdicts.decision_asked import PASSED, WORDS, Outcome, outcomes_asked
from assistant.verdicts.matter import unmet
from ingest.document import StatementKind
from ingest.korean import letters_of
from ingest.utterance import AgendaItem

DECLARES = re.compile(r"(?:가결|의결|부결|보류|채택|승인)(?:되|하|됐|했)\S{0,4}\s?(?:것을\s)?선포")
_TOLD = re.compile(
    r"(?:원안\s?|수정\s?)?(?:대로\s)?(?:가결|의결|부결|보류|채택)(?:함|됨|되었|하였|했|됐|되어|하여)(?!\S*\s?예정)"
)
_OPEN = re.compile(r"예정|계획|하고자|경우|하여야|받으려|구하는|얻으려")
_OUTCOMES: tuple[tuple[re.Pattern[str], Outcome], ...] = (
    (re.compile(r"부결"), Outcome.REJECTED),
    (re.compile(r"보류"), Outcome.PUT_OFF),
    (re.compile(r"수정\s?(?:가결|의결)|수정한\s?(?:부분|대로|내용)|수정안|수정하고|수정하여|수정동의"), Outcome.AMENDED),
    (re.compile(r"원안\s?(?:대로|가결|의결)"), Outcome.AS_IT_STOOD),
    (re.compile(r"채택"), Outcome.ADOPTED),
    (re.compile(r"가결|의결|승인"), Outcome.PASSED),
)
_NUMBERS = re.compile(r"제\s?(\d{1,2})\s?항")
_MEETING = re.compile(r"제?\s?(\d{2,3})\s?회")
_MEETING_NAME = re.compile(r"회의록|(?:위원회|본회의)\s*$")
_OTHER_BODIES = re.compile(r"이사회|총회|심의위원회|운영위원회|인사위원회|심사위원회|평가위원회")
_COUNCIL = re.compile(r"본회의|시의회|구의회|(?<!시)(?<!구)의회")
_NAMED = 0.6  # of a question's words on the bill, so many letters must be in the title of its item
# What bills are called in general.
_GENERAL = frozenset(
    {
        "조례",
        "조례안",
        "개정",
        "개정안",
        "동의",
        "동의안",
        "안",
        "안건",
        "지원",
        "일부",
        "전부",
        "계획",
        "계획안",
        "설치",
        "운영",
        "관리",
        "제정",
        "의원",
        "시장",
    }
)
_PROPOSES = re.compile(r"하고자|하려고|하는데")


class Decision(NamedTuple):
    """What was decided, the statement that declares it, and the one that proposed it, where it says how."""

    outcome: Outcome
    evidence: Evidence
    proposal: Evidence | None = None
    is_exact: bool = True  # whether the question says nothing more of it, as that all were for it

    def answers(self, question: Question) -> bool | None:
        """Whether it is as the question asks; None where it cannot be told, as of 가결 whether anything was amended."""
        wanted = outcomes_asked(question)
        if not self.is_exact:
            return None
        is_open = self.outcome is Outcome.PASSED and wanted <= PASSED and self.outcome not in wanted
        return None if is_open else self.outcome in wanted


def find_decision(question: Question, evidence: Sequence[Evidence]) -> Decision | None:
    """The decision on the item that a question names; None where none is stated, or two that differ."""
    found = [*_declared(question, evidence), *_told(question, evidence)]
    return found[0] if found and len({item.outcome in PASSED for item in found}) == 1 else None


def _declared(question: Question, evidence: Sequence[Evidence]) -> list[Decision]:
    """What the chair of a meeting declared on the item."""
    spoken = [item for item in evidence if item.statement.utterance is not None and _is_of_meeting(question, item.hit)]
    found = []
    for item in spoken:
        if not DECLARES.search(item.statement.text):
            continue
        items = _items(other for other in spoken if other.hit.document == item.hit.document)
        meant = _item_meant(question, items, _about(item.hit))
        if meant is None or meant.number not in _numbers(item):
            continue
        proposal = _proposal(item, meant, spoken)
        outcome = _outcome(item.statement.text)
        if outcome is Outcome.PASSED and proposal is not None:
            outcome = _outcome(proposal.statement.text)
        found.append(Decision(outcome, item, proposal, not _unsaid(question, meant, item, proposal)))
    return found


def _is_of_meeting(question: Question, hit: Hit) -> bool:
    """Whether minutes are of the meeting that a question names: 제318회, 본회의."""
    about = _about(hit)
    asked = _MEETING.search(question.plain)
    if asked is not None and _MEETING.search(about) and f"{asked[1]}회" not in about:
        return False
    return "본회의" not in question.plain or "본회의" in about


def _about(hit: Hit) -> str:
    """What a meeting is called: its paper's name, and headings that name it, not those of the agenda."""
    return letters_of(" ".join((hit.title, hit.document, *(name for name in hit.section if _MEETING_NAME.search(name)))))


def _items(spoken: Iterable[Evidence]) -> list[AgendaItem]:
    return list(dict.fromkeys(item for one in spoken if one.statement.utterance for item in one.statement.utterance.items))


def _item_meant(question: Question, items: Sequence[AgendaItem], about: str) -> AgendaItem | None:
    """The item whose title has most of what the question says of the bill, and more than any other.

    `about` is what the meeting is called: a question that says so says nothing of the bill.
    """
    asked = [word for word in question.words if not word.isdigit() and not word.endswith("/V") and word not in WORDS]
    telling = [_as_written(question, word) for word in asked if word not in _GENERAL and word not in about]
    titles = {item: letters_of(item.title).lower() for item in items if item.title}
    fits = [item for item, title in titles.items() if telling and _said(telling, title) >= _NAMED * sum(map(len, telling))]
    scored = sorted(fits, key=lambda item: -_said(asked, titles[item]))
    if len(scored) > 1 and _said(asked, titles[scored[0]]) == _said(asked, titles[scored[1]]):
        return None
    return scored[0] if scored else None


def _unsaid(question: Question, meant: AgendaItem, declared: Evidence, proposal: Evidence | None) -> list[str]:
    """The words of a question that neither the title has, nor the meeting's name, nor what was declared: 만장일치."""
    texts = (meant.title, declared.statement.text, proposal.statement.text if proposal is not None else "", _about(declared.hit))
    said = letters_of(" ".join(texts)).lower()
    return [
        word
        for word in question.words
        if not word.isdigit()
        and not word.endswith("/V")
        and word not in WORDS
        and word not in _GENERAL
        and word.removesuffix("안") not in said
    ]


def _as_written(question: Question, word: str) -> str:
    """A word with what is written to it before: 작은도서관, so that 어린이도서관 is another."""
    match = re.search(rf"\S*?{re.escape(word)}", question.plain, re.IGNORECASE)
    return letters_of(match.group()).lower() if match else word


def _said(words: Sequence[str], title: str) -> int:
    """How many letters of some words a title has; 개정안 is met in 일부개정조례안."""
    return sum(len(word) for word in words if word in title or (len(word) > 2 and word.removesuffix("안") in title))


def _numbers(item: Evidence) -> set[int]:
    """The numbers of the items that a declaration is of: those that it says, else those that are before the meeting."""
    said = {int(number) for number in _NUMBERS.findall(item.statement.text)}
    utterance = item.statement.utterance
    return said or ({one.number for one in utterance.items} if utterance is not None else set())


def _proposal(declared: Evidence, meant: AgendaItem, spoken: Sequence[Evidence]) -> Evidence | None:
    """What the chair last proposed on an item before it was declared."""
    before = [
        item
        for item in spoken
        if item.hit.document == declared.hit.document
        and item.statement.span.start < declared.statement.span.start
        and item.statement.utterance is not None
        and meant.number in {one.number for one in item.statement.utterance.items}
        and _PROPOSES.search(item.statement.text)
        and re.search(r"가결|의결", item.statement.text)
    ]
    return max(before, key=lambda item: item.statement.span.start, default=None)


def _told(question: Question, evidence: Sequence[Evidence]) -> list[Decision]:
    """What a report tells of a decision: 출연금 요구안을 원안대로 의결함."""
    found = []
    for item in evidence:
        text = item.statement.text
        if item.statement.utterance is not None or item.statement.kind is not StatementKind.SENTENCE or not _TOLD.search(text):
            continue
        if _OPEN.search(text) or not _is_of_body(question, item):
            continue
        if not unmet(question, item, tuple(word for word in WORDS if len(word) > 1)):
            found.append(Decision(_outcome(text), item))
    return found


def _is_of_body(question: Question, item: Evidence) -> bool:
    """Whether what is told was decided by the body that a question names; of none, by no board or panel."""
    told = " ".join((item.statement.text, *item.statement.context, *item.statement.section))
    others = set(_OTHER_BODIES.findall(told))
    if others and not any(body in question.plain for body in others):
        return False
    return all(body in told for body in _COUNCIL.findall(question.plain))


def _outcome(text: str) -> Outcome:
    return next((outcome for pattern, outcome in _OUTCOMES if pattern.search(text)), Outcome.PASSED)
