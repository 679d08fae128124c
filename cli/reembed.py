"""`geungeo reembed`: another embedding model for the whole library, put in place at once when all is embedded."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from assistant.opening import log_of
from assistant.settings import Settings, load_settings
from cli.common import AsJson, Data, print_json, warn
from index.embed import open_embedder
from index.library import open_library
from index.reembed import Reembedded
from index.reembed import reembed as embed_anew
from ingest.errors import BadInput


def reembed(
    model: Annotated[
        str | None,
        typer.Argument(help="`embedding` 설정에 적는 것과 같은 모델: kiwi, 이름, 폴더 (기본: 설정의 모델)", show_default=False),
    ] = None,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """임베딩을 다른 모델로 바꿉니다. 쓰는 동안에도 되고, 멈추면 이어서 하며, 끝나기 전에는 아무것도 바뀌지 않습니다."""
    settings, start = load_settings({"data": data}), time.perf_counter()
    if not (settings.data / "library.sqlite").is_file():
        raise BadInput(f"색인이 없습니다: {settings.data}", "`geungeo ingest 문서폴더`로 문서를 넣거나 --data를 확인해 주십시오.")
    wanted = model or settings.embedding
    with log_of(settings):
        embedder = open_embedder(wanted, settings.data / "models")
        with _bar(json) as progress:
            done = embed_anew(settings.data, embedder, progress, _waiting())
        _bring_level(settings, wanted)
    _tell(done, embedder.name, wanted, settings.embedding, time.perf_counter() - start, json)


def _bring_level(settings: Settings, model: str) -> None:
    """Open the library with its new model, which makes its search structures anew."""
    open_library(
        settings.data, model, passage_length=settings.passage_length, ranking=settings.ranking(), waits=_waiting()
    ).close()


def _waiting() -> Callable[[], bool]:
    told: list[bool] = []

    def waits() -> bool:
        if not told:
            warn("다른 작업이 색인에 쓰고 있어 끝나기를 기다립니다. 저절로 이어집니다(그만두려면 Ctrl+C).")
            told.append(True)
        return True

    return waits


def _tell(done: Reembedded, name: str, wanted: str, set_to: str, seconds: float, json: bool) -> None:
    if json:
        print_json(
            {"model": name, "was": done.was, "passages": done.passages, "resumed": done.resumed, "seconds": round(seconds, 3)}
        )
        return
    if done.was == name:
        print(f"이미 '{name}' 모델로 만들어져 있습니다.")
    else:
        resumed = f" (이어서 {done.passages - done.resumed:,}개)" if done.resumed else ""
        print(f"대목 {done.passages:,}개의 임베딩을 '{name}' 모델로 바꾸었습니다{resumed}. {seconds:.1f}초")
    if wanted != set_to:
        print(f"이제 geungeo.toml에 embedding = '{wanted}'을(를) 적고 프로그램을 다시 켜 주십시오.")
    elif done.was != name:
        print("켜져 있는 프로그램이 있으면 다시 켜 주십시오.")


@contextmanager
def _bar(json: bool) -> Iterator[Callable[[int, int], None]]:
    """A bar with the time left, on a terminal."""
    columns = (TextColumn("임베딩을 만드는 중입니다"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    hidden = json or not sys.stderr.isatty()
    with Progress(*columns, console=Console(stderr=True), disable=hidden, transient=True) as progress:
        task = progress.add_task("", total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
