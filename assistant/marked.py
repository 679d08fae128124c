"""The sentences of an answer cut at their figures: what a screen and a saved file set marks on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from assistant.types import Answer, CheckedFigure, Sentence


class Piece(NamedTuple):
    """A piece of a sentence, with the finding where it is a figure."""

    text: str
    figure: CheckedFigure | None = None


def marked_sentences(answer: Answer, shown: int | None = None) -> Iterator[tuple[Sentence, list[Piece]]]:
    """The first `shown` sentences, or all of them, each with its pieces, which together are its text."""
    cursor = 0
    for sentence in answer.sentences[:shown]:
        start = answer.text.index(sentence.text, cursor)
        cursor = start + len(sentence.text)
        yield sentence, list(_pieces(answer, sentence, start, cursor))


def _pieces(answer: Answer, sentence: Sentence, start: int, end: int) -> Iterator[Piece]:
    """The sentence that stands from `start` to `end` in the answer's text, in pieces."""
    figures = [figure for figure in answer.figures if start <= figure.start and figure.end <= end]
    cursor = start
    for figure in sorted(figures, key=lambda figure: figure.start):
        if figure.start > cursor:
            yield Piece(sentence.text[cursor - start : figure.start - start])
        yield Piece(sentence.text[figure.start - start : figure.end - start], figure)
        cursor = figure.end
    if cursor < end:
        yield Piece(sentence.text[cursor - start :])
