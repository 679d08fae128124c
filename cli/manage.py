"""`geungeo status` and `geungeo remove`: what is in the library, and taking a document out."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.contract_rows import document_json
from cli.common import DONE, FOUND, AsJson, Data, library, print_json, size_line, warn
from ingest.document import Imprint


def status(data: Data = None, json: AsJson = False) -> None:
    """색인에 있는 문서를 보여 줍니다."""
    with library(data) as (opened, settings):
        documents = opened.store.documents()
        if json:
            print_json(
                {
                    "data": str(settings.data),
                    "embedding": opened.embedder.name,
                    "sequence": opened.store.sequence(),
                    "documents": [document_json(row) for row in documents],
                }
            )
            return
        for row in documents:
            what = ", ".join(filter(None, (row.kind, f"{row.year}년" if row.year else "")))
            print(f"{row.name}: {row.title} ({what}), {size_line(row.pages, row.passages, row.figures)}")
            if imprint := _imprint_line(row.imprint):
                print(f"    {imprint}")
            if row.unread:
                print(f"    ! 바뀐 파일을 읽지 못해 이전에 넣은 내용입니다: {row.unread}")
            for warning in row.warnings:
                print(f"    ※ {warning}")
        print(
            f"문서 {len(documents)}개, 대목 {opened.store.passage_count():,}개 / 폴더 {settings.data} / 모델 {opened.embedder.name}"
        )


def _imprint_line(imprint: Imprint) -> str:
    """`가람디지털진흥원, 가람시의회 기획경제위원회, 제312회 임시회, 2024-02-21, 2024 회계연도`; what is not said is left out."""
    council = " ".join(filter(None, (imprint.council, imprint.committee)))
    years = "·".join(map(str, imprint.fiscal_years))
    return ", ".join(filter(None, (imprint.body, council, imprint.session, imprint.date, f"{years} 회계연도" if years else "")))


def remove(
    documents: Annotated[list[str], typer.Argument(help="뺄 문서의 이름")],
    data: Data = None,
) -> None:
    """문서를 색인에서 뺍니다."""
    missing = 0
    with library(data) as (opened, _):
        for name in documents:
            if opened.remove(name):
                print(f"뺐습니다: {name}")
            else:
                missing += 1
                warn(f"색인에 없는 문서입니다: {name}. `geungeo status`로 이름을 확인해 주십시오.")
    raise typer.Exit(FOUND if missing else DONE)
