"""Paragraphs joined together read as they do one by one, and plain words are left as they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import mend as module
from ingest.mend import join_all, join_lines, mend

PARAGRAPHS = [
    ["발전을 지원하는 서울특별", "시의 계획"],
    [],
    ["  ", ""],
    ["한 줄"],
    ["스마트도시 조성을 ", "  위한 계획을", "", "수립하였으며"],
    ["발전을 지원하는 서울특별", "시의 계획"],
]


def test_paragraphs_joined_at_once_are_those_joined_one_by_one() -> None:
    assert join_all(PARAGRAPHS) == [join_lines(lines) for lines in PARAGRAPHS]


def test_a_cut_word_is_closed_and_a_space_kept() -> None:
    assert join_all(PARAGRAPHS[:1]) == ["발전을 지원하는 서울특별시의 계획"]
    assert join_lines(PARAGRAPHS[4]) == "스마트도시 조성을 위한 계획을 수립하였으며"


def test_paragraphs_of_one_line_ask_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "joins_without_space", None)
    assert join_all([["한 줄"], ["AI", "예산"], []]) == ["한 줄", "AI 예산", ""]


@given(st.lists(st.text("가나12aB,.%()~·:/+-", min_size=1, max_size=4), max_size=6), st.sampled_from([" ", "  "]))
def test_plain_words_are_mended_as_by_the_whole_way(words: list[str], gap: str) -> None:
    text = gap.join(words)
    whole_way = mend(f"{text}\u200b")  # a glyph to be mapped, and so none of the plain texts
    assert mend(text) == whole_way
