"""Putting right what a document is, and looking in some documents only: as a person does it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from index.intake import take_in
from index.library import open_library
from tests.cli.program import KOREAN, Geungeo

REPORT = """제312회 한들시의회 임시회
기획경제위원회
2024년도 주요업무 보고
2024. 2. 21.
한들미래재단

Ⅰ. 일반현황
○ 별빛도서관 이용자는 1,200명임.
"""
MINUTES = """제312회 한들시의회(임시회)
기획경제위원회 회의록
제 2 차
일 시 : 2024년 2월 21일(수) 10시
(10시 개의)
○위원장 정다온 별빛도서관 이용자는 1,300명이라고 들었습니다.
"""
OLD = "2022년도 주요업무 보고\n2022. 3.\n한들미래재단\n\nⅠ. 일반현황\n○ 별빛도서관 이용자는 900명임.\n"


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    for name, text in (("보고.txt", REPORT), ("회의.txt", MINUTES), ("옛 보고.txt", OLD)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, documents: Path) -> Path:
    """A data folder with the documents, to read only."""
    folder = tmp_path_factory.mktemp("described")
    library = open_library(folder, "kiwi")
    assert [report.reason for report in take_in(library, sorted(documents.iterdir()))] == ["", "", ""]
    library.close()
    return folder


def described(geungeo: Geungeo, data: Path, name: str = "보고.txt") -> dict[str, Any]:
    """What `geungeo status --json` says of a document."""
    (row,) = geungeo("status", "--data", data, "--json").rows
    return next(document for document in row["documents"] if document["name"] == name)


def test_status_and_read_show_what_a_document_says_of_itself(geungeo: Geungeo, filled: Path, documents: Path) -> None:
    expected = {
        "title": "2024년도 주요업무 보고",
        "kind": "업무보고",
        "year": 2024,
        "body": "한들미래재단",
        "council": "한들시의회",
        "committee": "기획경제위원회",
        "session": "제312회 임시회",
        "date": "2024-02-21",
        "fiscal_years": [2024],
    }
    assert expected.items() <= described(geungeo, filled).items()
    assert expected.items() <= geungeo("read", "--json", documents / "보고.txt").rows[0]["metadata"].items()
    told = geungeo("status", "--data", filled).out
    assert "한들미래재단, 한들시의회 기획경제위원회, 제312회 임시회, 2024-02-21, 2024 회계연도" in told


def test_what_is_put_right_stays_when_the_file_is_read_again(geungeo: Geungeo, own: Path, documents: Path) -> None:
    told = geungeo(
        *(
            "describe",
            "--data",
            own,
            "보고.txt",
            "--title",
            "달빛등대 보고",
            "--kind",
            "기타",
            "--year",
            2023,
            "--body",
            "가람재단",
        ),
        *("--council", "가람시의회", "--committee", "", "--session", "제1회 정례회", "--date", "2023-05"),
    )
    assert told.status == 0 and "보고.txt" in told.out and "달빛등대 보고" in told.out
    right = {
        "title": "달빛등대 보고",
        "kind": "기타",
        "year": 2023,
        "body": "가람재단",
        "council": "가람시의회",
        "committee": "",
        "session": "제1회 정례회",
        "date": "2023-05",
    }
    assert right.items() <= described(geungeo, own).items()
    for again in ((), ("--rebuild",)):
        assert geungeo("ingest", "--data", own, *again, documents).status == 0
        assert right.items() <= described(geungeo, own).items()


def test_that_a_title_is_searched_later_is_told_and_true(geungeo: Geungeo, own: Path, documents: Path) -> None:
    assert "geungeo ingest" in geungeo("describe", "--data", own, "보고.txt", "--title", "달빛등대 보고").out
    rows = geungeo("ingest", "--data", own, "--json", documents).rows
    assert {row["document"]: row["status"] for row in rows} == {
        "보고.txt": "replaced",
        "옛 보고.txt": "unchanged",
        "회의.txt": "unchanged",
    }
    (found,) = geungeo("ask", "--data", own, "--json", "달빛등대에서 이용자는 몇 명인가요?").rows
    assert found["passages"][0]["doc"] == "보고.txt"


def test_other_fields_need_no_ingest(geungeo: Geungeo, own: Path, documents: Path) -> None:
    assert "geungeo ingest" not in geungeo("describe", "--data", own, "보고.txt", "--session", "제313회 임시회").out
    assert all(row["status"] == "unchanged" for row in geungeo("ingest", "--data", own, "--json", documents).rows)


def test_a_document_that_is_not_there_is_told(geungeo: Geungeo, own: Path) -> None:
    told = geungeo("describe", "--data", own, "없음.txt", "--title", "가나다")
    assert told.status == 1
    assert "없음.txt" in told.err and "geungeo status" in told.err


@pytest.mark.parametrize(
    ("args", "named"),
    [
        ((), "--title"),
        (("--title", " "), "제목"),
        (("--kind", "업무 보고서"), "업무보고"),
        (("--year", "24"), "24"),
        (("--year", "이천"), "--year"),
        (("--date", "2024-02-30"), "2024-02-30"),
        (("--date", "2024. 2. 21."), "2024-02-21"[:4]),
        (("--date", "2024-13"), "2024-13"),
        (("--date", "0000"), "0000"),
    ],
)
def test_what_no_document_can_be_is_refused(geungeo: Geungeo, own: Path, args: tuple[str, ...], named: str) -> None:
    before = described(geungeo, own)
    told = geungeo("describe", "--data", own, "보고.txt", *args)
    assert (told.status, told.out) == (2, "")
    assert named in told.err and KOREAN.search(told.err)
    assert described(geungeo, own) == before


FILTERS = [
    (("--kind", "회의록"), {"회의.txt"}),
    (("--kind", "업무보고", "--year", "2022"), {"옛 보고.txt"}),
    (("--year", "2022", "--year", "2024"), {"보고.txt", "옛 보고.txt", "회의.txt"}),
    (("--committee", "기획경제"), {"보고.txt", "회의.txt"}),
    (("--document", "옛 보고"), {"옛 보고.txt"}),
]


@pytest.mark.parametrize(("args", "expected"), FILTERS)
def test_cite_looks_in_the_documents_asked_for(geungeo: Geungeo, filled: Path, args: tuple[str, ...], expected: set[str]) -> None:
    told = geungeo("cite", "--data", filled, "별빛도서관 이용자", "--json", *args)
    assert told.status == 0
    assert {row["doc"] for row in told.rows} == expected


@pytest.mark.parametrize(("args", "expected"), FILTERS)
def test_ask_answers_from_the_documents_asked_for(
    geungeo: Geungeo, filled: Path, args: tuple[str, ...], expected: set[str]
) -> None:
    (found,) = geungeo("ask", "--data", filled, "--json", "별빛도서관 이용자는 몇 명인가요?", *args).rows
    assert found["citations"]
    assert {place["doc"] for place in found["citations"] + found["passages"]} <= expected


def test_filters_take_what_was_put_right(geungeo: Geungeo, own: Path) -> None:
    geungeo("describe", "--data", own, "옛 보고.txt", "--committee", "행정복지위원회")
    rows = geungeo("cite", "--data", own, "별빛도서관", "--json", "--committee", "행정복지위원회").rows
    assert {row["doc"] for row in rows} == {"옛 보고.txt"}


@pytest.mark.parametrize("command", ["cite", "ask"])
@pytest.mark.parametrize("args", [("--kind", "없는 종류"), ("--document", "없음.txt"), ("--year", "1999")])
def test_filters_that_no_document_meets_are_a_slip(geungeo: Geungeo, filled: Path, command: str, args: tuple[str, ...]) -> None:
    told = geungeo(command, "--data", filled, "별빛도서관", *args)
    assert (told.status, told.out) == (2, "")
    assert args[1] in told.err and "geungeo status" in told.err
