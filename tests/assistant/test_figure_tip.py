"""What is told of a figure: the finding, where it stands, its unit, and the amount in other units to the won."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.figure_tip import figure_tip, other_units
from assistant.marked import marked_sentences
from assistant.types import CheckedFigure, FigureStatus
from tests.screen.render.test_answer import QUESTIONS


def money(text: str, value: str, unit: str, krw: int) -> CheckedFigure:
    return CheckedFigure(text, 0, len(text), Decimal(value), unit, FigureStatus.VERIFIED, krw, "", "", 0, "money")


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (money("1,120백만원", "1120", "백만원", 1_120_000_000), ["1,120,000,000원", "11.2억원"]),
        (money("12,997,080천원", "12997080", "천원", 12_997_080_000), ["12,997,080,000원", "12,997.08백만원"]),
        (money("△300천원", "-300", "천원", -300_000), ["-300,000원"]),
        (money("1원", "1", "원", 1), []),
        (money("0원", "0", "원", 0), []),
    ],
)
def test_an_amount_in_other_units_is_exact_and_readable(figure: CheckedFigure, expected: list[str]) -> None:
    assert other_units(figure) == expected


def test_the_tip_names_source_and_unit(ask):
    found = ask(QUESTIONS[0])
    figure = next(figure for figure in found.figures if figure.dimension == "money" and figure.citation is not None)
    tip = figure_tip(figure, figure.text, found.citations)
    cited = found.citations[figure.citation]
    assert tip[0].startswith("확인됨") and f"단위: {figure.unit}" in tip
    assert f"근거 [{figure.citation + 1}] {cited.title}, {cited.place}" in tip


def test_a_source_that_is_not_there_is_only_a_number():
    assert figure_tip(money("1원", "1", "원", 1), "1원", ())[1] == "근거 [1]"


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_pieces_of_a_sentence_are_its_text_and_hold_every_figure(ask, question):
    found = ask(question)
    figures = []
    for sentence, pieces in marked_sentences(found):
        assert "".join(piece.text for piece in pieces) == sentence.text
        figures += [piece.figure for piece in pieces if piece.figure is not None]
        assert all(piece.text == piece.figure.text for piece in pieces if piece.figure is not None)
    assert figures == sorted(found.figures, key=lambda figure: figure.start)
