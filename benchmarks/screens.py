"""Pictures of each tab for the README, of the program as it is: `python -m benchmarks.screens`. Needs Chromium and a Korean font.

The sample is served, five of its documents as PDF so that pages can be shown; what is asked and typed stands below.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from benchmarks.serving import ROOT, served, stored
from eval.sample.formats import DOCUMENTS
from eval.sample.parts import parts_of
from eval.sample.write_pdf import write_pdf
from ingest.pipeline import read_document
from ingest.readers import read_source

_SCREENS = ROOT / "docs" / "screens"
_LAPTOP, _PHONE = {"width": 1366, "height": 768}, {"width": 390, "height": 844}
_SAMPLE = ROOT / "eval" / "sample" / "documents"
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_DRAFT = (
    "2024년 스마트상점 보급 실적은 265개소로 전년보다 53개소 늘었습니다.\n"
    "2024년 청년 디지털 인턴 채용 실적은 74명이고, 2025년 스마트상점 보급 예산은 9억 원입니다."
)


class Picture(NamedTuple):
    """What is done before a picture is taken, the size of the screen, and the colours."""

    act: Callable[[Any], None]
    size: dict[str, int] = _LAPTOP
    scheme: str = "light"


def main() -> None:
    """Take the pictures into `docs/screens/`."""
    from playwright.sync_api import sync_playwright

    _SCREENS.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_FLAGS)
        for documents, pictures in ((_with_pages(Path(folder)), _PICTURES), (sorted(_SAMPLE.iterdir()), _EVALUATED)):
            with served(stored(documents, Path(folder) / f"data-{len(pictures)}")) as program:
                for name, picture in pictures.items():
                    _take(browser, program.url, name, picture)


def _take(browser: Any, url: str, name: str, picture: Picture) -> None:
    """Open the page, act, and keep what is then to be seen."""
    page = browser.new_context(viewport=picture.size, color_scheme=picture.scheme, locale="ko-KR").new_page()
    page.set_default_timeout(60_000)
    page.goto(url)
    page.wait_for_selector("#question textarea")
    picture.act(page)
    page.wait_for_timeout(1500)
    page.screenshot(path=_SCREENS / f"{name}.png")
    print(_SCREENS / f"{name}.png", flush=True)
    page.context.close()


def _with_pages(folder: Path) -> list[Path]:
    """The sample documents, those with tables as PDF."""
    papers = folder / "papers"
    papers.mkdir()
    for path in sorted(_SAMPLE.iterdir()):
        if path in DOCUMENTS:
            write_pdf(papers / f"{path.stem}.pdf", parts_of(read_document(read_source(path))))
        else:
            shutil.copy(path, papers)
    return sorted(papers.iterdir())


def _tab(page: Any, name: str) -> None:
    tab = page.locator(".tab-container:not(.visually-hidden) button[role=tab]", has_text=name)
    tab.first.click()


def _ask(page: Any, question: str) -> None:
    page.fill("#question textarea", question)
    page.keyboard.press("Enter")
    page.wait_for_selector(".geungeo.tools")


def _chat(page: Any) -> None:
    _ask(page, "2024년 스마트상점 보급 실적은 몇 개소인가요?")
    page.wait_for_selector(".geungeo .further button")
    page.locator("#chat button.cite").first.click()
    page.wait_for_selector("#passage figure.page .mark")


def _desk(page: Any) -> None:
    _tab(page, "인용 찾기")
    page.locator("#sought").first.press_sequentially("스마트상점 국비")
    page.wait_for_selector("#looking button.found")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("p")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("p")
    page.keyboard.press("Enter")
    page.wait_for_selector("#passage article")


def _figures(page: Any) -> None:
    _tab(page, "수치")
    page.fill("#measure textarea, #measure input", "찾아가는 디지털교실 예산")
    page.keyboard.press("Enter")
    page.wait_for_selector("#figures table")
    page.locator("#figures button.cite").nth(5).click()
    page.wait_for_selector("#passage article")
    page.locator("#figures table").first.scroll_into_view_if_needed()


def _check(page: Any) -> None:
    _tab(page, "초안 검증")
    page.fill("#draft textarea", _DRAFT)
    page.get_by_role("button", name="검증", exact=True).click()
    page.wait_for_selector("#checked .findings li")
    page.locator("#checked li.conflict button.found").first.click()
    page.wait_for_selector("#passage article")


def _documents_tab(page: Any) -> None:
    _tab(page, "문서")
    page.wait_for_selector("button.document")


def _evaluation(page: Any) -> None:
    _tab(page, "평가")
    page.wait_for_selector("#evaluation .nothing")
    page.set_input_files("#evaluation input.gold-file", str(ROOT / "eval" / "sample" / "gold.jsonl"))
    page.wait_for_selector("#evaluation input[name=name]")
    page.fill("#evaluation input[name=name]", "보기")
    page.keyboard.press("Enter")
    page.wait_for_selector("#evaluation .progress.done", timeout=600_000)
    page.click("#evaluation .open-run")
    page.wait_for_selector("#evaluation .miss")


_PICTURES = {
    "chat": Picture(_chat),
    "desk": Picture(_desk),
    "figures": Picture(_figures),
    "check": Picture(_check),
    "documents": Picture(_documents_tab, scheme="dark"),
    "phone": Picture(_chat, _PHONE, "dark"),
}
_EVALUATED = {"evaluation": Picture(_evaluation)}


if __name__ == "__main__":
    main()
