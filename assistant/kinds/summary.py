"""Summaries: the sentences and rows that say most of a paper or of a part of it, each part heard, in the paper's own words and order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from assistant.evidence import Evidence
from assistant.kinds.figure import state
from assistant.particles import with_particle
from assistant.parts import label_of, part_heading, part_of
from assistant.points import Point
from assistant.turns import is_manners
from assistant.types import Question
from ingest.document import StatementKind, Total
from ingest.korean import letter_pairs
from ingest.minutes import is_question

_MOST, _FEWEST, _LONGEST = 7, 4, 520  # bullets; characters of them all
_LONGEST_BULLET, _SHORTEST = 190, 10
_ALIKE = 0.6  # of the letter pairs of the shorter of two lines: they say the same
_FIRST_ONES = 3  # groups that there must be, for each to be heard
_MOST_CHILDREN, _LONGEST_CHILDREN = 8, 170
# How much a section says of a paper, by what it is called.
_WEIGHTS: tuple[tuple[float, str], ...] = (
    (0.2, r"참고|붙\s?임|연\s?혁|부\s?칙|신[·\s]?구|대비표|회부|일반사항|일반\s?현황|조직|인력|임원|목\s?차|보고\s?순서|작성자|담당|산출|현금|퇴직|별\s?첨|출석|서식"),
    (3.0, r"종합\s?의견|총\s?평|검토\s?의견|심사\s?결과|개선\s?요구"),
    (2.4, r"주요\s?내용|총\s?괄|사업\s?개요|사무\s?개요|추진\s?실적|주요\s?업무|처리\s?결과|성과"),
    (2.0, r"제안\s?이유|목\s?적|필요성|문제점|개선|과제|편성|증액|지적"),
    (1.5, r"예\s?산|비용|계\s?획|일정|의견"),
)
_CONCLUDES = re.compile(r"필요(?:함|하|성)|요구|타당|인정|적절|바람직|완료|추진\s?중|발견되지|높아|낮아|늘어|줄어|달성|하려는 것|정함|하도록 함")
_RESULT = re.compile(r"(?:가결|부결|의결|채택|보류|철회)(?:되|하|됨|함|을\s?선포)")
_FURNITURE = re.compile(r"[-=_|]{3,}|^\(단위|기준\)?$|^구\s?분|^연\s?번|^위와 같이|^붙임|^목\s?차")
_NUMBER = re.compile(r"^\s*(?:\d{1,2}(?:[-.]\d{1,2})*[.)]?|[Ⅰ-Ⅻ가-하][.)])\s+|\s*[<(](?:신\s?규|계\s?속)[>)]")
_LABEL, _FIGURES, _CONCLUSION, _LONG, _TOO_LONG, _QUESTION, _ROW = 0.25, 0.2, 0.35, 130, -0.25, -0.6, -0.15


class _Line(NamedTuple):
    """A line that may be told: what it says, of which group it is, and how much it is worth."""

    point: Point
    group: str
    weight: float
    order: int


def compose_summary(question: Question, evidence: Sequence[Evidence]) -> list[Point]:
    """What is summarised, then 4 to 7 of its lines. `evidence` is all that is to be summarised, in the order of one paper."""
    if not evidence:
        return []
    depth = _depth(evidence)
    frequent = Counter(word for item in evidence for word in set(item.statement.words))
    lines = [*_lines(question, evidence, frequent, depth), *_children(evidence, depth)]
    chosen = _chosen(lines)
    if not chosen:
        return []
    points = [line.point for line in sorted(chosen, key=lambda line: line.order)]
    return [_opening(evidence, points), *(replace(point, text=f"- {point.text}") for point in points)]


def _depth(evidence: Sequence[Evidence]) -> int:
    """How many headings deep the parts of the subject lie: as deep as there are several; 0 where there are none."""
    sections = [item.statement.section for item in evidence]
    for depth in range(1, max(map(len, sections), default=0) + 1):
        if len({section[:depth] for section in sections if len(section) >= depth}) >= _FIRST_ONES:
            return depth
    return 0


def _lines(question: Question, evidence: Sequence[Evidence], frequent: Mapping[str, int], depth: int) -> Iterator[_Line]:
    """The sentences and rows that can be told by themselves."""
    heading, section = "", None
    for order, item in enumerate(evidence):
        statement = item.statement
        if statement.section != section or statement.kind is StatementKind.HEADING:
            heading, section = "", statement.section
        if named := part_heading(statement.text):
            heading = named
            continue
        point = _point(question, item, heading)
        if point is None:
            continue
        labels = (label_of(statement.text), heading, *reversed(statement.context), *reversed(statement.section))
        group = "/".join(statement.section[:depth]) if depth else part_of(*labels) or heading
        weight = _section_weight(item, depth) * (1.0 + _worth(item, frequent))
        yield _Line(point, group, weight, order)


def _point(question: Question, item: Evidence, heading: str) -> Point | None:
    """A sentence or row as it is told; None for one that says nothing by itself."""
    statement, text = item.statement, item.statement.text
    if statement.kind is StatementKind.ROW:
        return _row(question, item)
    is_said = statement.kind is StatementKind.SENTENCE and len(re.findall(r"[가-힣]", text)) >= _SHORTEST // 2
    if not is_said or not _SHORTEST <= len(text) <= _LONGEST_BULLET or _FURNITURE.search(text) or text.endswith((":", ",")):
        return None
    if statement.utterance is not None:
        if is_manners(text, statement.utterance.name):
            return None
        return Point(f"{statement.utterance.speaker}: “{text}”", item.hit, (statement.span,))
    return None if not statement.section else Point(f"{_lead(item, heading)}{text}", item.hit, (statement.span,))


def _row(question: Question, item: Evidence) -> Point | None:
    """A row with its columns said; None where they are not certain, or it is one of many and no total."""
    points = state(question, item)
    return points[0] if points[0].cells and len(points[0].text) <= _LONGEST_BULLET else None


def _lead(item: Evidence, heading: str) -> str:
    """What a short line stands under, where it does not say what it is of: `향후일정 - `."""
    text = item.statement.text
    above = [_NUMBER.sub("", label).strip() for label in (*item.statement.context[-1:], heading, *item.statement.section[-1:]) if label]
    name = next((name for name in above if 2 <= len(name) <= 30 and not re.search(r"\d", name)), "")
    return "" if not name or name in text or label_of(text) or len(text) > _LONG else f"{name} - "


def _section_weight(item: Evidence, depth: int) -> float:
    """What the sections of a line count; the innermost that says anything."""
    for label in reversed(item.statement.section[: depth + 1] if depth else item.statement.section):
        for weight, words in _WEIGHTS:
            if re.search(words, label):
                return weight
    return 1.0


def _worth(item: Evidence, frequent: Mapping[str, int]) -> float:
    """How much a line says: in the words that the subject has most, with figures, as a conclusion."""
    statement, text = item.statement, item.statement.text
    words = set(statement.words)
    central = sum(min(frequent[word], 6) - 1 for word in words) / (6 * (len(words) + 4)) if words else 0.0
    worth = central + _FIGURES * min(2, len(statement.quantities)) + _LABEL * bool(part_of(label_of(text)))
    worth += _CONCLUSION * bool(_CONCLUDES.search(text)) + 2 * bool(_RESULT.search(text) and statement.utterance is not None)
    worth += _TOO_LONG * (len(text) > _LONG) + _QUESTION * is_question(text)
    is_total = any(cell.total in {Total.ROW, Total.BOTH} for cell in statement.cells)
    return worth + (_ROW + (_LABEL if is_total else -_LABEL) if statement.kind is StatementKind.ROW else 0.0)


def _children(evidence: Sequence[Evidence], depth: int) -> Iterator[_Line]:
    """What a section is divided into, where it is divided into several: `개선 요구사항: 이월 과다, 집행잔액 과다, …`"""
    headings = {item.statement.text: (order, item) for order, item in reversed(list(enumerate(evidence))) if item.statement.kind is StatementKind.HEADING}
    under: dict[tuple[str, ...], list[str]] = {}
    for item in evidence:
        for length in range(1, len(item.statement.section)):
            children = under.setdefault(item.statement.section[:length], [])
            if (child := item.statement.section[length]) not in children:
                children.append(child)
    for section, children in under.items():
        placed = [(child, headings[child]) for child in children if child in headings and not part_heading(_NUMBER.sub("", child))]
        text = f"{_NUMBER.sub('', section[-1])}: " + ", ".join(_NUMBER.sub("", child).strip() for child, _ in placed)
        if not _FIRST_ONES <= len(placed) <= _MOST_CHILDREN or len(text) > _LONGEST_CHILDREN or len(placed) < len(children) - 1:
            continue
        order, first = placed[0][1]
        others = tuple((item.hit, item.statement.span) for _, (_, item) in placed[1:])
        weight = _section_weight(first, len(section)) * 1.6
        yield _Line(Point(text, first.hit, (first.statement.span,), others=others), "/".join(section[:depth]), weight, order)


def _chosen(lines: Sequence[_Line]) -> list[_Line]:
    """The best line of each group, those of the weightiest first; then the best of what is left, as far as there is room."""
    ranked = sorted(lines, key=lambda line: (-line.weight, line.order))
    first = list({line.group: line for line in reversed(ranked)}.values())
    first = sorted(first, key=lambda line: (-line.weight, line.order))[: _MOST - 2]
    chosen: list[_Line] = []
    length = 0
    for line in (*first, *(line for line in ranked if line not in first)):
        size = len(line.point.text)
        if len(chosen) == _MOST or (len(chosen) >= _FEWEST and length + size > _LONGEST) or _says_it_again(line, chosen):
            continue
        chosen.append(line)
        length += size
    return chosen


def _says_it_again(line: _Line, chosen: Iterable[_Line]) -> bool:
    own = frozenset(letter_pairs(line.point.text))
    for other in chosen:
        said = frozenset(letter_pairs(other.point.text))
        if len(own & said) > _ALIKE * min(len(own), len(said)):
            return True
    return False


def _opening(evidence: Sequence[Evidence], points: Sequence[Point]) -> Point:
    """`‘2024년도 주요업무 보고’의 ‘키오스크 체험관’을 요약합니다. (6쪽 ~ 7쪽)`"""
    told = [item for item in evidence if any(item.statement.span in point.spans for point in points)] or list(evidence[:1])
    common = [labels[0] for labels in zip(*(item.statement.section for item in told), strict=False) if len(set(labels)) == 1]
    title = told[0].hit.title
    heading = next((name for label in reversed(common) if (name := _NUMBER.sub("", label).strip()) not in title), "")
    what = f"‘{title}’의 {with_particle(f'‘{heading}’', '을', '를')}" if heading else with_particle(f"‘{title}’", "을", "를")
    first, last = told[0], told[-1]
    places = list(dict.fromkeys(item.statement.place for item in (first, last) if item.statement.place))
    others = ((last.hit, last.statement.span),) if len(places) > 1 else ()
    where = f" ({' ~ '.join(places)})" if places else ""
    return Point(f"{what} 요약합니다.{where}", first.hit, (first.statement.span,), others=others)
