"""Lines that no paper has, each a pattern without end: layout and figures, which run in our own process, stay quick."""

from __future__ import annotations

import time

import pytest

from ingest.figures import read_quantities
from ingest.head_words import cut_run
from ingest.korean import analyse
from ingest.layout import read_layout
from ingest.readers.text import read_text

SECONDS = 6.0  # of the processor; the slowest takes 1.5, those that took the square of the length took minutes


def seconds(began: float) -> float:
    return time.process_time() - began


@pytest.mark.parametrize("piece", ["a", "9", "1,", "1,000 ", " ", "\n", "약 3명 "])
def test_quantities_are_read_in_time_that_grows_with_the_text(piece: str) -> None:
    began = time.process_time()
    read_quantities(piece * (60_000 // len(piece)) + " 3,000명")
    assert seconds(began) < SECONDS


def test_what_has_no_end_is_no_quantity_and_hides_none() -> None:
    text = f"{'9' * 5000} {'x' * 9000}1 예산 1,200백만원"
    assert [quantity.text for quantity in read_quantities(text)] == ["1,200백만원"]
    start, end = read_quantities(text)[0].span
    assert text[start:end] == "1,200백만원"


@pytest.mark.parametrize("piece", ["구분\t", "1\t", "\t", "구 분 ", "가 ", "( ", "a", "9", "가\n", "\n"])
def test_a_line_without_end_is_laid_out(piece: str) -> None:
    analyse(["가람시"])
    source = read_text("가.txt", f"가람시 예산\n{piece * (20_000 // len(piece))}\n끝\n".encode(), "0" * 64)
    began = time.process_time()
    assert read_layout(source)
    assert seconds(began) < SECONDS


@pytest.mark.parametrize("run", ["구 분 계 " * 13, "가 " * 40, "구 분 " * 3_000])
def test_letters_set_apart_are_cut_in_few_ways(run: str) -> None:
    began = time.process_time()
    assert len(cut_run(run.strip())) <= 64
    assert seconds(began) < SECONDS
