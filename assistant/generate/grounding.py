"""The narrowest statements of the named passages that bear a sentence out, so that its citation is a tight quote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from assistant.checking.candidates import candidates_of
from assistant.checking.claims import claims_of
from assistant.checking.types import Claim
from assistant.evidence import Evidence
from assistant.generate.wording import is_order
from assistant.grounds import same
from assistant.types import Hit
from ingest.document import Cell, Quantity, Span, Statement, StatementKind
from ingest.figures import read_quantities
from ingest.korean import analyse, letters_of, words
from ingest.units import DATE

_MOST = 4  # statements that one sentence may cite
_ENOUGH = 0.95  # of its words met, no further statement is looked for
# Words that report and name nothing: they need not stand in a passage.
_REPORTING = frozenset(
    [
        "문서",
        "자료",
        "대목",
        "내용",
        "기준",
        "기록",
        "집계",
        "확인",
        "규모",
        "수준",
        "경우",
        "관련",
        "해당",
        "다음",
        "결과",
        "값",
        "수치",
        "명시",
        "기재",
        "제시",
        "언급",
        "설명",
        "안내",
        "보고",
        "현황",
        "총",
        "모두",
        "각각",
        "당시",
        "현재",
        "년",
        "월",
        "일",
        "원",
        "명",
        "건",
        "개소",
        "개",
        "곳",
        "회",
        "것",
        "점",
        "등",
    ]
)


class Told(NamedTuple):
    """A sentence of a model, read: its statement, its claims and its content words."""

    statement: Statement
    claims: tuple[Claim, ...]
    words: tuple[str, ...]


class Grounding(NamedTuple):
    """The statements that bear a sentence out, the strongest first, and the share of its content words that they meet."""

    places: tuple[tuple[Hit, Statement], ...]
    share: float


def read_sentence(text: str) -> Told:
    """A sentence as a statement of nobody's document, with what it claims."""
    quantities = tuple(read_quantities(text))
    found = tuple(dict.fromkeys(words(analyse([_without_figures(text, quantities)])[0])))
    statement = Statement(StatementKind.SENTENCE, Span(0, len(text)), text, quantities=quantities, words=found)
    return Told(statement, tuple(claims_of(statement)), _content(found))


def content_words(text: str) -> tuple[str, ...]:
    """The words of a text that say what it is about."""
    return _content(words(analyse([_without_figures(text, read_quantities(text))])[0]))


def _content(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(word for word in found if not word.endswith("/V") and not word.isdigit() and word not in _REPORTING)
    )


def _without_figures(text: str, quantities: Iterable[Quantity]) -> str:
    """A text with a bare number for each figure: the words of 3억 2천만원 name nothing, and a particle may follow."""
    for quantity in quantities:
        text = text[: quantity.span.start] + "0" * (quantity.span.end - quantity.span.start) + text[quantity.span.end :]
    return text


def ground(told: Told, passages: Sequence[Hit]) -> Grounding:
    """The fewest statements of some passages that have the figures of a sentence, and then those that have its words."""
    evidence = list(statements_in(passages))
    chosen: dict[int, Evidence] = {}
    for quantity in sorted(
        told.statement.quantities, key=lambda quantity: quantity.dimension == DATE
    ):  # what is dated, then when
        if not any(has_figure(item.statement, quantity) or _is_of_year(item.statement, quantity) for item in chosen.values()):
            chosen.update((id(item.statement), item) for item in _best_for(quantity, told, evidence))
    while len(chosen) < _MOST and (met := _share(told, chosen.values())) < _ENOUGH:
        rest = [item for item in evidence if id(item.statement) not in chosen]
        best = max(rest, key=lambda item: (_share(told, [*chosen.values(), item]), _own(told, item)), default=None)
        if best is None or _share(told, [*chosen.values(), best]) <= met:
            break
        chosen[id(best.statement)] = best
    places = tuple((item.hit, item.statement) for item in chosen.values())
    return Grounding(places, _share(told, chosen.values()))


def statements_in(passages: Sequence[Hit]) -> Iterator[Evidence]:
    """The statements of some passages that can bear anything out: what speaks to a program bears out nothing."""
    for hit in passages:
        for statement in hit.statements:
            if not is_order(statement.text):
                yield Evidence(hit, statement, frozenset(), 0.0, 0.0)


def stated_cells(told: Told, places: Sequence[tuple[Hit, Statement]]) -> tuple[Cell, ...]:
    """The table cells whose values a sentence states."""
    return tuple(
        cell
        for _, statement in places
        for cell in statement.cells
        if cell.quantity is not None and any(is_stated(quantity, cell.quantity) for quantity in told.statement.quantities)
    )


def _best_for(quantity: Quantity, told: Told, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The statement that has a figure under the name most like the sentence's; none where none has it."""
    stating = [item for item in evidence if has_figure(item.statement, quantity)]
    claim = next((claim for claim in told.claims if claim.quantity.span == quantity.span), None)
    if claim is not None:
        alike = (item for item in candidates_of(claim, stating) if is_stated(quantity, item.figure.quantity))
        if (best := max(alike, key=lambda item: item.score, default=None)) is not None:
            return [item for item in stating if item.statement is best.statement]
    best_worded = max(stating, key=lambda item: (_share(told, [item]), _own(told, item)), default=None)
    return [] if best_worded is None else [best_worded]


def has_figure(statement: Statement, quantity: Quantity) -> bool:
    """Whether a statement states a figure, in its words or in its cells."""
    stated = (cell.quantity for cell in statement.cells if cell.quantity is not None)  # with the unit of their table
    return any(is_stated(quantity, other) for other in (*statement.quantities, *stated, *read_quantities(statement.text)))


def _is_of_year(statement: Statement, quantity: Quantity) -> bool:
    """Whether a statement is of the year that a date alone names, so that no other need be cited for it."""
    return quantity.dimension == DATE and not quantity.value % 10_000 and quantity.value // 10_000 in statement.years


def is_stated(quantity: Quantity, source: Quantity) -> bool:
    """Whether a source states a figure: the very amount, or one that is written finer; 51,004여명 is not 51,000여명."""
    return same(quantity, source) and (quantity.base == source.base or quantity.step > source.step)


def has_word(told: Told, statement: Statement) -> bool:
    """Whether a statement itself has one of a sentence's content words: (30억원) alone says nothing of what it is."""
    letters = letters_of(statement.text)
    return any(word in statement.words or letters_of(word) in letters for word in told.words)


def _share(told: Told, evidence: Iterable[Evidence]) -> float:
    """The share of a sentence's content words that some statements, or what stands above them, have."""
    items = list(evidence)
    known = {word for item in items for word in (*item.statement.words, *item.statement.context_words)}
    letters = letters_of(" ".join(text for item in items for text in _texts(item)))
    met = sum(word in known or letters_of(word) in letters for word in told.words)
    return met / len(told.words) if told.words else 1.0


def _own(told: Told, item: Evidence) -> float:
    """How many of the words a statement has itself, of two that have as many with what stands above: the narrower one."""
    return sum(word in item.statement.words for word in told.words) - len(item.statement.text) / 1000


def _texts(item: Evidence) -> tuple[str, ...]:
    statement = item.statement
    labels = (label for cell in statement.cells for label in (*cell.row_path, *cell.col_path))
    return (statement.text, *statement.context, *statement.section, item.hit.title, *labels)
