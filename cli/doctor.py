"""`geungeo doctor`: whether the data folder is well, and mending what can be."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from assistant.settings import load_settings
from cli.common import DONE, FOUND, AsJson, Data, print_json
from index.doctor.examine import Examined, examine
from index.doctor.finding import State
from ingest.errors import BadInput


def doctor(
    mend: Annotated[bool, typer.Option("--mend", help="고칠 수 있는 것을 고칩니다")] = False,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """데이터 폴더를 살펴 정상, 주의, 고장을 알립니다. --mend는 검색 색인을 다시 만들고 남은 조각을 지웁니다."""
    settings = load_settings({"data": data})
    if not settings.data.is_dir():
        raise BadInput(f"폴더가 없습니다: {settings.data}", "--data를 확인해 주십시오.")
    found = []
    for examined in examine(settings.data, settings.embedding, mend=mend):
        found.append(examined)
        if json:
            print_json({"check": examined.id, "name": examined.name, **asdict(examined.finding), "mended": examined.mended})
        else:
            print("\n".join(_lines(examined)), flush=True)
    raise typer.Exit(DONE if all(examined.finding.state is State.WELL for examined in found) else FOUND)


def _lines(examined: Examined) -> list[str]:
    """What a check found in a line, and below it what was done and what to do."""
    finding = examined.finding
    lines = [f"[{finding.state}] {examined.name}: {finding.told}"]
    if examined.mended:
        lines.append(f"       고쳤습니다: {examined.mended}")
    if finding.remedy:
        lines.append(f"       → {finding.remedy}")
    return lines
