"""Definitions: the sentence that says what a term means, before any that only has it; what a short name stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from assistant.evidence import Evidence
from assistant.kinds.quoting import quote_point, related
from assistant.kinds.sentences import compose_reason
from assistant.particles import with_particle
from assistant.parts import is_sentence, plain_name
from assistant.points import Point
from assistant.types import Asked, Question
from ingest.document import Statement, StatementKind
from ingest.flat_tables import is_tabular

_QUOTED = re.compile(r"[‘'“\"「]([^’'”\"」]{2,40})[’'”\"」]")
# Where the asking begins: 까치온|이란?, 연인원|이라는 말이, 집행률|은 어떻게 계산
_ASKING = re.compile(
    r"(?:이라는|라는|이란|란)(?=\s|[?.]|$)|의\s*(?:정의|뜻|의미|개념)|[은는이가을를]?\s*(?:대체\s|도대체\s|정확히\s)?(?:뭐|뭔|뭘|무엇|무슨\s|어떤\s|어떻게\s)"
    r"|[을를]?\s*(?:정의|뜻|의미|개념)[은는이가을를]?(?:\s|[?]|$)"
)
_WANTS_MEANING = re.compile(r"정의|뜻|의미|개념")
# Before a term, what says where it stands or what is done with it, and is no part of it: 결산서에 나오는 집행률, 조례안에서 무인단말기
_ASIDE = re.compile(r"(?:에서|에|의|는|은|된|한|인|용어|중|상)$")
_MOST_WORDS = 6
_MARKS, _LEADING = re.compile(r"[‘’“”'\"「」『』]"), re.compile(r"^[*※▶▷·\s]*(?:\d{1,2}\)\s)?\s*")
_THING = r"비율|금액|값|수치|사업|제도|사람|기관|시설|서비스|행사|프로그램|조직|것|곳|지표|지수|체계|플랫폼|기구|재단|공간|시스템|기술|모임|단체|인력|센터|비용|수"
_SAYS_SO = r"(?:말|뜻|의미|지칭)(?:함|한다|하며|합니다)|가리킴|일컬음|일컫는다"
_DONE = re.compile(r"(?:였|았|었|했)|[됨침림]\.?$|\d{2}")
_PURPOSE = r"(?:사업|추진|설립|운영|행사|설치|조성)?\s?(?:목\s?적|개\s?요|취\s?지|배\s?경|정\s?의)"
_STARTS_WITH_PURPOSE, _NAMES_PURPOSE = (
    re.compile(rf"\(?{_PURPOSE}\s*[:：)]"),
    re.compile(rf"{_PURPOSE}(?:\s?및\s?[가-힣\s]{2, 6})?"),
)
_SAYS_PURPOSE = re.compile(r"^\(?(?:사업|추진|운영)?\s?(?:목\s?적|내\s?용|취\s?지|배\s?경)\s?[):：]|위해|위하여|하고자|위한|필요")
_OF_PURPOSE, _OF_PROGRAMME, _MOST_LINES = 1.8, 1.5, 3  # how surely a line of a programme's purpose defines it; lines
_LONGER_HEADING = 10  # letters that a heading may have beside the term
_IN_FORMULA = 2.0
_SAYS_MORE, _SENTENCE = 8, 20  # letters beside the term; of what says something


class _Found(NamedTuple):
    """How surely a statement defines the term: 4 says so in so many words, 1.5 is the purpose of a programme of that name."""

    rank: float
    evidence: Evidence


def terms_asked(question: Question) -> tuple[str, ...]:
    """The term whose meaning is asked for, longest reading first; empty where no definition is asked for."""
    if question.asked is not Asked.DEFINITION:
        return ()
    if quoted := _QUOTED.search(question.plain):
        return (quoted.group(1).strip(),)
    asking = _ASKING.search(question.plain)
    before = re.split(r"[.,?]\s", question.plain[: asking.start()] if asking else question.plain)[-1]
    words = before.split()[-_MOST_WORDS:]
    starts = (number for number in range(len(words)) if not number or _ASIDE.search(words[number - 1]))
    return tuple(term for start in starts if len(term := " ".join(words[start:])) > 1)


def define(question: Question, evidence: Sequence[Evidence]) -> list[Point]:
    """The sentence that defines the term, behind what it is short for; empty where no place says either."""
    terms = terms_asked(question)
    short = _long_names(question, terms, evidence)
    names = (*terms, *(item.official for item in question.alternatives if short))
    for term in names:
        if found := sorted(_defining(term, evidence), key=lambda item: (-item.rank, -item.evidence.score)):
            stated = [item.evidence for item in found if item.rank == found[0].rank]
            stated = stated[:1] if found[0].rank >= _IN_FORMULA else _in_order(stated)
            return [*short, *map(_as_definition, stated), *_beside(stated, names, evidence)]
    mentions = [item for item in _mentions(names, evidence) if is_sentence(item.statement.text)] if short else []
    return [*short, *map(_as_definition, mentions[:1]), *_beside(mentions, names, evidence)] if mentions else short


def compose_definition(question: Question, evidence: Sequence[Evidence]) -> list[Point]:
    """What defines the term; else where it stands, unless its meaning is what is asked for. Other questions what bears on them."""
    if points := define(question, evidence):
        return points
    mentions = _mentions(terms_asked(question)[-1:], evidence)
    if _WANTS_MEANING.search(question.plain) or (not mentions and " " not in terms_asked(question)[0]):
        return []
    return compose_reason(question, mentions or [item for item in evidence if len(item.statement.text) >= _SENTENCE])


def _beside(stated: Sequence[Evidence], names: Sequence[str], evidence: Sequence[Evidence]) -> list[Point]:
    """What else is said of the term."""
    return related(stated, [item for item in evidence if _holds(item.statement.text, names)]) if stated else []


def _mentions(terms: Sequence[str], evidence: Sequence[Evidence]) -> list[Evidence]:
    """The sentences that have a term; lines without an end where there is none."""
    held = [
        item
        for item in evidence
        if item.statement.kind is StatementKind.SENTENCE
        and _holds(item.statement.text, terms)
        and len(item.statement.text) > max(map(len, terms)) + _SAYS_MORE
        and not is_tabular(item.statement.text)
    ]
    return [item for item in held if is_sentence(item.statement.text)] or held


def undefined(question: Question, points: Sequence[Point]) -> str:
    """What to say where an answer only has the term: `‘까치온’의 뜻을 정한 곳은 찾지 못했습니다. …`"""
    terms = (*terms_asked(question), *(item.official for item in question.alternatives))
    stated = [
        statement
        for point in points
        if point.role == "answer"
        for statement in point.hit.statements
        if statement.span in point.spans
    ]
    if question.asked is not Asked.DEFINITION or not stated:
        return ""
    if any(
        _holds(statement.text, [item.official]) and _holds(statement.text, [item.said])
        for item in question.alternatives
        for statement in stated
    ):
        return ""
    if any(_rank(term, statement.text) or _is_of_programme(term, statement) for term in terms for statement in stated):
        return ""
    return f"‘{terms_asked(question)[-1]}’의 뜻을 정한 곳은 찾지 못했습니다. 답은 그 말이 나오는 대목입니다."


def _defining(term: str, evidence: Sequence[Evidence]) -> Iterator[_Found]:
    """The statements that define a term."""
    for item in evidence:
        if item.statement.kind not in {StatementKind.SENTENCE, StatementKind.ROW}:
            continue
        if rank := _rank(term, item.statement.text):
            yield _Found(rank, item)
        elif _is_of_programme(term, item.statement):
            yield _Found(_OF_PURPOSE if _SAYS_PURPOSE.search(item.statement.text) else _OF_PROGRAMME, item)


def _rank(term: str, text: str) -> float:
    """How surely a text defines a term; 0 for one that only has it."""
    text = _LEADING.sub("", _MARKS.sub("", text))
    name = _pattern(term) + r"(?:\s?\([^)]*\))?"
    if re.search(rf"(?<![가-힣A-Za-z]){name}\s*(?:이란|란|이라\s?함은|라\s?함은)[\s,]", text):
        return 4.0
    if re.search(rf"[을를]\s{_pattern(term)}(?:이?라고|이?라|으?로)\s?정의", text):
        return 3.8
    if re.search(rf"(?<![가-힣A-Za-z]){name}(?:이라는\s\S+)?[은는]\s.*(?:{_SAYS_SO})", text):
        return 3.5
    if re.search(
        rf"(?:^|[.,]\s){name}[은는]\s[^\d]*(?:{_THING})(?:임|이다|입니다|이며|이고|으로서|로서|으로,|로,)(?![가-힣])", text
    ):
        return 3.0
    gloss = re.match(rf"{name}\s*[:：=]\s*(?P<gloss>[가-힣A-Za-z].{{5,}})", text)
    if gloss and not _DONE.search(gloss["gloss"]):
        return 3.0
    if re.search(rf"\(이하\s*{_pattern(term)}|[을를]\s{_pattern(term)}(?:이)?라\s?(?:한다|함|고\s?한다|부른다)", text):
        return 2.5
    glossed = re.search(rf"(?<![가-힣A-Za-z]){_pattern(term)}\s?\((?P<gloss>[가-힣][^)]{{7,}})\)", text)
    if glossed and not _DONE.search(glossed["gloss"]):
        return 2.2
    if re.search(rf"(?:더한|뺀|나눈|합한|곱한|제외한)\s{_pattern(term)}(?=[은는이가을를으로,\s(]|$)", text):
        return _IN_FORMULA
    return 0.0


def _pattern(term: str) -> str:
    """A term with or without spaces between its words and letters."""
    return r"\s?".join(re.escape(letter) for letter in term if not letter.isspace())


def _is_of_programme(term: str, statement: Statement) -> bool:
    """Whether a line gives the purpose or the outline of what a heading above it names."""
    above = [plain_name(label) for label in (*statement.section, *statement.context)]
    named = any(_holds(label, [term]) and len(label) <= len(term) + _LONGER_HEADING for label in above)
    inner = above[len(statement.section) - 1 : len(statement.section)] + above[len(statement.section) :]
    return named and bool(_STARTS_WITH_PURPOSE.match(statement.text) or any(map(_NAMES_PURPOSE.fullmatch, inner)))


def _holds(text: str, terms: Sequence[str]) -> bool:
    return any(re.search(_pattern(term), text, re.IGNORECASE) for term in terms)


def _in_order(stated: Sequence[Evidence]) -> list[Evidence]:
    """The first lines of the strongest one's document, in its order."""
    best = stated[0]
    same = [
        item
        for item in stated
        if item.hit.document == best.hit.document and item.statement.section[:-1] == best.statement.section[:-1]
    ]
    found = {item.statement.span: item for item in same}
    return [found[span] for span in sorted(found)][:_MOST_LINES]


def _as_definition(evidence: Evidence) -> Point:
    point = quote_point(evidence)
    return replace(point, text=_LEADING.sub("", point.text))


def _long_names(question: Question, terms: Sequence[str], evidence: Sequence[Evidence]) -> list[Point]:
    """`SSCE는 ‘서울 스마트시티 엑스포’의 줄임말입니다.`, where a place has both names."""
    for item in question.alternatives:
        if not terms or item.said.lower() != terms[-1].lower() or len(item.official) <= len(item.said):
            continue
        for place in evidence:
            if _holds(place.statement.text, [item.official]) and _holds(place.statement.text, [item.said]):
                text = f"{with_particle(terms[-1], '은', '는')} ‘{item.official}’의 줄임말입니다."
                return [Point(text, place.hit, (place.statement.span,))]
    return []
