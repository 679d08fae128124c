"""The chat: the conversation, the box to ask in, and what happens when one asks. Wiring only."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import gradio as gr

from access.noting import note_answer
from assistant.answer import answer_in_steps
from assistant.conversation import MOST_TURNS, Turn, turn_of
from assistant.settings import Settings
from assistant.steps import Step
from assistant.suggest import suggest_questions
from assistant.types import Answer
from index.filters import ANYWHERE, Filters
from index.library import Library
from ingest.errors import INDEX_TROUBLE, TELL_KEEPER, GeungeoError, IndexMismatch
from ingest.log.noting import asking, note, note_failure, told_number
from screen.coming import ANSWERED, FAILED, GROW, TAKE, packed
from screen.history import history_drawer
from screen.kept import NOBODY, KeptAnswers, Whose, new_key
from screen.messages import Message, answer_message, chart_messages, notice_message, said_message
from screen.numbered import failed_told
from screen.render.answer import answer_html, legend_html
from screen.render.documents import EMPTY, EMPTY_HTML
from screen.render.steps import SLOW_HTML, step_html
from screen.shown import Shown
from screen.stop import Writing, stopped
from screen.user import user_of

_WHAT_TO_ASK = "문서에 있는 것을 물어보십시오. 문서에 없는 것은 없다고 답합니다."
_SUGGESTED = 4
_BETWEEN = 0.1  # seconds between two states of an answer that a model writes; more would only keep the browser busy


def chat_tab(shown: Shown, settings: Settings, filters: gr.State, kept: KeptAnswers | None) -> gr.Chatbot:
    """The conversation, the box to ask in, and what happens when one asks. Gives the conversation."""
    chat = gr.Chatbot(
        label="질의",
        elem_id="chat",
        show_label=False,  # the tab has its name; it would lie over what is said
        autoscroll=False,  # to the end: an answer is read from its beginning (follow.js)
        height="calc(100vh - 300px)",
        sanitize_html=False,  # every message is rendered and escaped by us
        latex_delimiters=[],
        buttons=[],
        feedback_options=None,
        **_unasked(shown.least),
    )
    with gr.Row(elem_id="asking-row"):
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
        clear = gr.Button("새 대화", scale=1, min_width=80, elem_id="new-conversation")
        is_listed = kept is not None and settings.history > 0
        gr.Button("지난 대화", scale=1, min_width=96, visible=is_listed, elem_id="open-history")
    with gr.Row(elem_id="slow-model", visible=bool(settings.llm)):
        gr.HTML(SLOW_HTML, padding=False)
        plain = gr.Button("언어 모델 없이 답하기", scale=0, min_width=190, size="sm", elem_id="without-model")
    gr.HTML(legend_html())
    asked, coming = (gr.Textbox(visible="hidden", elem_id=name, label=name) for name in ("asked", "coming"))
    turns, writing, conversation = gr.State([]), gr.State([]), gr.State(new_key)
    coming.change(None, [coming, chat], chat, js=GROW, api_name=False)

    quiet: dict[str, Any] = {"queue": False, "show_progress": "hidden"}
    wired: dict[str, Any] = {"show_progress": "hidden", "concurrency_limit": settings.at_once()}
    replying = [[asked, filters, turns, writing, conversation], [coming, turns]]
    taking: dict[str, Any] = {"inputs": [box, chat], "outputs": [box, asked, chat], "js": TAKE, "api_name": False}
    chosen = chat.example_select(_chosen, None, box, **quiet, api_name=False)
    taken = [gr.on([box.submit, send.click], None, **taking), chosen.then(None, **taking)]
    reply = _replier(shown, settings, kept, chat)
    replies = [
        event.success(reply, *replying, **wired, api_name=name) for event, name in zip(taken, ("reply", False), strict=True)
    ]
    plainly = plain.click(None, cancels=replies).then(
        _replier(shown, replace(settings, llm=""), kept, chat), *replying, **wired, api_name=False
    )
    replies.append(plainly)
    for event in replies:
        event.then(None, None, None, js=ANSWERED, api_name=False)
        event.failure(None, chat, chat, js=FAILED, api_name=False)
    stop.click(None, cancels=replies).then(
        lambda writing: packed(chat, new_key(), stopped(writing)), writing, coming, **quiet, api_name=False
    ).then(None, None, None, js=ANSWERED, api_name=False)
    state = [chat, turns, conversation, writing]
    anew: dict[str, Any] = {"cancels": replies, **quiet}
    clear.click(lambda: ([], [], new_key(), [], ""), None, [*state, box], **anew)
    if kept is not None and is_listed:
        history_drawer(shown, kept, settings.history, state, **anew)
    return chat


def refresh_unasked(library: Library) -> dict[str, Any]:
    """The conversation, with what is shown before anything is asked as the library is now."""
    updated: dict[str, Any] = gr.update(**_unasked(library))
    return updated


def _unasked(library: Library) -> dict[str, Any]:
    """What is shown before anything is asked: what to do, and questions that the documents answer."""
    return {
        "placeholder": _WHAT_TO_ASK if library.store.passage_count() else EMPTY,
        "examples": [{"text": question} for question in suggest_questions(library, _SUGGESTED)],
    }


def _chosen(chosen: gr.SelectData) -> str:
    """The suggestion that was chosen."""
    return str(chosen.value["text"])


def _replier(
    shown: Shown, settings: Settings, kept: KeptAnswers | None, chat: gr.Chatbot
) -> Callable[..., Iterator[tuple[str, Sequence[Turn]]]]:
    """What Gradio calls to answer: it hands a request to what is a function, not to a partial one."""

    def reply(
        question: str, chosen: Filters, before: Sequence[Turn], now: Writing, id: str, request: gr.Request
    ) -> Iterator[tuple[str, Sequence[Turn]]]:
        library, answer, whose, found = shown.by(request), new_key(), Whose(user_of(request), id), list[Answer]()
        try:
            for messages, after in _reply(library, settings, question, [], chosen, before, now, kept, whose, found.append):
                yield packed(chat, answer, messages), after
        except Exception as error:  # told where the answer would stand, with the number to be asked about it
            now.clear()
            note_failure("failed", error, handler="chat")
            yield packed(chat, answer, [notice_message(failed_told(asking().number))]), before
        finally:  # stopped or failed, it was asked all the same
            note_answer(request.request, "chat", question, found)

    return reply


def _reply(
    library: Library,
    settings: Settings,
    question: str,
    messages: list[Message],
    filters: Filters = ANYWHERE,
    turns: Sequence[Turn] = (),
    writing: Writing | None = None,
    kept: KeptAnswers | None = None,
    whose: Whose = NOBODY,
    heard: Callable[[Answer], None] = lambda found: None,
) -> Iterator[tuple[list[Message], Sequence[Turn]]]:
    """The conversation with the answer growing sentence by sentence, and the turns that a later question may go on from.

    What is shown while a model writes is put to `writing`, for when it is stopped.
    """
    if not question.strip():
        yield messages, turns
        return
    if not library.store.passage_count():
        yield [*messages, said_message(EMPTY_HTML)], turns
        return
    key, shown_at, writing = new_key(), 0.0, [] if writing is None else writing
    writing[:] = [Step()]
    try:
        for step in answer_in_steps(library, question, settings, filters, turns):
            if step.answer is None and time.monotonic() - shown_at >= _BETWEEN:
                shown_at = time.monotonic()
                writing[:] = [step]
                yield [*messages, said_message(step_html(step, key))], turns
    except GeungeoError as error:
        writing.clear()
        told = str(error)
        if isinstance(error, IndexMismatch):
            note_failure("index failed", error)
            told = f"{INDEX_TROUBLE} {TELL_KEEPER}"
        else:
            note("refused", reason=type(error).__name__, content={"question": question, "told": error})
        yield [*messages, notice_message(" ".join(filter(None, (told, told_number(asking().number)))))], turns
        return
    assert step.answer is not None
    found = step.answer
    heard(found)
    writing.clear()
    # The first sentence, then all: every state between costs all who ask at the same time. A model's were shown as they came.
    if not found.made.llm and len(found.sentences) > 1:
        yield [*messages, said_message(answer_html(found, key, 1))], turns
    if kept is not None:
        kept.put(key, found, whose, question)
    messages = [*messages, answer_message(found, key, kept is not None, kept.trouble(whose.user) if kept is not None else "")]
    turns = [*turns, turn_of(found)][-MOST_TURNS:]
    yield messages, turns
    if drawn := chart_messages(found):
        yield [*messages, *drawn], turns
