"""The chat in the browser: wiring only. What is shown is rendered by assistant.render."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from functools import partial
from html import escape
from importlib.resources import files
from threading import Thread
from typing import Any
from uuid import uuid4

# Read when Gradio is first imported: it must ask nothing of any network.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_OFFLINE"] = "1"

import gradio as gr

from assistant.answer import answer
from assistant.question import understand
from assistant.render import answer_html, legend_html
from assistant.settings import Settings
from assistant.suggest import suggest_questions
from index.library import Library
from ingest.errors import BadInput, GeungeoError

_FONTS = ["Pretendard", "Noto Sans KR", "Malgun Gothic", "Apple SD Gothic Neo", "NanumGothic", "system-ui", "sans-serif"]
_MONOSPACE = ["D2Coding", "Consolas", "monospace"]
_EMPTY_PANE = '<div class="pane"><p class="empty">답에 붙은 번호 [1]을 누르거나 숫자 키 1~9를 누르면 근거가 된 대목을 여기에 보여 줍니다.</p></div>'
_SUGGESTED = 4

Message = dict[str, Any]


def build(library: Library, settings: Settings) -> gr.Blocks:
    """The chat over an open library. Nothing is loaded or served yet."""
    suggestions = suggest_questions(library, _SUGGESTED)
    with gr.Blocks(title="근거", analytics_enabled=False, fill_height=True, fill_width=True) as app:
        gr.HTML(_title(library), elem_id="title")
        with gr.Row(equal_height=False):
            with gr.Column(scale=3, min_width=340):
                chat = gr.Chatbot(
                    label="질의",
                    elem_id="chat",
                    height="calc(100vh - 200px)",
                    sanitize_html=False,  # every message is rendered and escaped by us
                    latex_delimiters=[],
                    buttons=[],
                    placeholder="문서에 있는 것을 물어보십시오. 문서에 없는 것은 없다고 답합니다.",
                    feedback_options=None,
                    examples=[{"text": question} for question in suggestions],
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
                    send = gr.Button("묻기", variant="primary", scale=1, min_width=72)
                    clear = gr.Button("새 대화", scale=1, min_width=80)
                gr.HTML(legend_html())
            with gr.Column(scale=2, min_width=320):
                gr.HTML(_EMPTY_PANE, elem_id="passage", label="근거", show_label=True, container=True)
        asked = gr.State("")
        for trigger in (box.submit, send.click):
            trigger(_take, [box, chat], [box, asked, chat], queue=False, show_progress="hidden").then(
                partial(_reply, library, settings),
                [asked, chat],
                chat,
                show_progress="hidden",
            )
        chat.example_select(_take_example, chat, [asked, chat], queue=False, show_progress="hidden").then(
            partial(_reply, library, settings), [asked, chat], chat, show_progress="hidden"
        )
        clear.click(lambda: ([], ""), None, [chat, box], queue=False, show_progress="hidden")
    return app


def serve(library: Library, settings: Settings) -> None:
    """Serve the chat on the address of the settings until stopped. Raises BadInput where the port is taken."""
    Thread(target=understand, args=("준비",), daemon=True).start()  # loads Kiwi, so that the first question need not wait
    logging.getLogger("httpx").setLevel(logging.WARNING)
    app = build(library, settings)
    try:
        app.launch(
            server_name=settings.host,
            server_port=settings.port,
            quiet=True,
            show_error=True,
            prevent_thread_lock=True,
            **appearance(),
        )
    except OSError as error:
        raise BadInput(f"{settings.port}번 포트를 열 수 없습니다.", "--port로 다른 번호를 주십시오.") from error
    print(f"대화 화면: http://{settings.host}:{settings.port} (멈추려면 Ctrl+C)", flush=True)
    app.block_thread()


def appearance() -> dict[str, Any]:
    """How the page looks: system fonts, our style and script, nothing from another host."""
    static = files("assistant") / "static"
    return {
        "theme": gr.themes.Base(font=_FONTS, font_mono=_MONOSPACE),
        "css": (static / "chat.css").read_text(encoding="utf-8"),
        "head": f"<script>{(static / 'chat.js').read_text(encoding='utf-8')}</script>",
        "footer_links": [],
        "ssr_mode": False,
    }


def _title(library: Library) -> str:
    documents = library.store.documents()
    told = f"문서 {len(documents)}개, 대목 {library.store.passage_count():,}개에서 찾습니다."
    if not documents:
        told = "색인에 문서가 없습니다. geungeo ingest 문서폴더로 문서를 넣어 주십시오."
    return f'<h1>근거</h1><span class="library">{escape(told)}</span>'


def _take(question: str, messages: list[Message]) -> tuple[str, str, list[Message]]:
    """Move the question from the box to the conversation."""
    if not question.strip():
        return question, "", messages
    said = {"role": "user", "content": f"<div>{escape(' '.join(question.split()))}</div>"}
    return "", question, [*messages, said]


def _take_example(messages: list[Message], chosen: gr.SelectData) -> tuple[str, list[Message]]:
    """Ask the suggestion that was chosen."""
    _, question, messages = _take(str(chosen.value["text"]), messages)
    return question, messages


def _reply(library: Library, settings: Settings, question: str, messages: list[Message]) -> Iterator[list[Message]]:
    """The conversation with the answer growing sentence by sentence."""
    if not question.strip():
        yield messages
        return
    yield [*messages, _said('<div class="geungeo">문서에서 근거를 찾고 있습니다…</div>')]
    try:
        found = answer(library, question, settings)
    except GeungeoError as error:
        yield [*messages, _said(f'<div class="geungeo"><p class="notice">{escape(str(error))}</p></div>')]
        return
    key = f"source-{uuid4().hex[:8]}"
    for shown in range(1, len(found.sentences)):
        yield [*messages, _said(answer_html(found, key, shown))]
    yield [*messages, _said(answer_html(found, key))]


def _said(html: str) -> Message:
    return {"role": "assistant", "content": html}
