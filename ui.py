"""The screen in the browser, put together and served: wiring only. A tab is a file of screen/."""

from __future__ import annotations

import logging
from contextlib import suppress
from functools import partial
from html import escape
from threading import Thread
from typing import cast

import screen  # noqa: F401 - tells Gradio to ask nothing of any network, before it is imported

# isort: split
import gradio as gr
from fastapi import FastAPI
from starlette.routing import Mount

from access.start import check_start
from api.app import PREFIX, whole_app
from api.service import Service, service_for
from api.serving import Server, leave, listening
from assistant.cite import look_up
from assistant.generate.model import load_client
from assistant.settings import Settings
from eval.job import Job
from index.history import FILE
from index.jobs import ENDING, Jobs
from index.library import Library
from index.taking_apart import Apart
from screen.chat import chat_tab, refresh_unasked
from screen.check import check_tab
from screen.desk import desk_tab
from screen.documents import documents_tab
from screen.evaluation import evaluation_tab
from screen.kept import KeptAnswers
from screen.look import appearance
from screen.numbers import numbers_tab
from screen.opened import opened_notice
from screen.render.documents import EMPTY
from screen.render.sign import ME_HTML
from screen.routes import routes
from screen.scope import refresh, scope_row
from screen.shown import Shown

_SESSIONS = 200  # open pages of which the program knows filters and turns, 190 kB each; of more, that which was idle longest
_LEAST_WAITING = 8  # in the chat: files that are handed over wait in the same queue
_EMPTY_PANE = (
    '<div class="pane" role="region" aria-label="근거 대목"><p class="empty">답에 붙은 번호 [1]이나 찾은 줄을 누르면 그 대목을 '
    "여기에 보여 줍니다. 숫자 키 1~9(질문 칸에서는 Alt+숫자)로도 열고 Esc로 닫습니다.</p></div>"
)


def build(shown: Shown, settings: Settings, kept: KeptAnswers | None = None, jobs: Jobs | None = None) -> gr.Blocks:
    """The chat and the lookup over an open library, each seeing of it what he may. Nothing is loaded or served yet. Answers are put to `kept`."""
    with gr.Blocks(title="근거", analytics_enabled=False, fill_height=True, fill_width=True) as app:
        title = gr.HTML(_title(shown.least), elem_id="title")
        if settings.users:
            gr.HTML(ME_HTML, elem_id="me", padding=False)
        with gr.Row(equal_height=False):
            with gr.Column(scale=3, min_width=340):
                filters, boxes = scope_row(app, shown)
                with gr.Tabs():
                    with gr.Tab("질의", elem_id="asking"):
                        chat = chat_tab(shown, settings, filters, kept)
                    with gr.Tab("인용 찾기", elem_id="looking"):
                        desk_tab()
                    with gr.Tab("수치", elem_id="counting") as tab:
                        numbers_tab(shown, settings, filters, tab)
                    with gr.Tab("초안 검증", elem_id="checking"):
                        check_tab(shown, settings, filters)
                    with gr.Tab("문서", elem_id="keeping") as tab:
                        seen = documents_tab(app, shown, jobs or Jobs(shown.whole), tab)
                    with gr.Tab("평가", elem_id="evaluating") as tab:
                        evaluation_tab(tab)
            with gr.Column(scale=2, min_width=320):
                opened_notice(shown, seen)
                gr.HTML(_EMPTY_PANE, elem_id="passage", label="근거", show_label=True, container=True)
        seen.change(shown.handler(_title), None, title, queue=False, show_progress="hidden", api_name=False)
        seen.change(shown.handler(refresh), boxes, boxes, queue=False, show_progress="hidden", api_name=False)
        seen.change(shown.handler(refresh_unasked), None, chat, queue=False, show_progress="hidden", api_name=False)
    return app


def application(service: Service, kept: KeptAnswers) -> FastAPI:
    """All that is served: the screen, what its script asks for, and the programs' side."""
    settings = service.settings
    blocks = build(service.shown, settings, kept, service.jobs)
    blocks.state_session_capacity = _SESSIONS
    blocks.queue(max_size=max(_LEAST_WAITING, settings.serve_waiting))  # one more is told that many ask (asking.js)
    app = whole_app(service)
    app.router.routes.extend(routes(service.shown, settings, kept, service.job))
    gr.mount_gradio_app(
        app, blocks, path="/", server_name=settings.host, server_port=settings.port, show_error=True, **appearance()
    )
    # `blocks.app` is another one, which Gradio makes when its queue is set up
    app.state.blocks, app.state.screen = blocks, cast(Mount, app.routes[-1]).app
    return app


def serve(library: Library, settings: Settings) -> None:
    """Serve screen and programs on the address of the settings until stopped. Raises BadInput where the port is taken."""
    check_start(settings, library.folder)
    opened = listening(settings.host, settings.port)
    logging.getLogger("httpx").setLevel(logging.WARNING)
    kept = KeptAnswers(library.folder / FILE, settings.history) if settings.history else KeptAnswers()
    apart = Apart(library, settings.embedding)
    service = service_for(library, settings, Jobs(library, apart.batch), Job(library, settings))
    Thread(target=_warm, args=(service,), daemon=True).start()
    if settings.llm:
        Thread(target=load_client, args=(settings,), daemon=True).start()
    if count := service.jobs.resume():
        print(f"지난번에 넣다가 만 파일 {count}개를 이어서 넣습니다.", flush=True)
    app = application(service, kept)
    server = Server(app, partial(_told, settings), partial(end_streams, app), partial(refuse_questions, app))
    try:
        server.run([opened])
    finally:
        opened.close()
        _put_away(service, apart, kept, at_once=server.force_exit)


def _put_away(service: Service, apart: Apart, kept: KeptAnswers, *, at_once: bool) -> None:
    """Finish the file at hand, unless all is to end `at_once`; what waits is noted, and taken in at the next start."""
    service.turns.close()
    if service.jobs.is_working and not at_once:
        print("지금 넣고 있는 파일까지만 넣고 끝냅니다. 남은 파일은 다음에 켤 때 이어서 넣습니다.", flush=True)
    with suppress(KeyboardInterrupt):  # Ctrl+C again: the file at hand is not waited for either
        service.jobs.close(0.0 if at_once else ENDING)
    apart.close()
    service.job.close()
    service.close_access()
    kept.close()
    leave()


def refuse_questions(app: FastAPI) -> None:
    """Take no more questions in the chat; those that are taken are answered."""
    app.state.blocks._queue.max_size = 0


def end_streams(app: FastAPI) -> None:
    """End what every open page listens to for as long as it is open, so that the server need not wait for them to close."""
    app.state.blocks.is_running = False
    app.state.screen.stop_event.set()


def _warm(service: Service) -> None:
    """Load Kiwi, as for reading so for setting right, so that the first question need not wait."""
    look_up(service.library, "오타엑 준비")
    service.warm.set()


def _told(settings: Settings) -> None:
    address = f"http://{settings.host}:{settings.port}"
    print(f"대화 화면: {address}, API: {address}{PREFIX}/docs (멈추려면 Ctrl+C)", flush=True)


def _title(library: Library) -> str:
    documents = library.store.documents()
    told = f"문서 {len(documents)}개, 대목 {library.store.passage_count():,}개에서 찾습니다."
    if not documents:
        told = EMPTY
    return f'<h1>근거</h1><span class="library">{escape(told)}</span>'
