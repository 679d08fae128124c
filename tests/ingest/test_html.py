"""Web pages: what a browser shows comes out in order, tables with their spans, in whatever encoding the page is."""

from __future__ import annotations

import random
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest

from ingest.document import Source
from ingest.errors import UnreadableFile
from ingest.pipeline import ingest
from ingest.readers import read_source, sniff
from ingest.readers.html import read_html
from tests.ingest.cells import cell_with, table_of

BUDGET = """<!DOCTYPE html><html><head><meta charset="{}"><title>가람시의회</title><style>p {{}}</style></head><body>
<nav>전체 차림</nav><h1>가람시 예산 보고</h1><p>도로를   <b>정비</b>함.<br>둘째 줄</p><script>alert(1)</script>
<p>(단위: 백만원)</p><table><thead><tr><th colspan="2" rowspan="2">구분</th><th colspan="2">2023년</th></tr>
<tr><th>예산</th><th>집행</th></tr></thead><tbody><tr><th rowspan="2">도로</th><td>신설</td><td>1,200</td><td>1,100</td></tr>
<tr><td>보수</td><td>300</td><td>△250</td></tr></tbody></table><p>끝</p></body></html>"""


def read(content: bytes | str) -> Source:
    return read_html("가람시.html", content.encode() if isinstance(content, str) else content, "0")


def read_body(body: str) -> Source:
    return read(f"<html><body>{body}</body></html>")


@pytest.mark.parametrize(
    ("text", "row_path", "col_path", "won"),
    [
        ("1,200", ("도로", "신설"), ("2023년", "예산"), 1_200_000_000),
        ("1,100", ("도로", "신설"), ("2023년", "집행"), 1_100_000_000),
        ("300", ("도로", "보수"), ("2023년", "예산"), 300_000_000),
        ("△250", ("도로", "보수"), ("2023년", "집행"), -250_000_000),
    ],
)
def test_cell_has_the_paths_of_merged_headers_and_labels(
    text: str, row_path: tuple[str, ...], col_path: tuple[str, ...], won: int
) -> None:
    table = table_of(read(BUDGET.format("utf-8")))
    cell = cell_with(table, text)
    assert (table.unit, cell.row_path, cell.col_path) == ("백만원", row_path, col_path)
    assert cell.quantity is not None and cell.quantity.base == Decimal(won)


def test_page_reads_as_a_browser_shows_it() -> None:
    assert read(BUDGET.format("utf-8")).text == (
        "가람시 예산 보고\n도로를 정비함.\n둘째 줄\n(단위: 백만원)\n구분\t2023년\n예산\t집행\n도로\t신설\t1,200\t1,100\n보수\t300\t△250\n끝\n"
    )


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "euc-kr"),  # the byte order mark is right
        ("utf-16", "utf-8"),
        ("cp949", "euc-kr"),
        ("cp949", "ks_c_5601-1987"),
        ("cp949", "iso-8859-1"),
        ("utf-8", "euc-kr"),  # the page names the wrong one
        ("cp949", "utf-8"),
        ("cp949", "no-such-encoding"),
        ("utf-8", "rot13"),
    ],
)
def test_encoding_is_found(encoding: str, named: str) -> None:
    content = BUDGET.format(named).encode(encoding)
    assert sniff(content) == "html"
    assert read(content).text == read(BUDGET.format("utf-8")).text


def test_lists_keep_their_bullets_numbers_and_depth() -> None:
    body = "<ul><li>하나<ul><li><p>안쪽</p></li></ul></li><li>○ 둘</li></ul><ol start=3><li>셋</li><li>넷</li></ol>"
    assert read_body(body).text == "- 하나\n  - 안쪽\n○ 둘\n3. 셋\n4. 넷\n"


def test_headings_are_recorded_with_their_level_and_nothing_is_written_into_the_text() -> None:
    source = read_body("<h2>현황</h2><h3>Ⅰ. 총괄</h3><p>글")
    assert source.text == "현황\nⅠ. 총괄\n글\n"
    assert [(mark.level, mark.span.of(source.text)) for mark in source.outline] == [(2, "현황"), (3, "Ⅰ. 총괄")]


@pytest.mark.parametrize(
    "hidden",
    [
        "<nav>가</nav>",
        "<div hidden>가</div>",
        "<p style='display: none'>가",
        "<!-- 가 -->",
        "<ul hidden><li>가</li></ul>",
        "<select><option>가</select>",
    ],
)
def test_what_is_not_shown_is_left_out(hidden: str) -> None:
    assert read_body(f"<p>앞</p>{hidden}<p>뒤</p>").text == "앞\n뒤\n"


def test_text_between_blocks_and_behind_dropped_elements_is_kept() -> None:
    assert read_body("앞<div>안</div>사이<script>x</script>말<p>끝").text == "앞\n안\n사이말\n끝\n"


def test_preformatted_text_keeps_its_lines() -> None:
    assert read_body("<pre>가   나\n  다</pre><p>라\n마").text == "가   나\n  다\n라 마\n"


def test_nested_table_goes_into_its_cell() -> None:
    source = read_body("<table><tr><td>가<td>나<table><tr><td>안<td>쪽<tr><td>둘째<td>줄</table><tr><td>다<td>라</table>")
    assert [cell.span.of(source.text) for cell in source.grids[0].cells] == ["가", "나\n안 쪽\n둘째 줄", "다", "라"]


def test_table_of_one_cell_is_a_frame_around_what_it_holds() -> None:
    source = read_body("<table><tr><td><p>틀</p><table><tr><th>이름<th>수<tr><td>가<td>3</table></table>")
    assert source.text == "틀\n이름\t수\n가\t3\n" and (source.grids[0].rows, source.grids[0].cols) == (2, 2)


def test_caption_stands_above_and_cells_keep_their_lines() -> None:
    source = read_body("<table><caption>< 예산 ></caption><tr><td>가<br>나<td><p>다</p><p>라</p><tr><td>마<td>바</table>")
    assert source.text == "< 예산 >\n가\n나\t다\n라\n마\t바\n"


def test_rowspan_of_zero_and_hostile_spans_stay_within_the_table() -> None:
    grid = read_body("<table><tr><td rowspan=0>가<td colspan=999999 rowspan=999999>나<tr><td>다</table>").grids[0]
    assert grid.rows == 2 and grid.cols <= 200
    rows = "<tr>" + "<td colspan=1000 rowspan=65534>가" * 300
    assert len(read_body(f"<table>{rows * 20}</table>").grids[0].cells) <= 20 * 200


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("<!doctype html><p>가", "html"),
        ("\ufeff\n <HTML lang='ko'>가", "html"),
        ('<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html PUBLIC "x"><html><p>가</html>', "html"),
        ("<!-- saved from url -->\n<html>가</html>", "html"),
        ("# 제목\n\n<ul><li>가</li></ul>\n<ul></ul>", "text"),
        ("HTML 문서는 <html> 태그로 시작한다.", "text"),
        ("가" * 1100 + "\n<html>", "text"),
    ],
)
def test_format_is_told_by_content(tmp_path: Path, text: str, format: str) -> None:
    path = tmp_path / "가람시.md"
    path.write_text(text, encoding="utf-8")
    assert sniff(path.read_bytes()) == format
    assert read_source(path).format == format


@pytest.mark.parametrize(
    "content",
    [
        b"<html>\xff\xfe\xfd\x81",
        b"<html>" + b" " * (51 << 20),
    ],
)
def test_page_that_cannot_be_read_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(content)
    assert caught.value.reason.endswith(".") and caught.value.remedy.endswith("주십시오.")


@pytest.mark.parametrize("content", [b"<html>", b"<html><script>x</script>"])
def test_page_without_text_is_told(content: bytes) -> None:
    assert "글자가 없는" in read(content).warnings[0]


def test_entities_of_the_page_are_not_expanded() -> None:
    head = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "비밀">]>'
    assert "root:" not in read(f"{head}<html><p>가&x;&y;&lt;</html>").text


def test_what_lies_too_deep_is_told() -> None:
    source = read_body("<p>앞</p>" + "<div>" * 5000 + "안")
    assert source.text.startswith("앞") and "깊이" in source.warnings[0]


def test_deep_tables_and_unclosed_tags_do_no_harm() -> None:
    assert "가" in read_body("<table><tr><td>가<td>나" * 600).text
    assert "가" in read_body("<b><p>가<i>" * 20_000).text


def test_mutated_page_reads_or_is_refused() -> None:
    chance, content = random.Random(20240305), BUDGET.format("utf-8").encode()
    for number in range(60):
        mutated = bytearray(content[: chance.randrange(100, len(content))] if number % 3 == 0 else content)
        for _ in range(chance.randint(1, 12)):
            mutated[chance.randrange(len(mutated))] = chance.randrange(256)
        with suppress(UnreadableFile):
            ingest(read(bytes(mutated)))


class TestLayoutTables:
    """A table that lays out the page is none; those within it are."""

    INNER = "<table><tr><th>항목</th><th>금액(천원)</th></tr><tr><td>난방비</td><td>12,345</td></tr></table>"

    @pytest.mark.parametrize(
        "page",
        [
            "<table><tr><td>왼쪽 <b>안내</b></td><td>{inner}</td></tr></table>",
            "<table><tr><td colspan=2>왼쪽 안내</td></tr><tr><td>{inner}</td><td>오른쪽</td></tr></table>",
            "<table><tr><td>왼쪽 안내<table><tr><td>{inner}</td><td>곁</td></tr></table></td><td>오른쪽</td></tr></table>",
            "<div>왼쪽 안내{inner}</div>",
        ],
    )
    def test_the_inner_table_is_read_and_the_words_stand_before_it(self, page: str) -> None:
        source = read_html("가.html", f"<html><body>{page.format(inner=self.INNER)}</body></html>".encode(), "")
        assert cell_with(table_of(source), "12,345").row_path == ("난방비",)
        assert source.text.index("왼쪽 안내") < source.text.index("항목")
        assert "왼쪽 안내" in source.text.split("\n")

    @pytest.mark.parametrize(
        "page",
        [
            "<table><tr><th>구분</th><th>내용</th></tr><tr><td>예산</td><td>{inner}</td></tr></table>",
            "<table><tr><td>구분</td><td>내용</td></tr><tr><td>예산</td><td>{inner}</td></tr></table>",
        ],
    )
    def test_a_table_with_a_table_in_one_of_its_cells_stays_one(self, page: str) -> None:
        source = read_html("가.html", f"<html><body>{page.format(inner=self.INNER)}</body></html>".encode(), "")
        assert len(source.grids) == 1
