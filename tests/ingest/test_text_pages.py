"""Pages of plain text: by form feeds, by empty lines in what was taken from paper, by printed numbers; else none."""

from __future__ import annotations

import pytest

from ingest.readers.text import read_text
from ingest.readers.text_pages import text_pages

PAGE = "\n".join(f"○ 가람시 {number}번째 과제를 추진하였음" for number in range(12))
FULL = "가" * 4_001


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("첫째\f둘째\f셋째", (1, 2, 3)),
        ("첫째\f\f셋째\f", (1, 3)),
        ("\f첫째\f둘째", (1, 2)),  # each page begins with one
        ("\f둘째\f셋째\f", (2, 3)),  # each page ends with one, and the first has no text
        ("하나뿐\f", (1,)),
    ],
)
def test_form_feeds_count_empty_pages_too(text: str, numbers: tuple[int, ...]) -> None:
    assert text_pages(text, wrapped=False).numbers == numbers


def test_where_there_are_form_feeds_empty_lines_break_no_page() -> None:
    found = text_pages(f"{PAGE}\n\n\n\n{PAGE}\f{PAGE}\f", wrapped=True)
    assert (len(found.pages), found.numbers) == (2, (1, 2))


def test_empty_lines_number_the_pages_of_what_was_taken_from_paper() -> None:
    text = "\n\n\n\n".join([PAGE] * 3)
    assert text_pages(text, wrapped=True).numbers == (1, 2, 3)
    assert text_pages(text, wrapped=False).numbers == ()


def test_a_page_fuller_than_paper_shows_that_breaks_were_lost() -> None:
    found = text_pages("\n\n\n\n".join([PAGE, FULL, PAGE]), wrapped=True)
    assert (len(found.pages), found.numbers) == (3, ())


@pytest.mark.parametrize("mark", ["- {} -", "–{}–", "[{}쪽]", "< {}쪽 >"])
def test_printed_numbers_at_the_foot_end_pages(mark: str) -> None:
    text = "".join(f"{PAGE}\n{mark.format(number)}\n" for number in (7, 8, 9))
    found = text_pages(text, wrapped=False)
    assert found.numbers == (7, 8, 9)
    assert [page.of(text) for page in found.pages] == [f"{PAGE}\n{mark.format(number)}\n" for number in (7, 8, 9)]


def test_printed_numbers_at_the_head_begin_pages() -> None:
    text = "".join(f"[{number}쪽]\n{PAGE}\n" for number in (1, 2, 3))
    found = text_pages(text, wrapped=False)
    assert found.numbers == (1, 2, 3)
    assert [page.of(text).startswith(f"[{number}쪽]") for number, page in enumerate(found.pages, start=1)] == [True] * 3


@pytest.mark.parametrize(
    "text",
    [
        f"{PAGE}\n- 1 -\n{PAGE}\n- 2 -\n",
        f"{PAGE}\n- 1 -\n{PAGE}\n- 3 -\n{PAGE}\n- 4 -\n",
        f"{PAGE}\n- 1 -\n{PAGE}\n- 2 -\n{PAGE}\n- 3 -\n{PAGE}\n",
        f"{PAGE}\n1\n{PAGE}\n2\n{PAGE}\n3\n",
        f"{PAGE}\n- 1 -\n{FULL}\n- 2 -\n{PAGE}\n- 3 -\n",
    ],
    ids=["too few", "one is missing", "head or foot", "bare numbers may be values", "a page fuller than paper"],
)
def test_printed_numbers_that_prove_nothing_make_no_pages(text: str) -> None:
    found = text_pages(text, wrapped=False)
    assert (len(found.pages), found.numbers) == (1, ())


def test_a_number_that_ended_a_page_is_no_text_of_the_document() -> None:
    from ingest.pipeline import read_document

    text = "".join(f"{PAGE}\n- {number} -\n" for number in (7, 8, 9))
    blocks = read_document(read_text("가람시.txt", text.encode(), "")).blocks
    assert not [block.text for block in blocks if "- 8 -" in block.text]
