"""Tables of contents without dots are no part of the text; lists of figures that look like them are."""

from __future__ import annotations

import pytest

from ingest.lines import lines_of
from ingest.readers.text import read_text

BODY = "\n{0} 추진배경\n마을이 넓어졌다.\n{1} 추진계획\n하늘길을 연다.\n{2} 행정사항\n살림을 살핀다.\n"


def texts(text: str) -> list[str]:
    return [line.text.strip() for line in lines_of(read_text("가.txt", text.encode(), ""))]


@pytest.mark.parametrize("marks", [("Ⅰ.", "Ⅱ.", "Ⅲ."), ("1.", "2.", "3."), ("가.", "나.", "다."), ("제1장", "제2장", "제3장")])
@pytest.mark.parametrize("between", [" ", "   ", " · · "])
def test_run_of_headings_with_pages_goes(marks: tuple[str, str, str], between: str) -> None:
    names = ("추진배경", "추진계획", "행정사항")
    entries = "\n".join(f"{mark} {name}{between}{page}" for mark, name, page in zip(marks, names, (1, 2, 7), strict=True))
    assert texts(f"하늘길 계획\n목차\n{entries}{BODY.format(*marks)}") == texts(f"하늘길 계획\n목차{BODY.format(*marks)}")


def test_headings_without_a_page_go_with_the_entries_around_them() -> None:
    entries = "1. 추진배경 1\n2. 추진계획 2\n3. 행정사항 7\n가. 하늘길\n나. 바닷길\n4. 붙임 9\n"
    body = BODY.format("1.", "2.", "3.") + "(가) 하늘길\n(나) 바닷길\n4. 붙임\n"
    assert texts(f"하늘길 계획\n{entries}{body}") == texts(f"하늘길 계획\n{body}")


@pytest.mark.parametrize(
    "lines",
    [
        "1. 동구 10\n2. 서구 12\n3. 남구 15",  # not headings of what follows
        "1. 추진배경 9\n2. 추진계획 2\n3. 행정사항 1",  # no pages: they go down
        "1. 추진배경 1\n2. 추진계획 2",  # too few
        "추진배경 1\n추진계획 2\n행정사항 3",  # not numbered
    ],
)
def test_figures_stay(lines: str) -> None:
    found = texts(f"하늘길 계획\n{lines}{BODY.format('1.', '2.', '3.')}")
    assert all(line in found for line in lines.split("\n"))
