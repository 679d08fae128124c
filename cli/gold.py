"""`geungeo eval check` and `geungeo eval draft`: whether a gold set can be trusted, and what may be added to it."""

from __future__ import annotations

import json as json_module
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Annotated

import click
import typer

from cli.common import FOUND, AsJson, Data, library, one_line, print_json, warn
from eval.checking.check import check_gold
from eval.checking.problem import Problem
from eval.drafting.filled import held_in, hold_against, take
from eval.drafting.proposal import Origin, Proposal
from eval.drafting.propose import propose, refuse
from eval.gold import GoldItem, gold_item, read_gold
from eval.gold_writing import add_gold, row_of
from eval.wording import type_told
from index.library import Library
from ingest.errors import BadInput

GoldFile = Annotated[Path, typer.Argument(help="정답 파일(JSONL)")]
_SHOWN = 300  # characters of a quote on the terminal
_CHOICES, _KEYS = "받기 y, 고치기 e, 거절 n, 넘기기 s, 그만 q", "yensq"


def check(gold: GoldFile, data: Data = None, json: AsJson = False) -> None:
    """정답 파일에서 틀린 인용, 인용에 없는 수치, 같은 문항, 두 문서가 답하는 문항을 찾습니다."""
    items = read_gold(gold)
    with library(data) as (opened, _):
        found = check_gold(items, opened)
    if json:
        for problem in found:
            print_json(
                {"id": problem.item, "flaw": problem.flaw.value, "is_error": problem.flaw.is_error, "found": problem.found}
            )
    else:
        _print_problems(items, found)
    if any(problem.flaw.is_error for problem in found):
        raise typer.Exit(FOUND)


def draft(
    gold: GoldFile,
    limit: Annotated[int, typer.Option("--limit", min=1, help="출처마다 이만큼 제안합니다")] = 20,
    origins: Annotated[list[Origin] | None, typer.Option("--from", help="무엇으로 만들지 고릅니다 (기본: 모두)")] = None,
    out: Annotated[Path | None, typer.Option("--out", help="묻지 않고 제안을 모두 이 파일에 적습니다")] = None,
    data: Data = None,
) -> None:
    """문서의 수치와 항목, 평가한 질문으로 새 문항을 제안합니다. 하나씩 받거나 고치거나 거절합니다."""
    held = held_in(gold) + (held_in(out) if out is not None else [])
    with library(data) as (opened, _):
        proposals = propose(opened, held, limit, origins or tuple(Origin))
        if out is not None:
            print(f"제안 {_write(proposals, out)}개를 적었습니다: {out}")
        elif sys.stdin.isatty():
            _ask(proposals, gold, opened)
        else:
            warn("터미널이 아니어서 하나씩 물을 수 없습니다. --out으로 제안을 적을 파일을 주십시오.")
            raise typer.Exit(FOUND)


def _print_problems(items: list[GoldItem], found: list[Problem]) -> None:
    for _, group in groupby(found, key=lambda problem: problem.item):
        problems = list(group)
        print(f"{problems[0].item} {one_line(problems[0].question)}")
        for problem in problems:
            print(f"  [{problem.flaw}] {one_line(problem.found)}\n    → {problem.remedy}")
    counts = Counter(problem.flaw for problem in found)
    told = ", ".join(f"{flaw} {count}" for flaw, count in counts.most_common())
    print(f"문항 {len(items)}개: {told or '잘못된 곳을 찾지 못했습니다'}")


def _write(proposals: Iterator[Proposal], path: Path) -> int:
    """Write every proposal that lacks nothing; gives how many."""
    count = 0
    for proposal in proposals:
        if not proposal.lacking:
            add_gold(path, proposal.item)
            count += 1
    return count


def _ask(proposals: Iterator[Proposal], gold: Path, opened: Library) -> None:
    """Show one proposal after the other, and do with it what the user says."""
    taken = shown = 0
    for proposal in proposals:
        shown += 1
        _show(proposal)
        chosen = _chosen()
        if chosen == "q":
            break
        if chosen == "n":
            refuse(opened.folder, proposal)
        elif chosen == "e" or (chosen == "y" and proposal.lacking):
            taken += _edit(proposal.item, gold, opened)
        elif chosen == "y":
            taken += _taken(proposal.item, gold, opened)
    print(f"문항 {taken}개를 {gold}에 더했습니다." if shown else "제안할 것이 없습니다.")


def _chosen() -> str:
    while True:
        chosen = str(typer.prompt(_CHOICES, default="s")).strip().lower()[:1]
        if chosen in _KEYS:
            return chosen
        warn("y, e, n, s, q 가운데 하나를 적어 주십시오.")


def _taken(item: GoldItem, gold: Path, opened: Library) -> bool:
    """Whether an item could be added to a gold file; why not, and what is doubtful in it, is told."""
    try:
        take(gold, item, opened)
    except BadInput as error:
        warn(str(error))
        return False
    for problem in hold_against(item, held_in(gold), opened).problems:
        warn(f"더했습니다. 다시 볼 곳: [{problem.flaw}] {one_line(problem.found)}")
    return True


def _show(proposal: Proposal) -> None:
    item = proposal.item
    print(f"\n[{proposal.origin} · {type_told(item.type)}] {item.question}\n  답: {one_line(item.answer) or '-'}")
    for place in item.evidence:
        print(f"  근거: {place.document}: {one_line(place.quote)[:_SHOWN]}")
    for told in filter(None, (proposal.remark and f"사용자의 말: {proposal.remark}", proposal.lacking)):
        print(f"  {told}")


def _edit(item: GoldItem, gold: Path, opened: Library) -> bool:
    """Let the user change an item in an editor until it can be added, or is given up; whether it was added."""
    text = json_module.dumps(row_of(item), ensure_ascii=False, indent=2)
    while True:
        edited = click.edit(text, extension=".json")
        if edited is None:
            warn("고친 것이 없어 더하지 않았습니다.")
            return False
        text = edited
        try:
            if _taken(gold_item(json_module.loads(text)), gold, opened):
                return True
        except json_module.JSONDecodeError as error:
            warn(f"{error.lineno}번째 줄이 JSON에 맞지 않습니다.")
        except ValueError as error:
            warn(f"맞지 않습니다: {error}")
        if not typer.confirm("다시 고치시겠습니까?", default=True):
            return False
