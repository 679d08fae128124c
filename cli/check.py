"""`geungeo check`: the figures and quotations of a draft against the documents."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from assistant.checking.draft import check_file
from assistant.checking.types import Checked, Finding, Verdict
from assistant.checking.wording import NAMES, summary, told, where
from assistant.contract_rows import checked_json
from cli.common import DONE, FOUND, AsJson, Data, library, one_line, print_json
from cli.filters import Bodies, Committees, Documents, Kinds, Years, filters_of
from screen.save.check import WRITERS, save

_MARKS = {Verdict.VERIFIED: "✓", Verdict.DERIVED: "=", Verdict.CONTRADICTED: "≠", Verdict.NOT_FOUND: "?"}


def check(
    file: Annotated[Path, typer.Argument(help="검증할 글(TXT, DOCX, HWP, HWPX, PDF …)")],
    out: Annotated[Path | None, typer.Option("--out", help=f"결과를 이 파일로도 씁니다({', '.join(WRITERS)})")] = None,
    every: Annotated[bool, typer.Option("--all", help="확인된 것도 모두 보여 줍니다")] = False,
    data: Data = None,
    kind: Kinds = None,
    year: Years = None,
    body: Bodies = None,
    committee: Committees = None,
    document: Documents = None,
    json: AsJson = False,
) -> None:
    """질의서나 보도자료의 수치와 인용을 문서와 견주어 봅니다."""
    with library(data) as (opened, settings):
        filters = filters_of(opened, kinds=kind, years=year, bodies=body, committees=committee, documents=document)
        checked = check_file(opened, file, filters, None if json else _progress)
        if out is not None:
            save(checked, out, settings.day())
    print_json(checked_json(checked)) if json else _show(checked, every=every)
    raise typer.Exit(FOUND if checked.count(Verdict.CONTRADICTED) else DONE)


def _progress(done: int, of: int) -> None:
    """Tell on a terminal how far the check is."""
    if sys.stderr.isatty():
        print(f"\r검증하고 있습니다 {done}/{of}", end="\n" if done == of else "", file=sys.stderr, flush=True)


def _show(checked: Checked, *, every: bool) -> None:
    """Print the summary, and the findings in order of place; those that are borne out only where all are asked for."""
    print(f"{checked.name}: {summary(checked)}")
    for finding in checked.findings:
        if every or finding.verdict in {Verdict.CONTRADICTED, Verdict.NOT_FOUND}:
            _print(checked, finding)


def _print(checked: Checked, finding: Finding) -> None:
    before = one_line(checked.text[max(0, finding.span.start - 24) : finding.span.start])
    print(f"{_MARKS[finding.verdict]} [{NAMES[finding.verdict]}] {before}【{one_line(finding.text)}】 {told(finding)}".rstrip())
    for ground in finding.grounds:
        print(f"    {where(ground)} ({ground.document})\n        “{one_line(ground.quote)}”")
