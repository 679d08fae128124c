"""The table beside an answer: what it holds, that each cell is verified, and how it is shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answer import draft_for
from assistant.contract import as_json
from assistant.reading import read_question
from assistant.settings import Settings
from assistant.stored import from_bytes, to_bytes
from assistant.table_check import LEFT_OUT
from assistant.types import AnswerTable, TableCell
from assistant.verify import verify
from cli.text_table import answer_table
from screen.render.answer import answer_html

BY_YEAR = "연도별 골목길 정비 예산을 표로 보여줘"
WHOLE = "2024년 골목길 정비 예산 표로 보여줘"
COMPARED = "2022년과 2024년 골목길 정비 예산 차이는?"


def texts(table: AnswerTable) -> list[list[str]]:
    """The words of a table, header first."""
    return [list(table.columns), *([cell.text for cell in row] for row in table.rows)]


def test_values_over_the_years(talk):
    assert texts(talk(BY_YEAR).table) == [
        ["구분", "골목길 정비"],
        ["2022년", "410백만원(4억 1,000만 원)"],
        ["2023년", "455백만원(4억 5,500만 원)"],
        ["2024년", "430백만원(4억 3,000만 원)"],
    ]


def test_the_table_that_the_answer_stands_in(talk):
    rows = texts(talk(WHOLE).table)
    assert rows[0] == ["구분", "2022년", "2023년", "2024년"]
    assert ["하천 쉼터 조성", "445백만원", "490백만원", "520백만원"] in rows
    assert [row[0] for row in rows[1:]] == ["골목길 정비", "하천 쉼터 조성", "책마루 도서관 운영", "계"]


def test_a_comparison_has_its_values_beside_it_unasked(talk):
    assert [row[0] for row in texts(talk(COMPARED).table)[1:]] == ["2022년", "2024년"]
    assert talk("2024년 골목길 정비 예산은 얼마인가요?").table is None


def test_a_list_as_a_table_has_its_items(asking):
    ask = asking(
        {"보고.txt": "2024년도 보고\n\n□ 개선과제\n ○ 안내 표지를 3개 국어로 바꿈\n ○ 주차장을 40면 늘림\n ○ 의자를 새로 놓음\n"}
    )
    table = ask("2024년 개선과제 세 가지를 표로 정리해줘").table
    assert texts(table)[0] == ["번호", "내용"]
    assert [row[1] for row in texts(table)[1:]] == ["안내 표지를 3개 국어로 바꿈", "주차장을 40면 늘림", "의자를 새로 놓음"]


def test_where_there_is_no_table_that_is_said(asking):
    ask = asking({"보고.txt": "○ 한별공원 개장일 : 2024. 5. 3.\n"})
    found = ask("한별공원 개장일을 표로 보여줘")
    assert found.table is None and not found.abstained
    assert any("표로 만들 값을 찾지 못해" in notice for notice in found.notices)


@pytest.mark.parametrize("question", [BY_YEAR, WHOLE, COMPARED])
def test_every_value_stands_in_the_place_that_it_cites(question, talk):
    found = talk(question)
    values = [cell for row in found.table.rows for cell in row if cell.citation is not None]
    assert values
    for cell in values:
        number = cell.text.partition("백만원")[0]
        assert number in found.citations[cell.citation].quote.replace("\t", " ").split()


def changed(table: AnswerTable, row: int, column: int, text: str) -> AnswerTable:
    """The table with other words in one cell."""
    rows = [list(cells) for cells in table.rows]
    rows[row][column] = replace(rows[row][column], text=text)
    return replace(table, rows=tuple(map(tuple, rows)))


@pytest.mark.parametrize(("row", "column"), [(row, column) for row in range(3) for column in (1, 2, 3)])
@pytest.mark.parametrize("wrong", ["digit", "unit", "year", "row"])
def test_a_value_that_its_place_does_not_state_is_left_out_and_said_so(row, column, wrong, papers):
    question = read_question(papers, WHOLE)
    draft = draft_for(papers, question, Settings())
    right = draft.table.rows[row][column].text
    other = {
        "digit": right.replace(right[1], str((int(right[1]) + 1) % 10) if right[1].isdigit() else "9", 1),
        "unit": right.replace("백만원", "천원"),
        "year": draft.table.rows[row][column % 3 + 1].text,
        "row": draft.table.rows[(row + 1) % 3][column].text,
    }[wrong]
    assert other != right
    found = verify(replace(draft, table=changed(draft.table, row, column, other)))
    assert found.table.rows[row][column] == TableCell(LEFT_OUT)
    assert sum(cell.text == LEFT_OUT for cells in found.table.rows for cell in cells) == 1
    assert any("표의 값 1개를 뺐습니다" in notice for notice in found.notices)


def test_nothing_is_left_out_of_what_was_not_changed(papers):
    draft = draft_for(papers, read_question(papers, WHOLE), Settings())
    assert texts(verify(draft).table) == texts(draft.table)


def test_it_is_shown_in_the_chat_with_the_numbers_of_its_places(talk):
    html = answer_html(talk(WHOLE), "k")
    assert html.count("<tr>") == 5
    assert '<td class="number">520백만원 <button type="button" class="cite"' in html
    assert "\n\n" not in html


def test_what_a_table_holds_is_escaped(talk):
    found = talk(WHOLE)
    rows = ((TableCell("<script>x</script>"), TableCell('"&<b>', 0)),)
    html = answer_html(replace(found, table=AnswerTable(("<i>",), rows, title="<u>")), "k")
    assert not any(tag in html for tag in ("<script>", "<i>", '<b>"', "<u>"))
    assert "&lt;script&gt;" in html


def test_it_is_shown_on_the_terminal(talk):
    lines = answer_table(talk(WHOLE).table)
    assert set(lines[-5]) == {"-"}
    assert "520백만원 [" in lines[-3]


def test_it_stands_in_the_json_with_exact_values(talk):
    row = as_json("a", talk(BY_YEAR))
    table = row["table"]
    assert [cell["value"] for cell in table["rows"][1]] == [None, "455"]
    assert (table["rows"][1][1]["unit"], table["rows"][1][1]["krw"]) == ("백만원", 455_000_000)
    assert "455" in row["citations"][table["rows"][1][1]["citation"]]["quote"]
    assert row["understood"]["shape"] == "table"


def test_it_is_stored_with_its_answer(talk):
    found = talk(WHOLE)
    assert from_bytes(to_bytes(found)) == found
