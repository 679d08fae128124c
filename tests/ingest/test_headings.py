"""The mark at the head of a line tells what the line is and how deep it stands; words without a mark stay words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.document import BlockKind
from ingest.headings import Marker, find_marker, reads_as_heading

# An outline as council papers have it, outermost first.
OUTLINE = [
    "Ⅰ. 일반현황",
    "제1장 총칙",
    "제1절 개요",
    "1. 조직",
    "1-1. 인력",
    "가. 정원",
    "1) 일반직",
    "가) 본청",
    "① 총무과",
    "□ 현원",
]
BULLETS = ["○ 사업을 추진함", "- 세부 과제를 정함", "▸ 성과를 냄"]


def marker_of(line: str) -> Marker:
    marker = find_marker(line)
    assert marker is not None
    return marker


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Ⅰ. 일반현황", "일반현황"),
        ("Ⅱ 추진계획", "추진계획"),
        ("II. 추진계획", "추진계획"),
        ("1. 일반현황", "일반현황"),
        ("1 . 일반현황", "일반현황"),
        ("1-1. 세부계획", "세부계획"),
        ("가. 조직", "조직"),
        ("1) 인력", "인력"),
        ("가) 인력", "인력"),
        ("① 시설 운영", "시설 운영"),
        ("□ 예산현황", "예산현황"),
        ("□예산현황", "예산현황"),
        ("□ 예산:", "예산:"),
        ("# 가람시", "가람시"),
        ("## □ 예산현황", "예산현황"),
        ("### ○ 추진 사항", "추진 사항"),
        ("1. 2024년도 예산", "2024년도 예산"),
    ],
)
def test_heading_is_known_and_its_words_found(line: str, words: str) -> None:
    marker = marker_of(line)
    assert (marker.kind, line[marker.end :]) == (BlockKind.HEADING, words)


@pytest.mark.parametrize(
    "line", ["제1장 총칙", "제 2 편 세출", "제1절 개요", "붙임 1 사업 현황", "[별첨] 사업 현황", "참고1 통계"]
)
def test_chapter_and_annex_keep_their_whole_name(line: str) -> None:
    marker = marker_of(line)
    assert (marker.kind, marker.end) == (BlockKind.HEADING, 0)


@pytest.mark.parametrize("line", ["제3조(목적) 이 조례는 가람시의 사무를 정한다.", "제12조의2(위임)"])
def test_article_of_law_is_kept_whole_and_says_something(line: str) -> None:
    marker = marker_of(line)
    assert (marker.kind, marker.name, marker.end) == (BlockKind.BULLET, "article", 0)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("○ 사업을 추진함", "사업을 추진함"),
        ("ㅇ 추진 현황", "추진 현황"),
        ("o 가람시 공원", "가람시 공원"),
        ("- 세부 과제", "세부 과제"),
        ("  - 세부 과제", "세부 과제"),
        ("－ 세부 과제", "세부 과제"),
        ("· 세부 과제", "세부 과제"),
        ("▸ 성과", "성과"),
    ],
)
def test_bullet_is_known_and_its_words_found(line: str, words: str) -> None:
    marker = marker_of(line)
    assert (marker.kind, line[marker.end :]) == (BlockKind.BULLET, words)


@pytest.mark.parametrize(("line", "words"), [("※ 국비 포함", "국비 포함"), ("* 잠정치", "잠정치")])
def test_remark_is_a_note(line: str, words: str) -> None:
    marker = marker_of(line)
    assert (marker.kind, line[marker.end :]) == (BlockKind.NOTE, words)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "   ",
        "가람시의회는 개의하였다.",
        "나라 예산과 시 예산",
        "1.5배 증가",
        "2024. 3. 1.",
        "-3% 감소",
        "In 2024 Garam",
        "orange",
        "**굵은 글자**",
        "#제목이 아님",
        "Ⅲ",
        "130억원을 편성",
    ],
)
def test_running_text_has_no_mark(line: str) -> None:
    assert find_marker(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "□ 예산은 12억원임",
        "1. 가람시는 사업을 추진하였습니다.",
        "1. 예산 : 3억원",
        "가. 예산을 확보할 것임",
        "1. 디지털 전환 2. 바이오",
        "□ 가람시는 도로와 공원과 도서관과 체육관을 새로 지어 시민의 삶의 질을 높이려는 여러 해에 걸친 계획",
        ("□ 예산을 증액하였다."),
    ],
)
def test_mark_before_a_statement_makes_no_heading(line: str) -> None:
    assert marker_of(line).kind is BlockKind.BULLET


def test_outline_stands_ever_deeper() -> None:
    order = [OUTLINE[0], *OUTLINE[1:], *BULLETS]
    levels = [marker_of(line).level for line in order]
    assert levels == sorted(levels)
    assert len(set(levels)) == len(levels)


@pytest.mark.parametrize("depth", range(1, 6))
def test_markdown_headings_stand_deeper_by_their_hashes(depth: int) -> None:
    assert marker_of("#" * depth + " 가람시").level < marker_of("#" * (depth + 1) + " 가람시").level


def test_mark_behind_hashes_decides_the_level() -> None:
    assert marker_of("## □ 예산").level == marker_of("# □ 예산").level == marker_of("□ 예산").level


@pytest.mark.parametrize(
    ("words", "heads"),
    [
        ("예산현황", True),
        ("예산현황:", True),
        ("", True),
        ("예산: 3억원", False),
        ("사업을 추진함", False),
        ("가람시는 시이다.", False),
        ("가" * 48, True),
        ("가" * 49, False),
    ],
)
def test_words_that_title_are_told_from_words_that_state(words: str, heads: bool) -> None:
    assert reads_as_heading(words) is heads


@given(st.text(alphabet="□○-·※①1가나.) #*:제장조()함다 \t", max_size=25))
def test_words_behind_a_mark_begin_within_the_line(line: str) -> None:
    marker = find_marker(line)
    assert marker is None or 0 <= marker.end <= len(line)


@given(st.sampled_from(["□", "○", "-", "①", "1.", "가.", "1)"]), st.text(" \u3000\ue0ff", max_size=4))
def test_indentation_changes_no_mark(mark: str, indent: str) -> None:
    plain, indented = marker_of(f"{mark} 현황"), marker_of(f"{indent}{mark} 현황")
    assert (plain.kind, plain.level, plain.name) == (indented.kind, indented.level, indented.name)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("\uf06c도로 정비 - 정원 12명", "ring"),
        (" \uf06e 도로 정비", "box"),
        ("\uf02d 도로를 넓힘", "dash"),
        ("\uf000  도로 정비", "glyph"),
        ("\U000f03da 도로 정비", "glyph"),
    ],
)
def test_glyph_of_a_symbol_font_is_the_bullet_that_it_looks_like(line: str, name: str) -> None:
    marker = marker_of(line)
    assert marker.name == name
    assert line[marker.end :].startswith("도로")


@pytest.mark.parametrize("line", ["\uf000", "\uf000 \uf000", "\ue1a3가온", "도로\uf000 공원"])
def test_glyph_without_words_or_within_them_is_none(line: str) -> None:
    assert find_marker(line) is None
