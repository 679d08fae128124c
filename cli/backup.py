"""`geungeo backup` and `geungeo restore`: a data folder in one file, and back."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from cli.common import AsJson, Data, print_json, runs_folder
from index.backup import back_up, size_of
from index.backup_format import Manifest
from index.restore import restore as put_back
from ingest.errors import BadInput

File = Annotated[Path, typer.Argument(help="백업 파일")]


def backup(
    file: File,
    force: Annotated[bool, typer.Option("--force", help="있는 파일을 덮어씁니다")] = False,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """데이터 폴더를 파일 하나로 백업합니다. 프로그램이 켜져 있고 문서를 넣는 동안에도 됩니다."""
    folder, start = runs_folder(data), time.perf_counter()
    with _bar("백업하는 중입니다", size_of(folder) if folder.is_dir() else 0, json) as progress:
        manifest = back_up(folder, file, force=force, progress=progress)
    _tell("백업했습니다", file, manifest, time.perf_counter() - start, json)


def restore(
    file: File,
    force: Annotated[bool, typer.Option("--force", help="지금 있는 색인을 백업의 것으로 바꿉니다")] = False,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """백업한 데이터 폴더를 되돌립니다. 먼저 모두 대조하고, 맞지 않으면 아무것도 바꾸지 않습니다."""
    if not file.is_file():
        raise BadInput(f"백업 파일이 없습니다: {file}", "경로를 확인해 주십시오.")
    folder, start = runs_folder(data), time.perf_counter()
    with _bar("되돌리는 중입니다", 0, json) as progress:
        manifest = put_back(file, folder, force=force, progress=progress)
    _tell(f"{folder}에 되돌렸습니다", file, manifest, time.perf_counter() - start, json)


def _tell(done: str, file: Path, manifest: Manifest, seconds: float, json: bool) -> None:
    if json:
        told = {"file": str(file), "made": manifest.made, "format": manifest.format, "files": len(manifest.files)}
        print_json({**told, "bytes": manifest.size, "seconds": round(seconds, 3)})
    else:
        size = manifest.size / (1 << 20)
        print(f"{done}: {file} (파일 {len(manifest.files):,}개, {size:,.1f}MB, {seconds:.1f}초, {manifest.made}의 것)")


@contextmanager
def _bar(said: str, total: int, json: bool) -> Iterator[Callable[[int], None]]:
    """A bar over bytes, on a terminal; without a total it only counts."""
    columns = (TextColumn(said), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    hidden = json or not sys.stderr.isatty()
    with Progress(*columns, console=Console(stderr=True), disable=hidden, transient=True) as progress:
        task = progress.add_task("", total=total or None)
        yield lambda size: progress.advance(task, size)
