"""A growing reply is cut into sentences with the passages that they name; nothing that was finished changes later."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.generate.sentences import Written, read


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("265개소입니다. [1] 많습니다 [2][3].", [("265개소입니다.", (1,)), ("많습니다.", (2, 3))]),
        ("265개소입니다.[1]많습니다.[2]", [("265개소입니다.", (1,)), ("많습니다.", (2,))]),
        ("예산은 980백만원. [1, 2]\n[3]\n끝입니다. ［4］", [("예산은 980백만원.", (1, 2, 3)), ("끝입니다.", (4,))]),
        ("2023. 9. 기준 12.5%입니다. [대목 2]", [("2023. 9. 기준 12.5%입니다.", (2,))]),
        ("비율은 12.5. [1] 끝입니다. [1]", [("비율은 12.5.", (1,)), ("끝입니다.", (1,))]),
        ("“그렇다.”라고 했습니다. [1]", [("“그렇다.”라고 했습니다.", (1,))]),
        ("“그렇다.” [1] 끝입니다.", [("“그렇다.”", (1,)), ("끝입니다.", ())]),
        ("## 제목\n- **첫째**입니다. [1]\n2) 둘째입니다. [2]", [("제목", ()), ("첫째입니다.", (1,)), ("둘째입니다.", (2,))]),
        ("<think>생각. [9]</think>답입니다. [1]", [("답입니다.", (1,))]),
        ("<think>끝없는 생각", []),
        ("예, 토요일에 엽니다. [1] 아니요. [1]", [("토요일에 엽니다.", (1,))]),
        ("예산은 265백만원입니다. [1]", [("예산은 265백만원입니다.", (1,))]),
        ("\n\n[1]\n", []),
        ("", []),
    ],
)
def test_a_reply_is_cut_into_sentences(text, sentences):
    assert read(text, is_whole=True).sentences == tuple(Written(*sentence) for sentence in sentences)


def test_a_sentence_is_not_finished_before_its_marks_are():
    assert read("끝입니다. ").sentences == ()
    assert read("끝입니다. [1").sentences == ()
    assert read("끝입니다. [1]").rest.startswith("끝입니다.")
    assert read("끝입니다. [1] 또").sentences == (Written("끝입니다.", (1,)),)


@given(st.lists(st.sampled_from(["끝입니다", ".", " ", "[1]", "[2, 3]", "\n", "“", "”", "12", "5%", "라고", "-", "*", "]", "["])))
def test_what_was_finished_does_not_change(pieces):
    text, before = "", ()
    for piece in pieces:
        text += piece
        now = read(text).sentences
        assert now[: len(before)] == before
        before = now
    assert read(text, is_whole=True).sentences[: len(before)] == before
