"""`geungeo eval compare` and `geungeo eval gate`: what a change did, and whether it may pass."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.common import DONE, FOUND, AsJson, Data, library, print_json, runs_folder
from cli.evaluate import Workers, perform_run
from eval.compare import compare
from eval.compare_text import comparison_as_dict, comparison_as_text
from eval.gate import Bar, check_bases, held_as_text, hold, read_bars
from eval.head import changed
from eval.report import report
from eval.runs import Run, all_results, find_run


def compare_runs(
    before: Annotated[str, typer.Argument(help="앞의 평가(번호나 이름)", metavar="앞")],
    after: Annotated[str, typer.Argument(help="뒤의 평가(번호나 이름)", metavar="뒤")],
    data: Data = None,
    json: AsJson = False,
) -> None:
    """두 평가를 지표마다, 문항마다 견줍니다."""
    folder = runs_folder(data)
    runs = find_run(folder, before), find_run(folder, after)
    found = compare(*(all_results(run)[0] for run in runs))
    unlike = changed(runs[0].head, runs[1].head)
    if json:
        print_json({"before": runs[0].head.id, "after": runs[1].head.id, **comparison_as_dict(found, unlike)})
    else:
        print(f"앞 {runs[0].head.id}\n뒤 {runs[1].head.id}\n{comparison_as_text(found, unlike)}")


def gate(
    which: Annotated[str, typer.Argument(help="평가의 번호나 이름, 또는 정답 파일(JSONL)", metavar="평가")],
    least: Annotated[list[str] | None, typer.Option("--min", help="지표=최솟값 (answered_right=0.85)")] = None,
    most: Annotated[list[str] | None, typer.Option("--max", help="지표=최댓값 (latency_p95=150)")] = None,
    workers: Workers = 0,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """평가가 기준에 못 미치면 1로 끝납니다. 정답 파일을 주면 먼저 풉니다."""
    bars = read_bars(least or (), most or ())
    run = _run(which, bars, data, workers, quiet=json)
    held = hold(bars, report(*all_results(run)))
    for one in held:
        row = {"measure": one.bar.name, "value": one.value, "bar": one.bar.value, "least": one.bar.is_least}
        print_json({**row, "held": one.is_held}) if json else print(held_as_text(one))
    raise typer.Exit(DONE if all(one.is_held for one in held) else FOUND)


def _run(which: str, bars: list[Bar], data: Path | None, workers: int, *, quiet: bool) -> Run:
    """The run of this name, or a new one of a gold file."""
    if not Path(which).is_file() and Path(which).suffix != ".jsonl":
        return find_run(runs_folder(data), which)
    check_bases(bars)  # a wrong name is told before the questions are asked, not after
    with library(data) as (opened, settings):
        return perform_run(Path(which), opened, settings, workers=workers, quiet=quiet)
