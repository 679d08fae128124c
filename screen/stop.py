"""What stays of an answer that was stopped while a model wrote it: what was checked until then."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from assistant.steps import Step
from screen.kept import new_key
from screen.render.answer import answer_html

Writing = list[Step]  # the state that is shown of a session's answer; empty where none is being written

_KEPT = "멈추었습니다. 그때까지 확인된 문장만 남겼습니다."
_NOTHING = "멈추었습니다. 확인된 문장이 아직 없습니다."


def stopped(writing: Writing) -> list[dict[str, Any]]:
    """What stands instead of the answer that was being written: what was checked of it. Nothing where none was."""
    if not writing:
        return []
    settled = writing.pop().settled
    if settled is None or not settled.sentences:
        html = f'<div class="geungeo"><p class="notice">{_NOTHING}</p></div>'
    else:
        html = answer_html(replace(settled, notices=(*settled.notices, _KEPT)), new_key())
    return [{"role": "assistant", "content": html}]
