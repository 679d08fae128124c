"""What names a row: figures, running numbers and dates beside a label are values of the row and do not."""

from __future__ import annotations

import pytest

from ingest.readers.html import read_html
from tests.ingest.cells import cell_with, table_of
from tests.ingest.tables import paths_of, tables_of


@pytest.mark.parametrize(
    ("text", "figure", "rows"),
    [
        ("구\t시설\t이용자\n동구\t31\t1,200\n서구\t41\t1,500", "1,500", ("서구",)),
        ("구분\t기관\t정원\n동구\t31\t1,200\n서구\t41\t1,500", "41", ("서구",)),
        ("연번\t구\t경로당\t이용자\n1\t동구\t31\t1,200\n2\t서구\t41\t1,500\n계\t\t72\t2,700", "41", ("서구",)),
        ("연번\t구\t경로당\t이용자\n1\t동구\t31\t1,200\n2\t서구\t41\t1,500\n계\t\t72\t2,700", "2,700", ("계",)),
        ("행사\t날짜\t예산\n꽃잔치\t2025. 4. 5.\t1,200\n음악회\t2025. 10. 9.\t1,500", "1,500", ("음악회",)),
        ("행사\t기간\t예산\n꽃잔치\t2025-04-05 ~ 04-07\t1,200\n음악회\t’25.10.9.(목)\t1,500", "1,200", ("꽃잔치",)),
        ("나이\t참가자\t예산\n20-29세\t31\t1,200\n30-39세\t41\t1,500", "1,500", ("30-39세",)),
        ("일자\t예산\n2025. 4. 5.\t1,200\n2025. 10. 9.\t1,500", "1,200", ("2025. 4. 5.",)),
    ],
)
def test_beside_a_label_only_words_name_a_row(text: str, figure: str, rows: tuple[str, ...]) -> None:
    (table,) = tables_of(text, wrapped=False)
    assert paths_of(table)[figure][0] == rows


def test_figures_beside_a_label_over_several_rows_name_none() -> None:
    page = (
        "<table><tr><th>구</th><th>시설</th><th>이용자</th></tr><tr><td rowspan=2>동구</td><td>31</td><td>1,200</td></tr>"
        "<tr><td>32</td><td>1,250</td></tr><tr><th>서구</th><td>41</td><td>1,500</td></tr></table>"
    )
    table = table_of(read_html("가.html", page.encode(), ""))
    assert [cell_with(table, text).row_path for text in ("41", "1,500", "1,250")] == [("서구",), ("서구",), ("동구",)]
