"""Builders of gold items, answers and outcomes for tests that need no library."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from assistant.types import Answer, Asked, CheckedFigure, Citation, FigureStatus, Hit, Question
from eval.gold import GoldEvidence, GoldFigure, GoldItem
from eval.run import Outcome
from ingest.document import Span


def gold_item(
    type: str = "figure",
    figures: tuple[tuple[str, str, int | None], ...] = (),
    words: tuple[str, ...] = (),
    evidence: tuple[tuple[str, str], ...] = (),
    id: str = "g1",
) -> GoldItem:
    return GoldItem(
        id,
        "질문",
        type,
        "정답",
        tuple(GoldFigure(Decimal(value), unit, krw) for value, unit, krw in figures),
        words,
        tuple(GoldEvidence(document, quote) for document, quote in evidence),
    )


def citation(quote: str, document: str = "가.txt", start: int = 0) -> Citation:
    return Citation(document, "제목", (), 1, Span(start, start + len(quote)), quote)


def hit(text: str, document: str = "가.txt") -> Hit:
    return Hit(1, document, "제목", 2023, frozenset(), 1, (), Span(0, len(text)), text, 1.0, ())


def checked_figure(text: str, status: FigureStatus = FigureStatus.VERIFIED, **fields: Any) -> CheckedFigure:
    return CheckedFigure(text, 0, len(text), Decimal(1), "", status, **fields)


def answered(text: str, *, abstained: bool = False, **fields: Any) -> Answer:
    parts = {"sentences": (), "citations": (), "figures": (), "hits": ()} | fields
    return Answer(Question("질문", Asked.FIGURE, (), (), ()), text, abstained=abstained, **parts)


@pytest.fixture
def make() -> Any:
    """The builders by name: `make.item`, `make.citation`, `make.hit`, `make.figure`, `make.answer`, `make.outcome`."""

    class Make:
        item: Callable[..., GoldItem] = staticmethod(gold_item)
        citation: Callable[..., Citation] = staticmethod(citation)
        hit: Callable[..., Hit] = staticmethod(hit)
        figure: Callable[..., CheckedFigure] = staticmethod(checked_figure)
        answer: Callable[..., Answer] = staticmethod(answered)

        @staticmethod
        def outcome(item: GoldItem, answer: Answer | None, milliseconds: float = 1.0) -> Outcome:
            return Outcome(item, answer, milliseconds, "" if answer else "오류")

    return Make
