"""Lists: the entries under the line that announces them, complete, or the sentence that counts them up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import takewhile
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from assistant.evidence import HEADING, Evidence
from assistant.formula import COUNTED
from assistant.kinds.quoting import quote_point, related, spread
from assistant.points import Point
from assistant.types import Hit, Question
from ingest.document import Statement, StatementKind
from ingest.korean import letter_pairs, letters_of

Behind: TypeAlias = Mapping[int, Sequence[Hit]]

_MOST_ENTRIES = 12
_LONGEST_ENTRY = 160
# a, b, c in one sentence; and, surer, behind a colon or with numbers of their own.
_ENUMERATES = re.compile(r"(?:[^,·、]{1,30}[,·、]\s?){2,}|①.*②|\(.*,.*,.*\)")
_NAMES_ALL = re.compile(r"^[^:]{2,20}:\s*(?:[^,·、]{1,30}[,·、]\s?){2,}|①.*②")
_BRACKETS, _BETWEEN = re.compile(r"\(([^()]*)\)"), re.compile(r"[,、](?!\d)|·|(?<=\S)\s+및\s+")
_ENUMERATION_BONUS, _NAMED_BONUS = 0.12, 0.2
_ANNOUNCES = re.compile(r"다음|아래|[:：]\s*$")
# What speaks for a line with entries under it.
_HAS_ENTRIES = 0.1
_ANNOUNCED, _NAMED_HEADING, _OF_STATE = 0.15, 0.25, 0.3
# That there are as many as are asked for: of entries surely, of commas in a sentence by chance as often as not.
_RIGHT_ENTRIES, _RIGHT_COUNT, _LIKELY_COUNT, _WRONG_COUNT = 0.45, 0.35, 0.15, -0.15
_STRONGEST, _NEAR_LINES = 3, 4  # statements behind which lines that count up are looked for, and how many lines
_LABEL = re.compile(r"^[-·○ㅇ\s]*\(?([^:：()]{2,12}?)\)?\s?[:：)]")
_STATE = re.compile(r"[:：]\s*([가-힣]{2,6})(?=\s*$|\s+[-–]|\s*[(,.])")
_LEADING_BRACKET = re.compile(r"^[-·○ㅇ\s]*\([^()]*\)\s")  # (시설현황) …


class _Candidate(NamedTuple):
    score: float
    evidence: Evidence
    entries: tuple[Entry, ...]
    state: str = ""  # that the entries have been chosen by


class Entry(NamedTuple):
    """One entry of a list, with the passage in which it stands."""

    hit: Hit
    statement: Statement


def compose_list(question: Question, evidence: Sequence[Evidence], behind: Behind = MappingProxyType({})) -> list[Point]:
    """The entries of the list asked for. What announces a list is a line with deeper lines under it.

    `behind` are the passages that follow one, by its id: a list may run on over them.
    """
    candidates = [_candidate(question, item, behind) for item in evidence]
    candidates += _beside(question, candidates, behind)
    best = max(candidates, key=lambda candidate: candidate.score)
    if best.entries:
        return _listed(best)
    ranked = [candidate.evidence for candidate in sorted(candidates, key=lambda candidate: -candidate.score)]
    ranked = [item for item in ranked if item.statement.kind is not StatementKind.HEADING] or ranked
    chosen = spread(ranked, 2, gain=0.25)
    return [*(quote_point(item) for item in chosen), *related(chosen, ranked)]


def _candidate(question: Question, evidence: Evidence, behind: Behind) -> _Candidate:
    """How well a statement heads the list asked for, or counts it up itself."""
    statement = evidence.statement
    heads = statement.kind is StatementKind.HEADING and statement.text != evidence.hit.title
    score = evidence.score - (HEADING if heads else 0.0)
    if not _ANNOUNCES.search(statement.text) and _ENUMERATES.search(statement.text):
        return _Candidate(score + _enumeration_bonus(question, statement.text), evidence, ())
    entries = tuple(entries_under(evidence.hit, statement, behind)) if statement.kind is not StatementKind.ROW else ()
    if len(entries) < 2:
        return _Candidate(evidence.score, evidence, ())
    if question.count is not None:
        score += _RIGHT_ENTRIES if len(entries) == question.count else _WRONG_COUNT
    score += _ANNOUNCED if _ANNOUNCES.search(statement.text) else 0.0
    score += _NAMED_HEADING if heads and _is_said(question, statement.text) else 0.0
    found = _of_state(question, _Candidate(score + _HAS_ENTRIES, evidence, entries), behind)
    return found._replace(score=found.score + _OF_STATE) if found.state else found


def _is_said(question: Question, text: str) -> bool:
    """Whether the question has all letters of a name, together or apart: 참여조직 in 참여 조직."""
    pairs, letters = frozenset(letter_pairs(text)), letters_of(text)
    return bool(pairs) and (pairs <= frozenset(question.pairs) or letters in letters_of(question.plain))


def _enumeration_bonus(question: Question, text: str) -> float:
    """What speaks for a sentence that counts things up: that it does nothing else, and has as many as are asked for."""
    is_sure = _NAMES_ALL.search(text) is not None
    bonus = _NAMED_BONUS if is_sure else _ENUMERATION_BONUS
    if question.count is None:
        return bonus
    is_right = question.count in enumerated(text)
    return bonus + ((_RIGHT_COUNT if is_sure or "(" in text else _LIKELY_COUNT) if is_right else _WRONG_COUNT)


def _beside(question: Question, candidates: Sequence[_Candidate], behind: Behind) -> list[_Candidate]:
    """Lines near a strong one that count up what the question names, or as many as it asks for.

    They say nothing of the matter, for the line above them did: 참여조직 : 가, 나, 다 behind 준비단을 꾸림.
    """
    best = sorted(candidates, key=lambda candidate: -candidate.evidence.score)[:_STRONGEST]
    by_place = {(item.evidence.hit.document, item.evidence.statement.span): item.evidence for item in candidates}
    found = []
    for candidate in best:
        strong = candidate.evidence
        for entry in _next_lines(strong, behind):
            item = by_place.get((entry.hit.document, entry.statement.span))
            if item is not None and _is_asked_for(question, entry.statement.text):
                bonus = _enumeration_bonus(question, entry.statement.text)
                found.append(_Candidate(max(item.score, strong.score) + bonus, item, ()))
    return found


def _next_lines(strong: Evidence, behind: Behind) -> list[Entry]:
    """The lines right behind a statement, in its passage and the next."""
    following = [
        Entry(hit, statement)
        for hit in (strong.hit, *behind.get(strong.hit.passage_id, ())[:1])
        for statement in hit.statements
        if statement.span.start > strong.statement.span.start
    ]
    return following[:_NEAR_LINES]


def _is_asked_for(question: Question, text: str) -> bool:
    """Whether a line counts things up under a label that the question says, or just as many as it asks for."""
    if not _ENUMERATES.search(text):
        return False
    label = _LABEL.match(text)
    return (label is not None and _is_said(question, label[1])) or (
        question.count is not None and question.count in enumerated(text)
    )


def enumerated(text: str) -> frozenset[int]:
    """How many things a sentence counts up: in its brackets, outside of them, and in both where each thing has its own.

    >>> enumerated("3개 시(가람, 나래, 다온)에서 운영")
    frozenset({3})
    >>> sorted(enumerated("의류(금천, 창신), 양말(도봉), 가죽(강동)"))
    [2, 3, 4]
    """
    text = _LEADING_BRACKET.sub("", text)
    inside = [len(_BETWEEN.findall(part)) + 1 for part in _BRACKETS.findall(text)]
    outside = len(_BETWEEN.findall(_BRACKETS.sub("", text))) + 1
    found = {*inside, outside}
    if len(inside) == outside > 1:
        found.add(sum(inside))
    return frozenset(count for count in found if count > 1)


def _of_state(question: Question, candidate: _Candidate, behind: Behind) -> _Candidate:
    """A list less the entries whose lines give another state than the question says: 처리결과 : 추진중."""
    lines = lines_under(candidate.evidence.hit, candidate.evidence.statement, behind)
    states = [_states(entry, candidate.entries, lines) for entry in candidate.entries]
    given = Counter(state for found in states for state in found)
    letters = letters_of(question.plain)
    named = [state for state, count in given.items() if len(state) > 1 and count < len(states) and letters_of(state) in letters]
    if not named:
        return candidate
    wanted = max(named, key=len)
    entries = tuple(entry for entry, found in zip(candidate.entries, states, strict=True) if wanted in found)
    return candidate._replace(entries=entries, state=wanted)


def _states(entry: Entry, entries: Sequence[Entry], lines: Sequence[Entry]) -> set[str]:
    """What the labelled lines below an entry give, where they give no more than a word or two: 추진중."""
    later = [other.statement.span.start for other in entries if other.statement.span.start > entry.statement.span.start]
    end = min(later, default=None)
    own = [
        line.statement.text
        for line in lines
        if line.statement.span.start > entry.statement.span.start and (end is None or line.statement.span.start < end)
    ]
    return {match[1].strip() for text in own if (match := _STATE.search(text))}


def _listed(best: _Candidate) -> list[Point]:
    """What announces the list with the count of its entries, then the entries; of a very long one the first."""
    hit, statement, count = best.evidence.hit, best.evidence.statement, len(best.entries)
    shown = best.entries[:_MOST_ENTRIES]
    state = f" 가운데 {best.state}" if best.state else ""
    counted = f"모두 {count}건" if count == len(shown) else f"앞의 {len(shown)}건"
    text = f"{statement.text.rstrip(' :')}{state} ({counted})"
    head = Point(text, hit, (statement.span,), formula=f"{COUNTED}{len(shown)}")
    return [head, *(Point(f"- {_shorten(entry.statement.text)}", entry.hit, (entry.statement.span,)) for entry in shown)]


def _shorten(text: str) -> str:
    return text if len(text) <= _LONGEST_ENTRY else text[:_LONGEST_ENTRY].rsplit(" ", 1)[0] + " …"


def entries_under(hit: Hit, head: Statement, behind: Behind = MappingProxyType({})) -> list[Entry]:
    """The statements one step below another, up to the next at its own level, in its passage and those behind it.

    A sentence that announces (다음 사항을 …) has its entries behind it even where their marker stands higher. Under a
    heading they are the headings below it, or its lines.
    """
    under = lines_under(hit, head, behind)
    rows = [entry for entry in under if entry.statement.kind is StatementKind.ROW]
    if not under or len(rows) > len(under) / 2:
        return []  # a table is no list of lines
    level = min(entry.statement.level for entry in under)
    return [entry for entry in under if entry.statement.level == level]


def lines_under(hit: Hit, head: Statement, behind: Behind) -> list[Entry]:
    """All statements below another, however deep."""
    following = [
        Entry(passage, statement)
        for passage in (hit, *behind.get(hit.passage_id, ()))
        for statement in passage.statements
        if statement.span.start > head.span.start and statement.kind is not StatementKind.NOTE
    ]
    if not following:
        return []
    first = following[0].statement.level
    if _ANNOUNCES.search(head.text):
        return list(takewhile(lambda entry: entry.statement.level >= first, following))
    return list(takewhile(lambda entry: entry.statement.level > head.level, following))
