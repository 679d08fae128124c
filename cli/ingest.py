"""`geungeo ingest`: take files and folders into the library."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from cli.common import DONE, FOUND, AsJson, Data, library, print_json, size_line, warn
from index.intake import FileReport, Status, list_files, take_in
from index.library import Library

_SHOWN = {Status.ADDED: "추가", Status.REPLACED: "교체", Status.UNCHANGED: "그대로", Status.FAILED: "실패"}


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="문서 파일이나 폴더")],
    rebuild: Annotated[bool, typer.Option("--rebuild", help="색인을 비우고 새로 만듭니다")] = False,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """문서를 읽어 색인에 넣습니다. 바뀌지 않은 파일은 건너뜁니다."""
    files = list_files(paths)
    with library(data, anew=rebuild, create=True) as (opened, _):
        failed = 0
        for report in _with_progress(opened, files, show=not json and sys.stderr.isatty()):
            failed += report.status is Status.FAILED
            if json:
                print_json({**asdict(report), "seconds": round(report.seconds, 3)})
            elif report.status is not Status.UNCHANGED:
                (warn if report.status is Status.FAILED else print)(_line(report))
        if not json:
            print(f"문서 {len(opened.store.documents())}개, 대목 {opened.store.passage_count():,}개가 색인에 있습니다.")
    raise typer.Exit(FOUND if failed else DONE)


def _with_progress(opened: Library, files: list[Path], show: bool) -> Iterator[FileReport]:
    """The reports, with a bar and the time left on a terminal."""
    columns = (TextColumn("문서를 읽는 중입니다"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), disable=not show, transient=True) as progress:
        task = progress.add_task("", total=len(files))
        for report in take_in(opened, files):
            yield report
            progress.advance(task)


def _line(report: FileReport) -> str:
    """What became of a file, in one line."""
    line = f"{_SHOWN[report.status]}: {report.file}"
    if report.status is not Status.FAILED:
        line += f" ({size_line(report.pages, report.passages, report.figures)}, {report.seconds:.1f}초)"
    return f"{line} - {report.reason}" if report.reason else line
