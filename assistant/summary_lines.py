"""The lines of which a summary is made: statements that can be told by themselves, joined where they stand apart, with what they are of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from assistant.evidence import Evidence
from assistant.kinds.figure import state
from assistant.kinds.listing import entries_under
from assistant.parts import holds_swallowed_heading, is_sentence, label_of, name_above, part_heading, plain_name, runs_on
from assistant.points import Point
from assistant.turns import is_manners, without_notes
from assistant.types import Question
from ingest.document import Span, StatementKind
from ingest.flat_tables import is_tabular
from ingest.korean import letters_of
from ingest.labels import is_grand_total

_LONGEST, _SHORTEST = 230, 10  # characters of a line
_FEWEST_MET = 2  # of the words asked for in a row that is no total
_TWO_FIGURES = re.compile(
    r"(?:^|\s)(?:[\d,.]*\d(?:명|건|개소?|종|회|대|원|곳|%)?\s+){2,}[가-힣]"
)  # a row set as a line: 60명 60명 고용보험
_PROSE = 0.55  # of the characters of a line with figures are letters; of a row set as a line fewer
_SELF_EVIDENT = 20  # letters of a bullet that says something in a whole paper, without label, end or figure
_FURNITURE = re.compile(
    r"[-=_|]{3,}|^\(단위|^구\s?분|^연\s?번|^위와 같이|^붙임|^목\s?차|^-?\s?\d+\s?-?$|기준\)$|^[\[<【(][^\])>】]*[\])>】]$|^\([^)]{13,}\)|장\s?:\s?[가-힣]{2,4}\s?☎|^(?:문\s?의|담\s?당|연락처)(?:\s?\S{0,4})?\s?:"
)
_ANNOUNCES, _MOST_ENTRIES = re.compile(r"다음(?:과\s?같|\s?(?:각|사항|내용))|아래"), 6


class Line(NamedTuple):
    """A line, the statement that it begins with, and the label of what it stands under."""

    point: Point
    evidence: Evidence
    heading: str


def lines_of(question: Question, evidence: Sequence[Evidence], *, whole: bool) -> Iterator[Line]:
    """The lines that the statements of a subject give, in order; of a `whole` paper each with the section that it is of."""
    heading, section, number = "", None, 0
    if any(item.statement.utterance is not None for item in evidence):
        evidence = [item for item in evidence if item.statement.utterance is not None]
    while number < len(evidence):
        item, statement = evidence[number], evidence[number].statement
        if statement.section != section:
            heading, section = "", statement.section
        run = _run(evidence, number)
        number += len(run)
        if named := part_heading(statement.text):
            heading = named
        elif (point := _point(question, run, heading, whole=whole)) is not None:
            yield Line(point, item, heading)


def _run(evidence: Sequence[Evidence], first: int) -> list[Evidence]:
    """A sentence with those that only go on with it, or that a bracket holds to it, as far as they make one line."""
    run = [evidence[first]]
    if not _is_prose(run[0]) or run[0].statement.utterance is not None:
        return run
    for item in evidence[first + 1 :]:
        text = " ".join(one.statement.text for one in run)
        is_open = text.count("(") > text.count(")")
        same = _is_prose(item) and item.statement.section == run[0].statement.section and item.hit == run[0].hit
        if not same or not (is_open or runs_on(item.statement.text)) or len(text) + len(item.statement.text) > _LONGEST:
            break
        run.append(item)
    return run


def _is_prose(item: Evidence) -> bool:
    return item.statement.kind is StatementKind.SENTENCE and not part_heading(item.statement.text)


def _point(question: Question, run: Sequence[Evidence], heading: str, *, whole: bool) -> Point | None:
    """A statement as it is told, with what goes on with it; None for one that says nothing by itself."""
    item, statement = run[0], run[0].statement
    if statement.kind is StatementKind.ROW:
        return _row(question, item)
    if statement.kind is StatementKind.HEADING and not is_sentence(statement.text):
        return None
    if statement.utterance is not None:
        return _speech(item)
    text = " ".join(one.statement.text for one in run)
    if not statement.section or _is_no_line(text, whole=whole):
        return None
    text = text.lstrip("※*· ")
    point = Point(text, item.hit, (Span(statement.span.start, run[-1].statement.span.end),))
    if _ANNOUNCES.search(run[-1].statement.text):
        point = _with_entries(point, run)
    if not _SHORTEST <= len(point.text) <= _LONGEST or point.text.endswith((":", ",")):
        return None
    return replace(point, text=f"{_lead(item, heading, whole=whole)}{point.text}")


def _is_no_line(text: str, *, whole: bool) -> bool:
    """Whether a text is furniture of the page, a row set as a line, or a fragment."""
    letters = len(re.findall(r"[가-힣]", text))
    if (
        _FURNITURE.search(text)
        or _TWO_FIGURES.search(text)
        or is_tabular(text)
        or holds_swallowed_heading(text)
        or letters < _SHORTEST // 2
    ):
        return True
    says = is_sentence(text) or label_of(text) or ":" in text
    is_prose = re.search(r"\d", text) and letters > _PROSE * len(re.sub(r"\s", "", text))
    return (
        not (says or (is_prose and not whole) or letters >= _SELF_EVIDENT)
        or text.endswith(",")
        or text.count(")") != text.count("(")
    )


def _with_entries(point: Point, run: Sequence[Evidence]) -> Point:
    """A sentence with what it announces: … 요구하는 것이 타당함: 충원계획 제출, 성과지표 마련. Without, only what stands before it."""
    entries = [entry.statement for entry in entries_under(run[-1].hit, run[-1].statement)[:_MOST_ENTRIES]]
    if not entries:
        before = run[:-1]
        end = before[-1].statement.span.end if before else point.spans[0].end
        return replace(point, text=" ".join(item.statement.text for item in before), spans=(Span(point.spans[0].start, end),))
    listed = f"{point.text.rstrip(' .:')}: {', '.join(entry.text.rstrip('.') for entry in entries)}"
    return replace(point, text=listed, spans=(*point.spans, *(entry.span for entry in entries)))


def _speech(item: Evidence) -> Point | None:
    """`심나래 위원: “…”`, without what the minutes note behind it; None for mere manners."""
    utterance, text = item.statement.utterance, without_notes(item.statement.text)
    if utterance is None or is_manners(text, utterance.name) or len(text) > _LONGEST:
        return None
    return Point(f"{utterance.speaker}: “{text}”", item.hit, (item.statement.span,))


def _row(question: Question, item: Evidence) -> Point | None:
    """A row with its columns said, and of a total what it is the total of; None where that is not certain."""
    if not item.statement.cells:
        return None
    point = state(question, item)[0]
    if not point.cells or not any(cell.quantity is not None for cell in point.cells) or len(point.text) > _LONGEST:
        return None
    names = {cell.row_path[-1] for cell in point.cells if cell.row_path}
    above = [plain_name(label) for label in (item.statement.table, *item.statement.section[-1:]) if label]
    name = next((name for name in above if 2 <= len(name) <= 30 and not re.search(r"\d", name)), "")
    said = letters_of(point.text)
    asked = [word for word in question.words if len(word) > 1 and not word.isdigit()]
    is_meant = sum(word in said for word in asked) >= min(_FEWEST_MET, len(asked))
    if not is_meant and not any(map(is_grand_total, names)):
        return None
    if any(map(is_grand_total, names)) or not names:
        return replace(point, text=f"{name} - {point.text}") if name and names else None
    return point


def _lead(item: Evidence, heading: str, *, whole: bool) -> str:
    """What a line stands under, where it does not say what it is of: `향후일정 - `; in a whole paper the section's own name."""
    text = item.statement.text
    sections = [name_above(item.hit, item.statement)]
    labels = (*item.statement.context[-1:], heading, *item.statement.section[-1:])
    near = [label_of(label) or plain_name(label).strip("<>[]【】 ") for label in labels if label]
    headings = item.statement.section
    is_title = not sections[0] or sections[0] in item.hit.title or (len(headings) > 1 and sections[0] == plain_name(headings[0]))
    above = sections if (whole or label_of(text)) and not is_title else near
    name = next((name for name in above if 2 <= len(name) <= 30 and not re.search(r"\d", name)), "")
    return "" if not name or name in text or is_sentence(name) else f"{name} - "
