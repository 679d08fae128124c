"""The part of the figures' tab in which one is looked up: wiring only. What is shown is made by screen.render.figures and assistant.chart."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import gradio as gr

from assistant.chart import chart
from assistant.export import write_csv, write_xlsx
from assistant.places import place_figures
from assistant.series import FoundSeries, find_series
from assistant.settings import Settings
from index.filters import ANYWHERE, Filters
from index.library import Library
from ingest.errors import GeungeoError
from screen.plotted import plotted
from screen.render.documents import EMPTY_HTML
from screen.render.figures import HINT_HTML, WAITING_HTML, figures_html
from screen.render.lookup import notice_html
from screen.shown import Shown

_SERIES = 3
_LONGEST = 200  # characters of what is asked for


def figures_tab(shown: Shown, settings: Settings, filters: gr.State) -> None:
    """The box for a measure, the table and the picture of what is found, and the buttons that take it away."""
    written = TemporaryDirectory(prefix="geungeo-")  # gone when the program ends
    box = gr.Textbox(
        placeholder="알고 싶은 수치: 스마트상점 보급 예산",
        show_label=False,
        container=False,
        label="수치",
        max_lines=1,
        elem_id="measure",
    )
    with gr.Row():
        buttons = [gr.DownloadButton(label, interactive=False, size="sm") for label in ("CSV로 받기", "엑셀로 받기")]
    picture = gr.Plot(visible=False, show_label=False, label="그림", elem_id="figures-plot")
    table = gr.HTML(HINT_HTML, elem_id="figures")
    find = shown.handler(_find, settings, written)
    waiting = box.submit(lambda: WAITING_HTML, None, table, queue=False, show_progress="hidden", api_name=False)
    waiting.then(find, [box, filters], [table, picture, *buttons], show_progress="hidden", api_name="figures")


def _find(
    library: Library, settings: Settings, written: TemporaryDirectory[str], text: str | None, filters: Filters = ANYWHERE
) -> tuple[Any, ...]:
    """The table, the picture and the files of what was asked for."""
    nothing = (gr.update(visible=False), gr.update(interactive=False), gr.update(interactive=False))
    if not text or not text.strip():
        return HINT_HTML, *nothing
    if not library.store.passage_count():
        return EMPTY_HTML, *nothing
    try:
        found = find_series(library, text[:_LONGEST], _SERIES, filters, settings.day())
        if not found.series:
            return figures_html(found), *nothing
        files = _files(Path(written.name), found)
    except GeungeoError as error:
        return notice_html(str(error)), *nothing
    spans = [(point.row.document, point.row.start, point.row.end) for series in found.series for point in series.points]
    html = figures_html(found, place_figures(library.store, spans))
    return html, _picture(found), *(gr.update(value=str(path), interactive=True) for path in files)


def _picture(found: FoundSeries) -> Any:
    """The picture of the first series that has enough years."""
    number = 1
    for series in found.series:
        if (figure := chart(series, number)) is not None:
            return gr.update(value=plotted(figure), visible=True)
        number += len(series.points)
    return gr.update(value=None, visible=False)


def _files(folder: Path, found: FoundSeries) -> tuple[Path, Path]:
    """The figures as CSV and XLSX, in a folder of their own so that each has its plain name."""
    own = folder / uuid4().hex
    own.mkdir(parents=True)
    paths = own / "수치.csv", own / "수치.xlsx"
    write_csv(paths[0], found.series)
    write_xlsx(paths[1], found.series)
    return paths
