"""The tab of the documents: handing files over, the batches at work, what is in the library. Wiring only."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from index.handing import hand_over
from index.holdings import holdings, state, to_read_again
from index.jobs import Jobs
from index.library import Library
from ingest.correction import FIELDS
from ingest.plain import one_line
from screen.document_form import document_form
from screen.render.documents import documents_html, progress_html, state_html
from screen.shown import Shown, check_shown, seen_of

_LONGEST = 200  # characters of what is sought
_EVERY = 1.0  # seconds between two looks at a job
_NO_CHOICE = [("모음 없음 (모두 봅니다)", "")]
_LISTED_EVERY = 15.0  # seconds between two readings of the list while a job runs: of 10,000 documents one takes a second


def documents_tab(app: gr.Blocks, shown: Shown, jobs: Jobs, tab: gr.Tab) -> gr.Textbox:
    """The tab. Gives the hidden box that changes when the library may hold other documents."""
    with gr.Row(elem_id="handing-over") as handing:
        files = gr.File(
            label="파일 넣기",
            file_count="multiple",
            type="filepath",
            height=120,
            scale=4,
            elem_id="handed-files",
        )
        with gr.Column(scale=1, min_width=130):
            folder = gr.UploadButton("폴더 고르기", file_count="directory", type="filepath", size="sm", elem_id="handed-folder")
            again = gr.Button("모두 다시 확인", size="sm", elem_id="read-again")
            stop = gr.Button("멈추기", size="sm", variant="stop", visible=False, elem_id="stop-ingest")
    if shown.has_users:
        label = "넣을 모음"
        collection = gr.Dropdown(label=label, choices=_NO_CHOICE, value="", visible=False, interactive=True, elem_id="collection")
    else:
        collection = gr.State("")
    progress = gr.HTML("", elem_id="batches", padding=False)
    timer = gr.Timer(_EVERY, active=False)
    seen = gr.Textbox(visible="hidden", elem_id="seen-library", label="색인의 상태")
    told = gr.HTML("", elem_id="index-state", padding=False)
    form = document_form(shown, jobs)
    sought = gr.Textbox(
        placeholder="이름, 제목, 종류, 기관으로 줄여 보기",
        show_label=False,
        container=False,
        label="문서 찾기",
        max_lines=1,
        elem_id="sought-document",
    )
    listed = gr.HTML("", elem_id="documents", padding=False)

    watched = [progress, timer, stop, seen]
    watch: dict[str, Any] = {"queue": False, "show_progress": "hidden"}
    look, take = shown.handler(_look, jobs), shown.editing(_hand_over, jobs)
    files.upload(take, [files, collection], [files, *watched], show_progress="hidden", api_name="hand_over")
    folder.upload(take, [folder, collection], [folder, *watched], show_progress="hidden", api_name=False)
    again.click(shown.editing(_read_again, jobs), None, watched, show_progress="hidden", api_name="read_again")
    stop.click(shown.editing(_stop, jobs), None, watched, **watch, api_name="stop")
    timer.tick(look, None, watched, **watch, api_name="look_at_jobs")
    for event in (app.load, tab.select, form.done.change):
        event(look, None, watched, **watch, api_name=False)
    listing = shown.handler(_listed)
    if shown.has_users:
        allowing = [handing, collection, form.tools, form.moving, form.collection, *form.fields]

        def allow(request: gr.Request) -> tuple[Any, ...]:
            return _allowed(shown, request)

        for event in (app.load, tab.select):
            event(allow, None, allowing, **watch, api_name=False)
    for event in (app.load, tab.select, seen.change, sought.change):
        event(listing, sought, [told, listed], **watch, api_name="list_documents")
    return seen


def _hand_over(library: Library, jobs: Jobs, paths: Sequence[str] | str | None, collection: str | None = "") -> tuple[Any, ...]:
    """Keep what was handed over and queue it; the box is empty again."""
    check_shown(library, collection := collection or "")
    hand_over(library, jobs, map(Path, [paths] if isinstance(paths, str) else paths or ()), collection)
    return None, *_look(library, jobs)


def _allowed(shown: Shown, request: gr.Request) -> tuple[Any, ...]:
    """What who asks may do here: the row to hand over, the collections to choose from, and the buttons of the form."""
    person = shown.person(request)
    names = shown.collections(person)
    choices, is_choice = [*_NO_CHOICE, *((name, name) for name in names)], person.may_edit and bool(names)
    chosen = gr.update(choices=choices, visible=is_choice)
    seen, moved, written = (
        gr.update(visible=person.may_edit),
        gr.update(visible=is_choice),
        gr.update(interactive=person.may_edit),
    )
    return seen, chosen, seen, moved, chosen, *[written] * len(FIELDS)


def _stop(library: Library, jobs: Jobs) -> tuple[Any, ...]:
    """Take in no more of what is queued."""
    jobs.stop(library.shows)
    return _look(library, jobs)


def _read_again(library: Library, jobs: Jobs) -> tuple[Any, ...]:
    """Queue all documents: what is changed, outdated or was stopped is read, the others are unchanged."""
    if files := to_read_again(library):
        jobs.put(files)
    return _look(library, jobs)


def _look(library: Library, jobs: Jobs) -> tuple[Any, ...]:
    """How far the batches have come; whether to look again; what the library held when it was last looked at."""
    batches = seen_of(jobs.batches(), library)
    working = any(not batch.is_done for batch in batches)
    held = f"at work {time.monotonic() // _LISTED_EVERY:.0f}" if working else library.store.state()
    return progress_html(batches), gr.Timer(active=working), gr.update(visible=working), held


def _listed(library: Library, sought: str | None) -> tuple[str, str]:
    """The state of the index, and its documents as far as they are sought."""
    held = holdings(library)
    return state_html(state(library, held)), documents_html(held, one_line(sought or "")[:_LONGEST]) if held else ""
