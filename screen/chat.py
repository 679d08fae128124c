"""The chat: the conversation, the box to ask in, and what happens when one asks. Wiring only."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from html import escape
from typing import Any

import gradio as gr

from assistant.answer import answer_in_steps
from assistant.conversation import MOST_TURNS, Turn, turn_of
from assistant.settings import Settings
from assistant.suggest import suggest_questions
from index.filters import ANYWHERE, Filters
from index.library import Library
from ingest.errors import GeungeoError
from screen.history import history_drawer
from screen.kept import NOBODY, KeptAnswers, Whose, new_key
from screen.messages import Message, answer_message, asked_message, chart_messages, said_message
from screen.render.answer import answer_html, legend_html
from screen.render.documents import EMPTY_HTML
from screen.render.steps import LOOKING, LOOKING_HTML, step_html
from screen.stop import Writing, stopped
from screen.user import user_of

_SUGGESTED = 4
_BETWEEN = 0.1  # seconds between two states of an answer that a model writes; more would only keep the browser busy


def chat_tab(library: Library, settings: Settings, filters: gr.State, kept: KeptAnswers | None) -> None:
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
    gr.HTML(legend_html())
    asked, turns, writing, conversation = gr.State(""), gr.State([]), gr.State([]), gr.State(new_key)

    # Gradio hands a request to what is a function, not to a partial one.
    def reply(
        question: str,
        messages: list[Message],
        chosen: Filters,
        before: Sequence[Turn],
        now: Writing,
        id: str,
        request: gr.Request,
    ) -> Iterator[tuple[list[Message], Sequence[Turn]]]:
        whose = Whose(user_of(request), id)
        yield from _reply(library, settings, question, messages, chosen, before, now, kept, whose)

    taken = [
        trigger(_take, [box, chat], [box, asked, chat], queue=False, show_progress="hidden")
        for trigger in (box.submit, send.click)
    ]
    taken.append(chat.example_select(_take_example, chat, [asked, chat], queue=False, show_progress="hidden"))
    replies = [
        event.then(
            reply, [asked, chat, filters, turns, writing, conversation], [chat, turns], show_progress="hidden", api_name="reply"
        )
        for event in taken
    ]
    stop.click(None, cancels=replies).then(stopped, [chat, writing], chat, queue=False, show_progress="hidden")
    state = [chat, turns, conversation, writing]
    anew: dict[str, Any] = {"cancels": replies, "queue": False, "show_progress": "hidden"}
    clear.click(lambda: ([], [], new_key(), [], ""), None, [*state, box], **anew)
    if kept is not None and is_listed:
        history_drawer(kept, settings.history, state, **anew)


def _take(question: str, messages: list[Message]) -> tuple[str, str, list[Message]]:
    """Move the question from the box to the conversation, and say at once that it is being looked for."""
    if not question.strip():
        return question, "", messages
    return "", question, [*messages, asked_message(question), said_message(LOOKING_HTML)]


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
    whose: Whose = NOBODY,
) -> Iterator[tuple[list[Message], Sequence[Turn]]]:
    """The conversation with the answer growing sentence by sentence, and the turns that a later question may go on from.

    What is shown while a model writes is put to `writing`, for when it is stopped.
    """
    if not question.strip():
        yield messages, turns
        return
    messages = _without_looking(messages)
    if not library.store.passage_count():
        yield [*messages, said_message(EMPTY_HTML)], turns
        return
    key, shown_at, writing = new_key(), 0.0, [] if writing is None else writing
    writing.clear()
    try:
        for step in answer_in_steps(library, question, settings, filters, turns):
            if step.answer is None and time.monotonic() - shown_at >= _BETWEEN:
                shown_at = time.monotonic()
                writing[:] = [step]
                yield [*messages, said_message(step_html(step, key))], turns
    except GeungeoError as error:
        yield [*messages, said_message(f'<div class="geungeo"><p class="notice">{escape(str(error))}</p></div>')], turns
        return
    assert step.answer is not None
    found = step.answer
    writing.clear()
    for shown in range(1, 0 if found.made.llm else len(found.sentences)):  # a model's have been shown as they came
        yield [*messages, said_message(answer_html(found, key, shown))], turns
    if kept is not None:
        kept.put(key, found, whose, question)
    messages = [*messages, answer_message(found, key, kept is not None, kept.trouble(whose.user) if kept is not None else "")]
    turns = [*turns, turn_of(found)][-MOST_TURNS:]
    yield messages, turns
    if drawn := chart_messages(found):
        yield [*messages, *drawn], turns


def _without_looking(messages: list[Message]) -> list[Message]:
    """The conversation less the line that says that an answer is looked for, whose place the answer takes."""
    return messages[:-1] if messages and LOOKING in str(messages[-1]["content"]) else messages
