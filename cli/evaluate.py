"""`geungeo eval`: run a gold set through the assistant and print the measures."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated, TextIO

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from assistant.answer import answer
from assistant.confidence import calibration
from assistant.settings import Settings
from cli.common import AsJson, Data, library, print_json, warn
from eval.curve import curve_as_text, save_curve
from eval.gold import GoldItem, read_gold
from eval.measures.abstention import level_at, levels
from eval.report import as_dict, as_text, misses_as_text, report
from eval.run import Ask, Outcome, run
from ingest.errors import BadInput


def evaluate(
    gold: Annotated[Path, typer.Argument(help="정답 파일(JSONL)")],
    misses: Annotated[int, typer.Option("--misses", min=0, help="틀린 문항을 이만큼 보여 줍니다")] = 0,
    curve: Annotated[Path | None, typer.Option("--curve", help="언제 답할지 정하는 곡선을 그려 HTML로 저장합니다")] = None,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """정답이 있는 문항으로 답을 평가합니다."""
    items = read_gold(gold)
    with library(data) as (opened, settings):
        absent = {place.document for item in items for place in item.evidence} - {row.name for row in opened.store.documents()}
        if absent:
            warn(f"색인에 없는 문서가 정답 근거에 있습니다: {', '.join(sorted(absent))}. `geungeo ingest`로 먼저 넣어 주십시오.")
        show = not json and sys.stderr.isatty()
        outcomes = _with_progress(items, lambda text: answer(opened, text, settings), show)
        found = report(outcomes, opened.store.document_text)
        if curve is not None:  # what is left unanswered now is to be seen too
            given = replace(settings, confidence="0")
            all_given = _with_progress(items, lambda text: answer(opened, text, given), show)
    if json:
        print_json(as_dict(found))
    else:
        print(as_text(found))
    if curve is not None:
        _draw(all_given, settings, curve, file=sys.stderr if json else sys.stdout)
    if misses:
        print(misses_as_text(outcomes, misses), file=sys.stderr if json else sys.stdout)


def _draw(outcomes: list[Outcome], settings: Settings, path: Path, file: TextIO) -> None:
    """The curve into a file, and some of it in the terminal."""
    least = settings.least_confidence()
    chosen = level_at(outcomes, calibration().threshold if least is None else least)
    found = levels(outcomes)
    try:
        save_curve(found, chosen, path)
    except OSError as error:
        raise BadInput(f"곡선을 저장할 수 없습니다: {path}", "폴더와 쓰기 권한을 확인해 주십시오.") from error
    print(f"\n{curve_as_text(found, chosen)}\n곡선: {path}", file=file)


def _with_progress(items: list[GoldItem], ask: Ask, show: bool) -> list[Outcome]:
    """All outcomes, with a bar on a terminal."""
    columns = (TextColumn("문항을 푸는 중입니다"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    outcomes = []
    with Progress(*columns, console=Console(stderr=True), disable=not show, transient=True) as progress:
        task = progress.add_task("", total=len(items))
        for outcome in run(items, ask):
            outcomes.append(outcome)
            progress.advance(task)
    return outcomes
