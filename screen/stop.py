"""What stays of an answer that was stopped while a model wrote it: what was checked until then."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assistant.steps import Step
from screen.kept import new_key
from screen.render.answer import answer_html
from screen.render.steps import LOOKING

Writing = list[Step]  # the state that is shown of a session's answer; empty where none is being written

_KEPT = "멈추었습니다. 그때까지 확인된 문장만 남겼습니다."
_NOTHING = "멈추었습니다. 확인된 문장이 아직 없습니다."


def stopped(messages: list[dict[str, Any]], writing: Writing) -> list[dict[str, Any]]:
    """The conversation without what was not checked yet; as it is where nothing was being written."""
    is_looking = bool(messages) and LOOKING in str(messages[-1]["content"])
    if not writing and not is_looking:
        return messages
    settled = writing.pop().settled if writing else None
    before = messages[:-1] if messages and messages[-1]["role"] == "assistant" else messages
    if settled is None or not settled.sentences:
        html = f'<div class="geungeo"><p class="notice">{_NOTHING}</p></div>'
    else:
        html = answer_html(replace(settled, notices=(*settled.notices, _KEPT)), new_key())
    return [*before, {"role": "assistant", "content": html}]
