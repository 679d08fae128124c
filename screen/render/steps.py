"""Render an answer on its way as HTML: what is settled, what was struck, and in grey what is not checked yet."""

from __future__ import annotations

from html import escape

from assistant.steps import Step
from screen.render.answer import answer_html
from screen.render.struck import struck_lines

LOOKING = "문서에서 근거를 찾고 있습니다…"
LOOKING_HTML = f'<div class="geungeo looking">{LOOKING}</div>'
SLOW_HTML = (
    '<div class="geungeo slow"><p><span role="status">언어 모델의 답이 늦습니다.</span> <span class="seconds"></span>초째 기다리고 있습니다. '
    "‘멈춤’을 누르면 그만두고, 옆의 단추를 누르면 문서의 문장으로 바로 답합니다.</p></div>"
)


def step_html(step: Step, key: str) -> str:
    """A state of an answer; of the last one the whole answer. `key` tells it from the others of a conversation."""
    if step.answer is not None:
        return answer_html(step.answer, key)
    settled = answer_html(step.settled, key, len(step.settled.sentences)) if step.settled is not None else ""
    unsettled = f'<p class="unsettled"><span>확인하는 중</span> {escape(step.unsettled)}</p>' if step.unsettled else ""
    told = f'<p class="reading">{escape(step.told)}</p>' if step.told else ""
    return f'<div class="geungeo writing">{settled}{struck_lines(step.struck)}{unsettled}{told}</div>'
