"""A table that runs over a page break is one; a header that stands again is no data; two tables stay two."""

from __future__ import annotations

import pytest

from ingest.document import StatementKind, Table
from ingest.pipeline import ingest
from ingest.readers.html import read_html
from ingest.readers.text import read_text
from tests.ingest.cells import table_of
from tests.ingest.tables import paths_of, tables_of

TAB_HEAD = "구분\t2022년\t2023년"
FLAT_HEAD = "구분 2022년 2023년"
VALUES = {
    "110": (("도로",), ("2022년",)),
    "120": (("도로",), ("2023년",)),
    "130": (("공원",), ("2022년",)),
    "140": (("공원",), ("2023년",)),
}
UNIT = "(단위 : 명)"


def only(text: str, *, wrapped: bool) -> Table:
    (table,) = tables_of(text, wrapped=wrapped)
    return table


@pytest.mark.parametrize(
    "between",
    ["\n", "\n- 3 -\n", "\f", f"\n- 3 -\n{UNIT}\n", f"\f{UNIT}\n", "\n- 3 -\n\n"],
)
@pytest.mark.parametrize("again", [True, False])
def test_tab_table_goes_on_after_the_page(between: str, again: bool) -> None:
    table = only(f"{UNIT}\n{TAB_HEAD}\n도로\t110\t120{between}{TAB_HEAD + chr(10) if again else ''}공원\t130\t140", wrapped=False)
    assert paths_of(table) == VALUES
    assert table.repeated_rows == ((2,) if again else ())
    assert table.unit == "명"


@pytest.mark.parametrize("again", [True, False])
@pytest.mark.parametrize("between", ["\f", f"\f{UNIT}\n", "\n- 3 -\n"])
def test_table_without_columns_goes_on_after_the_page(between: str, again: bool) -> None:
    text = f"{UNIT}\n{FLAT_HEAD}\n도로 110 120{between}{FLAT_HEAD + chr(10) if again else ''}공원 130 140"
    table = only(text, wrapped=True)
    assert paths_of(table) == VALUES
    assert table.repeated_rows == ((2,) if again else ())


def test_running_head_between_the_parts_is_left_out() -> None:
    text = f"가람시 업무보고\n{FLAT_HEAD}\n도로 110 120\f가람시 업무보고\n{FLAT_HEAD}\n공원 130 140"
    assert paths_of(only(text, wrapped=True)) == VALUES


def test_caption_said_again_belongs_to_the_table() -> None:
    text = f"< 시설 이용 인원 >\n{FLAT_HEAD}\n도로 110 120\f< 시설 이용 인원 (계속) >\n{FLAT_HEAD}\n공원 130 140"
    assert paths_of(only(text, wrapped=True)) == VALUES


def test_label_merged_downwards_holds_on_the_next_page() -> None:
    text = "구분\t항목\t금액\n세입\t지방세\t110\n- 3 -\n구분\t항목\t금액\n\t보조금\t120"
    assert paths_of(only(text, wrapped=False))["120"] == (("세입", "보조금"), ("금액",))


def test_header_of_two_lines_stands_again() -> None:
    head = "구분\t본청\t\t사업소\t\n\t예산\t집행\t예산\t집행"
    table = only(f"{head}\n도로\t10\t9\t20\t18\n- 3 -\n{head}\n공원\t5\t6\t7\t8", wrapped=False)
    assert (table.header_rows, table.repeated_rows) == (2, (3, 4))
    assert paths_of(table)["8"] == (("공원",), ("사업소", "집행"))


def test_header_within_a_table_of_its_format_is_no_data() -> None:
    rows = [("구분", "예산", "집행"), ("도로", "110", "120"), ("구분", "예산", "집행"), ("공원", "130", "140")]
    html = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    table = table_of(read_html("가람시.html", f"<table>{html}</table>".encode(), ""))
    assert table.repeated_rows == (2,)
    assert paths_of(table)["140"] == (("공원",), ("집행",))
    assert {cell.col_path for cell in table.cells if cell.row == 2} == {()}


def test_row_cites_the_header_of_its_own_page() -> None:
    source = read_text("가람시.txt", f"{TAB_HEAD}\n도로\t110\t120\f{TAB_HEAD}\n공원\t130\t140".encode(), "")
    statements = [statement for passage in ingest(source).passages for statement in passage.statements]
    rows = [statement for statement in statements if statement.kind is StatementKind.ROW]
    assert [row.text for row in rows] == ["도로 110 120", "공원 130 140"]
    assert [row.header_spans[0].start for row in rows] == [0, source.text.rindex("구분")]


@pytest.mark.parametrize(
    ("second", "wrapped"),
    [
        ("구분\t예산\t집행\n수도\t150\t160", False),  # another header
        ("수도\t150\t160\t170", False),  # another width
        ("구분 예산 집행\n수도 150 160", True),
    ],
)
def test_another_table_on_the_next_page_stays_another(second: str, wrapped: bool) -> None:
    first = f"{FLAT_HEAD}\n도로 110 120" if wrapped else f"{TAB_HEAD}\n도로\t110\t120"
    first_table, *_ = tables_of(f"{first}\n- 3 -\n{second}", wrapped=wrapped)
    assert "150" not in paths_of(first_table)


@pytest.mark.parametrize("wrapped", [True, False])
def test_nothing_goes_on_behind_the_total(wrapped: bool) -> None:
    gap = " " if wrapped else "\t"
    text = f"{FLAT_HEAD}\n도로 110 120\n합계 110 120\f수도 150 160".replace(" ", gap)
    assert "150" not in paths_of(tables_of(text.replace("\f", "\n- 3 -\n"), wrapped=wrapped)[0])


def test_text_between_the_parts_keeps_them_apart() -> None:
    text = f"{TAB_HEAD}\n도로\t110\t120\n○ 다음은 지난해와 견준 결과임\n{TAB_HEAD}\n공원\t130\t140"
    assert len(tables_of(text, wrapped=False)) == 2


def test_row_of_other_width_on_the_next_page_is_not_taken_in() -> None:
    tables = tables_of(f"{FLAT_HEAD}\n도로 110 120\f공원 130 140 150", wrapped=True)
    assert all("150" not in paths_of(table) for table in tables)
