"""The messages that a conversation is made of, as Gradio's chat takes them."""

from __future__ import annotations

from html import escape
from typing import Any

import gradio as gr

from assistant.chart import chart_of_answer
from assistant.types import Answer
from screen.plotted import plotted
from screen.render.answer import answer_html
from screen.render.tools import tools_html

Message = dict[str, Any]


def asked_message(question: str) -> Message:
    """What a user asks."""
    return {"role": "user", "content": f"<div>{escape(' '.join(question.split()))}</div>"}


def said_message(html: str) -> Message:
    """What is said to a user."""
    return {"role": "assistant", "content": html}


def notice_message(told: str) -> Message:
    """What is to be noticed, in place of an answer."""
    return said_message(f'<div class="geungeo"><p class="notice">{escape(told)}</p></div>')


def answer_message(found: Answer, key: str, is_kept: bool, trouble: str = "") -> Message:
    """A whole answer, with what can be done with it where it is kept under its key, and what is wrong with keeping it."""
    tools = tools_html(found, key) if is_kept else ""
    told = f'<div class="geungeo"><p class="notice">※ {escape(trouble)}</p></div>' if trouble else ""
    return said_message(answer_html(found, key) + told + tools)


def chart_messages(found: Answer) -> list[Message]:
    """The picture that goes with an answer, if there is one."""
    picture = chart_of_answer(found)
    return [{"role": "assistant", "content": gr.Plot(plotted(picture), show_label=False)}] if picture is not None else []
