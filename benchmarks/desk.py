"""From a key to the list on the screen, at the hearing desk in a real browser: `python -m benchmarks.desk [FOLDER…]`.

Citations out of the documents are typed at a person's speed, syllables put together key by key as an input method does.
"""

from __future__ import annotations

import os
import shutil
import socket
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import numpy as np

import ui
from assistant.cite import look_up
from assistant.settings import Settings
from benchmarks.machine import machine
from benchmarks.two_set import strokes
from index.intake import take_in
from index.library import Library, open_library
from ingest.document import StatementKind
from screen.kept import KeptAnswers
from screen.look import appearance
from screen.routes import routes
from screen.shown import Shown

ROOT = Path(__file__).parents[1]
RESULTS = ROOT / "benchmarks" / "DESK.md"
_SAMPLE, _PAPERS = ROOT / "eval" / "sample" / "documents", ROOT.parent / "shared" / "corpus"
_SEED = 20_261_121
_CITATIONS = 8  # of each set of documents; each has some 25 keys
_SYLLABLES = range(8, 17)
_BETWEEN = (0.12, 0.18)  # seconds between two keys
_AIM = 150  # milliseconds
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
# Notes when each key was pressed, and when a list of what it made of the text, or of a later key's, was on the screen.
_WATCH = """() => {
  window.presses = [];
  const address = () => new URLSearchParams([...new FormData(document.querySelector("#desk-asked"))].filter(([, value]) => value.trim())).toString();
  document.addEventListener("keydown", (event) => presses.push({ at: event.timeStamp }), true);
  const found = document.querySelector("#found");
  document.addEventListener("input", () => {
    // The key that only ends the last syllable changes nothing: its list stands there already.
    if (presses.length && address() !== found.dataset.painted) presses.at(-1).wanted = address();
  }, true);
  new MutationObserver(() => {
    const last = presses.findLastIndex((press) => press.wanted === found.dataset.painted);
    requestAnimationFrame(() => setTimeout(() => presses.slice(0, last + 1).forEach((press) => (press.painted ??= performance.now()))));
  }).observe(found, { attributes: true, attributeFilter: ["data-painted"] });
}"""


class Measured(NamedTuple):
    """What was typed over which documents, and the milliseconds that each key took to its list."""

    name: str
    documents: int
    passages: int
    is_exact: bool
    times: Sequence[float]


def main() -> None:
    """Type, measure and write `DESK.md`."""
    on = machine()
    folders = [Path(name) for name in sys.argv[1:]] or [folder for folder in (_PAPERS,) if folder.is_dir()]
    sets = (
        {"the sample": [_SAMPLE], "real papers": folders, "both": [_SAMPLE, *folders]} if folders else {"the sample": [_SAMPLE]}
    )
    found = [measured for name, chosen in sets.items() for measured in _measure(name, chosen)]
    RESULTS.write_text(_as_markdown(on, found), encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))


def _measure(name: str, folders: Sequence[Path]) -> Iterator[Measured]:
    """What is typed over the documents of some folders, as words and as phrases."""
    with TemporaryDirectory() as folder:
        library = open_library(Path(folder), "kiwi")
        list(take_in(library, sorted(path for given in folders for path in given.iterdir())))
        look_up(library, "준비")  # loads Kiwi, as the application does when it starts
        citations = _citations(library, Random(_SEED))
        with _served(library) as address, _opened(address) as page:
            for is_exact in (False, True):
                page.set_checked("[name=exact]", is_exact)
                times = _typed(page, citations, Random(_SEED))
                yield Measured(name, len(library.store.documents()), library.store.passage_count(), is_exact, times)
        library.close()


def _citations(library: Library, random: Random) -> list[str]:
    """The first words of sentences and rows of the documents, of so many different documents as there are."""
    passages = library.store.passages(range(1, library.store.passage_count() + 1))
    by_document: dict[str, list[str]] = {}
    for passage in passages:
        for statement in passage.statements:
            words = statement.text.split()
            beginnings = [" ".join(words[:count]) for count in (2, 3, 4)]
            fitting = [text for text in beginnings if len(text) in _SYLLABLES and statement.kind is not StatementKind.HEADING]
            by_document.setdefault(passage.document, []).extend(fitting[-1:])
    texts = [random.choice(found) for _, found in sorted(by_document.items()) if found]
    every = [text for found in by_document.values() for text in found]
    return (texts + random.sample(every, min(len(every), _CITATIONS)))[:_CITATIONS]


def _typed(page: Any, citations: Sequence[str], random: Random) -> list[float]:
    """Milliseconds from each key to its list on the screen."""
    wire = page.context.new_cdp_session(page)
    times: list[float] = []
    for citation in citations:
        page.fill("#sought", "")
        page.wait_for_timeout(400)
        page.evaluate("window.presses.length = 0")
        page.focus("#sought")
        for committed, composed in strokes(citation):
            wire.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": "Process", "windowsVirtualKeyCode": 229})
            if committed:
                wire.send("Input.insertText", {"text": committed})
            if composed:
                wire.send("Input.imeSetComposition", {"text": composed, "selectionStart": 1, "selectionEnd": 1})
            page.wait_for_timeout(1_000 * random.uniform(*_BETWEEN))
        page.wait_for_function("window.presses.every((press) => press.painted || !press.wanted)")
        assert page.input_value("#sought") == citation, citation
        times += page.evaluate("window.presses.filter((press) => press.wanted).map((press) => press.painted - press.at)")
    return times


@contextmanager
def _served(library: Library) -> Iterator[str]:
    """The screen on a free port; gives its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings, kept = Settings(), KeptAnswers()
    app = ui.build(Shown(library), settings, kept)
    served = {"routes": routes(Shown(library), settings, kept)}
    _, url, _ = app.launch(
        server_name="127.0.0.1", server_port=port, quiet=True, prevent_thread_lock=True, app_kwargs=served, **appearance()
    )
    try:
        yield url
    finally:
        app.close(verbose=False)


@contextmanager
def _opened(address: str) -> Iterator[Any]:
    """The desk in a browser without a window; gives the page."""
    from playwright.sync_api import sync_playwright

    path = os.environ.get("GEUNGEO_TEST_BROWSER") or next(filter(None, map(shutil.which, _BROWSERS)), None)
    if path is None:
        sys.exit(f"no browser on this machine: none of {', '.join(_BROWSERS)}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        page.goto(address)
        page.click(".tab-container:not(.visually-hidden) #looking-button")
        page.wait_for_selector("#desk-filters .document")
        page.evaluate(_WATCH)
        yield page
        browser.close()


def _as_markdown(on: str, found: Sequence[Measured]) -> str:
    rows = [
        f"| {item.name} | {item.documents} | {item.passages:,} | {'as typed' if item.is_exact else 'words'} | {len(item.times)} |"
        + "".join(f" {np.percentile(item.times, share):.0f} |" for share in (50, 95, 100))
        + f" {np.mean(np.array(item.times) <= _AIM):.1%} |"
        for item in found
    ]
    return "\n".join(
        [
            "# From a key to the list",
            "",
            f"Written by `python -m benchmarks.desk` on {date.today():%Y-%m-%d}; {on}, the browser on the same machine.",
            f"{_CITATIONS} citations of each set typed key by key, {1_000 * _BETWEEN[0]:.0f} to {1_000 * _BETWEEN[1]:.0f} ms apart,"
            " Hangul as an input method composes it. A key's time is that from its press to the frame in which the list of what"
            f" it made of the text, or of a later key's, is painted, in milliseconds. The aim is {_AIM} for 95 of 100 keys.",
            "",
            "| documents | how many | passages | found | keys | median | p95 | longest | within the aim |",
            "|---|---|---|---|---|---|---|---|---|",
            *rows,
            "",
        ]
    )


if __name__ == "__main__":
    main()
