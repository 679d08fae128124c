"""`geungeo settings`: what is set, to what and where; the file with every setting."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.settings import settings_and_places
from assistant.settings_told import example_file, lines_of, readme_table
from cli.common import AsJson, Data, print_json
from eval.page.markdown import put_into

BEGIN, END = "<!-- geungeo settings: begin -->", "<!-- geungeo settings: end -->"

_WIDEST = 40  # letters that values are aligned to


def settings(
    example: Annotated[bool, typer.Option("--example", help="모든 설정과 그 뜻을 적은 geungeo.toml의 본보기를 씁니다")] = False,
    into: Annotated[Path | None, typer.Option("--into", help="이 Markdown 파일의 표시 사이에 설정의 표를 써 넣습니다")] = None,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """설정마다 지금의 값과 어디서 정했는지를 보여 줍니다."""
    if example:
        print(example_file(), end="")
        return
    if into is not None:
        put_into(into, readme_table(), BEGIN, END)
        print(f"설정의 표를 써 넣었습니다: {into}")
        return
    lines = list(lines_of(*settings_and_places({"data": data})))
    if json:
        print_json({line.name: {"value": line.value, "from": line.place} for line in lines})
        return
    wide, wider = (max(map(len, column)) for column in zip(*((line.name, line.shown[:_WIDEST]) for line in lines), strict=True))
    for line in lines:
        print(f"{line.name:<{wide}}  {line.shown:<{wider}}  {line.place}")
