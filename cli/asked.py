"""`geungeo asked`: who asked what, and deleting it."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from access.asked import FILE, Asked, AskedLog
from assistant.export import harmless
from assistant.settings import load_settings
from cli.common import DONE, FOUND, AsJson, Data, one_line, print_json
from cli.users import when
from ingest.errors import BadInput

# Where something was asked (access/asked.py), as a person calls it.
_FACES = {
    "chat": "대화",
    "desk": "인용 찾기",
    "api/ask": "API 질의",
    "api/cite": "API 인용 찾기",
    "api/figures": "API 수치",
    "api/check": "API 검증",
}
_COLUMNS = ("언제", "누가", "어디서", "무엇을", "답함", "문서", "요청 번호")


def list_asked(
    person: Annotated[str, typer.Option("--person", help="이 사람이 물은 것만", metavar="이름")] = "",
    since: Annotated[str, typer.Option("--since", help="이 날부터 (2026-11-01)", metavar="날짜")] = "",
    csv: Annotated[bool, typer.Option("--csv", help="CSV로 씁니다")] = False,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """누가 언제 무엇을 물었는지 보여 줍니다."""
    with _log(data) as log:
        found = log.find(person, _day(since) if since else 0.0)
        if csv:
            _as_csv(found)
            return
        is_any = False
        for asked in found:
            is_any = True
            print_json(asked._asdict()) if json else print(_line(asked))
        if not is_any and not json:
            print("그런 기록이 없습니다.")


def remove_asked(
    person: Annotated[str, typer.Option("--person", help="이 사람이 물은 것", metavar="이름")] = "",
    before: Annotated[str, typer.Option("--before", help="이 날 전에 물은 것 (2026-11-01)", metavar="날짜")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="묻지 않고 지웁니다")] = False,
    data: Data = None,
) -> None:
    """질의 기록을 지웁니다."""
    if bool(person) == bool(before):
        raise BadInput("무엇을 지울지 정해지지 않았습니다.", "--person 이름이나 --before 날짜 가운데 하나를 주십시오.")
    until = _day(before) if before else 0.0
    told = f"{person}이(가) 물은" if person else f"{before} 전의"
    if not yes and not typer.confirm(f"{told} 기록을 모두 지우시겠습니까?", default=False):
        raise typer.Exit(FOUND)
    with _log(data) as log:
        removed = log.remove_of(person) if person else log.remove_before(until)
    print(f"지웠습니다: {removed}건")
    raise typer.Exit(DONE if removed else FOUND)


@contextmanager
def _log(data: Path | None) -> Iterator[AskedLog]:
    folder = load_settings({"data": data}).data
    if not (folder / FILE).exists():
        raise BadInput(f"질의 기록이 없습니다: {folder / FILE}", "계정을 쓸 때(users = true) 물은 것부터 남습니다.")
    log = AskedLog(folder)
    try:
        yield log
    finally:
        log.close()


def _day(text: str) -> float:
    try:
        return datetime.strptime(text, "%Y-%m-%d").timestamp()
    except ValueError as error:
        raise BadInput(f"날짜가 아닙니다: {text}", "2026-11-01처럼 적어 주십시오.") from error


def _line(asked: Asked) -> str:
    documents = f" [{', '.join(asked.documents)}]" if asked.documents else ""
    unanswered = "" if asked.answered else " (답 없음)"
    line = f"{when(asked.at)} {asked.person} {_where(asked)}: {one_line(asked.text)}{unanswered}{documents}"
    return "".join(letter if letter.isprintable() else " " for letter in line)  # a terminal obeys some of the others


def _where(asked: Asked) -> str:
    return _FACES.get(asked.face, asked.face)


def _as_csv(found: Iterator[Asked]) -> None:
    writer = csv.writer(sys.stdout)
    writer.writerow(_COLUMNS)
    for asked in found:
        row = (when(asked.at), asked.person, _where(asked), asked.text, "예" if asked.answered else "아니오")
        writer.writerow([harmless(str(cell)) for cell in (*row, "; ".join(asked.documents), asked.request)])
