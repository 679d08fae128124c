"""Passages hold every statement once, in order and verbatim, under one section, and none too long to take in."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.chunk import LONGEST_PASSAGE, cut
from ingest.document import Document, Passage, Statement, StatementKind
from ingest.pipeline import read_document
from ingest.readers.text import read_text
from ingest.statements import statements_of

REPORT = """# 가람시 업무보고
Ⅰ. 일반현황
□ 인력
○ 정원 20명
- 일반직 15명
※ 휴직자 2명 포함
Ⅱ. 예산현황
(단위 : 천원)
구 분\t2022년\t2023년
도로\t3,200\t4,000
공원\t1,100\t1,300
○ 가람시는 도서관을 지었다. 다음 해에는 체육관을 지을 계획이다.
"""


@lru_cache(maxsize=64)
def document_of(text: str, *, wrapped: bool = False) -> Document:
    return read_document(replace(read_text("가람시.txt", text.encode(), ""), wrapped=wrapped))


def passages_of(text: str, *, wrapped: bool = False) -> list[Passage]:
    return cut(document_of(text, wrapped=wrapped))


def statement_with(text: str, words: str) -> Statement:
    return next(found for passage in passages_of(text) for found in passage.statements if words in found.text)


def passage_with(text: str, words: str) -> Passage:
    return next(passage for passage in passages_of(text) if any(words in found.text for found in passage.statements))


def long_report(sections: int, bullets: int) -> str:
    bullet = "○ {}-{} 가람시는 도로와 공원을 정비하고 시민의 의견을 들어 사업을 추진함"
    parts = [f"{n}. 과제 {n}호\n" + "\n".join(bullet.format(n, m) for m in range(bullets)) for n in range(1, sections + 1)]
    return "# 가람시 업무보고\n" + "\n".join(parts)


@pytest.mark.parametrize("text", [REPORT, long_report(3, 2), long_report(2, 30), "가람시"])
def test_every_statement_is_in_one_passage_and_in_order(text: str) -> None:
    stated = [statement.span for _, statement in statements_of(document_of(text))[0]]
    assert [statement.span for passage in passages_of(text) for statement in passage.statements] == stated


@pytest.mark.parametrize(
    ("words", "quote"),
    [
        ("정원", "○ 정원 20명"),
        ("휴직자", "※ 휴직자 2명 포함"),
        ("도로", "도로\t3,200\t4,000"),
        ("구분", "구 분\t2022년\t2023년"),
        ("도서관", "○ 가람시는 도서관을 지었다."),
        ("체육관", "다음 해에는 체육관을 지을 계획이다."),
    ],
)
def test_statement_is_quoted_as_it_stands(words: str, quote: str) -> None:
    assert statement_with(REPORT, words).span.of(REPORT).strip() == quote


def test_same_row_twice_has_two_places() -> None:
    text = "구분\t2022년\t2023년\n계\t100\t200\n○ 다음과 같음\n구분\t2024년\t2025년\n계\t100\t200"
    spans = [found.span for passage in passages_of(text) for found in passage.statements if found.text.startswith("계")]
    assert [span.start for span in spans] == [text.find("계\t"), text.rfind("계\t")]


def test_row_carries_what_must_be_known_to_read_it() -> None:
    row = statement_with(f"< 가람시 예산 >\n{REPORT.partition('Ⅱ. 예산현황')[2]}".replace("\n\n", "\n"), "도로")
    assert row.kind is StatementKind.ROW
    assert row.unit == "천원"
    assert "2022년" in " ".join(row.context) and "가람시 예산" in row.context


def test_bullet_carries_the_bullet_above_it() -> None:
    assert statement_with(REPORT, "일반직").context == ("정원 20명",)


def test_figures_of_sentences_and_rows_are_read() -> None:
    bases = [quantity.base for quantity in statement_with(REPORT, "도로").quantities]
    assert bases == [3_200_000, 4_000_000]
    assert [quantity.text for quantity in statement_with(REPORT, "정원").quantities] == ["20명"]


def test_passage_stands_under_the_section_of_what_it_says() -> None:
    assert passage_with(REPORT, "정원").section == ("일반현황", "인력")
    assert passage_with(REPORT, "도로").section == ("예산현황",)


def test_new_chapter_begins_a_new_passage() -> None:
    assert passage_with(REPORT, "정원") != passage_with(REPORT, "도로")


def test_heading_goes_with_what_it_heads() -> None:
    passage = passage_with(REPORT, "정원")
    assert [found.text for found in passage.statements[-5:-2]] == ["일반현황", "인력", "정원 20명"]


@pytest.mark.parametrize(("sections", "bullets"), [(1, 40), (4, 15), (10, 3)])
def test_no_passage_is_too_long_to_take_in(sections: int, bullets: int) -> None:
    passages = passages_of(long_report(sections, bullets))
    assert len(passages) > 1
    assert max(passage.span.end - passage.span.start for passage in passages) <= LONGEST_PASSAGE


@pytest.mark.parametrize("longest", [150, 400])
def test_passages_may_be_cut_shorter_and_lose_nothing(longest: int) -> None:
    document = document_of(long_report(4, 15))
    shorter, usual = cut(document, longest), cut(document)
    assert max(passage.span.end - passage.span.start for passage in shorter if len(passage.statements) > 2) <= longest
    assert len(shorter) > len(usual)
    assert [one for p in shorter for one in p.statements] == [one for p in usual for one in p.statements]


def test_long_section_fills_its_passages() -> None:
    passages = passages_of(long_report(1, 60))
    assert min(passage.span.end - passage.span.start for passage in passages[:-1]) > LONGEST_PASSAGE / 2


def test_text_without_a_full_stop_is_cut_between_words() -> None:
    text = "○ 처음을 말함\n○ " + "가람시와 나래시와 " * 120 + "다솜시가 함께 정함"
    pieces = [found.span.of(text) for passage in passages_of(text) for found in passage.statements][1:]
    assert max(map(len, pieces)) <= LONGEST_PASSAGE
    assert "".join(pieces) == text[text.index("○ 가람시") :]
    assert all(piece.split()[-1] in {"가람시와", "나래시와", "정함"} for piece in pieces)


def test_short_sections_under_one_heading_share_a_passage() -> None:
    text = "Ⅰ. 현황\n□ 인력\n○ 정원 20명\n□ 시설\n○ 도서관 3개소\n"
    assert passage_with(text, "정원") == passage_with(text, "도서관")


def test_page_of_a_passage_is_the_page_it_begins_on() -> None:
    text = "Ⅰ. 현황\n○ 정원 20명임\n\fⅡ. 계획\n○ 도서관을 지음"
    assert [(found.page, found.section) for found in passages_of(text)] == [(1, ("현황",)), (2, ("계획",))]


def test_short_year_is_searched_for_in_full() -> None:
    assert "2022" in passage_with("○ '22.9월 도서관을 지음", "도서관").words


def test_words_of_the_section_find_the_passage() -> None:
    assert "인력" in passage_with(REPORT, "정원").words


def test_whole_paragraphs_in_a_cell_are_cited_piece_by_piece() -> None:
    cell = " ".join(f"○ {number}번째 과제로 가람시 도로와 공원을 정비하고 주민의 의견을 들음" for number in range(1, 5))
    text = f"구분\t추진 내용\n도로\t{cell}\n공원\t추진함"
    pieces = [found.span.of(text) for passage in passages_of(text) for found in passage.statements if "번째" in found.text]
    assert len(pieces) == 4
    assert all(piece.startswith("○") for piece in pieces)


LINES = st.lists(
    st.sampled_from(
        [
            "Ⅰ. 일반현황",
            "1. 조직",
            "가. 정원",
            "□ 인력",
            "# 가람시 업무보고",
            "○ 가람시는 도로 3개소를 정비하였음",
            "- 예산 129억 9천7백만원(46.1%)",
            "※ 국비 포함",
            "1) 시가 보조하는 일자리",
            "구분\t2022년\t2023년",
            "계\t1,000\t△200",
            "\t300\t400",
            "(단위 : 천원)",
            "< 가람시 예산 >",
            "구분 2022년 2023년",
            "도로 100 200",
            "(60.0%)",
            "가람시의회는 개의하였다. 안건을 상정하였다.",
            "위원회는 예산안을 심사하기 위하여 회의를 열고 질의와 답변을",
            "3",
            "---",
            "",
            "\f",
        ]
    ),
    min_size=1,
    max_size=25,
)


@settings(deadline=None, max_examples=150)
@given(LINES, st.booleans())
def test_passages_of_any_text_lie_in_it_in_order_and_apart(lines: list[str], wrapped: bool) -> None:
    text = "\n".join(["○ 처음을 말함", *lines])
    end = 0
    for passage in passages_of(text, wrapped=wrapped):
        assert end <= passage.span.start < passage.span.end <= len(text)
        assert passage.statements
        end = passage.span.end


@settings(deadline=None, max_examples=150)
@given(LINES, st.booleans())
def test_statements_of_any_text_lie_in_their_passage_in_order(lines: list[str], wrapped: bool) -> None:
    text = "\n".join(["○ 처음을 말함", *lines])
    for passage in passages_of(text, wrapped=wrapped):
        end = passage.span.start
        for statement in passage.statements:
            assert passage.span.holds(statement.span)
            assert end <= statement.span.start < statement.span.end
            assert statement.page == document_of(text, wrapped=wrapped).source.page_at(statement.span.start)
            end = statement.span.end


@settings(deadline=None, max_examples=150)
@given(LINES, st.booleans())
def test_figures_of_any_text_are_quoted_from_their_statement(lines: list[str], wrapped: bool) -> None:
    text = "\n".join(["○ 처음을 말함", *lines])
    for passage in passages_of(text, wrapped=wrapped):
        for statement in passage.statements:
            for quantity in statement.quantities:
                assert statement.span.holds(quantity.span)
                assert quantity.span.of(text) == quantity.text


@settings(deadline=None, max_examples=100)
@given(LINES)
def test_no_bullet_of_any_text_is_lost(lines: list[str]) -> None:
    text = "\n".join(["○ 처음을 말함", *lines]).replace("\f", "")
    said = "".join(found.span.of(text) for passage in passages_of(text) for found in passage.statements)
    assert all(said.count(line) == text.count(line) for line in set(lines) if line[:1] in set("○-※") and len(line) > 3)
