"""`geungeo logs`: the lines of the log about a request, or the last ones."""

from __future__ import annotations

import json as jsons
from typing import Annotated

import typer

from cli.common import FOUND, AsJson, Data, runs_folder, warn
from ingest.log.reading import last_lines, line_told, lines_about


def logs(
    number: Annotated[str | None, typer.Argument(help="문의 번호(앞부분만도 됩니다), 요청 번호, 또는 작업·평가의 번호")] = None,
    last: Annotated[int, typer.Option("--last", min=1, help="번호가 없으면 끝에서 몇 줄을 볼지")] = 20,
    everything: Annotated[bool, typer.Option("--all", help="번호가 없을 때 경고와 오류만이 아니라 모두 봅니다")] = False,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """로그에서 문의 번호의 줄들이나, 끝의 경고와 오류를 보여 줍니다."""
    folder = runs_folder(data)
    found = list(lines_about(folder, number)) if number else last_lines(folder, last, only_serious=not everything)
    for line in found:
        print(jsons.dumps(line, ensure_ascii=False) if json else "\n".join(line_told(line)))
    if not found:
        told = f"{number}의 기록이 없습니다." if number else "기록이 없습니다."
        warn(f"{told} 오래되어 지워졌거나, `log` 설정이 그 기록을 남기지 않게 되어 있습니다.")
        raise typer.Exit(FOUND)
