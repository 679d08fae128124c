"""What is computed of operands that stand in different tables or documents: each is found by a question of its own.

An operand counts only where its own question has one answer with one value, of its year and its thing: the whole way
of an answer, with all that it says when it does not know.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.arithmetic.apart import Asking, halves, over_years, years_counted
from assistant.arithmetic.average import mean_of
from assistant.arithmetic.change import change
from assistant.arithmetic.operands import Operand, commensurable, point_of, told
from assistant.arithmetic.operation import Operation, operations_asked
from assistant.arithmetic.parts import Placed, placed
from assistant.arithmetic.stated_change import asks_how_much_changed, proof_of_stated, states_change, tells_change
from assistant.arithmetic.total import sum_of
from assistant.citations import CitationList
from assistant.compose import draft_of
from assistant.evidence import Evidence
from assistant.following.words import words_in
from assistant.grounds import cited_statements
from assistant.particles import with_particle
from assistant.points import Point
from assistant.stated import words_of
from assistant.types import Asked, Citation, Draft, Question, Sentence
from assistant.verify import unverified
from ingest.document import Cell, Quantity, Statement, StatementKind
from ingest.korean import letter_pairs, letters_of
from ingest.units import DATE, POINTS, RATIO
from ingest.years import years_of

_CHANGE_COLUMN = re.compile(r"증감|증가|감소|증액|감액|대비")
_PLANNED = re.compile(r"목표|계획|전망")
_ADDED = re.compile(r"\s?(?:을|를|이|가)?\s?(?:증|감|늘|줄|추가|더)")
_GENERAL = words_in(
    "예산 예산액 예산안 금액 사업비 비용 실적 본예산 추경예산 당초예산 최종예산"
)  # that a table may not say of itself
_ADDS = re.compile(r"합치|합하|합한|합쳐|합산|합해|더하|더한|더해|합은|합이|합계")
_MEAN = re.compile(r"평균")
_BEARS = 0.7  # of the letter pairs of what is asked of, that must stand in or over the place of an operand
_YEAR_SAID = re.compile(r"\d{2,4}\s?(?:년도?|회계\s?연도)?(?:도|에는|에|은|는|의|안)*")
_MARKS = 4  # letters at the ends of a statement that its citation leaves out
_OF_VALUES = frozenset({Asked.FIGURE, Asked.COMPARISON})
_RATES = frozenset({RATIO, POINTS})
_YEARS_BACK = 3  # of how many latest years 3년 평균 may end with one

Ask = Callable[[str], Draft]


def with_gathered(question: Question, draft: Draft, ask: Ask, document_years: Sequence[int]) -> Draft:
    """The draft with what its own places do not let compute; as it was where it is computed already, or cannot be."""
    if question.asked not in _OF_VALUES or any(item.formula for item in draft.sentences):
        return draft
    if (proof := _proof(question, draft)) is not None:
        proven = _with_sentence(draft, proof)
        return draft if unverified(proven) else proven
    asked = operations_asked(question)
    if Operation.AVERAGE in asked or Operation.SUM in asked:
        return _added(question, draft, ask, document_years, is_mean=Operation.AVERAGE in asked)
    if asks_how_much_changed(question) and len(question.years) == 2 and not _says_change(question, draft):
        return _changed(question, draft, ask)
    return draft


def _added(question: Question, draft: Draft, ask: Ask, document_years: Sequence[int], *, is_mean: bool) -> Draft:
    """The sum or the mean of things that are named, or of one thing over years."""
    first = next((item for item in draft.sentences if item.role == "answer"), None)
    if is_mean and first is not None and _MEAN.search(first.text):
        return draft  # stated
    parts, notice = halves(question), ""
    operands = _operands(question, parts, ask)
    if not parts and (count := years_counted(question)):
        operands, notice = _latest(question, count, ask, document_years)
    elif not parts:
        operands = _operands(question, over_years(question, question.years), ask)
    if operands and (is_mean or operands[0].quantity.dimension not in _RATES):
        whole = mean_of(operands) if is_mean else sum_of(operands)
        ways = ([whole], _each_alone(operands, whole))[1 if parts else 0 :]
        found = next((new for way in ways if (new := _drafted(question, draft, way, notice)) is not draft), None)
        if found is not None:
            return found
    is_asked = is_mean or parts or (len(question.years) > 1 and _ADDS.search(question.plain))
    return _told_uncomputed(draft, is_mean=is_mean) if is_asked else draft


def _each_alone(operands: Sequence[Operand], whole: Point) -> list[Point]:
    """A sentence for each of several things and one for what comes of them: no name stands beside the other's figure."""
    result = whole.text.rpartition("을 더하면 " if "을 더하면 " in whole.text else "를 더하면 ")[2]
    said = f"더하면 {result}" if result != whole.text else f"평균은 {whole.text.rpartition('평균이 ')[2]}"
    names = [" ".join(filter(None, (item.name, item.column))) for item in operands]
    stated = [
        point_of(f"{with_particle(name, '은', '는')} {told(item.quantity)}입니다.", [item])
        for name, item in zip(names, operands, strict=True)
    ]
    return [*stated, replace(whole, text=said)]


def _told_uncomputed(draft: Draft, *, is_mean: bool) -> Draft:
    """The draft with a word that its values are not what was asked for: their sum or mean."""
    own = [item for item in draft.sentences if item.role == "answer"]
    if draft.abstained or not own or not any(character.isdigit() for item in own for character in item.text):
        return draft
    asked = "평균" if is_mean else "합"
    return replace(
        draft, notices=(*draft.notices, f"계산할 값을 모두 찾지 못해 {with_particle(asked, '은', '는')} 내지 않았습니다.")
    )


def _latest(question: Question, count: int, ask: Ask, document_years: Sequence[int]) -> tuple[list[Operand], str]:
    """The values of the latest years in a row that all have one, and which years these are, in Korean."""
    last = max(document_years, default=0)
    for end in range(last, last - _YEARS_BACK, -1):
        years = range(end - count + 1, end + 1)
        if operands := _operands(question, over_years(question, years), ask):
            told = f"{with_particle(f'‘{count}년’', '은', '는')} 문서에 값이 있는 가장 가까운 {years[0]}~{years[-1]}년으로 보았습니다."
            return operands, told
    return [], ""


def _changed(question: Question, draft: Draft, ask: Ask) -> Draft:
    """The values of two years, each from its own place, and the change between them."""
    operands = _operands(question, over_years(question, question.years), ask)
    if len(operands) != 2:
        return draft
    early, late = operands
    found = change(question, early._replace(column=early.name), late)
    if found is None:
        return draft
    values = ", ".join(f"{item.name} {told(item.quantity)}" for item in operands)
    stated = point_of(f"{with_particle(early.column, '은', '는')} {values}입니다.", operands)
    return _drafted(question, draft, [stated, found])


def _operands(question: Question, askings: Sequence[Asking], ask: Ask) -> list[Operand]:
    """The value of each, or none at all: where one has none, or more than one, or they are not of one sort."""
    found: list[Operand] = []
    for asking in askings:
        operand = _operand(question, asking, ask(asking.text))
        if operand is None:
            return []
        found.append(operand)
    places = {item.quantity.span for item in found}
    return found if found and commensurable(found) and len(places) == len(found) else []


def _operand(question: Question, asking: Asking, draft: Draft) -> Operand | None:
    """The one value that the answer to an operand's question states."""
    own = [item for item in draft.sentences if item.role == "answer"]
    if draft.abstained or len(own) != 1 or own[0].formula or draft.notices:
        return None
    evidence = _evidence(draft, own[0])
    if evidence is None or not _bears(asking, evidence):
        return None
    values = _of_cells(question, asking, own[0].cells) if own[0].cells else _of_sentence(question, asking, evidence)
    return Operand(asking.name, values[0], evidence, asking.column) if len(values) == 1 else None


def _of_cells(question: Question, asking: Asking, cells: Sequence[Cell]) -> list[Quantity]:
    wanted = set(question.dimensions) - {DATE, RATIO}
    asks_planned = _PLANNED.search(question.plain) is not None
    kept = [
        cell
        for cell in cells
        if cell.quantity is not None
        and not _CHANGE_COLUMN.search(" ".join(cell.col_path))
        and (asks_planned or not _PLANNED.search(" ".join(cell.col_path)))
        and (not wanted or cell.quantity.dimension in wanted)
    ]
    of_year = [cell for cell in kept if asking.year in years_of(" ".join(cell.col_path))]
    return [cell.quantity for cell in of_year or kept if cell.quantity is not None]


def _of_sentence(question: Question, asking: Asking, evidence: Evidence) -> list[Quantity]:
    """The figure of a line that is called what is asked of: 소요예산 : 820백만원. Of a row with uncertain columns none is known.

    Of several those said to be of the year; what is said to have been added (정원 3명 증원) is none of them.
    """
    if evidence.statement.kind is StatementKind.ROW:
        return []
    wanted = set(question.dimensions) - {DATE}
    figures = [
        item for item in placed(evidence) if (not wanted or item.quantity.dimension in wanted) and not _ADDED.match(item.behind)
    ]
    of_year = [item for item in figures if years_of(item.before)[-1:] == (asking.year,) and _is_called(asking, item, evidence)]
    if tells_change(evidence.statement.text):
        return [item.quantity for item in of_year]  # 80억 is the amount of the year before
    called = [item for item in figures if _head(asking) in item.before and not years_of(item.before)]
    return [item.quantity for item in of_year or called]


def _is_called(asking: Asking, figure: Placed, evidence: Evidence) -> bool:
    """Whether a figure behind a year is of what is asked of: the noun stands before it, and no other between the two."""
    before, head = evidence.hit.text[: figure.quantity.span.start - evidence.hit.span.start], _head(asking)
    own = before[max(0, evidence.statement.span.start - evidence.hit.span.start) :]
    between = "".join(re.findall(r"[가-힣]{2,}", _YEAR_SAID.split(figure.before)[-1]))
    return head in own and (not between or head in between or between in asking.matter)


def _bears(asking: Asking, evidence: Evidence) -> bool:
    """Whether the place of a value says what the value is asked of, and what sort of value: 위탁비. 예산 may be said otherwise."""
    text = " ".join((words_of(evidence.hit, evidence.statement), *evidence.hit.topics))
    said, head = frozenset(letter_pairs(text)), _head(asking)
    pairs = frozenset(pair for word in asking.matter.split() if not _is_general(word) for pair in letter_pairs(word))
    is_named = _is_general(head) or letters_of(head) in letters_of(text)
    return is_named and len(pairs & said) >= _BEARS * len(pairs)


def _is_general(word: str) -> bool:
    return word in _GENERAL or word.endswith("예산")


def _head(asking: Asking) -> str:
    """The last noun of what is asked of: 예산 of 스마트상점 보급 예산; 강사 of 강사 수."""
    return next((word for word in reversed(asking.matter.split()) if len(word) > 1), asking.matter)


def _evidence(draft: Draft, sentence: Sentence) -> Evidence | None:
    """The statement that carries a sentence."""
    if not sentence.citations:
        return None
    citation = draft.citations[sentence.citations[0]]
    held = [(hit, item) for hit, item in cited_statements(citation, (*draft.hits, *draft.places)) if _is_cited(citation, item)]
    return Evidence(*held[0], frozenset(), 0.0, 0.0) if held else None


def _is_cited(citation: Citation, statement: Statement) -> bool:
    """Whether a citation is of a statement and nothing else, but for blanks and marks at its ends."""
    return max(abs(citation.span.start - statement.span.start), abs(citation.span.end - statement.span.end)) <= _MARKS


def _says_change(question: Question, draft: Draft) -> bool:
    """Whether the answer is a sentence that states the change itself, of what is asked of."""
    own = (item for item in draft.sentences if item.role == "answer")
    stated = (_evidence(draft, item) for item in own)
    matter = over_years(question, question.years)
    return any(item is not None and states_change(question, item) and _bears(matter[0], item) for item in stated if matter)


def _proof(question: Question, draft: Draft) -> Point | None:
    """The formula of a change that the answer's first sentence states, out of the amounts that stand in it."""
    first = next((item for item in draft.sentences if item.role == "answer"), None)
    if first is None or first.cells or not asks_how_much_changed(question):
        return None
    evidence = _evidence(draft, first)
    return proof_of_stated(question, evidence) if evidence is not None and states_change(question, evidence) else None


def _with_sentence(draft: Draft, point: Point) -> Draft:
    """The draft with a sentence behind its first."""
    citations = CitationList(draft.citations)
    indices = [citations.cite(point.hit, span) for span in point.spans] + [
        citations.cite(hit, span) for hit, span in point.others
    ]
    sentence = Sentence(point.text, tuple(dict.fromkeys(indices)), point.formula, point.role, point.cells, point.entries)
    first, *rest = draft.sentences
    return replace(draft, sentences=(first, sentence, *rest), citations=citations.citations())


def _drafted(question: Question, draft: Draft, points: Sequence[Point], notice: str = "") -> Draft:
    """The draft that some computed points make, of what was retrieved for the whole question; the old where they do not hold."""
    found = draft_of(question, points, draft.hits)
    found = replace(found, notices=(notice,) if notice else (), confidence=1.0)  # each operand is of its year
    return draft if unverified(found) else found
