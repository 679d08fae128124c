"""From lines to blocks: what belongs together is joined, what is left over from the paper is gone, nothing else is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.document import Block, BlockKind, Source
from ingest.layout import read_layout
from ingest.lines import lines_of
from ingest.mend import mend
from ingest.readers.text import read_text

TASKS = ["도로", "공원", "도서관"]


def source_of(text: str, *, wrapped: bool) -> Source:
    return replace(read_text("가람시.txt", text.encode(), ""), wrapped=wrapped)


def blocks_of(text: str, *, wrapped: bool = False) -> tuple[Block, ...]:
    return read_layout(source_of(text, wrapped=wrapped))


def texts_of(text: str, *, wrapped: bool = False) -> list[str]:
    return [block.text for block in blocks_of(text, wrapped=wrapped)]


def block_with(blocks: tuple[Block, ...], words: str) -> Block:
    return next(block for block in blocks if words in block.text)


def lines_read(pages: list[str]) -> list[str]:
    return [line.text for line in lines_of(source_of("\f".join(pages), wrapped=True))]


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        ("위원회는 예산안을 심사하기 위하여 회의를 열고 정례회를 개\n의하였다.", "정례회를 개의하였다."),
        ("○ 가람시는 도서관 세 곳을 새로 짓기로 하고 설계를 발주하\n였으며 2025년에 착공함", "발주하였으며 2025년"),
        ("위원회는 예산안을 심사하기 위하여 회의를 열고 질의와 답변을\n거쳐 의결하였다.", "답변을 거쳐 의결"),
        ("위원회는 예산안을 심사하기 위하여 회의를 열고 질의와 답변을\n\f거쳐 의결하였다.", "답변을 거쳐 의결"),
    ],
    ids=["word-cut", "bullet", "word-ended", "over-the-page"],
)
def test_paragraph_cut_by_the_paper_is_joined(lines: str, joined: str) -> None:
    (block,) = blocks_of(lines, wrapped=True)
    assert joined in block.text


@pytest.mark.parametrize("wrapped", [True, False])
def test_sentence_that_closed_its_line_is_not_joined_to_the_next(wrapped: bool) -> None:
    first, second = "가람시는 도서관과 체육관을 새로 짓기로 하였다.", "다음 문단은 따로 시작한다."
    assert texts_of(f"{first}\n{second}", wrapped=wrapped) == [first, second]


def test_line_of_text_as_written_ends_its_paragraph() -> None:
    assert len(blocks_of("첫째 줄은 여기서 끝나고\n둘째 줄은 따로 시작한다")) == 2


def test_open_bracket_carries_a_paragraph_over_the_line() -> None:
    assert texts_of("예산(국비\n포함)을 편성") == ["예산(국비 포함)을 편성"]


def test_heading_that_fills_its_line_and_runs_on_is_no_heading() -> None:
    (block,) = blocks_of("□ 가람시는 도서관과 체육관을 새로 짓기로 하고 설계를\n발주하여 2025년에 착공함", wrapped=True)
    assert block.kind is BlockKind.BULLET
    assert block.text.endswith("설계를 발주하여 2025년에 착공함")


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("□ 일 반 현 황", "일반현황"),
        ("○ 구     분", "구분"),
        ("서 울  V i s i o n  2 0 3 0", "서울 Vision 2030"),
        ("일 자 리 정 책 과", "일자리정책과"),
        ("1 2 3 4 5", "1 2 3 4 5"),
        ("일 또는 월 단위", "일 또는 월 단위"),
        ("이 중 세 곳을 정비", "이 중 세 곳을 정비"),
    ],
)
def test_spaced_out_words_are_closed_and_rows_of_digits_are_not(line: str, text: str) -> None:
    assert texts_of(line) == [text]


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("□ <b>예산</b> 현황<br>", "예산 현황"),
        ("○ 가&amp;나 사업&nbsp;추진<br/>", "가&나 사업 추진"),
        ("**굵게** 쓴 말", "굵게 쓴 말"),
        ("○ 예산 < 3억원 이고 집행 > 2억원", "예산 < 3억원 이고 집행 > 2억원"),
        ("○ 2026 년도 예산 3 억원", "2026년도 예산 3억원"),
        ("○ 가람시ㆍ나래시 ３개소", "가람시·나래시 3개소"),
    ],
)
def test_reading_text_is_free_of_markup_and_says_the_same(line: str, text: str) -> None:
    assert texts_of(line) == [text]


def test_footnote_is_a_note_of_the_bullet_that_bears_its_mark() -> None:
    blocks = blocks_of("○ 가람형 일자리1) 사업을 추진함\n1) 시가 임금을 보조하는 일자리", wrapped=True)
    assert [block.kind for block in blocks] == [BlockKind.BULLET, BlockKind.NOTE]
    assert blocks[1].text == "1) 시가 임금을 보조하는 일자리"


def test_numbered_item_without_a_mark_in_the_text_is_no_footnote() -> None:
    blocks = blocks_of("○ 가람형 일자리 사업을 추진함\n1) 인력 현황\n○ 20명임", wrapped=True)
    assert block_with(blocks, "인력").kind is BlockKind.HEADING


@pytest.mark.parametrize("mark", ["※", "*"])
def test_remark_is_a_note_under_its_bullet(mark: str) -> None:
    blocks = blocks_of(f"○ 예산 12억원\n{mark} 국비 5억원 포함")
    assert (blocks[1].kind, blocks[1].text, blocks[1].parents) == (BlockKind.NOTE, "국비 5억원 포함", ("예산 12억원",))


OUTLINE = """Ⅰ. 일반현황
1. 조직
□ 인력
○ 정원 20명
- 일반직 15명
- 별정직 5명
○ 현원 18명
Ⅱ. 추진계획
○ 도서관을 지음
"""


@pytest.mark.parametrize(
    ("words", "section", "parents"),
    [
        ("조직", ("일반현황",), ()),
        ("정원", ("일반현황", "조직", "인력"), ()),
        ("일반직", ("일반현황", "조직", "인력"), ("정원 20명",)),
        ("별정직", ("일반현황", "조직", "인력"), ("정원 20명",)),
        ("현원", ("일반현황", "조직", "인력"), ()),
        ("추진계획", (), ()),
        ("도서관", ("추진계획",), ()),
    ],
)
def test_every_block_knows_its_section_and_the_bullets_above(words: str, section: tuple[str], parents: tuple[str]) -> None:
    block = block_with(blocks_of(OUTLINE), words)
    assert (block.section, block.parents) == (section, parents)


def test_deeper_indentation_stands_below() -> None:
    blocks = blocks_of("- 상위 과제\n  - 하위 과제\n- 다른 과제")
    assert [block.parents for block in blocks] == [(), ("상위 과제",), ()]


def test_numbers_that_head_sections_are_headings() -> None:
    blocks = blocks_of("1. 일반현황\n○ 정원 20명\n2. 추진계획\n○ 도서관을 지음")
    assert [block.section for block in blocks if block.kind is BlockKind.BULLET] == [("일반현황",), ("추진계획",)]


@pytest.mark.parametrize("marks", [("1.", "2.", "3."), ("①", "②", "③"), ("가.", "나.", "다."), ("1)", "2)", "3)")])
def test_numbers_that_follow_each_other_are_a_list_under_one_section(marks: tuple[str, ...]) -> None:
    text = "# 추진 과제\n" + "\n".join(f"{mark} {task} 정비" for mark, task in zip(marks, TASKS, strict=True))
    assert [(block.kind, block.section) for block in blocks_of(text)[1:]] == [(BlockKind.BULLET, ("추진 과제",))] * 3


@pytest.mark.parametrize("foot", ["{}", "- {} -", "– {} –", "{}/3", "[{}]"])
def test_page_numbers_are_left_out(foot: str) -> None:
    pages = [f"○ {task} 과제를 추진함\n{foot.format(number)}" for number, task in enumerate(TASKS, start=1)]
    assert lines_read(pages) == [f"○ {task} 과제를 추진함" for task in TASKS]


def test_running_heads_are_left_out() -> None:
    pages = [f"가람시 업무보고 {number}\n○ {task} 과제를 추진함\n○ 끝맺음" for number, task in enumerate(TASKS)]
    assert "업무보고" not in " ".join(lines_read(pages))


def test_number_at_the_foot_of_the_only_page_is_kept() -> None:
    assert lines_read(["○ 정원\n20"]) == ["○ 정원", "20"]


def test_totals_at_the_feet_of_pages_are_no_running_heads() -> None:
    pages = [f"○ {task} 과제를 추진함\n계 {number},200명" for number, task in enumerate(TASKS, start=1)]
    assert [line for line in lines_read(pages) if line.startswith("계")] == ["계 1,200명", "계 2,200명", "계 3,200명"]


def test_rows_of_figures_are_no_page_numbers() -> None:
    pages = [f"○ {task} 인력\n정원 현원 결원\n2{number} 18 2\n이상으로 마침\n{number}" for number, task in enumerate(TASKS, 1)]
    assert [line for line in lines_read(pages) if "18" in line] == ["21 18 2", "22 18 2", "23 18 2"]


TABLE = "구분\t2023\t2024\n계\t100\t200"


@pytest.mark.parametrize(
    ("text", "title", "unit"),
    [
        (TABLE, "", ""),
        (f"(단위 : 천원)\n{TABLE}", "", "천원"),
        (f"{TABLE}\n(단위 : 천원)", "", "천원"),
        (f"< 가람시 예산 >\n(단위 : 천원)\n{TABLE}", "가람시 예산", "천원"),
        (f"○ 다음과 같음\n< 가람시 예산 >\n{TABLE}\n○ 이상", "가람시 예산", ""),
        (f"□ 예산 (단위 천원)\n{TABLE}", "", "천원"),
        (f"□ 예산 (단위 : 천원)\n{TABLE}", "", "천원"),
    ],
)
def test_table_takes_caption_and_unit_from_the_lines_beside_it(text: str, title: str, unit: str) -> None:
    table = next(block.table for block in blocks_of(text) if block.table is not None)
    assert (table.title, table.unit) == (title, unit)


def test_captions_below_go_with_the_table_above_them() -> None:
    second = TABLE.replace("100", "300")
    text = f"{TABLE}\n< 가람시 예산 >\n○ 설명함\n{second}\n< 가람시 결산 >\n○ 설명함"
    assert [block.table.title for block in blocks_of(text) if block.table] == ["가람시 예산", "가람시 결산"]


def test_unit_line_is_not_a_block_of_its_own() -> None:
    assert len(blocks_of(f"(단위 : 천원)\n{TABLE}")) == 1


def test_table_stands_in_the_section_above_it() -> None:
    assert blocks_of(f"□ 예산현황\n{TABLE}")[-1].section == ("예산현황",)


LINES = st.lists(
    st.sampled_from(["Ⅰ. 현황", "1. 조직", "□ 인력", "○ 정원 20명", "- 일반직", "※ 국비", "가람시는 시이다.", TABLE, "", "\f"]),
    min_size=1,
    max_size=12,
)


@settings(deadline=None, max_examples=60)
@given(LINES, st.booleans())
def test_blocks_lie_in_order_apart_and_within_the_text(lines: list[str], wrapped: bool) -> None:
    text = "\n".join(["○ 처음", *lines])
    end = 0
    for block in blocks_of(text, wrapped=wrapped):
        assert end <= block.span.start < block.span.end <= len(text)
        end = block.span.end


@settings(deadline=None, max_examples=60)
@given(LINES, st.booleans())
def test_sections_are_headings_that_stand_before(lines: list[str], wrapped: bool) -> None:
    before: set[str] = set()
    for block in blocks_of("\n".join(["# 가람시", *lines]), wrapped=wrapped):
        assert set(block.section) <= before
        before.add(block.text)


@settings(deadline=None)
@given(st.text(alphabet="가나 현황1 <>b/&;*\u3000\ue000‘’％", max_size=30))
def test_mended_text_is_clean_of_private_glyphs_and_double_spaces(text: str) -> None:
    mended = mend(text)
    assert "\ue000" not in mended and "  " not in mended
    assert mended == mended.strip()


@pytest.mark.parametrize(
    "line",
    [
        "\uf000인력현황 - 정원 36명, 현원 27명",
        " \uf06c 보유 장비 12대",
        "인력현황 -  정원 36명, 현원 27명",
        "시설 규모 – 지상 3층",
    ],
)
def test_item_is_not_joined_to_the_short_item_before_it(line: str) -> None:
    blocks = blocks_of(f"○ 사업소 : 한들과학관\n○ 출연기관 : 한들진흥원\n\n{line}", wrapped=True)
    assert len(blocks) == 3
    assert not blocks[-1].parents


def test_glyphs_stand_below_what_their_run_begins_under() -> None:
    text = "□ 계획\n\uf000 지원 강화\n○ 도로를 넓힘\n- 3곳\n\uf000 홍보\n○ 알림\n- 세부 :\n□ 현황\n○ 시설을 고침\n\uf000 지붕\n\uf000 벽"
    blocks = blocks_of(text, wrapped=True)
    assert block_with(blocks, "3곳").parents == ("지원 강화", "도로를 넓힘")
    assert block_with(blocks, "알림").parents == ("홍보",)
    assert block_with(blocks, "벽").parents == ("시설을 고침",)


def test_row_of_figures_is_no_label() -> None:
    assert "보조금" not in [
        block.text for block in blocks_of("보조금 - 48 - -\n자체수입 - 52 - -", wrapped=True) if block.kind.name == "BULLET"
    ]
