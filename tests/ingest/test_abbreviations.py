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


@pytest.mark.parametrize(
    "text",
    [
        "실제적 빅데이터(AI) 연구",
        "한들역 일대(HANCO) 복합개발",
        "주민 화상회의(ZOOM) 개최",
        "과제별 협력사(AC) 모집",
        "자료 공인 기관(K-CERT) 인증",
        "온라인 홍보 사업(SNS)",
        "교육용 협업 시스템(SLACK) 도입",
        "달빛시장 주변(DALMA) 정비",
    ],
)
def test_letters_beside_words_that_they_do_not_stand_for_are_none(text):
    assert abbreviations_of([text]) == ()


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("게임 이스포츠 가람(GEG) 개최", "GEG", "게임 이스포츠 가람"),
        ("추진사업별 한들경제진흥원(HBA)", "HBA", "한들경제진흥원"),
        ("주요 한들데이터센터(HDC) 운영", "HDC", "한들데이터센터"),
        ("영상 기반 확장현실(XR) 체험", "XR", "확장현실"),
        ("제3회 한들 로봇 엑스포(HRE)", "HRE", "한들 로봇 엑스포"),
        ("우수 지적재산(IP) 발굴", "IP", "지적재산"),
        ("GDC(가온데이터센터) 개관", "GDC", "가온데이터센터"),
        ("달빛 지역 정보 나눔터(이하 'DAL')를", "DAL", "달빛 지역 정보 나눔터"),
    ],
)
def test_name_begins_at_a_word_behind_what_qualifies_it(text, short, long):
    assert [(found.short, found.long) for found in abbreviations_of([text])] == [(short, long)]


@pytest.mark.parametrize(
    ("texts", "longs"),
    [
        (["달빛 시민 한마당(FST)을 엶"], []),
        (["달빛 시민 한마당(FST)을 엶", "제2회 달빛 시민 한마당(FST)"], ["달빛 시민 한마당"]),
        (["시티엑스포(HRE)", "가람로봇시티엑스포(HRE)", "가람 로봇시티 엑스포(HRE) 예산"], ["가람 로봇시티 엑스포"]),
        (["증강현실(AR)", "증강현실(AR) 체험", "증간현실(AR)"], ["증강현실"]),
        (["화상회의(ZOOM)를 엶", "주민 화상회의(ZOOM)"], []),
    ],
)
def test_what_a_document_says_often_is_believed(texts, longs):
    assert [found.long for found in abbreviations_of(texts)] == longs
