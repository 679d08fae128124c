"""The tab of evaluations in a browser: a gold set is run, its miss opens its passage, two runs are compared, an answer becomes an item."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.settings import Settings
from eval.gold import read_gold
from index.library import Library
from tests.browser.conftest import go_to, served
from tests.browser.test_accessibility import serious
from tests.pdf_library import QUESTION, pdf_library

Open = Callable[..., Any]
QUOTE = "스마트상점 보급\t212개소\t265개소\t220개소"
SIZES = [(1366, 768, "light"), (390, 844, "dark")]
TODAY = Settings(today="2025-03-01")


def row(id: str, question: str, value: int, unit: str, quote: str) -> dict[str, Any]:
    figures = [{"value": value, "unit": unit}]
    evidence = [{"doc": "보고.pdf", "quote": quote}]
    return {
        "id": id,
        "question": question,
        "type": "figure",
        "answer": f"{value}{unit}",
        "figures": figures,
        "evidence": evidence,
    }


ROWS = [
    row("g1", QUESTION, 265, "개소", QUOTE),
    row("g2", "2024년 청년 디지털 인턴 채용 실적은 몇 명인가요?", 64, "명", "청년 디지털 인턴 채용\t60명\t64명\t70명"),
    row("g3", "2023년 스마트상점 보급 실적은 몇 개소인가요?", 999, "개소", QUOTE),
]


@pytest.fixture
def own(browser: Any, tmp_path: Path) -> Iterator[tuple[Library, str]]:
    """A library of its own, for what is kept in its data folder, and the address of its screen."""
    with pdf_library(tmp_path) as library, served(library, TODAY) as url:
        yield library, url


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "우리 문항.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in ROWS), encoding="utf-8")
    return path


def evaluate(page: Any, name: str) -> None:
    """Begin a run by the keyboard and wait for its end."""
    page.fill("#evaluation input[name=name]", name)
    page.keyboard.press("Enter")
    page.wait_for_selector("#evaluation .progress.asking, #evaluation .progress.done")
    page.wait_for_selector("#evaluation .progress.done", timeout=30_000)
    page.wait_for_selector(f"#evaluation .open-run:text-is('{name}')")


@pytest.mark.parametrize(("width", "height", "scheme"), SIZES)
def test_a_gold_set_is_run_its_miss_seen_and_two_runs_compared(
    open_page: Open, own: tuple[Library, str], gold: Path, width: int, height: int, scheme: str
) -> None:
    page = open_page(own[1], width, height, color_scheme=scheme)
    go_to(page, "평가")
    page.wait_for_selector("#evaluation .nothing")
    page.set_input_files("#evaluation input.gold-file", str(gold))
    page.wait_for_selector("#evaluation .problems li.error")
    assert "999개소" in page.inner_text("#evaluation .problems li.error")  # it stands in no quote
    evaluate(page, "처음")
    assert "2/3" in page.inner_text("#evaluation .progress .facts")

    page.click("#evaluation .open-run")
    page.wait_for_selector("#evaluation .miss")
    assert page.locator("#evaluation .miss").count() == 1
    assert "66.7%" in page.inner_text("#evaluation .view") and "999개소" in page.inner_text("#evaluation .miss")
    page.locator("#evaluation .miss summary").click()
    page.locator("#evaluation .miss details button.found").first.click()
    page.wait_for_selector("#passage figure.page .mark")
    assert "스마트상점" in page.inner_text("#passage blockquote")
    assert page.locator("#passage header").bounding_box()["y"] > 0  # in sight, however far the list is scrolled
    assert serious(page) == []
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.matches('#evaluation .miss button.found')")
    assert page.evaluate("document.documentElement.scrollWidth") <= width

    page.click("#evaluation button:text-is('← 지난 평가')")
    page.wait_for_selector("#evaluation .begin-run")
    evaluate(page, "다시")
    for box in page.locator("#evaluation input.chosen").all():
        box.check()
    page.click("#evaluation button.compare")
    page.wait_for_selector("#evaluation h3:text-is('두 평가 견주기')")
    assert serious(page) == []
    told = page.inner_text("#evaluation .view")
    assert "맞게 된 문항 0개" in told and "함께 견준 3문항" in told
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_judged_answer_becomes_a_gold_item(open_page: Open, own: tuple[Library, str]) -> None:
    library, url = own
    page = open_page(url)
    page.fill("#question textarea", QUESTION)
    page.keyboard.press("Enter")
    page.click(".tools .judge[data-good='1']")
    page.wait_for_selector("form.reason:not([hidden])")
    go_to(page, "평가")
    page.click("#evaluation nav button:text-is('문항 만들기')")
    page.wait_for_selector("#evaluation .proposal")
    first = page.locator("#evaluation .proposal").first
    assert QUESTION in first.inner_text() and "265개소" in first.inner_text()
    first.locator(".edit").click()
    page.wait_for_selector("#evaluation form:not([hidden]) .checked[data-wrong='0']")
    page.locator("#evaluation form.filling:not([hidden]) [name=quote]").first.fill("문서에 없는 말")
    page.wait_for_selector("#evaluation form:not([hidden]) .checked[data-wrong='1']")
    assert page.locator("#evaluation form.filling:not([hidden]) [type=submit]").is_disabled()
    assert serious(page) == []
    page.locator("#evaluation form.filling:not([hidden]) [name=quote]").first.fill(QUOTE)
    page.locator("#evaluation form.filling:not([hidden]) [name=figures]").fill("")
    page.locator("#evaluation form.filling:not([hidden]) [name=must_contain]").fill("265개소")
    page.wait_for_selector("#evaluation form:not([hidden]) .checked[data-wrong='0']")
    page.locator("#evaluation form.filling:not([hidden]) [type=submit]").click()
    page.wait_for_function("document.querySelector('#evaluation .told').textContent.includes('받았습니다')")
    (item,) = read_gold(library.folder / "gold" / "문항.jsonl")
    assert (item.question, item.must_contain, item.evidence[0].quote) == (QUESTION, ("265개소",), QUOTE)
    refused = page.locator("#evaluation .proposal h4").first.inner_text()
    page.locator("#evaluation .proposal .refuse").first.click()
    page.wait_for_function("document.querySelector('#evaluation .told').textContent.includes('거절했습니다')")
    page.click("#evaluation nav button:text-is('문항 만들기')")
    page.wait_for_timeout(300)
    assert {QUESTION, refused}.isdisjoint(page.locator("#evaluation .proposal h4").all_inner_texts())
