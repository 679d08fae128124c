"""The draft check on the screen: a wrong figure is marked, listed beside the text, leads to its passage, and is taken away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import go_to

Open = Callable[..., Any]
DRAFT = "2024년 스마트상점 보급 실적은 265개소입니다.\n2024년 청년 디지털 인턴 채용 실적은 74명입니다.\n“달나라에 출장소를 두어 어르신을 모시기로 하였다”고 합니다."
SIZES = [(1366, 768, "light"), (390, 844, "dark")]


def check(page: Any, text: str = DRAFT) -> None:
    """Paste a text and check it."""
    go_to(page, "초안 검증")
    page.fill("#draft textarea", text)
    page.get_by_role("button", name="검증", exact=True).click()
    page.wait_for_selector("#checked .findings li")


@pytest.mark.parametrize(("width", "height", "scheme"), SIZES)
def test_a_wrong_figure_is_marked_and_its_passage_opens(open_page: Open, url: str, width: int, height: int, scheme: str) -> None:
    page = open_page(url, width, height, color_scheme=scheme)
    check(page)
    assert page.inner_text("#checked mark.verified").startswith("265개소")
    assert page.inner_text("#checked mark.conflict").startswith("74명")
    assert "64명" in page.inner_text("#checked li.conflict") and page.locator("#checked li.unverified").count() == 1
    draft, findings = (page.locator(f"#checked {name}").bounding_box() for name in (".draft", ".findings"))
    assert (findings["x"] > draft["x"] + draft["width"] / 2) is (width > 800)  # beside it where there is room
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("#checked li.conflict button.found").click()
    page.wait_for_selector("#passage figure.page .mark")
    assert "청년 디지털 인턴" in page.inner_text("#passage mark")


def test_a_mark_leads_to_its_finding_and_back_by_keyboard(open_page: Open, url: str) -> None:
    page = open_page(url)
    check(page)
    page.focus("#checked mark.conflict")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.closest('li').classList.contains('conflict')")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('mark.conflict.shown')")


def test_a_file_is_checked_and_the_result_taken_away(open_page: Open, url: str, tmp_path: Path) -> None:
    path = tmp_path / "질의서.txt"
    path.write_text(DRAFT, encoding="utf-8")
    page = open_page(url)
    go_to(page, "초안 검증")
    page.set_input_files("#draft-file input[type=file]", str(path))
    page.wait_for_selector("#draft-file :text('질의서.txt')")
    page.get_by_role("button", name="검증", exact=True).click()
    page.wait_for_selector("#checked .findings li")
    with page.expect_download() as taken:
        page.get_by_text("HTML로 받기").click()
    assert "74명" in Path(taken.value.path()).read_text(encoding="utf-8")
