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
from eval.drafting.proposal import Origin, Proposal
from eval.drafting.propose import propose, refuse
from eval.gold import GoldItem, gold_item, read_gold
from eval.gold_writing import add_gold, row_of
from eval.wording import type_told
from index.library import Library

GoldFile = Annotated[Path, typer.Argument(help="정답 파일(JSONL)")]
_SHOWN = 300  # characters of a quote on the terminal


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
    held = read_gold(gold) if gold.exists() else []
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
    taken = 0
    for proposal in proposals:
        _show(proposal)
        chosen = typer.prompt("받기 y, 고치기 e, 거절 n, 넘기기 s, 그만 q", default="s").strip().lower()[:1]
        if chosen == "q":
            break
        if chosen == "n":
            refuse(opened.folder, proposal)
        item = _edited(proposal, opened) if chosen == "e" else proposal.item if chosen == "y" else None
        if chosen == "y" and proposal.lacking:
            warn(proposal.lacking)
            item = _edited(proposal, opened)
        if item is not None:
            add_gold(gold, item)
            taken += 1
    print(f"문항 {taken}개를 {gold}에 더했습니다.")


def _show(proposal: Proposal) -> None:
    item = proposal.item
    print(f"\n[{proposal.origin} · {type_told(item.type)}] {item.question}\n  답: {one_line(item.answer) or '-'}")
    for place in item.evidence:
        print(f"  근거: {place.document}: {one_line(place.quote)[:_SHOWN]}")
    for told in filter(None, (proposal.remark and f"사용자의 말: {proposal.remark}", proposal.lacking)):
        print(f"  {told}")


def _edited(proposal: Proposal, opened: Library) -> GoldItem | None:
    """The item as the user leaves it in an editor; None where it is left as it is or does not fit, which is told."""
    text = click.edit(json_module.dumps(row_of(proposal.item), ensure_ascii=False, indent=2), extension=".json")
    if text is None:
        return None
    try:
        item = gold_item(json_module.loads(text))
    except ValueError as error:
        warn(f"맞지 않아 더하지 않았습니다: {error}")
        return None
    errors = [problem for problem in check_gold([item], opened) if problem.flaw.is_error]
    for problem in errors:
        warn(f"[{problem.flaw}] {problem.found} {problem.remedy}")
    return None if errors else item
