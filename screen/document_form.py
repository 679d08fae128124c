"""The form of one document: putting right what it is, reading it again, removing it. Wiring only."""

from __future__ import annotations

import time
from dataclasses import asdict
from typing import Any, NamedTuple

import gradio as gr

from index.collections import collection_of
from index.handing import put_into, take_away
from index.holdings import holdings
from index.jobs import Jobs
from index.library import Library
from ingest.correction import FIELDS, NOTHING, Correction
from ingest.correction_check import checked, kinds
from ingest.errors import BadInput, GeungeoError
from screen.render.documents import notes_of, told_html
from screen.shown import Shown, check_shown

_TO_FORM = "() => { const box = document.querySelector('#document-form'); box?.scrollIntoView({block: 'nearest'}); box?.querySelector('textarea, input')?.focus(); }"
_TO_QUESTION = "() => setTimeout(() => document.querySelector('#remove-no')?.focus(), 100)"
_GONE = "색인에 없는 문서입니다. 목록에서 다시 골라 주십시오."


class Form(NamedTuple):
    """What the tab follows of the form."""

    done: gr.Textbox  # hidden; changes when something was done
    tools: gr.Row  # what changes a document
    fields: list[Any]  # what a document is said to be
    moving: gr.Row | None = None  # what moves it to another collection, where there are users
    collection: gr.Dropdown | None = None


def document_form(shown: Shown, jobs: Jobs) -> Form:
    """The form, hidden until a document is chosen in the list (documents.js writes its name into a hidden box)."""
    picked = gr.Textbox(visible="hidden", elem_id="picked-document", label="고른 문서")
    done = gr.Textbox(visible="hidden", elem_id="document-done", label="한 일")
    name = gr.State("")
    with gr.Column(visible=False, elem_id="document-form") as group:
        head = gr.HTML("", padding=False)
        with gr.Row():
            fields = [_field(field, label) for field, label in FIELDS.items()]
        with gr.Row() as tools:
            save = gr.Button("바로잡기", variant="primary", size="sm", min_width=80)
            again = gr.Button("다시 읽기", size="sm", min_width=80)
            remove = gr.Button("지우기", variant="stop", size="sm", min_width=80)
        if shown.has_users:
            with gr.Row(visible=False, elem_id="move-document") as moving:
                collection = gr.Dropdown(label="모음", interactive=True, min_width=160)
                move = gr.Button("옮기기", size="sm", min_width=80)
        close = gr.Button("닫기", size="sm", min_width=80)
        with gr.Column(visible=False, elem_id="remove-question") as question:
            asked = gr.HTML("", padding=False)
            with gr.Row():
                yes = gr.Button("예, 지웁니다", variant="stop", size="sm", min_width=90, elem_id="remove-yes")
                no = gr.Button("아니요", size="sm", min_width=80, elem_id="remove-no")
    told = gr.HTML("", elem_id="document-told", padding=False)

    quietly: dict[str, Any] = {"queue": False, "show_progress": "hidden"}
    opening = [name, group, head, *fields, question, told]
    open_it = shown.handler(_open)
    if shown.has_users:
        open_it, opening = shown.handler(_open_with_collection), [*opening, collection]
    picked.change(open_it, picked, opening, **quietly, api_name="open_document").then(None, None, None, js=_TO_FORM)
    save.click(shown.editing(_put_right, jobs), [name, *fields], [told, done], show_progress="hidden", api_name="put_right")
    again.click(shown.editing(_read, jobs), name, [told, done], show_progress="hidden", api_name="read_document")
    remove.click(_ask, name, [question, asked], **quietly, api_name=False).then(None, None, None, js=_TO_QUESTION)
    no.click(lambda: gr.update(visible=False), None, question, **quietly, api_name=False)
    yes.click(shown.editing(_remove), name, [told, done, group], show_progress="hidden", api_name="remove_document")
    close.click(lambda: (gr.update(visible=False), ""), None, [group, told], **quietly, api_name=False)
    if not shown.has_users:
        return Form(done, tools, fields)
    move.click(shown.editing(_move), [name, collection], [told, done, group], show_progress="hidden", api_name="move_document")
    return Form(done, tools, fields, moving, collection)


def _field(field: str, label: str) -> Any:
    """The box of a field."""
    wide = {"title": 300, "body": 180}.get(field, 120)
    if field == "kind":
        return gr.Dropdown(label=label, choices=kinds(), interactive=True, min_width=wide)
    return gr.Textbox(label=label, max_lines=1, min_width=wide, interactive=True, scale=2 if field == "title" else 1)


def _open(library: Library, picked: str | None) -> tuple[Any, ...]:
    """A document's form: what it is said to be now. Before its name stands a number, for one may be picked twice."""
    name = (picked or "").partition(" ")[2]
    values = _values(library, name)
    if values is None:
        return "", gr.update(visible=False), "", *([gr.skip()] * len(FIELDS)), gr.update(visible=False), told_html(_GONE, True)
    notes = [note for holding in holdings(library) if holding.row.name == name for note in notes_of(holding)]
    head = told_html(name) + "".join(told_html(note, True) for note in notes)
    return name, gr.update(visible=True), head, *values.values(), gr.update(visible=False), ""


def _open_with_collection(library: Library, picked: str | None) -> tuple[Any, ...]:
    """As `_open`, and at the end the collection that the document is in."""
    opened = _open(library, picked)
    return *opened, gr.update(value=collection_of(opened[0]))


def _put_right(library: Library, jobs: Jobs, name: str, *fields: str | None) -> tuple[str, str]:
    """Put right what was changed in the form; a document that is searched by it is read again."""
    now = _values(library, name)
    if now is None:
        return told_html(_GONE, True), _now()
    given = {field: (value or "").strip() for field, value in zip(FIELDS, fields, strict=True)}
    try:
        correction = _correction({field: value for field, value in given.items() if value != now[field]})
        if correction == NOTHING:
            return told_html("바꾼 것이 없습니다. 고칠 칸을 바꾸고 눌러 주십시오.", True), _now()
        with library.again() as own:
            own.put_right(name, correction)
    except GeungeoError as error:
        return told_html(str(error), True), _now()
    told = f"바로잡았습니다: {', '.join(FIELDS[field] for field in correction.given())}. 파일을 다시 넣어도 남습니다."
    if correction.is_searched:
        told += f" {_queued(library, jobs, name)}"
    return told_html(told), _now()


def _correction(changed: dict[str, str]) -> Correction:
    """The fields that were changed, as a correction. Raises BadInput for what no document can be."""
    values: dict[str, Any] = dict(changed)
    if "year" in values:
        if not values["year"].isdecimal():
            raise BadInput(f"해가 맞지 않습니다: {values['year'] or '(비어 있음)'}", "2025처럼 네 자리로 적어 주십시오.")
        values["year"] = int(values["year"])
    return checked(Correction(**values))


def _read(library: Library, jobs: Jobs, name: str) -> tuple[str, str]:
    """Read a document's file again, if it is changed or outdated."""
    return told_html(_queued(library, jobs, name)), _now()


def _queued(library: Library, jobs: Jobs, name: str) -> str:
    """Queue a document's file, and say so."""
    origin = library.store.origin(name)
    if origin is None:
        return _GONE
    if not origin[0].is_file():
        return f"원본 파일이 자리에 없어 다시 읽지 못합니다({origin[0]}). 파일을 다시 넣어 주십시오."
    jobs.put([origin[0]])
    return "파일을 다시 읽습니다. 바뀌지 않은 문서는 그대로 둡니다."


def _ask(name: str) -> tuple[Any, str]:
    """The question before a document is removed, and what becomes of its file."""
    return gr.update(visible=True), told_html(
        f"‘{name}’을(를) 색인에서 지울까요? 여기서 넣은 파일이면 보관한 파일도 지웁니다.", True
    )


def _move(library: Library, name: str, collection: str | None) -> tuple[str, str, Any]:
    """Put a document into another collection, or into none, and say who sees it now."""
    try:
        if collection is None or collection == collection_of(name):  # nothing chosen is not `none`, which everybody sees
            raise BadInput("옮길 곳을 고르지 않았습니다.", "지금과 다른 모음을 고르고 눌러 주십시오.")
        check_shown(library, collection)
        new = put_into(library, name, collection)
    except GeungeoError as error:
        return told_html(str(error), True), _now(), gr.update(visible=True)
    seen = f"이제 ‘{collection}’ 모음을 볼 수 있는 사람만 봅니다." if collection else "이제 모두 봅니다."
    return told_html(f"옮겼습니다: {new}. {seen}" if new else _GONE, not new), _now(), gr.update(visible=False)


def _remove(library: Library, name: str) -> tuple[str, str, Any]:
    """Remove a document, and its file where that is kept in the data folder."""
    try:
        removed = take_away(library, name)
    except GeungeoError as error:
        return told_html(str(error), True), _now(), gr.update(visible=True)
    told = f"지웠습니다: {name}" if removed else _GONE
    return told_html(told, not removed), _now(), gr.update(visible=False)


def _values(library: Library, name: str) -> dict[str, str] | None:
    """What a document is said to be, by field; None where it is not there."""
    row = next((row for row in library.store.documents() if row.name == name), None)
    if row is None:
        return None
    said = {"title": row.title, "kind": row.kind, "year": row.year, **asdict(row.imprint)}
    return {field: str(said[field] or "") for field in FIELDS}


def _now() -> str:
    return str(time.time_ns())
