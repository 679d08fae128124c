"""`geungeo eval report`: a run as a page to hand on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cli.common import Data, runs_folder
from cli.evaluate import WhichRun
from eval.page.html import page
from eval.page.markdown import markdown, put_into
from eval.report import report
from eval.runs import all_results, find_run
from ingest.errors import BadInput, why

_OUT = Path("평가.html")


def report_run(
    which: WhichRun,
    out: Annotated[Path, typer.Option("--out", help="이 HTML 파일에 씁니다")] = _OUT,
    into: Annotated[Path | None, typer.Option("--into", help="이 Markdown 파일의 표시 사이에 요약을 써 넣습니다")] = None,
    data: Data = None,
) -> None:
    """평가를 그림과 틀린 문항이 든 HTML 파일 하나로 씁니다."""
    run = find_run(runs_folder(data), which)
    results, unasked = all_results(run)
    found = report(results, unasked)
    if into is not None:
        put_into(into, markdown(run.head, found))
        print(f"요약을 써 넣었습니다: {into}")
        return
    try:
        out.write_text(page(run.head, found, results), encoding="utf-8")
    except OSError as error:
        raise BadInput(f"파일에 쓸 수 없습니다: {out} ({why(error)})", "경로와 쓰기 권한을 확인해 주십시오.") from error
    print(f"{markdown(run.head, found)}\n\n보고서: {out}")
