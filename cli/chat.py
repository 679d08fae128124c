"""`geungeo chat`: a conversation on the terminal, one question a line."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from assistant.answer import answer
from assistant.contract import as_json
from assistant.conversation import MOST_TURNS, Turn, turn_of
from cli.ask import as_text
from cli.common import AsJson, Data, Today, library, print_json, warn
from cli.filters import Bodies, Committees, Documents, Kinds, Years, filters_of
from ingest.errors import BadInput

_PROMPT = "질문> "
_ANEW = "새 대화"
_HINT = f"묻고 Enter를 누르십시오. 앞 질문에 이어 물을 수 있습니다. {_ANEW}: ‘{_ANEW}’, 끝내기: Ctrl+D"


def chat(
    kind: Kinds = None,
    year: Years = None,
    body: Bodies = None,
    committee: Committees = None,
    document: Documents = None,
    today: Today = None,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """이어 묻습니다. 한 줄에 질문 하나, 끝내려면 Ctrl+D."""
    turns: list[Turn] = []
    with library(data, today=today) as (opened, settings):
        if not opened.store.passage_count():
            warn("색인에 문서가 없습니다. `geungeo ingest 문서폴더`로 문서를 넣어 주십시오.")
        filters = filters_of(opened, kinds=kind, years=year, bodies=body, committees=committee, documents=document)
        for number, text in enumerate(_lines(), 1):
            if text == _ANEW:
                turns = []
                continue
            try:
                found = answer(opened, text, settings, filters, turns)
            except BadInput as error:
                warn(str(error))
                continue
            turns = [*turns, turn_of(found)][-MOST_TURNS:]
            print_json(as_json(str(number), found)) if json else print(f"{as_text(found)}\n", flush=True)


def _lines() -> Iterator[str]:
    """What is typed, or piped in, line by line, without empty ones."""
    is_typed = sys.stdin.isatty()
    if is_typed:
        warn(_HINT)
    while True:
        if is_typed:
            print(_PROMPT, end="", flush=True)
        line = sys.stdin.readline()
        if not line:
            return
        if line.strip():
            yield line.strip()
