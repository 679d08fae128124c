"""The tab in which a draft is checked: wiring only. What is shown is made by screen.render and screen.save."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import gradio as gr

from assistant.checking.draft import check_file, check_text
from assistant.settings import Settings
from index.filters import ANYWHERE, Filters
from index.library import Library
from ingest.errors import GeungeoError
from screen.render.check import HINT_HTML, checked_html
from screen.render.documents import EMPTY_HTML
from screen.render.lookup import notice_html
from screen.save.check import save
from screen.shown import Shown

_FORMATS = [".txt", ".docx", ".hwp", ".hwpx", ".pdf", ".html", ".md"]


def check_tab(shown: Shown, settings: Settings, filters: gr.State) -> None:
    """The box for a text, the file to be put there instead, the findings, and the buttons that take them away."""
    written = TemporaryDirectory(prefix="geungeo-")  # gone when the program ends
    box = gr.Textbox(
        placeholder="검증할 글을 붙여 넣으십시오.",
        show_label=False,
        container=False,
        label="초안",
        lines=6,
        max_lines=14,
        elem_id="draft",
    )
    with gr.Row():
        file = gr.File(label="또는 파일", file_types=_FORMATS, type="filepath", height=110, scale=3, elem_id="draft-file")
        with gr.Column(scale=1, min_width=120):
            start = gr.Button("검증", variant="primary")
            buttons = [gr.DownloadButton(label, interactive=False, size="sm") for label in ("DOCX로 받기", "HTML로 받기")]
    found = gr.HTML(HINT_HTML, elem_id="checked")

    def check(
        request: gr.Request,
        text: str | None,
        file: str | None,
        filters: Filters,
        progress: gr.Progress = gr.Progress(),  # noqa: B008 - how Gradio hands it over
    ) -> tuple[Any, ...]:
        return _check(shown.by(request), settings, written, text, file, filters, progress)

    start.click(check, [box, file, filters], [found, *buttons], api_name="check")


def _check(
    library: Library,
    settings: Settings,
    written: TemporaryDirectory[str],
    text: str | None,
    file: str | None,
    filters: Filters = ANYWHERE,
    progress: Callable[..., Any] = lambda *told, **named: None,
) -> tuple[Any, ...]:
    """The findings on what was pasted, or on the file where nothing was, and the files to take away."""
    nothing = (gr.update(interactive=False), gr.update(interactive=False))
    if not library.store.passage_count():
        return EMPTY_HTML, *nothing
    try:
        tell = partial(_tell, progress)
        pasted = text and text.strip()
        checked = (
            check_text(library, text or "", filters, tell)
            if pasted or not file
            else check_file(library, Path(file), filters, tell)
        )
        folder = Path(written.name) / uuid4().hex
        folder.mkdir(parents=True)
        paths = folder / "초안 검증.docx", folder / "초안 검증.html"
        for path in paths:
            save(checked, path, settings.day())
    except GeungeoError as error:
        return notice_html(str(error)), *nothing
    return checked_html(checked), *(gr.update(value=str(path), interactive=True) for path in paths)


def _tell(progress: Callable[..., Any], done: int, of: int) -> None:
    progress((done, of), desc="검증하고 있습니다")
