"""The same passage in several documents: one speaks for all, the newest; what differs in a figure stands by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer import answer
from assistant.contract import as_json
from assistant.reading import read_question
from assistant.retrieve import Retrieved, retrieve
from assistant.settings import Settings
from index.intake import take_in
from index.library import Library, open_library
from screen.render.answer import answer_html

# 가람시's reports of three years: the same tables are carried along, under other headings beside them.
CARRIED = """{year}년도 주요업무 보고
가람나루재단
# I. 일반현황
## □ 시설 현황
구 분\t개관\t면적\t이용 인원
강변쉼터\t2019\t1,250㎡\t{users}명
은빛책방\t2020\t840㎡\t8,300명
# II. 주요업무
## {own}
"""
OWN = {
    2022: "1. 나루터 야간 조명\n- 산책로 조명 교체 : 64개소",
    2023: "1. 강변 축제\n- 축제 기간 : ’23. 9. 2.",
    2024: "1. 수상 교실\n- 수상 교실 강사 : 7명",
}


def _library(folder: Path, users: dict[int, str]) -> Library:
    files = []
    for year, count in users.items():
        path = folder / f"{year}_업무보고.txt"
        path.write_text(CARRIED.format(year=year, users=count, own=OWN[year]), encoding="utf-8")
        files.append(path)
    library = open_library(folder / "library", "kiwi")
    assert all(report.passages for report in take_in(library, files))
    return library


def _found(library: Library, question: str) -> Retrieved:
    return retrieve(library, read_question(library, question))


ALL_SAME = {2022: "12,400", 2023: "12,400", 2024: "12,400"}


@pytest.mark.parametrize(
    "question", ["강변쉼터 면적이 얼마나 되나요?", "은빛책방 이용 인원 몇 명?", "강변쉼터는 언제 개관했어요?"]
)
def test_the_newest_document_speaks_for_all(tmp_path: Path, question: str) -> None:
    found = _found(_library(tmp_path, ALL_SAME), question)
    best = found.hits[0]
    assert best.document == "2024_업무보고.txt"
    assert {other.document for other in best.same} == {"2022_업무보고.txt", "2023_업무보고.txt"}
    assert {item.hit.document for item in found.evidence if item.hit.section == best.section} == {"2024_업무보고.txt"}


@pytest.mark.parametrize("question", ["강변쉼터 면적이 얼마나 되나요?", "은빛책방 이용 인원 몇 명?", "시설 현황"])
def test_the_others_come_behind_all_that_say_something_of_their_own(tmp_path: Path, question: str) -> None:
    hits = _found(_library(tmp_path, ALL_SAME), question).hits
    tables = [number for number, hit in enumerate(hits) if "은빛책방" in hit.text]
    assert len(tables) == 3
    assert tables[1:] == [len(hits) - 2, len(hits) - 1]


@pytest.mark.parametrize(("year", "asked"), [(2022, "2022년 보고서의"), (2023, "2023년 업무보고에 나온"), (2024, "2024년")])
def test_the_year_asked_for_is_no_tie(tmp_path: Path, year: int, asked: str) -> None:
    found = _found(_library(tmp_path, ALL_SAME), f"{asked} 은빛책방 이용 인원은?")
    assert found.hits[0].document == f"{year}_업무보고.txt"


@pytest.mark.parametrize("users", [{**ALL_SAME, 2024: "15,900"}, {**ALL_SAME, 2022: "9,100"}, {2022: "1", 2023: "2", 2024: "3"}])
def test_another_figure_is_another_passage(tmp_path: Path, users: dict[int, str]) -> None:
    found = _found(_library(tmp_path, users), "강변쉼터 이용 인원은 몇 명인가요?")
    stated = {figure.text for hit in found.hits for statement in hit.statements for figure in statement.quantities}
    assert {f"{count}명" for count in users.values()} <= stated
    assert {item.hit.document for item in found.evidence} >= {
        f"{year}_업무보고.txt" for year, count in users.items() if list(users.values()).count(count) == 1
    }


def test_a_person_sees_that_there_are_others(tmp_path: Path) -> None:
    found = answer(_library(tmp_path, ALL_SAME), "강변쉼터 면적이 얼마나 되나요?", Settings())
    cited = [citation for citation in as_json("1", found)["citations"] if citation["others"]]
    assert {other["doc"] for citation in cited for other in citation["others"]} == {"2022_업무보고.txt", "2023_업무보고.txt"}
    assert "같은 내용: 202" in answer_html(found, "k")


@pytest.mark.parametrize("carried", [(15, 12, 3), (12, 15, -3), (15, 15, 12)])
def test_a_row_that_differs_is_no_duplicate_though_its_figures_stand_elsewhere(
    tmp_path: Path, carried: tuple[int, int, int]
) -> None:
    rows = "기획팀\t15\t12\t3\n운영팀\t12\t15\t-3\n홍보팀\t15\t15\t12\n총무팀\t12\t12\t0\n"
    head = "{}년도 주요업무 보고\n# I. 일반현황\n## □ 정원과 현원\n(단위: 명)\n구 분\t정원\t현원\t과부족\n"
    for year, last in ((2023, carried), (2024, (15, 11, 4))):
        row = "등대팀\t{}\t{}\t{}\n".format(*last)
        (tmp_path / f"{year}_업무보고.txt").write_text(head.format(year) + rows + row, encoding="utf-8")
    library = open_library(tmp_path / "library", "kiwi")
    assert all(report.passages for report in take_in(library, sorted(tmp_path.glob("*.txt"))))
    found = _found(library, "등대팀 현원은 몇 명인가요?")
    assert not any(hit.same for hit in found.hits)
    assert {item.hit.document for item in found.evidence[:2]} == {"2023_업무보고.txt", "2024_업무보고.txt"}


def test_the_others_are_told_by_the_place_of_the_cited_statement(tmp_path: Path) -> None:
    found = answer(_library(tmp_path, ALL_SAME), "강변쉼터 면적이 얼마나 되나요?", Settings())
    cited = next(citation for citation in found.citations if citation.others and citation.quote.startswith("강변쉼터"))
    assert {other.place for other in cited.others} == {cited.place}  # the reports are alike up to there
