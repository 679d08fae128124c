"""`geungeo ingest`: take files and folders into the library."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path, PurePosixPath
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from cli.common import DONE, FOUND, AsJson, Data, library, print_json, size_line, warn
from cli.users import registered
from index.collections import checked_collection
from index.folders import Listing, list_files
from index.intake import FileReport, Status, take_in
from index.library import Library
from ingest.errors import BadInput

_SHOWN = {Status.ADDED: "추가", Status.REPLACED: "교체", Status.REMOVED: "삭제됨", Status.FAILED: "실패"}
_NO_READER = "읽을 수 있는 형식이 아닙니다."


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="문서 파일이나 폴더")],
    rebuild: Annotated[bool, typer.Option("--rebuild", help="색인을 비우고 새로 만듭니다")] = False,
    collection: Annotated[
        str | None,
        typer.Option(
            "--collection",
            help="문서를 넣을 모음. 모음의 문서는 허락된 사람만 봅니다. 빈 이름이면 모음에서 뺍니다",
            show_default=False,
        ),
    ] = None,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """문서를 읽어 색인에 넣습니다. 바뀌지 않은 파일은 건너뛰고, 폴더에서 없어진 파일의 문서는 뺍니다."""
    if collection:
        _check_collection(data, collection)
    listing = list_files(paths)
    folders = [path for path in paths if path.is_dir()]
    with library(data, anew=rebuild, create=True, waits=_Waiting()) as (opened, _):
        with opened.writing():  # before anything is read: whether it can be stored at all
            pass
        failed = unchanged = 0
        names = {row.name for row in opened.store.documents()}
        for report in _with_progress(opened, listing, folders, collection, show=not json and sys.stderr.isatty()):
            failed += report.status is Status.FAILED
            is_moved = report.status is Status.UNCHANGED and report.document not in names
            unchanged += report.status is Status.UNCHANGED and not is_moved
            if json:
                print_json({**asdict(report), "seconds": round(report.seconds, 3)})
            elif is_moved:
                print(f"옮김: {report.document}")
            elif report.status not in {Status.UNCHANGED, Status.SKIPPED}:
                (warn if report.status is Status.FAILED else print)(_line(report))
            _tell_of_twin(opened, report.document)
        if not json:
            if listing.skipped:
                print(_skipped_line(listing.skipped))
            left = f" 건너뜀 {unchanged}개(바뀌지 않음)." if unchanged else ""
            print(f"문서 {len(opened.store.documents())}개, 대목 {opened.store.passage_count():,}개가 색인에 있습니다.{left}")
    raise typer.Exit(FOUND if failed else DONE)


def _check_collection(data: Path | None, collection: str) -> None:
    """Raises BadInput where there is no such collection: what is put into it would be seen by nobody who should."""
    with registered(data) as (register, _):
        if checked_collection(collection) not in register.collections.names():
            raise BadInput(f"없는 모음입니다: {collection}", f"`geungeo collections add {collection}`로 먼저 만들어 주십시오.")


def _tell_of_twin(opened: Library, name: str) -> None:
    """Warn where a file that went into a collection stands outside of it too, out of another folder."""
    twin = PurePosixPath(name).name
    if twin != name and opened.store.origin(twin) is not None:
        warn(f"같은 이름의 문서가 모음 밖에 있어 모두 봅니다: {twin}. 빼려면 `geungeo remove {twin}`")


class _Waiting:
    """Waits for another process that writes, and says so once."""

    def __init__(self) -> None:
        self._is_told = False

    def __call__(self) -> bool:
        if not self._is_told:
            warn("다른 작업이 색인에 쓰고 있어 끝나기를 기다립니다. 저절로 이어집니다(그만두려면 Ctrl+C).")
            self._is_told = True
        return True


def _with_progress(
    opened: Library, listing: Listing, folders: list[Path], collection: str | None, show: bool
) -> Iterator[FileReport]:
    """The reports, with a bar and the time left on a terminal."""
    columns = (TextColumn("문서를 읽는 중입니다"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), disable=not show, transient=True) as progress:
        task = progress.add_task("", total=len(listing.files))
        for report in take_in(opened, listing.files, folders, collection):
            yield report
            progress.advance(task)
    for file in listing.skipped:
        path, name = (os.fsencode(part).decode(errors="replace") for part in (file, file.name))
        yield FileReport(path, name, Status.SKIPPED, _NO_READER)


def _skipped_line(files: list[Path]) -> str:
    """How many files were skipped, by their extensions."""
    extensions = Counter(file.suffix.lower() for file in files)
    kinds = ", ".join(f"{extension} {number}개" for extension, number in sorted(extensions.items()))
    return f"읽을 수 있는 형식이 아니어서 넣지 않은 파일 {len(files)}개: {kinds}"


def _line(report: FileReport) -> str:
    """What became of a file, in one line."""
    line = f"{_SHOWN[report.status]}: {report.file}"
    if report.status in {Status.ADDED, Status.REPLACED}:
        line += f" ({size_line(report.pages, report.passages, report.figures)}, {report.seconds:.1f}초)"
    return f"{line} - {report.reason}" if report.reason else line
