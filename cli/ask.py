"""`geungeo ask`: one question, or a file of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from assistant.answer import answer, unanswered
from assistant.contract import as_json
from assistant.conversation import Turn, turn_of
from assistant.formula import formulas_of
from assistant.settings import Settings
from assistant.types import Answer
from assistant.verify import RELATED
from cli.common import AsJson, Data, Today, library, one_line, place_line, print_json, warn
from cli.filters import Bodies, Committees, Documents, Kinds, Years, filters_of
from cli.text_table import answer_table
from index.filters import Filters
from index.library import Library
from ingest.errors import BadInput
from ingest.jsonl import read_json_lines

_REMEDY = '{"id": "...", "question": "..."} 꼴이어야 합니다.'
_NEAREST = 3  # passages shown where there is no answer


class _Asked(NamedTuple):
    """A question of a batch, with the questions before it, or the conversation that it goes on."""

    id: str
    question: str
    after: tuple[str, ...] = ()
    conversation: str = ""


def ask(
    question: Annotated[str | None, typer.Argument(help="질문")] = None,
    batch: Annotated[
        Path | None, typer.Option("--batch", help="질문 파일(JSONL: 줄마다 id와 question, 이어 묻는 것이면 after나 conversation)")
    ] = None,
    kind: Kinds = None,
    year: Years = None,
    body: Bodies = None,
    committee: Committees = None,
    document: Documents = None,
    today: Today = None,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """문서에서 근거를 찾아 답합니다."""
    if (question is None) == (batch is None):
        raise BadInput("질문이나 --batch 가운데 하나를 주십시오.", '예: geungeo ask "2024년 출연금은 얼마인가요?"')
    items = [_Asked("", question)] if question is not None else _read_batch(batch)
    with library(data, today=today) as (opened, settings):
        if not opened.store.passage_count():
            warn("색인에 문서가 없습니다. `geungeo ingest 문서폴더`로 문서를 넣어 주십시오.")
        filters = filters_of(opened, kinds=kind, years=year, bodies=body, committees=committee, documents=document)
        conversations: dict[str, list[Turn]] = {}
        for item in items:
            turns = conversations.setdefault(item.conversation, []) if item.conversation else []
            for text in item.after:
                turns.append(turn_of(_answer(opened, text, settings, filters, turns)))
            found = (_answer if batch is not None else answer)(opened, item.question, settings, filters, turns)
            if item.conversation:
                turns.append(turn_of(found))
            print_json(as_json(item.id, found)) if json else print(as_text(found))


def _answer(opened: Library, text: str, settings: Settings, filters: Filters, turns: Sequence[Turn]) -> Answer:
    """The answer to one question of a batch; what is wrong with the question stands in its place, and the rest goes on."""
    try:
        return answer(opened, text, settings, filters, turns)
    except BadInput as error:
        return unanswered(str(error))


def _read_batch(path: Path | None) -> list[_Asked]:
    """The questions of a JSONL file. Raises BadInput naming the line that is not one."""
    assert path is not None
    items = []
    for number, row in read_json_lines(path, "질문 파일", _REMEDY):
        question = row.get("question")
        if "id" not in row or not isinstance(question, str):
            raise BadInput(f"{path} {number}번째 줄에 id나 question이 없습니다.", _REMEDY)
        after = row.get("after") or []
        if not isinstance(after, list) or not all(isinstance(text, str) for text in after):
            raise BadInput(f"{path} {number}번째 줄의 after는 앞선 질문의 목록이어야 합니다.", _REMEDY)
        items.append(_Asked(str(row["id"]), question, tuple(after), str(row.get("conversation") or "")))
    return items


def as_text(found: Answer) -> str:
    """The answer as a terminal shows it: text, then each citation with document, place, section and quote."""
    scope = [f"찾은 범위: {found.scope}"] if found.scope else []
    lines = [*_with_table(found), *(f"※ {notice}" for notice in (*found.question.readings, *scope, *found.notices))]
    lines += [f"× 뺀 문장: {item.text} ({item.reason})" for item in found.struck]
    if found.abstained and found.hits:
        lines += ["", "가장 가까운 대목:"]
        lines += [
            f"- {', '.join(filter(None, (hit.title, hit.place)))}: {one_line(hit.text)[:120]}" for hit in found.hits[:_NEAREST]
        ]
    if found.citations:
        lines += ["", "근거"]
    for number, citation in enumerate(found.citations, start=1):
        lines.append(f"[{number}] {place_line(citation.title, citation.document, citation.place, citation.section)}")
        lines += [f"    {citation.utterance.line}"] if citation.utterance is not None else []
        lines.append(f"    “{one_line(citation.quote)}”")
        lines += [f"    같은 내용: {place_line(other.title, other.document, other.place, ())}" for other in citation.others]
    return "\n".join(lines)


def _with_table(found: Answer) -> list[str]:
    """The answer's text, its formulas and its table before what else bears on the question."""
    formulas = formulas_of(found)
    if found.table is None and not formulas:
        return [found.text]
    text, headline, related = found.text.partition(f"\n\n{RELATED}")
    table = ["", *answer_table(found.table)] if found.table is not None else []
    return [text, *formulas, *table, *([""] if headline or table else []), *([RELATED + related] if headline else [])]
