"""The sentences of a language model that do not hold: struck through, each with the reason, never as part of an answer's text."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.types import Answer, Struck


def struck_html(answer: Answer) -> str:
    """What was struck of a model's words: beside the sentences that were kept, or under a fold where the composed answer stands."""
    if not answer.struck:
        return ""
    if answer.made.llm:
        return struck_lines(answer.struck)
    told = f"언어 모델이 썼으나 근거와 맞지 않은 문장 {len(answer.struck)}개"
    return f'<details class="struck-ones"><summary>{told}</summary>{struck_lines(answer.struck)}</details>'


def struck_lines(struck: Sequence[Struck]) -> str:
    """Each struck sentence with its reason."""
    return "".join(
        f'<p class="struck"><s aria-label="지운 문장">{escape(item.text)}</s> <span class="why">× {escape(item.reason)}</span></p>'
        for item in struck
    )
