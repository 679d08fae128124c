"""Who is in charge: name, office, department and telephone as they stand, joined where they stand in neighbouring cells or lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from assistant.evidence import Evidence
from assistant.kinds.quoting import quote_point, related, spread
from assistant.lines_under import lines_under
from assistant.matter import matter_of, share_met
from assistant.parts import holds_swallowed_heading, name_above, plain_name
from assistant.persons import names_body, names_contact, names_person
from assistant.points import Point, cited_spans
from assistant.types import Question
from ingest.document import Cell, Statement, StatementKind
from ingest.korean import letters_of

_ASKS_BODY = re.compile(r"부서|무슨\s*(?:팀|과)|어느\s*(?:팀|과|부서|기관|곳)|소관|기관")
_ASKS_CONTACT = re.compile(r"전화|연락처|내선|번호")
_ASKS_IN_CHARGE = re.compile(r"담당|연락처|전화|내선|성함")
_ASKS_CONTACT_ALONE = re.compile(r"^(?!.*(?:누구|이름|성함|담당자|부서)).*(?:전화|연락처|내선|번호)")
_PERSON_COLUMN = re.compile(
    r"성\s?명|이\s?름|담\s?당(?!\s?업\s?무)|위\s?원|의\s?원|(?:팀|과|국|실|원|본부|센터)\s?장|책임|대\s?표|직\s?위|직\s?책"
)
_BODY_COLUMN, _CONTACT_COLUMN = re.compile(r"소\s?속|부\s?서|소\s?관|기\s?관"), re.compile(r"전\s?화|연락처|내선")
_IN_CHARGE = re.compile(r"^(?:[가-힣]{0,4}담\s?당(?:자|부서)?|소관(?:부서)?|문\s?의|총\s?괄|주관)\s*[:：(]")
_OF_ASKING = frozenset(
    [
        "담당",
        "담당자",
        "부서",
        "팀장",
        "과장",
        "국장",
        "전화",
        "번호",
        "연락처",
        "사람",
        "위원",
        "의원",
        "기관",
        "소관",
        "팀",
        "과",
        "자료",
        "당시",
    ]
)
_LEVELS_OF_HEADING = 0.8  # what a heading's score lacks of a line's: it is asked for what stands under it
_OF_MATTER = 0.8  # what it counts that a line is of the matter, wholly
_AS_NEAR, _LEAST = 0.85, 0.4  # of the matter that the best meets; of the matter
_LOOKED_AT, _LONGEST_OFFICE = 30, 24
_OFFICE_ASKED = re.compile(r"위원장|위원|의원|본부장|팀장|과장|국장|실장|원장|조사관|감사|대표이사|이사장")
_MEMBER = re.compile(r"(?:위원|의원)(?!회)\s*[:：]?\s*[가-힣]{2,4}|[가-힣]{3}\s?(?:위원|의원)(?!회)")
_OF_OFFICE, _NO_CONTACT, _AS_STRONG = 0.8, -0.5, 0.4
_BUSINESS, _GLYPHS = re.compile(r"업\s?무|내\s?용"), re.compile(r"[○●□■◇◆※]\s*")
_BODY = re.compile(r"[가-힣]{2,}?(?:팀|정책과|관리과|실|본부|센터|재단|진흥원|[가-힣]과(?=[\s(,장]|$))")


class _Answer(NamedTuple):
    """What a place says of who is in charge, and how near it is."""

    point: Point
    evidence: Evidence
    score: float
    met: float


def compose_person(question: Question, evidence: Sequence[Evidence]) -> list[Point]:
    """Who, with office and telephone; where papers give other departments, the newest first and the others named."""
    matter = matter_of(question, _OF_ASKING)
    answers = [answer for item in evidence[:_LOOKED_AT] for answer in _answers(question, item, matter)]
    answers = [answer for answer in answers if answer.met >= _LEAST]
    most = max((answer.met for answer in answers), default=0.0)
    if most < _AS_NEAR * share_met(evidence[0], matter):
        answers = []
    if not answers:
        return _unanswered(question, evidence)
    if _ASKS_CONTACT_ALONE.search(question.plain) and not any(names_contact(answer.point.text) for answer in answers):
        return []
    near = sorted((answer for answer in answers if answer.met >= _AS_NEAR * most), key=lambda answer: -answer.score)
    first = _newest(question, near)
    stated = [first, *_differing(question, first, near)]
    points = [stated[0].point, *(_of_paper(answer) for answer in stated[1:])]
    if len(stated) > 1:
        points[0] = _of_paper(stated[0])
    return [*points, *related([answer.evidence for answer in stated], evidence)]


def _unanswered(question: Question, evidence: Sequence[Evidence]) -> list[Point]:
    """What bears on the matter where no line is sure to say who it is; empty where it names nobody who may be in charge."""
    chosen = sorted(spread(evidence, 2, gain=0.3), key=lambda item: not _names_any(item))
    if _ASKS_CONTACT.search(question.plain) and not any(names_contact(item.statement.text) for item in chosen):
        return []
    if _ASKS_IN_CHARGE.search(question.plain) and not any(map(_names_any, chosen)):
        return []
    return [*(_with_office(item) for item in chosen), *related(chosen, evidence)]


def _names_any(item: Evidence) -> bool:
    """Whether a statement names a person, a telephone or a department, or somebody says it."""
    text = item.statement.text
    return names_person(text) or names_body(text) or item.statement.utterance is not None or bool(_BODY.search(text))


def names_who(question: Question, evidence: Sequence[Evidence]) -> bool:
    """Whether a place names somebody of the office asked for (위원) for the matter of a question."""
    matter = matter_of(question, _OF_ASKING)
    answers = (answer for item in evidence[:_LOOKED_AT] for answer in _answers(question, item, matter))
    return any(
        answer.met >= _LEAST
        and (_MEMBER.search(answer.point.text) and (answer.evidence.statement.cells or ":" in answer.point.text))
        for answer in answers
    )


def _answers(question: Question, item: Evidence, matter: Sequence[str]) -> Iterator[_Answer]:
    """What a statement says of who it is; of one that only names the matter, the line under it that says so."""
    statement = item.statement
    if name := holds_swallowed_heading(statement.text):
        letters = letters_of(name)
        met = sum(len(word) for word in matter if word in letters) / (sum(map(len, matter)) or 1)
    else:
        met = share_met(item, matter)
    score = item.score + _OF_MATTER * met
    point = _row_point(question, item) if statement.kind is StatementKind.ROW else None
    if point is None and statement.kind is not StatementKind.ROW and names_person(statement.text):
        point = _line_point(question, item, "")
    if point is not None:
        yield _Answer(point, item, score + _fit(question, point.text), met)
    elif not statement.cells and met >= _LEAST:
        for below in lines_under(item, _IN_CHARGE)[:1]:
            point = _line_point(question, below, statement.text)
            yield _Answer(point, below, score + _LEVELS_OF_HEADING + _fit(question, point.text), met)


def _fit(question: Question, text: str) -> float:
    """What speaks for an answer: that it has the telephone asked for, and the office: 위원, 팀장."""
    lacks_contact = bool(_ASKS_CONTACT.search(question.plain)) and not names_contact(text)
    office = _OFFICE_ASKED.search(question.plain)
    return _NO_CONTACT * lacks_contact + _OF_OFFICE * bool(office and office.group() in text)


def _row_point(question: Question, item: Evidence) -> Point | None:
    """`마을버스 실시간 데이터 개방 - 지적위원 류하준`; None for a row that has no column of persons or departments."""
    columns = (_BODY_COLUMN, _PERSON_COLUMN, _CONTACT_COLUMN)
    cells = [cell for cell in item.statement.cells if cell.text and cell.col_path]
    who = [cell for cell in cells if any(column.search(cell.col_path[-1]) for column in columns)]
    if not any(_PERSON_COLUMN.search(cell.col_path[-1]) or _ASKS_BODY.search(question.plain) for cell in who):
        return None
    of_matter = _label(question, [cell for cell in cells if cell not in who])
    body = next((cell for cell in who if _BODY_COLUMN.search(cell.col_path[-1])), None)
    label = body.text if body is not None and of_matter is not None and _BUSINESS.search(of_matter.col_path[-1]) else ""
    if of_matter is not None and not label:
        label, of_matter = of_matter.text, None
    label = _GLYPHS.sub("", label or (who[0].row_path[0] if who[0].row_path else ""))
    said = [f"{cell.col_path[-1]} {cell.text}" for cell in who if cell.text != label]
    said += [f"{of_matter.col_path[-1]} {_GLYPHS.sub('', of_matter.text)}"] if of_matter is not None else []
    text = ", ".join(said)
    return Point(f"{label} - {text}" if label else text, item.hit, cited_spans(item)) if text else None


def _label(question: Question, cells: Sequence[Cell]) -> Cell | None:
    """The cell that says what the row is of: that which has most of the question."""
    named = [cell for cell in cells if cell.quantity is None and re.search(r"[가-힣]{2}", cell.text) and len(cell.text) <= 80]
    return max(named, key=lambda cell: (sum(word in cell.text for word in question.words), len(cell.text)), default=None)


def _line_point(question: Question, item: Evidence, above: str) -> Point:
    """A line, led by what it is of, with the line beside it that has the name or the telephone that it lacks."""
    text = item.statement.text
    if holds_swallowed_heading(text):
        name = holds_swallowed_heading(text)
        return replace(quote_point(item), text=re.sub(r"\s?<[^>]*>", "", text[text.rindex(name) :]))
    point = _with_office(item)
    lead = plain_name(above) or name_above(item.hit, item.statement)
    if _IN_CHARGE.match(text) and 2 <= len(lead) <= 30 and not re.search(r"\d", lead) and lead not in point.text:
        point = replace(point, text=f"{lead} - {text}")
    lacks_contact = bool(_ASKS_CONTACT.search(question.plain)) and not names_contact(text)
    lacks_name = not lacks_contact and not names_person(re.sub(r"[\d☎()-]+", " ", text))
    for other in _beside(item) if lacks_contact or lacks_name else ():
        if names_contact(other.text) if lacks_contact else names_person(re.sub(r"[\d☎()-]+", " ", other.text)):
            return replace(point, text=f"{point.text}, {other.text}", spans=(*point.spans, other.span))
    return point


def _beside(item: Evidence) -> list[Statement]:
    """The lines before and behind one that stand in its section and say who is in charge too."""
    return [
        other
        for other in item.hit.statements
        if other.section == item.statement.section
        and other.span != item.statement.span
        and re.search(r"담당|문의|전화|☎", other.text)
    ]


def _newest(question: Question, near: Sequence[_Answer]) -> _Answer:
    """The nearest; where a department or a person in charge is asked for and no year, that of the newest paper."""
    if question.years or not re.search(r"부서|담당\s?(?:자|팀)|소관", question.plain):
        return near[0]
    close = [answer for answer in near if answer.met >= near[0].met and answer.score >= near[0].score - _AS_STRONG]
    return max(close, key=lambda answer: (answer.point.hit.year or 0, answer.score))


def _differing(question: Question, first: _Answer, near: Sequence[_Answer]) -> list[_Answer]:
    """What an older paper says otherwise: another department, where one is asked for."""
    if question.years or not _ASKS_BODY.search(question.plain):
        return []
    own = set(_BODY.findall(first.point.text))
    others = [answer for answer in near if answer.evidence.hit.document != first.evidence.hit.document]
    return [answer for answer in others if own.isdisjoint(_BODY.findall(answer.point.text)) and _BODY.search(answer.point.text)][
        :1
    ]


def _of_paper(answer: _Answer) -> Point:
    """`‘2024년도 주요업무 보고’ - 담당 : …`"""
    return replace(answer.point, text=f"‘{answer.evidence.hit.title}’ - {answer.point.text}")


def _with_office(evidence: Evidence) -> Point:
    """The line, with who says it; the row's or section's office where the line names none."""
    statement = evidence.statement
    point = quote_point(evidence)
    if statement.utterance is not None and statement.utterance.speaker not in point.text:
        return replace(point, text=f"{statement.utterance.speaker} - {point.text}")
    if names_person(statement.text) or names_body(statement.text):
        return point
    labels = (*reversed(statement.context), *reversed(statement.section))
    office = next((label for label in labels if len(label) <= _LONGEST_OFFICE and names_body(label)), "")
    return replace(point, text=f"{office} - {point.text}") if office and office not in point.text else point
