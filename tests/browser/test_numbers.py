"""The tab of figures on the screen: a quantity over the years, the audit, the contradictions, and their places in the pane."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.settings import Settings
from index.intake import take_in
from index.library import open_library
from tests.browser.conftest import served

Open = Callable[..., Any]
REPORT = """가람시 2025년도 주요업무 보고

2025. 2.

□ 추진실적
(단위 : 명)
구분\t2022년 실적\t2023년 실적\t2024년 실적\t합계
돌봄로봇 이용자\t3,384\t5,737\t9,121\t18,242
별빛도서관 이용자\t211\t322\t533\t1,069
드론 배송 이용자\t101\t202\t303\t606
"""
AUDIT = "가람시 2024년도 행정사무감사 자료\n\n2025. 1.\n\n○ 2024년 돌봄로봇 이용자 실적 : 9,211명\n"


@pytest.fixture(scope="module")
def numbers(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the chat over a report with a wrong total and a paper that contradicts it."""
    folder: Path = tmp_path_factory.mktemp("numbers")
    for name, text in (("보고.txt", REPORT), ("감사.txt", AUDIT)):
        (folder / name).write_text(text, encoding="utf-8")
    library = open_library(folder / "data", "kiwi")
    assert [report.reason for report in take_in(library, [folder / "보고.txt", folder / "감사.txt"])] == ["", ""]
    with served(library, Settings(today="2025-03-01")) as address:
        yield address
    library.close()


def part(page: Any, name: str) -> None:
    page.get_by_role("tab", name="수치", exact=True).click()
    page.get_by_role("tab", name=name, exact=True).click()


@pytest.mark.parametrize(("width", "height", "scheme"), [(1366, 768, "light"), (390, 844, "dark")])
def test_a_quantity_is_looked_up_drawn_and_opened(open_page: Open, numbers: str, width: int, height: int, scheme: str) -> None:
    page = open_page(numbers, width, height, color_scheme=scheme)
    part(page, "찾기")
    page.fill("#measure textarea, #measure input", "돌봄로봇 이용자")
    page.keyboard.press("Enter")
    page.wait_for_selector("#figures-plot .js-plotly-plot .textpoint")
    assert page.locator(".modebar-btn").count() == 0
    colour = "(name) => getComputedStyle(document.querySelector(name))"
    assert page.evaluate(f"({colour})('#figures-plot .xtick text').fill") == page.evaluate(f"({colour})('#figures h3').color")
    assert page.evaluate(f"({colour})('#figures td.number').textAlign") == "right"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("#figures tr", has=page.locator("td.number", has_text="9,121")).locator("button.cite").click()
    assert page.inner_text("#passage mark b") == "9,121"
    assert "보고.txt" in page.inner_text("#passage article")


def test_a_finding_of_the_audit_opens_its_place(open_page: Open, numbers: str) -> None:
    page = open_page(numbers)
    part(page, "표 점검")
    page.click("#audited button.found")
    assert "1,066" in page.inner_text("#audited .finding")
    assert page.inner_text("#passage mark b") == "1,069"


def test_a_contradiction_is_shown_and_opens_its_places(open_page: Open, numbers: str) -> None:
    page = open_page(numbers)
    part(page, "서로 다른 값")
    page.wait_for_selector("#differences table")
    shown = page.inner_text("#differences")
    assert "돌봄로봇 이용자" in shown and "9,121명" in shown and "9,211명" in shown and "나중 문서" in shown
    page.locator("#differences button.cite").first.click()
    assert page.inner_text("#passage mark b") == "9,211명" and "감사.txt" in page.inner_text("#passage article")
    page.keyboard.press("Escape")
    assert page.locator("#passage article").count() == 0
