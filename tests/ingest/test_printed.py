"""Printed page numbers: shown beside the page's own where most pages agree how far off they are."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from ingest.document import Source, Span
from ingest.place import places_of
from ingest.printed import page_number, printed_numbers


def source_of(*feet: str, paged: bool = True) -> Source:
    """A source of one page for each foot."""
    pages = [f"가람시 업무보고\n○ 정원 {20 + number}명\n{foot}\n" for number, foot in enumerate(feet)]
    starts = [sum(map(len, pages[:number])) for number in range(len(pages) + 1)]
    numbers = tuple(range(1, len(pages) + 1)) if paged else ()
    return Source("가.pdf", "pdf", "", "".join(pages), tuple(Span(*ends) for ends in pairwise(starts)), page_numbers=numbers)


@pytest.mark.parametrize("line", ["12", "- 12 -", "–12–", "[12쪽]", "<12>", "12쪽", " 12 / 40 "])
def test_a_lone_number_is_a_page_number(line: str) -> None:
    assert page_number(line) == 12


@pytest.mark.parametrize("line", ["12명", "제12조", "1,200", "2024년", "12 13", "", "1200"])
def test_a_line_that_says_more_is_none(line: str) -> None:
    assert page_number(line) is None


def test_a_line_of_blanks_is_told_quickly() -> None:
    began = time.monotonic()
    assert page_number(f"1{' ' * 100_000}가") is None
    assert time.monotonic() - began < 1


def test_numbers_behind_a_cover_and_contents_are_those_of_the_print() -> None:
    source = source_of("", "", "- 1 -", "- 2 -", "", "- 4 -", "- 5 -")
    assert printed_numbers(source) == (None, None, 1, 2, 3, 4, 5)
    assert [place.label for place in places_of(source).stretches][1:4] == ["2쪽", "3쪽(인쇄 1쪽)", "4쪽(인쇄 2쪽)"]


def test_numbers_that_are_the_pages_own_are_not_shown_twice() -> None:
    assert printed_numbers(source_of("1", "2", "3", "4")) == (None,) * 4


def test_a_page_with_another_number_has_none_shown() -> None:
    assert printed_numbers(source_of("11", "12", "13", "14", "1")) == (11, 12, 13, 14, None)


@pytest.mark.parametrize(
    "feet",
    [("11", "12"), ("5", "9", "2", "7"), ("", "", "", "", "7", "8", "9"), ("20", "21", "22", "", "", "")],
    ids=["too few", "no order", "on a few pages", "on half of the pages"],
)
def test_numbers_on_which_pages_do_not_agree_are_not_shown(feet: tuple[str, ...]) -> None:
    assert printed_numbers(source_of(*feet)) == (None,) * len(feet)


def test_without_page_numbers_there_are_no_printed_ones() -> None:
    assert printed_numbers(source_of("11", "12", "13", paged=False)) == (None,) * 3
