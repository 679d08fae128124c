"""A stored answer comes back the same."""

from __future__ import annotations

import pytest

from assistant.stored import from_bytes, to_bytes
from ingest.errors import BadInput
from screen.render.answer import answer_html

QUESTIONS = [
    "2023년 별빛도서관 운영 예산현액 얼마야?",
    "달빛광장 조성 사업비는 2022년보다 2023년에 얼마나 늘었나?",
    "화성 이주 우주선의 승무원 급식 단가는?",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_comes_back_the_same(question, ask):
    found = ask(question)
    again = from_bytes(to_bytes(found))
    assert again == found
    assert answer_html(again, "k") == answer_html(found, "k")


@pytest.mark.parametrize("broken", [b"", b"{", b'{"text": 3}', b"\xff\xfe"])
def test_what_is_no_answer_is_refused(broken):
    with pytest.raises(BadInput, match="저장된 답"):
        from_bytes(broken)
