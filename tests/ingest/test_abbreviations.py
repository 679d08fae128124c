"""Short names that documents give."""

from __future__ import annotations

import pytest

from ingest.abbreviations import abbreviations_of


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("한들특별시 미래재단(이하 '재단')은", "재단", "한들특별시 미래재단"),
        ("재단법인 한들미래재단(이하 “재단”이라 한다)", "재단", "한들미래재단"),
        ("「한들시 드론 산업 지원 조례」(이하 “조례”라 한다)", "조례", "한들시 드론 산업 지원 조례"),
        ("어르신 디지털 나들이 지원단(이하 “어디나 지원단”)", "어디나 지원단", "어르신 디지털 나들이 지원단"),
        ("SBA(서울경제진흥원)", "SBA", "서울경제진흥원"),
        ("시민의 증강현실(AR) 체험", "AR", "증강현실"),
        ("사업과 서울 스마트시티 엑스포(SSCE)", "SSCE", "서울 스마트시티 엑스포"),
        ("2024년 행정사무감사(행감) 결과", "행감", "행정사무감사"),
        ("공정거래위원회(공정위)", "공정위", "공정거래위원회"),
        ("재단의 어디나 지원단(어르신 디지털 나들이) 사업", "어디나 지원단", "어르신 디지털 나들이"),
    ],
)
def test_short_names_are_found(text, short, long):
    assert [(found.short, found.long) for found in abbreviations_of([text])] == [(short, long)]


@pytest.mark.parametrize(
    "text",
    [
        "증감(B-A)",
        "총액(A)",
        "지원(지원금)",
        "담당자(홍길동)",
        "첨단기술(AI, 블록체인 등)",
        "유니버스(universe)",
        "빅데이터(AI)",
        "3일(월)",
    ],
)
def test_brackets_that_explain_are_none(text):
    assert abbreviations_of([text]) == ()


def test_words_before_a_name_are_left_out_where_it_stands_without_them():
    found = abbreviations_of(["운영 스마트시티 엑스포(SSCE)", "스마트시티 엑스포(SSCE)", "스마트시티 엑스포(SSCE)"])
    assert [pair.long for pair in found] == ["스마트시티 엑스포"]
