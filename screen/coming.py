"""How an answer comes to the page: only the turn at hand travels, and the page puts it behind its question.

Gradio would send the whole conversation both ways with every state of an answer. Here the question is put into the
conversation by the page itself (asking.js), at once; the server sends the messages of its answer as they grow, in a hidden
box, and the page puts them where they belong. What was said before is neither sent nor drawn again.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextvars import Context
from typing import Any

import gradio as gr

from screen.render.steps import LOOKING_HTML

# Each is a function of the page, by the values of an event's inputs; they are in asking.js.
TAKE = f"(question, log) => window.geungeo.take(question, log, {json.dumps(LOOKING_HTML)})"
GROW = "(coming, log) => window.geungeo.grow(coming, log)"
ANSWERED = "() => window.geungeo.answered()"
FAILED = "(log) => window.geungeo.failed(log)"


def packed(chat: gr.Chatbot, answer: str, messages: Sequence[dict[str, Any]]) -> str:
    """The messages of an answer as the page's conversation holds them, for the hidden box.

    `answer` tells it from every other: of two that are alike the box would not say that it changed.
    """
    # In a context of its own: within a listener's, Gradio makes of a chart the change of one that is there.
    data = Context().run(chat.postprocess, list(messages)).model_dump()
    return json.dumps({"answer": answer, "messages": data}, ensure_ascii=False)
