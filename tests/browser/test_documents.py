"""The tab of the documents in a real browser: handing over, progress, putting right, removing, what the pane says then."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import ui
from assistant.settings import Settings
from index.jobs import Jobs
from index.library import open_library
from screen.shown import Shown
from tests.browser.conftest import go_to

MISTAKES: list[str] = []
LAPTOP, PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
LONG = 60_000  # milliseconds: only a test that fails waits so long
QUESTION = "드론 배송 실증 지원 2023 예산현액은 얼마인가요?"
# What a browser gives for a dropped folder: entries, which are asked for their files.
DROP = """(texts) => {
  const file = ([name, text]) => ({ isFile: true, isDirectory: false, file: (done) => done(new File([text], name)) });
  let given = [texts.map(file), []];
  const folder = { isFile: false, isDirectory: true, createReader: () => ({ readEntries: (done) => done(given.shift()) }) };
  const event = new Event("drop", { bubbles: true, cancelable: true });
  Object.defineProperty(event, "dataTransfer", { value: { items: [{ webkitGetAsEntry: () => folder }] } });
  document.querySelector("#handed-files button").dispatchEvent(event);
}"""


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """The address of the application over an empty library."""
    library = open_library(tmp_path / "data", "kiwi")
    jobs = Jobs(library)
    app = ui.build(Shown(library), Settings(), jobs=jobs)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    _, url, _ = app.launch(server_name="127.0.0.1", server_port=port, quiet=True, prevent_thread_lock=True, **ui.appearance())
    yield url
    jobs.close()
    app.close(verbose=False)
    library.close()


@pytest.fixture(autouse=True)
def without_mistakes(browser: Any) -> Iterator[None]:
    """A mistake of a page's script fails the test; its pages are closed behind it."""
    MISTAKES.clear()
    yield
    for context in browser.contexts:
        context.close()
    assert MISTAKES == []


@pytest.fixture
def page(browser: Any, served: str) -> Any:
    """The tab, open."""
    return opened(browser, served)


def opened(browser: Any, url: str, size: dict[str, int] = LAPTOP, **appearance: Any) -> Any:
    page = browser.new_page(viewport=size, locale="ko-KR", **appearance)
    page.set_default_timeout(LONG)
    page.on("pageerror", lambda error: MISTAKES.append(str(error)))
    page.goto(url)
    go_to(page, "문서")
    page.wait_for_selector("#index-state .geungeo")
    return page


def hand_over(page: Any, folder: Path) -> None:
    page.set_input_files("#handed-files input[type=file]", sorted(map(str, folder.iterdir())))
    page.wait_for_selector("#batches .summary:has-text('끝났습니다')")
    page.wait_for_selector("button.document")


def test_an_empty_index_says_the_step_and_taking_it_makes_it_answer(page: Any, small_documents: Path) -> None:
    assert "‘문서’ 탭에서" in page.inner_text("#title")
    assert page.locator("#chat :text('‘문서’ 탭에서')").count() and not page.locator("#chat .example").count()
    hand_over(page, small_documents)
    assert "넣음 2개" in page.inner_text("#batches")
    assert page.locator("button.document").count() == 2
    page.wait_for_selector("#title:has-text('문서 2개')")
    go_to(page, "질의")
    page.wait_for_selector("#chat .example")  # questions that the new documents answer
    assert page.locator("#chat :text('‘문서’ 탭에서')").count() == 0
    page.fill("#question textarea", QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_selector("#chat .answer:has-text('1,500,000천원')")


def test_ingest_goes_on_when_the_page_is_closed(browser: Any, served: str, small_documents: Path) -> None:
    page = opened(browser, served)
    page.set_input_files("#handed-files input[type=file]", sorted(map(str, small_documents.iterdir())))
    page.wait_for_selector("#batches .batch")
    page.close()
    again = opened(browser, served)
    again.wait_for_selector("#batches .summary:has-text('넣음 2개')")
    again.wait_for_selector("button.document")


def test_a_dropped_folder_is_taken_apart(page: Any) -> None:
    page.evaluate(DROP, [["공원.txt", "가람시는 강변공원을 새로 꾸민다."], ["등대.txt", "솔섬에 등대를 세운다."]])
    page.wait_for_selector("#batches .summary:has-text('넣음 2개')")


def test_a_document_is_put_right_with_the_keyboard_alone(page: Any, small_documents: Path) -> None:
    hand_over(page, small_documents)
    page.focus("button.document[data-document='업무보고.txt']")
    page.keyboard.press("Enter")
    page.wait_for_selector("#document-form textarea, #document-form input")
    page.wait_for_function("document.querySelector('#document-form').contains(document.activeElement)")
    page.keyboard.press("Control+A")
    page.keyboard.type("달빛 업무 보고")
    page.focus("#document-form button:has-text('바로잡기')")
    page.keyboard.press("Enter")
    page.wait_for_selector("#document-told:has-text('바로잡았습니다: 제목')")
    page.wait_for_selector("button.document:has-text('달빛 업무 보고')")


def test_a_document_is_removed_only_when_the_question_is_answered_and_the_pane_says_so(page: Any, small_documents: Path) -> None:
    hand_over(page, small_documents)
    go_to(page, "질의")
    page.fill("#question textarea", QUESTION)
    page.keyboard.press("Enter")
    page.wait_for_selector("#chat details.sources")
    page.click("#chat button.cite >> nth=0")
    page.wait_for_selector("#passage article.source")
    cited = page.inner_text("#passage article.source .file")
    assert page.locator("#removed .removed").count() == 0
    go_to(page, "문서")
    page.click(f"button.document[data-document='{cited}']")
    page.click("#document-form button:has-text('지우기')")
    page.wait_for_function("document.activeElement.id === 'remove-no'")
    page.keyboard.press("Enter")
    page.wait_for_selector("#remove-question", state="hidden")
    assert page.locator("button.document").count() == 2
    page.click("#document-form button:has-text('지우기')")
    assert page.locator("#removed .removed").count() == 0
    page.click("#remove-yes")
    page.wait_for_selector(f"#document-told:has-text('지웠습니다: {cited}')")
    page.wait_for_selector("#title:has-text('문서 1개')")
    page.wait_for_selector("#removed:has-text('색인에서 뺀 문서입니다')")  # the passage is still open
    go_to(page, "질의")
    page.click("#chat button.cite >> nth=0")
    page.wait_for_selector("#removed:has-text('색인에서 뺀 문서입니다')")


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_sticks_out_of_the_screen(
    browser: Any, served: str, small_documents: Path, size: dict[str, int], scheme: str
) -> None:
    page = opened(browser, served, size, color_scheme=scheme)
    hand_over(page, small_documents)
    page.click("button.document >> nth=0")
    page.wait_for_selector("#document-form button:has-text('지우기')")
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_no_other_host_is_asked(browser: Any, served: str, small_documents: Path) -> None:
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(served)
    go_to(page, "문서")
    hand_over(page, small_documents)
    assert [url for url in asked if not url.startswith((served, "data:", "blob:"))] == []
