"""`geungeo cite`: passages with place and section for words and phrases, by document."""

from __future__ import annotations

import re
from typing import Annotated

import typer

from assistant.cite import Group, by_document, look_up
from assistant.contract_rows import place_json
from assistant.lookup import read_lookup
from cli.common import DONE, FOUND, AsJson, Data, Today, library, print_json, warn
from cli.filters import Bodies, Committees, Documents, Kinds, Years, filters_of

_MARK = "bold underline"


def cite(
    words: Annotated[
        str, typer.Argument(help="찾을 말. \"그대로 찾을 구절\"은 따옴표로, 뺄 말은 그 뒤에 -를 붙여: '출연금 -추경'")
    ],
    limit: Annotated[int, typer.Option("--limit", min=1, max=100, help="보여 줄 대목의 수")] = 10,
    kind: Kinds = None,
    year: Years = None,
    body: Bodies = None,
    committee: Committees = None,
    document: Documents = None,
    today: Today = None,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """찾을 말이 있는 대목을 문서마다 쪽(쪽이 없는 파일은 문단), 절과 함께 보여 줍니다."""
    with library(data, today=today) as (opened, settings):
        filters = filters_of(opened, kinds=kind, years=year, bodies=body, committees=committee, documents=document)
        found = look_up(opened, words, limit, filters, settings.day())
    groups = by_document(found.places)
    for reading in found.readings:
        warn(f"※ {reading}")
    if json:
        for group in groups:
            for place in group.places:
                print_json(place_json(place))
    else:
        _show(groups)
    if not groups:
        warn(_nothing(words))
    raise typer.Exit(DONE if groups else FOUND)


def _show(groups: list[Group]) -> None:
    """The places on the terminal, document by document, with what matched set off."""
    from rich.console import Console
    from rich.text import Text

    console = Console(soft_wrap=True, highlight=False, markup=False, emoji=False)
    for group in groups:
        console.print(Text(f"{group.title} ({group.document})", style="bold"))
        for place in group.places:
            console.print(Text("  " + ", ".join(filter(None, (place.place, " > ".join(place.section))))))
            if place.utterance is not None:
                console.print(Text(f"    {place.utterance.line}"))
            pieces = [(re.sub(r"\s+", " ", piece), _MARK if marked else "") for piece, marked in place.pieces()]
            quote = Text.assemble(*pieces)
            console.print(Text.assemble("    “", quote[len(quote.plain) - len(quote.plain.lstrip()) :], "”"))


def _nothing(words: str) -> str:
    """What to say where nothing was found."""
    if read_lookup(words).phrases:
        return "따옴표 안의 말이 그대로 적힌 대목이 없습니다. 따옴표를 빼면 비슷한 대목을 찾습니다."
    return "찾는 말이 있는 대목이 없습니다."
