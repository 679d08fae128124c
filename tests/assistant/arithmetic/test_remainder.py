"""What is left: of a total less rows, of a row less another, of a figure less what it includes."""

from __future__ import annotations

import pytest

from tests.assistant.arithmetic.said import formulas, quotes, sentences


@pytest.mark.parametrize(
    ("question", "text", "formula", "cited"),
    [
        (
            "기본경비를 제외한 2024년 당초예산은?",
            "2024 당초는 계(5,200백만원(52억 원))에서 기본경비(1,600백만원(16억 원))를 빼면 3,600백만원(36억 원)입니다.",
            "5,200백만원 - 1,600백만원 = 3,600백만원",
            ["계\t4,800\t5,200", "기본경비\t1,550\t1,600"],
        ),
        (
            "2023년말 기금에서 장학기금과 양성평등기금을 빼면 얼마인가요?",
            "2023년말은 합계(9,050백만원(90억 5,000만 원))에서 장학기금(3,100백만원(31억 원)),"
            " 양성평등기금(2,300백만원(23억 원))을 빼면 3,650백만원(36억 5,000만 원)입니다.",
            "9,050백만원 - 3,100백만원 - 2,300백만원 = 3,650백만원",
            ["합계 8,000 9,050", "장학기금", "양성평등기금"],
        ),
        (
            "2024년 정원에서 현원을 빼면 몇 명이야?",
            "정원(34명)에서 현원(30명)을 빼면 4명입니다.",
            "34명 - 30명 = 4명",
            ["정 원\t34", "현 원\t30"],
        ),
        (
            "문해교실 참여자에서 재등록자를 빼면 몇 명이야?",
            "문해교실 참여자 1,120명에서 재등록자 145명을 빼면 975명입니다.",
            "1,120명 - 145명 = 975명",
            ["재등록자 145명이 포함됨"],
        ),
        (
            "나눔강좌에 참여한 기관에서 학교를 빼면 몇 개소야?",
            "2023년 64개소에서 학교 24개소를 빼면 40개소입니다.",
            "64개소 - 24개소 = 40개소",
            ["학교는 24개소"],
        ),
        (
            "2023년 시민대학 수강생에서 직장인을 빼면?",
            "3,520명에서 직장인 1,408명을 빼면 2,112명입니다.",
            "3,520명 - 1,408명 = 2,112명",
            ["3,520명(직장인 1,408명)"],
        ),
    ],
)
def test_remainder_says_of_what_and_cites_all(ask_town, question, text, formula, cited):
    found = ask_town(question)
    assert text in sentences(found)
    assert formula in formulas(found)
    assert all(quote in quotes(found) for quote in cited)
