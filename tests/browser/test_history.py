"""Past conversations in a real browser: kept over a reload, searched, reopened with their citations, gone on from, deleted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from index.library import Library
from tests.browser.conftest import served
from tests.browser.test_accessibility import serious
from tests.llm_server import Wire, serving
from tests.pdf_library import QUESTION

Open = Callable[..., Any]
INTERN = "2024년 청년 디지털 인턴 예산은 얼마인가요?"
ANSWERS = "document.querySelectorAll('#chat .geungeo.tools').length === {}"
SIZES = [(1366, 768, "light"), (390, 844, "dark")]


def ask(page: Any, question: str, number: int) -> None:
    """Ask, and wait until so many answers stand."""
    page.fill("#question textarea", question)
    page.keyboard.press("Enter")
    page.wait_for_function(ANSWERS.format(number))


def begin_anew(page: Any) -> None:
    page.click("#new-conversation")
    page.wait_for_function(ANSWERS.format(0))


def open_drawer(page: Any) -> None:
    """By the keyboard: the search box has the focus then."""
    page.focus("#open-history")
    page.keyboard.press("Enter")
    page.wait_for_selector("dialog.history[open] .list > *")
    assert page.evaluate("document.activeElement.matches('.seek')")


@pytest.mark.parametrize(("width", "height", "scheme"), SIZES)
def test_a_conversation_is_found_reopened_gone_on_from_and_deleted_by_keyboard(
    open_page: Open, url: str, width: int, height: int, scheme: str
) -> None:
    page = open_page(url, width, height, color_scheme=scheme)
    ask(page, QUESTION, 1)
    begin_anew(page)
    ask(page, INTERN, 1)
    page.reload()
    page.wait_for_selector("#question textarea")
    assert page.locator("#chat .tools").count() == 0
    open_drawer(page)
    assert page.locator("dialog.history .conversation").count() == 2
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert serious(page) == []
    page.keyboard.type("1")  # a digit typed into the box opens no citation, and stands in both
    page.keyboard.press("Backspace")
    page.keyboard.type("265 개소")
    page.wait_for_function("document.querySelectorAll('dialog.history .conversation').length === 1")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_function(ANSWERS.format(1))
    assert page.locator("dialog.history[open]").count() == 0
    assert QUESTION in page.inner_text("#chat") and "265개소" in page.inner_text("#chat")

    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("1")
    page.wait_for_selector("#passage figure.page .mark")
    page.keyboard.press("Escape")
    page.locator("#chat .figure", has_text="265개소").first.focus()
    assert page.locator("#figure-tip").is_visible()

    ask(page, "그럼 2023년은?", 2)
    assert "앞 질문에 이어 ‘2023년 스마트상점" in page.inner_text("#chat")

    open_drawer(page)
    current = page.locator("dialog.history li:has([aria-current])")
    assert "질문 2개" in current.inner_text()
    current.locator(".forget").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('.no')")  # nothing is deleted by pressing Enter twice
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelectorAll('dialog.history .conversation').length === 1")
    assert INTERN in page.inner_text("dialog.history .list")
    page.keyboard.press("Escape")
    page.wait_for_function(ANSWERS.format(0))  # what was deleted is not in the chat any more


def test_all_are_deleted_only_when_the_question_is_answered_and_nobody_else_s(open_page: Open, url: str) -> None:
    page, other = open_page(url), open_page(url)
    ask(page, QUESTION, 1)
    ask(other, INTERN, 1)
    open_drawer(page)
    assert page.locator("dialog.history .conversation").count() == 1 and INTERN not in page.inner_text("dialog.history")
    page.click("dialog.history .all .forget")
    page.click("dialog.history .all .no")
    assert page.locator("dialog.history .conversation").count() == 1
    page.click("dialog.history .all .forget")
    page.click("dialog.history .all .yes")
    page.wait_for_selector("dialog.history .none")
    page.click("dialog.history .leave")
    page.wait_for_function(ANSWERS.format(0))
    open_drawer(other)
    assert other.locator("dialog.history .conversation").count() == 1


def test_what_is_being_written_does_not_come_into_the_conversation_that_is_opened(open_page: Open, library: Library) -> None:
    asked: list[str] = []

    def endless(wire: Wire) -> None:
        wire.begin()
        wire.tokens("2024년 청년 디지털 인턴의 예산은 720백만원입니다. [1]\n")
        asked.append("")
        for _ in range(100 if len(asked) > 1 else 0):
            wire.tokens("그리고 더 씁니다 ")
            wire.wait(0.05)

    with serving(endless) as server, served(library, server.settings(llm_timeout=5.0)) as url:
        page = open_page(url)
        ask(page, QUESTION, 1)
        begin_anew(page)
        page.fill("#question textarea", INTERN)
        page.keyboard.press("Enter")
        page.wait_for_selector(".unsettled")
        open_drawer(page)
        page.click("dialog.history .conversation")
        page.wait_for_function(f"{ANSWERS.format(1)} && !document.querySelector('.unsettled')")
        page.wait_for_timeout(800)
        assert page.locator(".unsettled").count() == 0 and INTERN not in page.inner_text("#chat")
        assert QUESTION in page.inner_text("#chat")
