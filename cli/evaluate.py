"""`geungeo eval`: run a gold set through the assistant and print the measures."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from assistant.answer import answer
from cli.common import AsJson, Data, library, print_json, warn
from eval.gold import GoldItem, read_gold
from eval.report import as_dict, as_text, misses_as_text, report
from eval.run import Ask, Outcome, run


def evaluate(
    gold: Annotated[Path, typer.Argument(help="정답 파일(JSONL)")],
    misses: Annotated[int, typer.Option("--misses", min=0, help="틀린 문항을 이만큼 보여 줍니다")] = 0,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """정답이 있는 문항으로 답을 평가합니다."""
    items = read_gold(gold)
    with library(data) as (opened, settings):
        absent = {place.document for item in items for place in item.evidence} - {row.name for row in opened.store.documents()}
        if absent:
            warn(f"색인에 없는 문서가 정답 근거에 있습니다: {', '.join(sorted(absent))}. `geungeo ingest`로 먼저 넣어 주십시오.")
        outcomes = _with_progress(items, lambda text: answer(opened, text, settings), show=not json and sys.stderr.isatty())
        found = report(outcomes, opened.store.document_text)
    if json:
        print_json(as_dict(found))
    else:
        print(as_text(found))
    if misses:
        print(misses_as_text(outcomes, misses), file=sys.stderr if json else sys.stdout)


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
