"""What every command shares: options, the open library, output and exit status."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.exceptions import TyperException

from assistant.opening import library_of, log_of
from assistant.settings import Settings, load_settings
from index.library import Library
from ingest.errors import BadInput, GeungeoError
from ingest.log.noting import asked, note_failure
from ingest.log.opened import OFF

Data = Annotated[Path | None, typer.Option("--data", help="색인을 두는 폴더 (기본: data)", show_default=False)]
Today = Annotated[str | None, typer.Option("--today", help="작년, 올해를 세는 날 (2025-02-19, 기본: 오늘)", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="프로그램이 읽을 JSON으로 씁니다")]

DONE, FOUND, WRONG_USE = 0, 1, 2  # exit status: done; done, with failures that are listed; wrong use


@contextmanager
def library(
    data: Path | None, *, anew: bool = False, create: bool = False, waits: Callable[[], bool] | None = None, **flags: Any
) -> Iterator[tuple[Library, Settings]]:
    """The open library of the settings, closed at the end; emptied first if `anew`, made if `create` and not there.

    `waits` is asked where another process writes, whether to wait for it.

    Raises BadInput where there is none to open.
    """
    settings = load_settings({"data": data, **flags})
    if not create and not settings.data.exists():
        raise BadInput(f"색인이 없습니다: {settings.data}", "`geungeo ingest 문서폴더`로 문서를 넣거나 --data를 확인해 주십시오.")
    with log_of(settings), asked(face="command"):
        opened = library_of(settings, anew=anew, waits=waits)
        try:
            with _failures_noted(settings):
                yield opened, settings
        finally:
            opened.close()


@contextmanager
def _failures_noted(settings: Settings) -> Iterator[None]:
    """Put a mistake of the program's own into the log, and tell where: its trace may quote what was asked.

    Where nothing is logged it goes its way.
    """
    try:
        yield
    except (GeungeoError, TyperException, typer.Exit, typer.Abort, BrokenPipeError):
        raise
    except Exception as error:
        if settings.log == OFF:
            raise
        number = note_failure("failed", error)
        raise GeungeoError(
            f"프로그램 오류가 났습니다({type(error).__name__}, {number}).",
            "되풀이되면 `geungeo logs 번호`가 보여 주는 것과 함께 개발자에게 알려 주십시오.",
        ) from None


def runs_folder(data: Path | None) -> Path:
    """The data folder of the settings, for commands that look at what is kept beside the library and need not open it."""
    return load_settings({"data": data}).data


def place_line(title: str, document: str, place: str, section: Sequence[str]) -> str:
    """Where a passage stands, in one line: title, file, page or paragraph, section path."""
    return ", ".join(filter(None, (f"{title} ({document})", place, " > ".join(section))))


def size_line(pages: int, passages: int, figures: int) -> str:
    """How large a document is, in one line; pages are left out where their number is not known."""
    return ", ".join(filter(None, (f"{pages}쪽" if pages else "", f"대목 {passages}개", f"수치 {figures}개")))


def one_line(text: str) -> str:
    """The text with line breaks and runs of spaces closed."""
    return " ".join(text.split())


def print_json(value: Any) -> None:
    """One line of JSON on standard output."""
    print(json.dumps(value, ensure_ascii=False), flush=True)


def warn(message: str) -> None:
    """A message for the user on standard error."""
    print(message, file=sys.stderr)
