"""The chat and the lookup in the browser: wiring only. What is shown is rendered by assistant.render and render_lookup."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterator, Sequence
from functools import partial
from html import escape
from importlib.resources import files
from threading import Thread
from typing import Any

# Read when Gradio is first imported: it must ask nothing of any network.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_OFFLINE"] = "1"

import gradio as gr

from assistant.answer import answer_in_steps
from assistant.chart import chart_of_answer
from assistant.cite import look_up
from assistant.conversation import MOST_TURNS, Turn, turn_of
from assistant.generate.model import load_client
from assistant.kept import KeptAnswers, new_key
from assistant.render import answer_html, legend_html
from assistant.render_documents import EMPTY, EMPTY_HTML
from assistant.render_lookup import HINT_HTML, lookup_html, notice_html
from assistant.render_steps import LOOKING, LOOKING_HTML, step_html
from assistant.render_tools import tools_html
from assistant.scope import choices_of, scope_of
from assistant.settings import Settings
from assistant.suggest import suggest_questions
from index.filters import ANYWHERE, Filters
from index.jobs import Jobs
from index.library import Library
from ingest.errors import BadInput, GeungeoError
from ui_audit import audit_tab
from ui_check import check_tab
from ui_documents import documents_tab, removed_notice
from ui_figures import figures_tab
from ui_pane import pane_routes
from ui_stop import Writing, stopped

_FONTS = ["Pretendard", "Noto Sans KR", "Malgun Gothic", "Apple SD Gothic Neo", "NanumGothic", "system-ui", "sans-serif"]
_MONOSPACE = ["D2Coding", "Consolas", "monospace"]
_EMPTY_PANE = (
    '<div class="pane" role="region" aria-label="근거 대목"><p class="empty">답에 붙은 번호 [1]이나 찾은 줄을 누르면 그 대목을 '
    "여기에 보여 줍니다. 숫자 키 1~9로도 열고 Esc로 닫습니다.</p></div>"
)
_SUGGESTED = 4
_FOUND = 20  # places shown of a lookup
_BETWEEN = 0.1  # seconds between two states of an answer that a model writes; more would only keep the browser busy
_LONGEST_LOOKUP = 200  # characters; what is pasted beyond would only slow it down

Message = dict[str, Any]


def build(library: Library, settings: Settings, kept: KeptAnswers | None = None, jobs: Jobs | None = None) -> gr.Blocks:
    """The chat and the lookup over an open library. Nothing is loaded or served yet. Answers are put to `kept`."""
    with gr.Blocks(title="근거", analytics_enabled=False, fill_height=True, fill_width=True) as app:
        title = gr.HTML(partial(_title, library), elem_id="title")
        with gr.Row(equal_height=False):
            with gr.Column(scale=3, min_width=340):
                filters, boxes, chosen = _scope_row(app, library)
                with gr.Tabs():
                    with gr.Tab("묻기", elem_id="asking"):
                        _chat(library, settings, filters, kept)
                    with gr.Tab("대목 찾기", elem_id="looking"):
                        _lookup(library, settings, filters, chosen)
                    with gr.Tab("수치", elem_id="counting"):
                        figures_tab(library, settings, filters)
                    with gr.Tab("초안 검증", elem_id="checking"):
                        check_tab(library, settings, filters)
                    with gr.Tab("표 점검", elem_id="auditing") as tab:
                        audit_tab(library, tab)
                    with gr.Tab("문서", elem_id="keeping") as tab:
                        seen = documents_tab(app, library, jobs or Jobs(library), tab)
            with gr.Column(scale=2, min_width=320):
                removed_notice(library, seen)
                gr.HTML(_EMPTY_PANE, elem_id="passage", label="근거", show_label=True, container=True)
        seen.change(partial(_title, library), None, title, queue=False, show_progress="hidden", api_name=False)
        seen.change(partial(_refresh, library), boxes, boxes, queue=False, show_progress="hidden", api_name=False)
    return app


def _scope_row(app: gr.Blocks, library: Library) -> tuple[gr.State, list[Any], list[Any]]:
    """The folded row in which the documents to look in are chosen.

    Gives the state that holds the filters, the dropdowns, and the events after which it holds others.
    """
    filters = gr.State(ANYWHERE)
    with gr.Accordion("찾을 범위", open=False, elem_id="scope"):
        with gr.Row():
            chosen = [
                gr.Dropdown(label=label, choices=choices, multiselect=True, min_width=150, interactive=True)
                for label, choices in _choices(library).items()
            ]
        told = gr.HTML(_scope_html(library, ANYWHERE), elem_id="scope-told")
    choose = partial(_choose, library)
    events = [
        dropdown.change(choose, chosen, [filters, told], queue=False, show_progress="hidden", api_name="choose")
        for dropdown in chosen
    ]
    app.load(partial(_refresh, library), chosen, chosen, queue=False, show_progress="hidden", api_name="refresh")
    return filters, chosen, events


def _chat(library: Library, settings: Settings, filters: gr.State, kept: KeptAnswers | None) -> None:
    """The conversation, the box to ask in, and what happens when one asks."""
    chat = gr.Chatbot(
        label="질의",
        elem_id="chat",
        height="calc(100vh - 300px)",
        sanitize_html=False,  # every message is rendered and escaped by us
        latex_delimiters=[],
        buttons=[],
        placeholder="문서에 있는 것을 물어보십시오. 문서에 없는 것은 없다고 답합니다.",
        feedback_options=None,
        examples=[{"text": question} for question in suggest_questions(library, _SUGGESTED)],
    )
    with gr.Row():
        box = gr.Textbox(
            placeholder="질문을 적고 Enter를 누르십시오.",
            show_label=False,
            container=False,
            label="질문",
            autofocus=True,
            max_lines=4,
            scale=8,
            elem_id="question",
        )
        send = gr.Button("묻기", variant="primary", scale=1, min_width=72, elem_id="send")
        stop = gr.Button("멈춤", scale=1, min_width=72, visible=bool(settings.llm), elem_id="stop")
        clear = gr.Button("새 대화", scale=1, min_width=80)
    gr.HTML(legend_html())
    asked, turns, writing = gr.State(""), gr.State([]), gr.State([])
    reply = partial(_reply, library, settings, kept=kept)
    taken = [
        trigger(_take, [box, chat], [box, asked, chat], queue=False, show_progress="hidden")
        for trigger in (box.submit, send.click)
    ]
    taken.append(chat.example_select(_take_example, chat, [asked, chat], queue=False, show_progress="hidden"))
    replies = [
        event.then(reply, [asked, chat, filters, turns, writing], [chat, turns], show_progress="hidden", api_name="reply")
        for event in taken
    ]
    stop.click(None, cancels=replies).then(stopped, [chat, writing], chat, queue=False, show_progress="hidden")
    clear.click(lambda: ([], "", []), None, [chat, box, turns], queue=False, show_progress="hidden")


def _lookup(library: Library, settings: Settings, filters: gr.State, chosen: list[Any]) -> None:
    """The box to look up in, and what is found as one types; looked up anew when other documents were chosen."""
    box = gr.Textbox(
        placeholder='찾을 말, "그대로 찾을 구절", -뺄말',
        show_label=False,
        container=False,
        label="찾을 말",
        max_lines=1,
        elem_id="sought",
    )
    found = gr.HTML(HINT_HTML, elem_id="found")
    look = partial(_look, library, settings)
    # Not `input`: Gradio does not send it while an input method puts a syllable together.
    box.change(look, [box, filters], found, queue=False, show_progress="hidden", trigger_mode="always_last", api_name="look")
    for event in chosen:
        event.then(look, [box, filters], found, queue=False, show_progress="hidden", api_name="look")


def serve(library: Library, settings: Settings) -> None:
    """Serve the chat on the address of the settings until stopped. Raises BadInput where the port is taken."""
    # Loads Kiwi, as for reading so for setting right, so that the first question need not wait.
    Thread(target=look_up, args=(library, "오타엑 준비"), daemon=True).start()
    if settings.llm:
        Thread(target=load_client, args=(settings,), daemon=True).start()
    logging.getLogger("httpx").setLevel(logging.WARNING)
    kept, jobs = KeptAnswers(), Jobs(library)
    app = build(library, settings, kept, jobs)
    try:
        app.launch(
            server_name=settings.host,
            server_port=settings.port,
            quiet=True,
            show_error=True,
            prevent_thread_lock=True,
            app_kwargs={"routes": pane_routes(library, settings, kept)},
            **appearance(),
        )
    except OSError as error:
        raise BadInput(f"{settings.port}번 포트를 열 수 없습니다.", "--port로 다른 번호를 주십시오.") from error
    print(f"대화 화면: http://{settings.host}:{settings.port} (멈추려면 Ctrl+C)", flush=True)
    try:
        app.block_thread()
    finally:
        if jobs.is_working:
            print("지금 넣고 있는 파일까지만 넣고 끝냅니다.", flush=True)
        jobs.close()


def appearance() -> dict[str, Any]:
    """How the page looks: system fonts, our style and script, nothing from another host."""
    static = files("assistant") / "static"
    return {
        "theme": gr.themes.Base(font=_FONTS, font_mono=_MONOSPACE),
        "css": "\n".join((static / name).read_text(encoding="utf-8") for name in ("chat.css", "documents.css")),
        "head": "".join(
            f"<script>{(static / name).read_text(encoding='utf-8')}</script>" for name in ("chat.js", "tools.js", "documents.js")
        ),
        "footer_links": [],
        "ssr_mode": False,
    }


def _title(library: Library) -> str:
    documents = library.store.documents()
    told = f"문서 {len(documents)}개, 대목 {library.store.passage_count():,}개에서 찾습니다."
    if not documents:
        told = EMPTY
    return f'<h1>근거</h1><span class="library">{escape(told)}</span>'


def _choices(library: Library) -> dict[str, Sequence[tuple[str, Any]]]:
    """What can be chosen of the documents that are there, by the name of its dropdown, in the order of `_choose`."""
    found = choices_of(library)
    return {
        "해": found.years,
        "종류": found.kinds,
        "발행 기관": found.bodies,
        "위원회": found.committees,
        "문서": found.documents,
    }


def _refresh(library: Library, *chosen: Sequence[Any] | None) -> list[Any]:
    """The dropdowns, filled with what is in the library now; of what was chosen, what is still there."""
    there = _choices(library).values()
    held = [
        [value for value in values or () if value in {other for _, other in choices}]
        for values, choices in zip(chosen, there, strict=True)
    ]
    return [gr.update(choices=choices, value=values) for choices, values in zip(there, held, strict=True)]


def _choose(
    library: Library,
    years: Sequence[int] | None,
    kinds: Sequence[str] | None,
    bodies: Sequence[str] | None,
    committees: Sequence[str] | None,
    documents: Sequence[str] | None,
) -> tuple[Filters, str]:
    """The filters that the dropdowns say, and what they leave to look in."""
    filters = Filters(
        tuple(kinds or ()), tuple(years or ()), tuple(committees or ()), tuple(documents or ()), tuple(bodies or ())
    )
    return filters, _scope_html(library, filters)


def _scope_html(library: Library, filters: Filters) -> str:
    count = len(library.store.allowed(filters))
    told = f"{scope_of(filters)}: 문서 {count}개에서 찾습니다." if filters else "모든 문서에서 찾습니다."
    if filters and not count:
        told = f"{scope_of(filters)}: 맞는 문서가 없습니다. 찾을 범위를 넓혀 주십시오."
    return f'<div class="geungeo"><p class="reading">{escape(told)}</p></div>'


def _look(library: Library, settings: Settings, text: str | None, filters: Filters = ANYWHERE) -> str:
    """What is found of what was typed so far."""
    if not text or not text.strip():  # a box that nothing was typed in yet has no text at all
        return HINT_HTML if library.store.passage_count() else EMPTY_HTML
    if not library.store.passage_count():
        return EMPTY_HTML
    try:
        return lookup_html(look_up(library, text[:_LONGEST_LOOKUP], _FOUND, filters, settings.day()), scope_of(filters))
    except GeungeoError as error:
        return notice_html(str(error))


def _take(question: str, messages: list[Message]) -> tuple[str, str, list[Message]]:
    """Move the question from the box to the conversation, and say at once that it is being looked for."""
    if not question.strip():
        return question, "", messages
    said = {"role": "user", "content": f"<div>{escape(' '.join(question.split()))}</div>"}
    return "", question, [*messages, said, _said(LOOKING_HTML)]


def _take_example(messages: list[Message], chosen: gr.SelectData) -> tuple[str, list[Message]]:
    """Ask the suggestion that was chosen."""
    _, question, messages = _take(str(chosen.value["text"]), messages)
    return question, messages


def _reply(
    library: Library,
    settings: Settings,
    question: str,
    messages: list[Message],
    filters: Filters = ANYWHERE,
    turns: Sequence[Turn] = (),
    writing: Writing | None = None,
    kept: KeptAnswers | None = None,
) -> Iterator[tuple[list[Message], Sequence[Turn]]]:
    """The conversation with the answer growing sentence by sentence, and the turns that a later question may go on from.

    What is shown while a model writes is put to `writing`, for when it is stopped.
    """
    if not question.strip():
        yield messages, turns
        return
    messages = _without_looking(messages)
    if not library.store.passage_count():
        yield [*messages, _said(EMPTY_HTML)], turns
        return
    key, shown_at, writing = new_key(), 0.0, [] if writing is None else writing
    writing.clear()
    try:
        for step in answer_in_steps(library, question, settings, filters, turns):
            if step.answer is None and time.monotonic() - shown_at >= _BETWEEN:
                shown_at = time.monotonic()
                writing[:] = [step]
                yield [*messages, _said(step_html(step, key))], turns
    except GeungeoError as error:
        yield [*messages, _said(f'<div class="geungeo"><p class="notice">{escape(str(error))}</p></div>')], turns
        return
    assert step.answer is not None
    found = step.answer
    writing.clear()
    for shown in range(1, 0 if found.made.llm else len(found.sentences)):  # a model's have been shown as they came
        yield [*messages, _said(answer_html(found, key, shown))], turns
    if kept is not None:
        kept.put(key, found)
    messages = [*messages, _said(answer_html(found, key) + (tools_html(found, key) if kept is not None else ""))]
    turns = [*turns, turn_of(found)][-MOST_TURNS:]
    yield messages, turns
    if (picture := chart_of_answer(found)) is not None:
        yield [*messages, {"role": "assistant", "content": gr.Plot(picture, show_label=False)}], turns


def _without_looking(messages: list[Message]) -> list[Message]:
    """The conversation less the line that says that an answer is looked for, whose place the answer takes."""
    return messages[:-1] if messages and LOOKING in str(messages[-1]["content"]) else messages


def _said(html: str) -> Message:
    return {"role": "assistant", "content": html}
