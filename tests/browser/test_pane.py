"""The chat on the screen, by keyboard, mouse and touch: citations with their pages, what is done with an answer, tips, stopping."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.judgements import read_judgements
from index.library import Library
from tests.browser.conftest import go_to, served
from tests.llm_server import Wire, serving
from tests.pdf_library import QUESTION

Open = Callable[..., Any]
SIZES = [(1366, 768, "light"), (1366, 768, "dark"), (390, 844, "light"), (390, 844, "dark")]
NOT_THERE = "달 기지의 상주 인원은 몇 명인가요?"
# Whether the mark lies within the part of the page that is shown.
IN_SIGHT = """() => {
  const [mark, sheet] = [".mark", ".sheet"].map((name) => document.querySelector(`#passage ${name}`).getBoundingClientRect());
  return sheet.top <= mark.top && mark.top <= sheet.bottom;
}"""
PHONE = {"width": 390, "height": 844, "has_touch": True}


def ask(page: Any, question: str = QUESTION) -> None:
    """Ask by the keyboard alone, and wait until the answer stands."""
    page.focus("#question textarea")
    page.keyboard.type(question)
    page.keyboard.press("Enter")
    page.wait_for_selector(".geungeo.tools")


def leave_box(page: Any) -> None:
    page.evaluate("document.activeElement.blur()")


@pytest.mark.parametrize(("width", "height", "scheme"), SIZES)
def test_a_key_opens_the_citation_with_its_page_marked_and_escape_closes_it(
    open_page: Open, url: str, width: int, height: int, scheme: str
) -> None:
    page = open_page(url, width, height, color_scheme=scheme)
    ask(page)
    leave_box(page)
    page.keyboard.press("1")
    page.wait_for_selector("#passage figure.page .mark")
    assert page.inner_text("#passage mark").startswith("스마트상점")
    page.wait_for_function(IN_SIGHT)  # without scrolling, once the picture has been drawn
    assert 0 < page.locator("#passage .sheet").bounding_box()["y"] < height
    assert page.evaluate("document.activeElement.closest('#passage') !== null")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.keyboard.press("Escape")
    assert page.locator("#passage article").count() == 0
    assert page.evaluate("document.activeElement.textContent") == "[1]"


def test_a_digit_typed_into_a_box_opens_nothing_but_with_alt(open_page: Open, url: str) -> None:
    page = open_page(url)
    ask(page)
    page.focus("#question textarea")
    page.keyboard.press("1")
    assert page.input_value("#question textarea") == "1"
    assert page.locator("#passage article").count() == 0
    page.keyboard.press("Alt+1")
    page.wait_for_selector("#passage article")
    assert page.input_value("#question textarea") == "1"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_box_to_ask_in_shows_that_it_has_the_focus(open_page: Open, url: str, scheme: str) -> None:
    page = open_page(url, color_scheme=scheme)
    page.focus("#question textarea")
    drawn = page.evaluate(
        "(({ outlineStyle, outlineWidth }) => [outlineStyle, outlineWidth])(getComputedStyle(document.activeElement))"
    )
    assert drawn == ["solid", "2px"]


def test_the_key_opens_the_last_answer_s_citation(open_page: Open, url: str) -> None:
    page = open_page(url)
    ask(page)
    page.focus("#question textarea")
    page.keyboard.type("2024년 청년 디지털 인턴 예산은 얼마인가요?")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelectorAll('.geungeo.tools').length === 2")
    leave_box(page)
    page.keyboard.press("1")
    assert page.inner_text("#passage mark").startswith("청년 디지털 인턴")


def where_it_stands(page: Any) -> dict[str, float]:
    """Of the conversation: how far the last question is below its upper edge, and how much is hidden below its lower edge."""
    measured: dict[str, float] = page.evaluate(
        """() => {
            const log = document.querySelector("#chat [role=log]"), asked = [...log.querySelectorAll(".user-row")].at(-1);
            return { top: asked.getBoundingClientRect().top - log.getBoundingClientRect().top,
                     left: log.scrollHeight - log.scrollTop - log.clientHeight };
        }"""
    )
    return measured


def test_a_long_answer_is_shown_from_its_beginning_and_stays_where_it_is_read(open_page: Open, url: str) -> None:
    page = open_page(url, 390, 640)
    ask(page)
    page.focus("#question textarea")
    page.keyboard.type(NOT_THERE)
    page.keyboard.press("Enter")
    page.wait_for_selector(".geungeo.abstained")
    page.wait_for_selector(".geungeo.tools >> nth=1")
    page.wait_for_timeout(500)
    found = where_it_stands(page)
    assert 0 <= found["top"] < 20 and found["left"] > 0  # the question, and under it more than there is room for
    page.locator("#chat [role=log]").hover()
    page.mouse.wheel(0, 60)
    page.wait_for_timeout(300)
    page.evaluate("document.querySelectorAll('.geungeo.tools')[1].append('more')")  # something comes late
    page.wait_for_timeout(100)
    assert where_it_stands(page)["top"] < found["top"] - 30


def test_what_the_keyboard_reached_stays_in_sight_when_it_is_opened(open_page: Open, url: str) -> None:
    page = open_page(url, 390, 500)
    ask(page)
    page.wait_for_selector(".further .ask")
    page.focus(".tools .judge[data-good='0']")
    page.wait_for_timeout(200)
    reached = """() => {
        const box = document.activeElement.getBoundingClientRect(), log = document.querySelector("#chat [role=log]").getBoundingClientRect();
        return document.activeElement.closest("#chat .tools") !== null && box.top >= log.top && box.bottom <= log.bottom + 1;
    }"""
    assert page.evaluate(reached)
    page.keyboard.press("Enter")
    page.wait_for_selector("form.reason:not([hidden])")
    page.wait_for_timeout(200)
    assert page.evaluate(reached)


def test_a_digit_opens_nothing_of_an_older_answer_or_of_one_out_of_sight(open_page: Open, url: str) -> None:
    page = open_page(url)
    ask(page)
    go_to(page, "문서")
    leave_box(page)
    page.keyboard.press("1")
    assert page.locator("#passage article").count() == 0
    go_to(page, "질의")
    page.focus("#question textarea")
    page.keyboard.type(NOT_THERE)
    page.keyboard.press("Enter")
    page.wait_for_selector(".geungeo.abstained")
    leave_box(page)
    page.keyboard.press("1")
    assert page.locator("#passage article").count() == 0


def test_an_answer_is_copied_and_saved_with_its_citations(open_page: Open, url: str) -> None:
    page = open_page(url, permissions=["clipboard-read", "clipboard-write"])
    ask(page)
    page.click(".tools .copy")
    page.wait_for_function("document.querySelector('.tools .told').textContent.includes('복사했습니다')")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert QUESTION in copied and "265개소" in copied and "[1] 2025년도 주요업무 보고 (보고.pdf), 2쪽" in copied
    with page.expect_download() as download:
        page.click("text=DOCX로 저장")
    assert download.value.suggested_filename == "근거 답.docx"
    content = Path(download.value.path()).read_bytes()
    assert "265개소" in zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
    with page.expect_download() as download:
        page.click("text=HTML로 저장")
    assert 'id="source-1"' in Path(download.value.path()).read_text(encoding="utf-8")


def test_a_judgement_is_kept_with_its_reason_and_taken_back(open_page: Open, url: str, library: Library) -> None:
    page = open_page(url)
    ask(page)
    page.focus(".tools .judge[data-good='0']")
    page.keyboard.press("Enter")
    page.wait_for_selector("form.reason:not([hidden])")
    page.keyboard.type("빠진 것이 있음 1")  # the reason has the focus, and a digit in it opens nothing
    page.keyboard.press("Enter")
    page.wait_for_selector("form.reason[hidden]", state="attached")
    key = page.get_attribute(".tools", "data-answer")
    (judgement,) = [found for found in read_judgements(library.folder) if found.id == key]
    assert (judgement.is_good, judgement.reason, judgement.typed) == (False, "빠진 것이 있음 1", QUESTION)
    page.click(".tools .judge[data-good='1']")
    page.click(".tools .undo")
    page.wait_for_function("document.querySelector('.tools .told').textContent.includes('취소')")
    assert key not in [found.id for found in read_judgements(library.folder)]


def test_what_may_be_asked_next_is_asked_by_a_click(open_page: Open, url: str) -> None:
    page = open_page(url)
    ask(page)
    page.wait_for_selector(".further .ask")
    question = page.inner_text(".further .ask >> nth=0")
    page.click(".further .ask >> nth=0")
    page.wait_for_function("document.querySelectorAll('.geungeo.tools').length === 2")
    assert question in page.inner_text("#chat")
    assert page.locator(".geungeo.abstained").count() == 0


def test_a_figure_tells_on_hover_and_focus_and_is_silent_again(open_page: Open, url: str) -> None:
    page = open_page(url)
    ask(page, "2024년 스마트상점 보급 예산은 얼마인가요?")
    figure = page.locator(".geungeo.answer .figure", has_text="백만원").first
    figure.hover()
    assert "단위: 백만원" in page.inner_text("#figure-tip") and "2025년도 주요업무 보고" in page.inner_text("#figure-tip")
    page.mouse.move(2, 2)
    assert page.locator("#figure-tip").count() == 0
    figure.focus()
    assert page.locator("#figure-tip").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#figure-tip").count() == 0


def test_a_figure_tells_on_a_tap_and_stays_on_the_screen(open_page: Open, url: str) -> None:
    page = open_page(url, **PHONE)
    ask(page, "2024년 스마트상점 보급 예산은 얼마인가요?")
    page.locator(".geungeo.answer .figure", has_text="백만원").first.tap()
    page.wait_for_timeout(300)  # a browser makes a click of a tap in its own time
    box = page.locator("#figure-tip").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 390 and box["y"] >= 0
    page.locator("#title h1").tap()
    page.wait_for_selector("#figure-tip", state="detached")


def test_stopping_keeps_what_was_checked_and_ends_the_model(open_page: Open, library: Library) -> None:
    ended: list[bool] = []

    def endless(wire: Wire) -> None:
        wire.begin()
        wire.tokens("2024년 청년 디지털 인턴의 예산은 720백만원입니다. [1]\n")
        try:
            for _ in range(300):
                wire.tokens("그리고 더 씁니다 ")
                wire.wait(0.05)
        except OSError:
            ended.append(True)
            raise

    with serving(endless) as server, served(library, server.settings(llm_timeout=20.0)) as url:
        page = open_page(url)
        page.fill("#question textarea", "2024년 청년 디지털 인턴 예산은 얼마인가요?")
        page.keyboard.press("Enter")
        page.wait_for_selector(".unsettled")
        page.click("#stop")
        page.wait_for_function("document.querySelector('#chat').innerText.includes('멈추었습니다')")
        assert page.locator(".unsettled").count() == 0
        page.wait_for_timeout(1_500)
        assert page.locator(".unsettled").count() == 0
        assert ended == [True]
        page.click("#stop")  # of nothing
        page.wait_for_timeout(500)
        assert "720백만원" in page.inner_text(".geungeo.answer")
