"""Summaries: the lines that say most of a paper or of a part of it, each of its parts heard, in its own words and order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from assistant.evidence import Evidence
from assistant.particles import with_particle
from assistant.parts import label_of, part_heading, part_of, plain_name
from assistant.points import Point
from assistant.summary_lines import lines_of
from assistant.types import Question
from ingest.document import StatementKind, Total
from ingest.korean import letter_pairs, letters_of
from ingest.minutes import is_question

_MOST, _FEWEST, _LONGEST = 7, 4, 500  # lines; characters of them all
_BEGINS = 8  # letters by which a statement is found in its line
_BARE = 60  # characters of a line that says little but its figures
_ALIKE = 0.6  # of the letter pairs of the shorter of two lines: they say the same
_SEVERAL = 3  # sections that there must be, for each to be heard
_MOST_CHILDREN, _LONGEST_CHILDREN, _OF_CHILDREN = 8, 170, 1.6
# How much a section says of a paper, by what it is called; what is said of that above it counts less with each step.
_WEIGHTS: tuple[tuple[float, str], ...] = (
    (
        0.2,
        r"참고|붙\s?임|연\s?혁|부\s?칙|신[·\s]?구|대비표|회부|일반사항|일반\s?현황|조직|인력|임원|보고\s?순서|작성자|담당|산출|현금|퇴직|별\s?첨|출석|서식|제안\s?경위",
    ),
    (3.2, r"종합\s?의견|총\s?평|심사\s?결과"),
    (2.6, r"검토\s?의견|개선\s?요구|주요\s?내용|사무\s?개요"),
    (2.2, r"총\s?괄|사업\s?개요|추진\s?실적|주요\s?업무|처리\s?결과|성과|제안\s?이유"),
    (1.9, r"목\s?적|필요성|문제점|개선|과제|편성|증액|지적"),
    (1.5, r"예\s?산|비용|계\s?획|일정|의견"),
)
_PER_STEP = 0.85
_LIGHT = 0.6  # a line that is told only where there is little else
_HEAVY = 3.0  # a section of which two lines are told
_CONCLUDES = re.compile(r"필요(?:함|하|성)|요구|타당|인정|적절|바람직|완료|추진\s?중|발견되지|높아|낮아|늘어|줄어|달성|하려는 것")
_ASKS_FIGURES = re.compile(r"예산|실적|성과")
_RESULT = re.compile(r"(?:가결|부결|의결|채택|보류|철회)(?:되|하였|됨|함|을\s?선포)")
_LABEL, _FIGURES, _CONCLUSION, _LONG, _TOO_LONG, _QUESTION, _OF_RESULT = 0.25, 0.2, 0.35, 150, -0.2, -0.5, 2.0
_NAMED = 0.5  # for a line that names itself what is asked for
_SHORT_SPEECH, _TOO_SHORT = 40, -0.3  # said in a meeting, and not to be understood alone
_ROW_ASKED, _ROW, _TOTAL_ROW, _WITHOUT_FIGURE = 0.3, -0.4, 0.25, -0.4


class _Weighed(NamedTuple):
    """A line that may be told, of which group it is, how much it is worth, and where it stands."""

    point: Point
    group: str
    weight: float
    order: int
    section: float  # the weight of its section
    own: str  # what it says, without what it stands under
    values: tuple[Decimal, ...] = ()  # of its figures


def compose_summary(question: Question, evidence: Sequence[Evidence]) -> list[Point]:
    """What is summarised, then its 4 to 7 weightiest lines. `evidence` is all of the subject, in the order of one paper."""
    chosen = _chosen([*_weighed(question, evidence), *_divided(evidence, _depth(evidence))]) if evidence else []
    if not chosen:
        return []
    points = [line.point for line in sorted(chosen, key=lambda line: line.order)]
    opening, heading = _opening(question, evidence, points)
    return [opening, *(replace(point, text=f"- {point.text.removeprefix(f'{heading} - ')}") for point in points)]


def _weighed(question: Question, evidence: Sequence[Evidence]) -> Iterator[_Weighed]:
    depth, places = _depth(evidence), {item.statement.span: number for number, item in enumerate(evidence)}
    frequent = Counter(word for item in evidence for word in set(item.statement.words))
    for point, item, heading in lines_of(question, evidence, whole=depth > 0):
        statement = item.statement
        labels = (label_of(statement.text), heading, *reversed(statement.context), *reversed(statement.section))
        group = "/".join(_section(item)[:depth]) if depth else part_of(*labels) or heading
        section = _section_weight(item)
        weight = section * (1.0 + _worth(question, item, frequent))
        shown = [cell.quantity for cell in point.cells if cell.quantity is not None] or statement.quantities
        values = tuple(quantity.base for quantity in shown)
        yield _Weighed(
            point, group, weight, places[statement.span], section, point.text.removeprefix(_lead(point, statement.text)), values
        )


def _lead(point: Point, text: str) -> str:
    """What a line has before the words of its statement."""
    before, found, _ = point.text.partition(text[:_BEGINS])
    return before if found else ""


def _depth(evidence: Sequence[Evidence]) -> int:
    """How many headings deep the parts of the subject lie: as deep as there are several; 0 where there are none."""
    sections = [_section(item) for item in evidence]
    if any(item.statement.utterance is not None for item in evidence):
        return 1
    for depth in range(1, max(map(len, sections), default=0) + 1):
        if len({section[:depth] for section in sections if len(section) >= depth}) >= _SEVERAL:
            return depth
    return 0


def _section(item: Evidence) -> tuple[str, ...]:
    """The headings above a statement; of what is said in a meeting, the items of the agenda."""
    utterance = item.statement.utterance
    return item.statement.section if utterance is None else tuple(agenda.title for agenda in utterance.items[:1])


def _section_weight(item: Evidence) -> float:
    """What the sections of a line count: the innermost that says anything, less for each step up to it."""
    for steps, label in enumerate(reversed(item.statement.section if item.statement.utterance is None else ())):
        for weight, words in _WEIGHTS:
            if re.search(words, label):
                return weight * _PER_STEP**steps
    return 1.0


def _worth(question: Question, item: Evidence, frequent: Mapping[str, int]) -> float:
    """How much a line says: in the words that the subject has most, with figures, as a conclusion."""
    statement, text = item.statement, item.statement.text
    words = set(statement.words)
    worth = sum(min(frequent[word], 6) - 1 for word in words) / (6 * (len(words) + 4))
    worth += _FIGURES * min(2, len(statement.quantities)) + _LABEL * bool(part_of(label_of(text)))
    worth += _CONCLUSION * bool(_CONCLUDES.search(text)) + _TOO_LONG * (len(text) > _LONG) + _QUESTION * is_question(text)
    asked = [word for word in question.words if len(word) > 1 and not word.isdigit()]
    worth += _NAMED * sum(word in letters_of(text) for word in asked) / max(1, len(asked))
    if statement.utterance is not None:
        worth += _OF_RESULT * bool(_RESULT.search(text)) + _TOO_SHORT * (len(text) < _SHORT_SPEECH)
    if statement.kind is StatementKind.ROW:
        is_of_total = any(cell.total in {Total.ROW, Total.BOTH} for cell in statement.cells)
        worth += _TOTAL_ROW if is_of_total else _ROW
    if _ASKS_FIGURES.search(question.plain) and not statement.quantities and not statement.cells:
        worth += _WITHOUT_FIGURE
    if statement.kind is StatementKind.ROW:
        worth += _ROW_ASKED * bool(_ASKS_FIGURES.search(question.plain))
    return worth


def _divided(evidence: Sequence[Evidence], depth: int) -> Iterator[_Weighed]:
    """What a section is divided into, where it is divided into several: `개선 요구사항: 이월 과다, 집행잔액 과다, …`"""
    headings = {
        item.statement.text: (order, item)
        for order, item in reversed(list(enumerate(evidence)))
        if item.statement.kind is StatementKind.HEADING
    }
    under: dict[tuple[str, ...], dict[str, None]] = {}
    for item in evidence:
        for length in range(1, len(item.statement.section)):
            under.setdefault(item.statement.section[:length], {})[item.statement.section[length]] = None
    for section, children in under.items():
        placed = [child for child in children if child in headings and not part_heading(plain_name(child))]
        text = f"{plain_name(section[-1])}: {', '.join(map(plain_name, placed))}"
        if not _SEVERAL <= len(placed) <= _MOST_CHILDREN or len(text) > _LONGEST_CHILDREN or len(placed) < len(children) - 1:
            continue
        order, first = headings[placed[0]]
        others = tuple((headings[child][1].hit, headings[child][1].statement.span) for child in placed[1:])
        weight = _section_weight(first)
        point = Point(text, first.hit, (first.statement.span,), others=others)
        yield _Weighed(point, "/".join(section[:depth]), _OF_CHILDREN * weight, order, weight, text)


def _chosen(lines: Sequence[_Weighed]) -> list[_Weighed]:
    """The best line of each group, of a heavy section the best two, the weightiest first; then the best of what is left."""
    ranked = sorted(lines, key=lambda line: (-line.weight, line.order))
    first = list({line.group: line for line in reversed(ranked)}.values())
    first = sorted(first, key=lambda line: (-line.weight, line.order))[: _MOST - 2]
    heavy = [line for line in ranked if line.section >= _HEAVY][:2]
    chosen: list[_Weighed] = []
    length = 0
    for line in dict.fromkeys((*heavy, *first, *ranked)):
        size = len(line.point.text)
        is_full = len(chosen) == _MOST or length + size > _LONGEST
        is_light = line.weight < _LIGHT and len(chosen) >= _FEWEST
        if is_light or (is_full and (len(chosen) >= _FEWEST or length + size > _LONGEST * 1.3)):
            continue
        if not _says_it_again(line, chosen):
            chosen.append(line)
            length += size
    return chosen


def _says_it_again(line: _Weighed, chosen: Iterable[_Weighed]) -> bool:
    """Whether a line has mostly the letters of one that is told, or no figure beside theirs and little else."""
    told = [value for other in chosen for value in other.values]
    if line.values and len(line.own) <= _BARE and set(line.values) <= set(told):
        return True
    own = frozenset(letter_pairs(line.own))
    pairs = (frozenset(letter_pairs(other.own)) for other in chosen)
    return any(len(own & said) > _ALIKE * min(len(own), len(said)) for said in pairs)


def _opening(question: Question, evidence: Sequence[Evidence], points: Sequence[Point]) -> tuple[Point, str]:
    """`‘2024년도 주요업무 보고’의 ‘키오스크 체험관’을 요약합니다.`, and what is summarised of the paper."""
    spans = {span for point in points for span in point.spans}
    told = [item for item in evidence if item.statement.span in spans] or list(evidence[:1])
    title, said = told[0].hit.title, letters_of(question.plain)
    common = [labels[0] for labels in zip(*map(_section, told), strict=False) if len(set(labels)) == 1]
    asked = Counter(label for item in told for label in _section(item) if letters_of(plain_name(label)) in said)
    headings = [*reversed(common), *(label for label, _ in asked.most_common(1))]
    heading = next((name for label in headings if (name := plain_name(label)) not in title), "")
    what = f"‘{title}’의 {with_particle(f'‘{heading}’', '을', '를')}" if heading else with_particle(f"‘{title}’", "을", "를")
    return Point(f"{what} 요약합니다.", told[0].hit, (told[0].statement.span,)), heading


def summarised(points: Sequence[Point]) -> str:
    """Where in its paper what is summarised stands: `요약한 곳: 4쪽 ~ 6쪽`. It is no figure of the paper, and not for the answer's text."""
    spans = {(point.hit.passage_id, span.start) for point in points[1:] for span in point.spans}
    hits = {point.hit.passage_id: point.hit for point in points}
    places = [
        statement.place
        for number in sorted(hits)
        for statement in hits[number].statements
        if (number, statement.span.start) in spans and statement.place
    ]
    return f"요약한 곳: {' ~ '.join(dict.fromkeys((places[0], places[-1])))}" if places else ""
