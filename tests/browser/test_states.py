"""States of the screen: the question at once, a slow model, a lost connection, an error, a replaced document, no other host."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.settings import Settings
from index.intake import take_in
from index.library import Library, open_library
from screen import chat as chatting
from screen.render.steps import LOOKING
from tests.browser.conftest import free_port, served
from tests.llm_server import hanging, serving
from tests.pdf_library import QUESTION

Open = Callable[..., Any]
OTHER = "2024년 청년 디지털 인턴 예산은 얼마인가요?"
TODAY = Settings(today="2025-03-01")
ENGLISH = ("Error", "Connection", "error")


def ask(page: Any, question: str = QUESTION) -> None:
    page.fill("#question textarea", question)
    page.press("#question textarea", "Enter")


def held_up(page: Any, milliseconds: int) -> None:
    """What is asked of the program comes to it so much later."""

    def later(route: Any) -> None:
        page.wait_for_timeout(milliseconds)
        route.continue_()

    page.route("**/queue/join**", later)


# At once


def test_the_question_stands_at_once_and_once(open_page: Open, url: str) -> None:
    page = open_page(url)
    held_up(page, 1_000)
    page.fill("#question textarea", "  2024년 <b>스마트상점</b>   보급 실적은 몇 개소인가요?")
    page.evaluate("""() => {
      const log = document.querySelector("#chat");
      document.addEventListener("keydown", () => (window.begun = performance.now()), { capture: true, once: true });
      new MutationObserver(() => {
        if (!window.stood && log.innerText.includes("찾고 있습니다")) window.stood = performance.now() - window.begun;
      }).observe(log, { childList: true, subtree: true });
    }""")
    page.keyboard.press("Enter")
    page.wait_for_function("window.stood", timeout=900)  # nothing has reached the program yet
    assert page.input_value("#question textarea") == ""
    assert "<b>스마트상점</b> 보급" in page.inner_text("#chat")
    page.wait_for_selector(".geungeo.tools, .geungeo.abstained")
    assert LOOKING not in page.inner_text("#chat")
    assert page.inner_text("#chat").count("<b>스마트상점</b> 보급") == 1


def test_a_suggestion_is_asked_by_a_click(open_page: Open, url: str) -> None:
    page = open_page(url)
    suggestion = page.locator("#chat .example").first
    question = suggestion.inner_text().strip()
    suggestion.click()
    page.wait_for_selector(".geungeo.tools")
    assert question in page.inner_text("#chat") and page.input_value("#question textarea") == ""


def test_where_too_many_ask_it_is_said_and_the_question_kept(open_page: Open, url: str) -> None:
    page = open_page(url)
    page.route("**/queue/join**", lambda route: route.fulfill(status=503, json={"detail": "Queue is full."}))
    ask(page)
    page.wait_for_selector("#chat .notice:has-text('지금 묻는 사람이 많습니다')")
    assert page.input_value("#question textarea") == QUESTION
    page.wait_for_timeout(500)
    assert not page.query_selector("#connection") and not any(word in page.inner_text("body") for word in ENGLISH)
    page.unroute("**/queue/join**")
    page.press("#question textarea", "Enter")
    page.wait_for_selector(".geungeo.tools")


def test_a_question_in_the_meantime_waits_in_its_box(open_page: Open, url: str) -> None:
    page = open_page(url)
    held_up(page, 1_000)
    ask(page)
    ask(page, OTHER)
    page.wait_for_selector("#asking-told:has-text('답하고 있습니다')")
    assert page.input_value("#question textarea") == OTHER
    page.wait_for_selector(".geungeo.tools")
    page.wait_for_selector("#asking-told", state="hidden")
    page.press("#question textarea", "Enter")
    page.wait_for_function("document.querySelectorAll('.geungeo.tools').length === 2")
    said = page.inner_text("#chat")
    assert said.index(QUESTION) < said.index(OTHER)


def test_an_empty_question_asks_nothing_and_a_new_conversation_is_empty(open_page: Open, url: str) -> None:
    page = open_page(url)
    ask(page, "   ")
    page.wait_for_timeout(500)
    assert LOOKING not in page.inner_text("#chat")
    ask(page)
    page.wait_for_selector(".geungeo.tools")
    page.click("text=새 대화")
    page.wait_for_selector(".geungeo.tools", state="detached")
    ask(page, OTHER)
    page.wait_for_selector(".geungeo.tools")
    assert QUESTION not in page.inner_text("#chat")


# What goes wrong


def test_a_slow_model_is_told_and_can_be_done_without(open_page: Open, library: Library) -> None:
    with serving(hanging(60.0)) as server, served(library, server.settings(llm_timeout=12.0)) as url:
        page = open_page(url)
        ask(page, OTHER)
        page.wait_for_selector("#chat:has-text('언어 모델에 묻고 있습니다')")
        assert not page.locator("#slow-model").is_visible()
        page.wait_for_selector("#slow-model:has-text('언어 모델의 답이 늦습니다.')")
        assert int(page.inner_text("#slow-model .seconds")) >= 8
        page.click("#without-model")
        page.wait_for_selector("#chat .geungeo.tools")
        assert "720백만원" in page.inner_text(".geungeo.answer")
        assert "언어 모델" not in page.inner_text("#chat")
        page.wait_for_selector("#slow-model", state="hidden")


def test_an_error_of_the_program_is_told_in_korean(open_page: Open, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*asked: Any, **more: Any) -> Iterator[Any]:
        raise RuntimeError("no such table: passage")

    page = open_page(url)
    with monkeypatch.context() as patched:
        patched.setattr(chatting, "answer_in_steps", broken)
        ask(page)
        page.wait_for_selector("#chat:has-text('프로그램 오류가 났습니다'):has-text('문의 번호')")
        said = page.inner_text("body")
        assert not any(word in said for word in (*ENGLISH, LOOKING, "no such table"))
    ask(page)
    page.wait_for_selector(".geungeo.tools")


def test_a_network_that_is_gone_is_told_and_no_more_when_it_is_back(open_page: Open, url: str) -> None:
    page = open_page(url)
    page.wait_for_timeout(1_500)  # the page has looked once
    page.context.set_offline(True)
    page.wait_for_selector("#connection:has-text('연결이 끊겼습니다')")
    page.fill("#question textarea", QUESTION)
    page.context.set_offline(False)
    page.wait_for_selector("#connection", state="detached")
    page.press("#question textarea", "Enter")
    page.wait_for_selector(".geungeo.tools")


def test_a_program_that_was_stopped_and_started_again(open_page: Open, library: Library) -> None:
    port = free_port()
    with served(library, TODAY, port) as url:
        page = open_page(url)
        ask(page)
        page.wait_for_selector(".geungeo.tools")
    ask(page, OTHER)
    page.wait_for_selector("#connection:has-text('연결이 끊겼습니다')")
    page.wait_for_timeout(500)
    said = page.inner_text("body")
    assert not any(word in said for word in ENGLISH)
    assert page.input_value("#question textarea") == OTHER  # it was not answered, and is not lost
    page.keyboard.press("1")
    with served(library, TODAY, port):
        page.wait_for_selector("#connection:has-text('다시 시작되었습니다')")
        assert QUESTION in page.inner_text("#chat")  # what is being read stays until its reader wants otherwise
        typed = page.input_value("#question textarea")
        page.click("#connection button")
        page.wait_for_selector("#connection", state="detached")
        page.wait_for_function("(typed) => document.querySelector('#question textarea')?.value === typed", arg=typed)
        ask(page, OTHER)
        page.wait_for_selector(".geungeo.tools")


def test_a_document_that_was_replaced_after_it_was_cited(open_page: Open, browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "보고.txt"
    text = "2024 업무보고\n\n○ 별빛도서관의 2024년 예산은 250백만원이다.\n"
    path.write_text(text, encoding="utf-8")
    library = open_library(tmp_path / "data", "kiwi")
    try:
        list(take_in(library, [path]))
        with served(library, TODAY) as url:
            page = open_page(url)
            ask(page, "별빛도서관의 2024년 예산은 얼마인가요?")
            page.wait_for_selector(".geungeo.tools")
            page.click("#chat button.cite >> nth=0")
            page.wait_for_selector("#passage article.source")
            page.wait_for_timeout(500)
            assert page.locator("#removed .removed").count() == 0
            path.write_text(text.replace("250백만원", "270백만원"), encoding="utf-8")
            list(take_in(library, [path]))
            page.click("#chat button.cite >> nth=0")
            page.wait_for_selector("#removed:has-text('인용한 문장이 지금 문서에는 없습니다')")
    finally:
        library.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_other_host_is_asked_in_any_tab(browser: Any, url: str, scheme: str) -> None:
    context = browser.new_context(viewport={"width": 1366, "height": 768}, color_scheme=scheme)
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(url)
    page.wait_for_selector("#question textarea")
    ask(page)
    page.wait_for_selector(".geungeo.tools")
    page.click("#chat button.cite >> nth=0")
    page.wait_for_selector("#passage figure.page img")
    tabs = [name.strip() for name in page.get_by_role("tab").all_inner_texts() if name.strip()]
    assert "문서" in tabs
    for tab in tabs:
        page.get_by_role("tab", name=tab, exact=True).first.click()
        page.wait_for_timeout(300)
    context.close()
    assert len(asked) > 20
    assert [address for address in asked if not address.startswith((url, "data:", "blob:"))] == []
