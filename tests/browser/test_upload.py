"""A PDF and an HWPX are handed over and asked about: the PDF's page comes with its quote marked, the HWPX with its paragraph."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.settings import Settings
from eval.sample.formats import DOCUMENTS
from eval.sample.parts import parts_of
from eval.sample.write_hwpx import write_hwpx
from eval.sample.write_pdf import write_pdf
from index.library import open_library
from ingest.pipeline import read_document
from ingest.readers import read_source
from tests.browser.conftest import go_to, served
from tests.pdf_library import QUESTION

Open = Callable[..., Any]


@pytest.fixture
def empty(browser: Any, tmp_path: Path) -> Iterator[str]:
    """The address of the screen over a library without documents."""
    library = open_library(tmp_path / "data", "kiwi")
    with served(library, Settings(today="2025-03-01")) as url:
        yield url
    library.close()


@pytest.fixture
def papers(tmp_path: Path) -> list[Path]:
    """A report as PDF, and what became of an audit as HWPX."""
    paths = [tmp_path / "업무보고.pdf", tmp_path / "처리결과.hwpx"]
    for path, document, write in zip(paths, (DOCUMENTS[0], DOCUMENTS[3]), (write_pdf, write_hwpx), strict=True):
        write(path, parts_of(read_document(read_source(document))))
    return paths


def ask(page: Any, question: str) -> str:
    """Ask, and open the first citation of the answer; gives what the pane says."""
    answers = page.locator(".geungeo.tools").count()
    page.fill("#question textarea", question)
    page.keyboard.press("Enter")
    page.wait_for_function(f"document.querySelectorAll('.geungeo.tools').length > {answers}")
    page.locator(".geungeo.answer").last.locator("button.cite").first.click()
    page.wait_for_selector("#passage article mark")
    return str(page.inner_text("#passage"))


def test_a_pdf_and_an_hwpx_are_handed_over_and_answer(open_page: Open, empty: str, papers: list[Path]) -> None:
    page = open_page(empty)
    go_to(page, "문서")
    page.set_input_files("#handed-files input[type=file]", [str(path) for path in papers])
    page.wait_for_selector("#batches .summary:has-text('끝났습니다')", timeout=60_000)
    page.wait_for_selector("#title:has-text('문서 2개')")
    go_to(page, "질의")
    told = ask(page, QUESTION)
    page.wait_for_selector("#passage figure.page .mark")
    assert "업무보고.pdf" in told and "쪽" in told
    page.keyboard.press("Escape")
    told = ask(page, "행정사무감사에서 폐업 점포의 미회수 기기는 몇 대를 확인했나요?")
    assert "처리결과.hwpx" in told and "문단" in told
    assert "23대" in page.locator(".geungeo.answer").last.inner_text()
    assert page.locator("#passage figure.page").count() == 0  # an HWPX records no pages
