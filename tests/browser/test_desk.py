"""The hearing desk in a real browser: found as one types, by keys alone, kept to a choice, pinned, put in order, taken away."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from assistant.settings import Settings
from index.library import Library
from tests.browser.conftest import served
from tests.browser.test_accessibility import serious

Open = Callable[..., Any]
SIZES = [(1366, 768, "light"), (390, 844, "dark")]


@pytest.fixture(scope="module")
def desk(browser: Any, small_library: Library) -> Iterator[str]:
    """The address of the screen over two documents."""
    with served(small_library, Settings(today="2025-03-01")) as address:
        yield address


@pytest.fixture
def open_desk(open_page: Open, desk: str) -> Open:
    """Open the desk in a window of a size."""

    def of(width: int = 1366, height: int = 768, **more: Any) -> Any:
        page = open_page(desk, width, height, **more)
        page.locator(".tab-container:not(.visually-hidden) #looking-button").click()
        page.wait_for_selector("#desk-filters .document")
        return page

    return of


def sought(page: Any, text: str) -> None:
    """Type, and wait until what is found of it is painted."""
    page.fill("#sought", text)
    wait_painted(page)


def wait_painted(page: Any) -> None:
    """Wait until the list shows what the desk asks for."""
    page.wait_for_function(
        "document.querySelector('#found').dataset.painted === new URLSearchParams("
        "[...new FormData(document.querySelector('#desk-asked'))].filter(([, value]) => value.trim())).toString()"
    )


def focused(page: Any) -> str:
    text: str = page.evaluate("document.activeElement.id || document.activeElement.innerText")
    return text


def quotes(page: Any) -> list[str]:
    found: list[str] = page.locator("#pin-list .line").all_inner_texts()
    return found


def pin_two(page: Any) -> list[str]:
    """Pin the first and the second place; gives their quotes."""
    sought(page, "별빛도서관")
    page.press("#sought", "ArrowDown")
    for key in ("p", "ArrowDown", "p"):
        page.keyboard.press(key)
    assert page.locator("#pin-list > li").count() == 2
    return quotes(page)


@pytest.mark.parametrize(("width", "height", "scheme"), SIZES)
def test_a_citation_is_found_and_opened_by_keys_alone(open_desk: Open, width: int, height: int, scheme: str) -> None:
    page = open_desk(width, height, color_scheme=scheme)
    page.focus("#sought")
    page.keyboard.type("별빛도서관")
    page.wait_for_selector("#found mark:has-text('별빛도서관')")
    page.keyboard.press("ArrowDown")
    assert focused(page).startswith("[1]")
    page.keyboard.press("ArrowDown")
    assert focused(page).startswith("[2]")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert page.locator("#found button.found[tabindex='0']").count() == 1
    page.keyboard.press("Enter")
    page.wait_for_selector("#passage article.source")
    assert page.inner_text("#passage header b").startswith("[2]")
    page.keyboard.press("ArrowLeft")
    assert page.inner_text("#passage header b").startswith("[1]")
    page.keyboard.press("Escape")
    assert focused(page).startswith("[1]")
    page.keyboard.press("Escape")
    assert focused(page) == "sought"
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_enter_means_what_was_typed_last(open_desk: Open) -> None:
    page = open_desk()
    sought(page, "도서관")
    page.route("**/geungeo/cite*", lambda route: (page.wait_for_timeout(300), route.continue_()))
    page.fill("#sought", '"정산 의무')
    page.press("#sought", "Enter")
    page.wait_for_selector("#passage mark:has-text('정산 의무')")


def test_a_syllable_is_looked_up_while_it_is_put_together(open_desk: Open) -> None:
    page = open_desk()
    page.focus("#sought")
    typing = page.context.new_cdp_session(page)
    typing.send("Input.insertText", {"text": "별빛도서"})
    for text in ("ㄱ", "고", "과", "관"):
        typing.send("Input.imeSetComposition", {"text": text, "selectionStart": 1, "selectionEnd": 1})
    page.wait_for_selector("#found mark:has-text('별빛도서관')")
    page.keyboard.press("ArrowDown")  # ends the syllable, and goes on
    typing.send("Input.insertText", {"text": "관"})
    page.wait_for_function("document.activeElement.matches('button.found')")
    assert focused(page).startswith("[1]") and page.input_value("#sought") == "별빛도서관"


def test_the_filters_stand_at_hand_and_say_what_is_searched(open_desk: Open) -> None:
    page = open_desk()
    assert not page.is_visible("#scope")  # the desk is not kept to what was chosen for questions
    sought(page, "별빛도서관")
    assert page.locator("#found h3").count() == 2 and "모든 문서 2개" in page.inner_text("#desk-told")
    page.press("#sought", "Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    wait_painted(page)
    assert page.locator("#found h3").count() == 1 and "검토보고서: 문서 1개" in page.inner_text("#desk-told")
    page.keyboard.press("Escape")
    assert focused(page) == "sought"
    page.click("#desk-everywhere")
    wait_painted(page)
    assert page.locator("#found h3").count() == 2 and page.is_hidden("#desk-everywhere")


def test_as_typed_finds_the_phrase_alone(open_desk: Open) -> None:
    page = open_desk()
    sought(page, "운영 별빛도서관")
    assert page.locator("#found button.found").count()
    page.check("[name=exact]")
    wait_painted(page)
    assert "없습니다" in page.inner_text("#found")
    sought(page, "별빛도서관 운영")
    assert page.inner_text("#found mark >> nth=0") == "별빛도서관 운영"


def test_pins_stay_over_a_reload_in_their_order(open_desk: Open) -> None:
    page = open_desk()
    first, second = pin_two(page)
    page.fill("#pin-list .note >> nth=0", "질의 때 볼 것")
    page.fill("#hearing-title", "예산 심사")
    page.click("[data-act=down] >> nth=0")
    assert quotes(page) == [second, first]
    assert page.evaluate("document.activeElement.closest('li').querySelector('.note').value") == "질의 때 볼 것"
    page.drag_and_drop("#pin-list .grip >> nth=1", "#pin-list li >> nth=0")
    assert quotes(page) == [first, second]
    page.reload()
    page.click("#looking-button")
    page.wait_for_selector("#pin-list li")
    assert quotes(page) == [first, second]
    assert page.input_value("#pin-list .note >> nth=0") == "질의 때 볼 것" and page.input_value("#hearing-title") == "예산 심사"
    page.click("#pin-list .found >> nth=1")  # what was pinned opens without being looked up
    assert page.inner_text("#passage mark") == second
    page.click("[data-act=out] >> nth=0")
    assert quotes(page) == [second]
    page.click("#pin-undo")
    assert quotes(page) == [first, second]


def test_a_passage_is_pinned_from_the_pane_and_taken_back(open_desk: Open) -> None:
    page = open_desk()
    sought(page, "별빛도서관")
    page.press("#sought", "Enter")
    page.click("#passage button.pin")
    assert page.inner_text("#passage button.pin") == "담음 ✓"
    assert page.get_attribute("#found button.pin >> nth=0", "aria-pressed") == "true"
    page.keyboard.press("Alt+p")
    assert page.locator("#pin-list li").count() == 0


def test_what_was_pinned_is_saved_and_printed_in_its_order(open_desk: Open) -> None:
    page = open_desk()
    pinned = pin_two(page)
    page.click("[data-act=up] >> nth=1")
    page.fill("#hearing-title", "예산 심사")
    with page.expect_download() as download:
        page.click("[data-take=html]")
    assert download.value.suggested_filename == "예산 심사.html"
    html = Path(download.value.path()).read_text(encoding="utf-8")
    with page.expect_download() as download:
        page.click("[data-take=docx]")
    docx = "\n".join(part.text for part in Document(io.BytesIO(Path(download.value.path()).read_bytes())).paragraphs)
    with page.context.expect_page() as opened:
        page.click("[data-take=print]")
    opened.value.wait_for_selector("blockquote")
    for text in (html, docx, opened.value.content()):
        squeezed = " ".join(text.split())
        one, two = (squeezed.index(" ".join(quote.split())) for quote in reversed(pinned))
        assert one < two and "예산 심사" in text and "지금 문서의 글자 그대로" in text


def test_a_lost_connection_is_told_and_made_good(open_desk: Open) -> None:
    page = open_desk()
    page.context.set_offline(True)
    page.fill("#sought", "별빛도서관")
    page.wait_for_selector("#desk-told:has-text('연결이 끊겼습니다')")
    page.context.set_offline(False)
    page.wait_for_selector("#found mark:has-text('별빛도서관')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_keeps_anyone_out(open_desk: Open, scheme: str) -> None:
    page = open_desk(color_scheme=scheme)
    pin_two(page)
    page.keyboard.press("Enter")
    page.wait_for_selector("#passage article.source")
    assert serious(page) == []
