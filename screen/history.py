"""Past conversations beside the chat: the list that the page's script asks for, reopening one, deleting. Wiring only."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import gradio as gr
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from assistant.conversation import MOST_TURNS, Turn, turn_of
from index.library import Library
from ingest.errors import BadInput
from screen.kept import Exchange, KeptAnswers, new_key
from screen.messages import Message, answer_message, asked_message, chart_messages, notice_message
from screen.render.history import drawer_html, list_html
from screen.shown import Shown, may_see
from screen.user import user_of

_GONE = "이 대화는 지워졌습니다."
_UNREADABLE = "저장된 답을 이 판에서 읽을 수 없습니다. 다시 물어 주십시오."
_UNSEEN = "지금은 볼 수 없는 문서로 한 답입니다. 다시 물으면 볼 수 있는 문서에서 찾습니다."

Reopened = tuple[list[Message], Sequence[Turn], str]  # what the chat shows, what a question may go on from, the conversation


def history_drawer(shown: Shown, kept: KeptAnswers, days: int, state: Sequence[Any], **how: Any) -> None:
    """The drawer of past conversations. One that is chosen takes the chat over: `state` is its messages, turns, conversation, writing.

    The page writes the one that is chosen into a hidden box (history.js). `how` the event is dealt with is as of a new conversation.
    """
    gr.HTML(drawer_html(days), elem_id="history", padding=False)
    chosen = gr.Textbox(visible="hidden", elem_id="chosen-conversation", label="고른 대화")

    def reopen(told: str, request: gr.Request) -> tuple[Any, ...]:
        conversation = told.partition(" ")[2]  # behind a number, so that one may be chosen twice
        return *reopened(shown.by(request), kept, user_of(request), conversation), []

    chosen.change(reopen, chosen, state, api_name=False, **how)


def reopened(library: Library, kept: KeptAnswers, user: str, conversation: str) -> Reopened:
    """A conversation of a user as it was left; a new one with a notice where it is not there."""
    try:
        exchanges = kept.exchanges(user, conversation)
    except BadInput as error:
        return [notice_message(str(error))], [], new_key()
    if not exchanges:
        return [notice_message(_GONE)], [], new_key()
    messages = [message for exchange in exchanges for message in _messages(library, exchange)]
    seen = [each.answer for each in exchanges if each.answer is not None and may_see(library, each.answer)]
    return messages, [turn_of(answer) for answer in seen][-MOST_TURNS:], conversation


def _messages(library: Library, exchange: Exchange) -> list[Message]:
    asked = asked_message(exchange.question)
    if exchange.answer is None:
        return [asked, notice_message(_UNREADABLE)]
    if not may_see(library, exchange.answer):
        return [asked, notice_message(_UNSEEN)]
    return [asked, answer_message(exchange.answer, exchange.key, is_kept=True), *chart_messages(exchange.answer)]


def listed(kept: KeptAnswers, request: Request) -> Response:
    """The conversations of who asks, those in which stands `sought`; `answer` is the key of one that the chat shows."""
    asked = request.query_params
    listing = kept.listing(user_of(request), asked.get("sought", ""), asked.get("answer", ""))
    return HTMLResponse(list_html(listing, datetime.now(), asked.get("sought", "")))


def forgotten(kept: KeptAnswers, request: Request, body: bytes) -> Response:
    """Delete a conversation of who asks, or all. Raises LookupError where there is none."""
    if not kept.forget(user_of(request), request.path_params.get("conversation", "")):
        raise LookupError(request.url.path)
    return Response(status_code=204)
