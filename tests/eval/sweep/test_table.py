"""The table of a sweep: what is best, what differs from the first row, and its forms as files."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from assistant.settings import Settings
from eval.head import Code, Gold, Head, Index, Models
from eval.result import Counted, Result
from eval.runs import begin, writing
from eval.sweep.plan import read_sweep
from eval.sweep.show import as_csv, as_dict, as_markdown, cell_lines, write_table
from eval.sweep.table import table_of
from ingest.errors import BadInput

MEASURES = 'measures = ["answered_right", "numbers_unsupported", "figures_verified", "latency_p95"]'


def result(number: int, right: bool, time: float) -> Result:
    measures = {
        "answered_right": Counted(float(right), 1),
        "numbers_unsupported": Counted(0, 1),
        "figures_verified": Counted(float(right), 1),
    }
    return Result(f"g{number}", "질문", "figure", "답", (), "답", right, False, 1.0, time, measures=measures)


@pytest.fixture
def table(tmp_path, written):
    """Fifty questions: all right in the first and third row, none in the second, which is the fastest."""
    rows = [f'{{"id": "g{number}", "question": "질문", "type": "figure", "answer": "답"}}' for number in range(50)]
    path = written("embedding = ['kiwi', '=가|나', '다']", MEASURES)
    (tmp_path / "문항.jsonl").write_text("\n".join(rows), encoding="utf-8")
    plan = read_sweep(path, Settings(data=tmp_path))
    runs = []
    for right, time in ((True, 20.0), (False, 10.0), (True, 20.0)):
        head = Head(
            "", "가", {}, Models("", ""), Index(1, {"a": "b"}), Code("1", "", "x"), Gold("g", "x", 50), 1, "2025-03-01T09:00:00"
        )
        runs.append(begin(tmp_path, head, plan.gold))
        with writing(runs[-1]) as keep:
            for number in range(50):
                keep(result(number, right, time))
    return table_of(plan, runs)


def cells(table, measure):
    return [next(cell for cell in row.cells if cell.measure == measure) for row in table.rows]


def test_the_best_of_each_column_is_marked(table):
    assert [cell.is_best for cell in cells(table, "answered_right")] == [True, False, True]
    assert [cell.is_best for cell in cells(table, "latency_p95")] == [False, True, False]
    assert not any(cell.is_best for cell in cells(table, "numbers_unsupported"))  # all alike
    assert not any(cell.is_best for cell in cells(table, "figures_verified"))  # neither way is better


def test_rows_are_compared_with_the_first(table):
    first, second, third = cells(table, "answered_right")
    assert first.change is None and cell_lines(first) == ["100.0% (100.0~100.0)"]
    assert cell_lines(second)[1] == "-100.0%p (-100.0~-100.0) 나빠짐"
    assert cell_lines(third)[1] == "+0.0%p (+0.0~+0.0) ≈"
    assert cell_lines(cells(table, "latency_p95")[1])[1].endswith("나아짐")


def test_markdown_has_a_line_a_combination(table):
    lines = [line for line in as_markdown(table).splitlines() if line.startswith("|")]
    assert len(lines) == 5
    assert "**100.0% (100.0~100.0)**" in lines[2] and r"=가\|나" in lines[3] and "나빠짐" in lines[3]
    assert {line.replace("\\|", "").count("|") for line in lines} == {6}


def test_csv_has_numbers_and_runs_no_formula(table):
    rows = list(csv.DictReader(io.StringIO(as_csv(table))))
    assert [float(row["answered_right"]) for row in rows] == [1, 0, 1]
    assert [row["answered_right_verdict"] for row in rows] == ["", "worse", "same"]
    assert rows[1]["embedding"] == "'=가|나"


def test_for_programs_it_is_whole(table):
    found = as_dict(table)
    assert found["questions"] == 50 and [row["values"]["embedding"] for row in found["combinations"]] == ["kiwi", "=가|나", "다"]
    assert found["combinations"][1]["measures"]["answered_right"]["difference"]["verdict"] == "worse"
    assert "difference" not in found["combinations"][0]["measures"]["answered_right"]


def test_a_file_of_another_kind_is_refused(table, tmp_path):
    write_table(tmp_path / "표.MD", table)
    assert (tmp_path / "표.MD").read_text(encoding="utf-8").startswith("# 설정 비교")
    with pytest.raises(BadInput, match=r"\.md나 \.csv"):
        write_table(Path("표.txt"), table)
