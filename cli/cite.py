"""`geungeo cite`: passages with place and section for some words."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.cite import Place, find_places
from assistant.contract import utterance_json
from cli.common import DONE, FOUND, AsJson, Data, Today, library, one_line, place_line, print_json, warn
from cli.filters import Committees, Documents, Kinds, Years, filters_of


def cite(
    words: Annotated[str, typer.Argument(help="찾을 말")],
    limit: Annotated[int, typer.Option("--limit", min=1, max=100, help="보여 줄 대목의 수")] = 10,
    kind: Kinds = None,
    year: Years = None,
    committee: Committees = None,
    document: Documents = None,
    today: Today = None,
    data: Data = None,
    json: AsJson = False,
) -> None:
    """찾을 말이 있는 대목을 문서, 쪽(쪽이 없는 파일은 문단), 절과 함께 보여 줍니다."""
    with library(data, today=today) as (opened, settings):
        places = find_places(opened, words, limit, filters_of(opened, kind, year, committee, document), settings.day())
    if json:
        for place in places:
            print_json(
                {
                    "doc": place.document,
                    "title": place.title,
                    "section": list(place.section),
                    "page": place.page,
                    "place": place.place,
                    "start": place.span.start,
                    "end": place.span.end,
                    "quote": place.quote,
                    "utterance": utterance_json(place.utterance),
                    "text": place.passage,
                }
            )
    else:
        print("\n".join(_lines(place) for place in places))
    if not places:
        warn("찾는 말이 있는 대목이 없습니다.")
    raise typer.Exit(DONE if places else FOUND)


def _lines(place: Place) -> str:
    said = f"\n    {place.utterance.line}" if place.utterance is not None else ""
    return f"{place_line(place.title, place.document, place.place, place.section)}{said}\n    “{one_line(place.quote)}”"
