"""Perform a run: ask what has no result yet, keep every result as it comes, and note the end. A stopped run is gone on with."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from assistant.settings import Settings
from eval.gold import read_gold
from eval.head import Gold, Head, changed, code, gold_of, index_of, models_of, settings_kept
from eval.result import Result
from eval.runs import Run, begin, finish, is_being_made, items_of, results_of, runs_of, writing
from eval.workers import results, workers_for
from index.library import Library
from ingest.errors import BadInput


class Started(NamedTuple):
    """A run to perform, and in Korean what came of one that was stopped before: gone on with, or why not."""

    run: Run
    told: str = ""


def start(
    gold: Path,
    library: Library,
    settings: Settings,
    *,
    name: str = "",
    workers: int = 0,
    anew: bool = False,
    data: Path | None = None,
) -> Started:
    """The run of a gold file: the one that was stopped, where all is as it was, else a new one. 0 workers: as many as fit.

    It is kept in the folder of the library, or in another `data` folder.

    Raises BadInput for a gold file that does not fit, and where nothing can be written.
    """
    now, data = head_now(gold, library, settings, name, workers), data or library.folder
    stopped = None if anew else _stopped(data, now)
    if stopped is None:
        return Started(begin(data, now, gold))
    if reasons := changed(stopped.head, now):
        told = f"멈춘 평가 {stopped.head.id}을(를) 이어서 하지 않고 처음부터 합니다. 달라진 것: {', '.join(reasons)}"
        return Started(begin(data, now, gold), told)
    told = f"멈춘 평가 {stopped.head.id}을(를) 이어서 합니다(이미 푼 문항 {len(results_of(stopped))}개)."
    return Started(replace(stopped, head=replace(stopped.head, workers=now.workers)), told)


def head_now(gold: Path, library: Library, settings: Settings, name: str = "", workers: int = 0) -> Head:
    """What a run of a gold file would be made of now. Raises BadInput for a gold file that does not fit."""
    items = read_gold(gold)
    return _head(name or gold.stem, gold_of(gold, len(items)), library, settings, workers)


def go_on(run: Run, library: Library, settings: Settings) -> Settings:
    """The settings to go on with a run that was stopped: of the day that it was begun on.

    Raises BadInput where it is done, or where anything has changed since.
    """
    if run.is_done:
        raise BadInput(f"끝난 평가입니다: {run.head.name}", "새로 평가하려면 시작을 눌러 주십시오.")
    then = replace(settings, today=str(run.head.settings["today"]))
    if reasons := changed(run.head, _head(run.head.name, run.head.gold, library, then, run.head.workers)):
        raise BadInput(
            f"멈춘 뒤에 달라진 것이 있어 이어서 하지 못합니다: {', '.join(reasons)}.", "처음부터 다시 평가해 주십시오."
        )
    return then


def perform(run: Run, library: Library, settings: Settings, *, apart: bool = False) -> Generator[Result, None, None]:
    """Ask what has no result yet; each result is kept when it is given. Closing the iterator, or Ctrl+C, stops the run.

    `apart` asks in other processes only. Raises BadInput where another process is at this run.
    """
    settings = replace(settings, today=str(run.head.settings["today"]))  # the night does not change what 작년 is
    with writing(run) as keep:
        asked = {result.id for result in results_of(run)}
        todo = [item for item in items_of(run) if item.id not in asked]
        with closing(results(todo, library, settings, run.head.workers, apart=apart)) as coming:
            for result in coming:
                keep(result)
                yield result
        finish(run)


def _head(name: str, gold: Gold, library: Library, settings: Settings, workers: int) -> Head:
    """What a run that begins now is made of."""
    return Head(
        id="",
        name=name,
        settings=settings_kept(settings),
        models=models_of(library, settings),
        index=index_of(library),
        code=code(),
        gold=gold,
        workers=workers or workers_for(gold.questions, settings),
        started=datetime.now().isoformat(timespec="seconds"),
    )


def _stopped(data: Path, now: Head) -> Run | None:
    """The newest run of this name and gold file that was stopped and that nobody is at."""
    alike = [
        run
        for run in runs_of(data)
        if not run.is_done and (run.head.name, run.head.gold.name) == (now.name, now.gold.name) and not is_being_made(run)
    ]
    return alike[-1] if alike else None
