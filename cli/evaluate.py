"""`geungeo eval`: run a gold set through the assistant, and look at the runs that are kept."""

from __future__ import annotations

import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from assistant.confidence import calibration
from assistant.settings import Settings
from cli.common import AsJson, Data, library, print_json, runs_folder, warn
from eval.curve import curve_as_text, save_curve
from eval.gold import read_gold
from eval.measures.abstention import level_at, levels
from eval.perform import perform, start
from eval.report import Report, as_dict, as_text, misses_as_text, report
from eval.result import Result
from eval.runs import Run, all_results, find_run, remove, results_of, runs_of
from eval.workers import results
from index.library import Library
from ingest.errors import BadInput

GoldFile = Annotated[Path, typer.Argument(help="정답 파일(JSONL)")]
Name = Annotated[str, typer.Option("--name", help="평가의 이름 (기본: 정답 파일의 이름)", show_default=False)]
Workers = Annotated[
    int, typer.Option("--workers", min=0, help="질문을 나누어 풀 프로세스의 수 (기본: 컴퓨터에 맞춤)", show_default=False)
]
Anew = Annotated[bool, typer.Option("--anew", help="멈춘 평가를 이어서 하지 않고 처음부터 합니다")]
Misses = Annotated[int, typer.Option("--misses", min=0, help="틀린 문항을 이만큼 보여 줍니다")]
WhichRun = Annotated[str, typer.Argument(help="평가의 번호나 이름", metavar="평가")]


def run_gold(
    gold: GoldFile,
    name: Name = "",
    workers: Workers = 0,
    anew: Anew = False,
    misses: Misses = 0,
    curve: Annotated[Path | None, typer.Option("--curve", help="언제 답할지 정하는 곡선을 그려 HTML로 저장합니다")] = None,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """정답이 있는 문항을 풀고 결과를 남깁니다. 멈추었으면 이어서 합니다."""
    with library(data) as (opened, settings):
        done = perform_run(gold, opened, settings, name=name, workers=workers, anew=anew, quiet=json)
        if curve is not None:  # what is left unanswered now is to be seen too
            all_given = _all_given(gold, opened, settings, done.head.workers, quiet=json)
    found = show_run(done, misses=misses, json=json)
    if curve is not None:
        _draw(all_given, settings, curve, file=sys.stderr if json else sys.stdout)
    if found.unasked:
        warn(f"풀지 못한 문항이 {found.unasked}개 있습니다. 같은 명령을 다시 실행하면 이어서 합니다.")


def list_runs(data: Data = None, json: AsJson = False) -> None:
    """남아 있는 평가를 오래된 것부터 보여 줍니다."""
    found = runs_of(runs_folder(data))
    for run in found:
        results = results_of(run)
        right = sum(result.right for result in results)
        row = {
            "id": run.head.id,
            "name": run.head.name,
            "started": run.head.started,
            "ended": run.head.ended or None,
            "questions": run.head.gold.questions,
            "asked": len(results),
            "right": right,
        }
        print_json(row) if json else print(_line(run, len(results), right))
    if not found and not json:
        print("남아 있는 평가가 없습니다. `geungeo eval run 정답.jsonl`로 평가해 주십시오.")


def show(which: WhichRun, misses: Misses = 0, data: Data = None, json: AsJson = False) -> None:
    """남아 있는 평가의 결과를 보여 줍니다."""
    show_run(find_run(runs_folder(data), which), misses=misses, json=json)


def remove_run(which: WhichRun, data: Data = None) -> None:
    """남아 있는 평가를 지웁니다."""
    run = find_run(runs_folder(data), which)
    remove(run)
    print(f"지웠습니다: {run.head.id}")


def perform_run(
    gold: Path, opened: Library, settings: Settings, *, name: str = "", workers: int = 0, anew: bool = False, quiet: bool
) -> Run:
    """Perform a run with a bar on a terminal; gives it as it is kept. `quiet` leaves the bar out."""
    absent = {place.document for item in read_gold(gold) for place in item.evidence} - _documents(opened)
    if absent:
        warn(f"색인에 없는 문서가 정답 근거에 있습니다: {', '.join(sorted(absent))}. `geungeo ingest`로 먼저 넣어 주십시오.")
    started = start(gold, opened, settings, name=name, workers=workers, anew=anew)
    if started.told:
        warn(started.told)
    run = started.run
    with _bar(quiet) as progress:
        task = progress.add_task("", total=run.head.gold.questions, completed=len(results_of(run)))
        for _ in perform(run, opened, settings):
            progress.advance(task)
    return find_run(opened.folder, run.head.id)


def show_run(run: Run, *, misses: int = 0, json: bool = False) -> Report:
    """Print what a run was made of and its measures; gives the report."""
    results, unasked = all_results(run)
    found = report(results, unasked)
    if json:
        print_json({"run": asdict(run.head), **as_dict(found)})
    else:
        print("\n".join((*_head(run), as_text(found))))
    if misses:
        print(misses_as_text(results, misses), file=sys.stderr if json else sys.stdout)
    return found


def _documents(opened: Library) -> set[str]:
    return {row.name for row in opened.store.documents()}


def _head(run: Run) -> list[str]:
    head = run.head
    models = ", ".join(filter(None, (head.models.embedding, head.models.llm)))
    commit = f" ({head.code.commit[:7]})" if head.code.commit else ""
    return [
        f"평가 {head.id}",
        f"정답 파일 {head.gold.name}, 문서 {len(head.index.documents)}개, 모델 {models}, 프로그램 {head.code.version}{commit},"
        f" 프로세스 {head.workers}개, {head.started} 시작",
    ]


def _line(run: Run, asked: int, right: int) -> str:
    share = f"{100 * right / asked:.1f}%" if asked else "-"
    state = "" if run.is_done else " (끝나지 않음)"
    return f"{run.head.id}  {run.head.name}: 문항 {asked}/{run.head.gold.questions}개, 정답 {share}{state}"


def _all_given(gold: Path, opened: Library, settings: Settings, workers: int, *, quiet: bool) -> list[Result]:
    """The results with everything answered that no rule forbids; they are not kept."""
    items = read_gold(gold)
    found = []
    with _bar(quiet) as progress:
        task = progress.add_task("", total=len(items))
        for result in results(items, opened, replace(settings, confidence="0"), workers):
            found.append(result)
            progress.advance(task)
    return found


def _draw(found: list[Result], settings: Settings, path: Path, file: TextIO) -> None:
    """The curve into a file, and some of it in the terminal."""
    least = settings.least_confidence()
    chosen = level_at(found, calibration().threshold if least is None else least)
    curve = levels(found)
    try:
        save_curve(curve, chosen, path)
    except OSError as error:
        raise BadInput(f"곡선을 저장할 수 없습니다: {path}", "폴더와 쓰기 권한을 확인해 주십시오.") from error
    print(f"\n{curve_as_text(curve, chosen)}\n곡선: {path}", file=file)


def _bar(quiet: bool) -> Any:
    columns = (TextColumn("문항을 푸는 중입니다"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    show = not quiet and sys.stderr.isatty()
    return Progress(*columns, console=Console(stderr=True), disable=not show, transient=True)
