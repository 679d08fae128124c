"""How long one waits at the screen: `python -m benchmarks.chat` writes CHAT.md.

A browser without a window opens the page with nothing in its cache, then asks twenty questions in one conversation. Times
are taken in the page, from the key that asks to the frame in which the words are painted. Of several runs, on machines
that do other work besides, the quietest is told.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import sync_playwright

from benchmarks.machine import machine
from benchmarks.reading import Row, as_table
from benchmarks.serving import ROOT, Served, material, served, stored
from eval.measures.latency import percentile

RESULT = ROOT / "benchmarks" / "CHAT.md"
_QUESTIONS = 20
_RUNS = 3
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
# Notes when the words of a question stand on the screen: `first` anything that was not there before, `last` the answer whole.
_WATCH = """(number) => {
  window.noted = {};
  const log = document.querySelector("#chat");
  const before = log.innerText.length;
  const painted = (name) => {
    if (name in window.noted) return;
    window.noted[name] = 0;
    requestAnimationFrame(() => setTimeout(() => (window.noted[name] = performance.now() - window.noted.start)));
  };
  const look = () => {
    if (!("start" in window.noted)) return;
    if (log.innerText.includes("문서에서 근거를 찾고 있습니다") || log.innerText.length > before + 40) painted("first");
    if (log.querySelectorAll(".geungeo.tools, .geungeo.answer .sources, .geungeo.abstained").length && log.querySelectorAll(".geungeo.tools").length >= number) painted("last");
  };
  new MutationObserver(look).observe(log, { childList: true, subtree: true, characterData: true });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || "start" in window.noted) return;
    window.noted.start = performance.now();
  }, true);
}"""
_USABLE = """() => {
  const box = document.querySelector("#question textarea");
  if (!box || box.disabled || !box.offsetParent || !document.querySelector("#send")) return false;
  return performance.now();
}"""


class Waits(NamedTuple):
    """Of one run, in milliseconds: until the page can be used, and of each question first and last words. `load` of the machine."""

    page: float
    again: float  # the page once more, from the browser's cache
    first: tuple[float, ...]
    last: tuple[float, ...]
    started: float  # seconds from the program's start to its page
    load: float


def main() -> None:
    """Measure, print, and write the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder with `corpus` and `gold`")
    parser.add_argument("--runs", type=int, default=_RUNS)
    parser.add_argument("--dry", action="store_true", help="print only")
    asked = parser.parse_args()
    on, found = machine(), material(asked.shared)
    with tempfile.TemporaryDirectory() as folder:
        data = stored(found.documents, Path(folder) / "data")
        runs = []
        for _ in range(asked.runs):
            with served(data) as program:
                runs.append(waits(program, found.questions[:_QUESTIONS]))
            print(_told(runs[-1]), flush=True)
    if not asked.dry:
        RESULT.write_text(_as_markdown(on, found.told, runs), encoding="utf-8")


def waits(program: Served, questions: Sequence[str]) -> Waits:
    """One run: a new browser, the page, and the questions one after the other."""
    load = os.getloadavg()[0]
    with sync_playwright() as playwright:
        path = next(filter(None, map(shutil.which, _BROWSERS)), None)
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        page = browser.new_context(viewport={"width": 1366, "height": 768}).new_page()
        opened = _open(page, program.url)
        time.sleep(3)  # the model of morphemes is loaded in the background
        first, last = zip(*(_ask(page, number, question) for number, question in enumerate(questions, 1)), strict=True)
        again = _open(page, program.url)
        browser.close()
    return Waits(opened, again, first, last, program.seconds, load)


def _open(page: Any, url: str) -> float:
    page.goto(url, wait_until="commit")
    return float(page.wait_for_function(_USABLE, polling=10).json_value())


def _ask(page: Any, number: int, question: str) -> tuple[float, float]:
    """Milliseconds from the key that asks to the first and to the last words."""
    page.fill("#question textarea", question)
    page.evaluate(_WATCH, number)
    page.keyboard.press("Enter")
    page.wait_for_function("window.noted.first > 0 && window.noted.last > 0", timeout=60_000)
    page.wait_for_timeout(300)  # what may be asked next, and a chart, come behind the answer
    noted = page.evaluate("window.noted")
    return noted["first"], noted["last"]


def _told(run: Waits) -> str:
    quarters = (f"{name} {_percentiles(times)}" for name, times in (("first", run.first), ("last", run.last)))
    return (
        f"page {run.page:.0f} ms, again {run.again:.0f} ms, start {run.started:.1f} s; {', '.join(quarters)}; load {run.load:.1f}"
    )


def _percentiles(times: Sequence[float]) -> str:
    return f"p50 {percentile(list(times), 0.5):.0f} / p95 {percentile(list(times), 0.95):.0f} ms"


def rows(runs: Sequence[Waits]) -> Iterator[Row]:
    """The figures of the quietest run."""
    started = min(run.started for run in runs)
    yield Row("program started and page served", f"{started:.1f} s", "at most 4 s is wanted")
    page = min(runs, key=lambda run: run.page)
    yield Row(
        "first page usable, nothing in the browser's cache",
        f"{page.page / 1000:.2f} s",
        f"load {page.load:.1f}; at most 2 s is wanted",
    )
    yield Row("the page opened again", f"{min(run.again for run in runs) / 1000:.2f} s", "")
    quiet = min(runs, key=lambda run: percentile(list(run.last), 0.95))
    on = f"{len(quiet.first)} questions of one conversation, load {quiet.load:.1f}"
    for name, times, wanted in (("first words", quiet.first, "; at most 300 ms is wanted"), ("the answer whole", quiet.last, "")):
        yield Row(f"{name}, all questions", _percentiles(times), on + wanted)
        yield Row(f"{name}, question 1 to 5", _percentiles(times[:5]), "")
        yield Row(f"{name}, question 16 to 20", _percentiles(list(islice(times, 15, None))), "")


def _as_markdown(on: str, told: str, runs: Sequence[Waits]) -> str:
    lines = [
        "# Waiting at the screen",
        "",
        f"Written by `python -m benchmarks.chat` on {date.today():%Y-%m-%d}; {on}. {told[:1].upper()}{told[1:]} are served by "
        f"`geungeo ui` and asked in headless Chromium on the same machine; the quietest of {len(runs)} runs.",
        "",
        *as_table(list(rows(runs))),
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
