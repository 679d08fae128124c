"""Misquotes: what is nearly a source's sentence must have its figures, bounds and articles."""

from __future__ import annotations

import pytest

from assistant.misquotes import is_quoted, likeness, misquoted
from ingest.figures import read_quantities

SOURCE = "참여기업 선정 때 최근 2년간 전환율이 20% 이상인 기업 31개사를 우대함(제18조)."


def _wrong(sentence: str, *sources: str) -> list[str]:
    spans = misquoted(sentence, read_quantities(sentence), sources or (SOURCE,))
    return [sentence[span.start : span.end] for span in sorted(spans)]


@pytest.mark.parametrize("lead", ["", "기업지원팀 - ", "기업지원팀 - 개선사항 - "])
@pytest.mark.parametrize(
    ("said", "instead"),
    [("31개사", "13개사"), ("20%", "30%"), ("20%", "20%p"), ("2년간", "3년간"), ("이상", "이하"), ("제18조", "제19조")],
)
def test_each_change_of_a_near_quote_is_found(lead, said, instead):
    changed = SOURCE.replace(said, instead)
    assert _wrong(lead + SOURCE) == []
    assert any(part in changed for part in _wrong(lead + changed)) and _wrong(lead + changed)


@pytest.mark.parametrize("row", ["예산 현황 - 금액 6,240.3 7,400.0 780.0", "인력 - 과부족 3 △1 △1", "인력 - 과부족 △3 △1 - 1"])
def test_row_is_told_as_it_stands_or_not_at_all(row):
    assert _wrong(row, "금액 7,400.0 6,240.3 780.0", "과부족 △3 △1 - △1")


@pytest.mark.parametrize("row", ["예산 현황 - 금액 7,400.0 6,240.3 780.0", "인력 - 과부족 △3 △1 - △1"])
def test_row_as_it_stands_is_right(row):
    assert not _wrong(row, "금액 7,400.0 6,240.3 780.0", "과부족 △3 △1 - △1")


def test_title_that_is_called_like_a_sentence_is_not_its_source():
    assert not _wrong("사업별 예산 - 계 3,250 5,430 2,180", "사업별 예산", "계 3,250 5,430 2,180")


def test_sentence_of_other_words_is_no_quote():
    assert not _wrong("청년 인턴 전환율은 45.0%입니다.")
    assert likeness("청년 인턴 전환율은 45.0%입니다.", SOURCE) < 0.5


@pytest.mark.parametrize(("text", "expected"), [(SOURCE, True), ("기업지원팀 - " + SOURCE, True), (SOURCE[:-1] + "!", False)])
def test_quote_is_one_to_the_letter_behind_its_lead(text, expected):
    assert is_quoted(text, [SOURCE]) is expected
