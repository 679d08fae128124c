"""What is said where an answer does not reach the year asked for, a half of it, or what was done; and where things are."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from assistant.answer import answer
from assistant.settings import Settings
from assistant.types import Answer, FigureStatus
from index.intake import take_in
from index.library import open_library

STAFF = """{year}년도 주요업무 보고

                          {year}. 1. 20.

                    은모래시 문화재단

Ⅰ. 일반현황

□ 조직 및 인력

(단위: 명)
구분\t정원\t현원\t결원
공연기획팀\t20\t{present}\t{vacant}
시설안전팀\t14\t12\t2

□ 시설현황

시설명\t위치\t객석 수\t개관연도
노을극장\t갯벌로 5\t210석\t2012년
파도전시관\t등대길 30\t80석\t2017년
"""

WORK = """2025년도 사업추진 보고

                          2025. 2. 3.

                    은모래시 산림재단

Ⅰ. 추진실적

(단위: 건)
사업명\t2023년 실적\t2024년 실적\t2025년 목표
숲해설 운영\t120\t150\t170
나무은행 접수\t80\t95\t110

○ 단풍길 걷기를 10월에 열고 참가자 3,000명을 목표로 함.

Ⅱ. 상반기 추진

(단위: 회)
사업명\t상반기\t하반기
산림교실 개최\t14\t17
"""

OLDER = """2023년도 사업추진 보고

                          2023. 2. 3.

                    은모래시 산림재단

Ⅰ. 추진실적

(단위: 건)
사업명\t2021년 실적\t2022년 실적\t2023년 목표
숲해설 운영\t90\t101\t118
나무은행 접수\t61\t72\t79
"""

Asking = Callable[[str], Answer]


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asking]:
    """Ask a library of reports with a gap between their years."""
    folder = tmp_path_factory.mktemp("gap")
    for year, present in ((2019, 13), (2023, 17)):
        text = STAFF.format(year=year, present=present, vacant=20 - present)
        (folder / f"인력_{year}.txt").write_text(text, encoding="utf-8")
    (folder / "산림_2025.txt").write_text(WORK, encoding="utf-8")
    (folder / "산림_2023.txt").write_text(OLDER, encoding="utf-8")
    library = open_library(tmp_path_factory.mktemp("gap_library"), "kiwi")
    assert [report.reason for report in take_in(library, sorted(folder.iterdir()))] == [""] * 4
    yield lambda text: answer(library, text, Settings())
    library.close()


def first(found: Answer) -> str:
    """The first line of an answer."""
    return found.text.split("\n")[0]


@pytest.mark.parametrize("team", ["공연기획팀", "시설안전팀"])
def test_year_in_a_gap_is_not_answered_with_another(asking: Asking, team: str) -> None:
    found = asking(f"2021년 {team} 현원은 몇 명인가요?")
    assert found.abstained
    assert f"2021년의 내용은 문서에 없습니다. ‘{team}’의 값 가운데 가장 가까운 해는 2019년과 2023년입니다." in found.text
    assert found.hits


@pytest.mark.parametrize(("year", "present"), [(2019, 13), (2023, 17)])
def test_year_of_a_document_is_answered_from_it(asking: Asking, year: int, present: int) -> None:
    found = asking(f"{year}년 공연기획팀 현원은?")
    assert f"현원 {present}명" in first(found)
    assert not found.notices


@pytest.mark.parametrize(("asked", "year", "present"), [(2018, 2019, 13), (2020, 2019, 13), (2022, 2023, 17)])
def test_year_beside_a_document_is_answered_with_a_notice(asking: Asking, asked: int, year: int, present: int) -> None:
    found = asking(f"{asked}년 공연기획팀 현원은?")
    assert f"현원 {present}명" in first(found)
    assert found.notices == (f"{asked}년의 값이라고 적은 곳은 찾지 못했습니다. 답은 {year}년 문서에 적힌 값입니다.",)


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("2020년과 2023년 숲해설 운영 실적은?", "2020년"),
        ("2020년부터 2024년까지 나무은행 접수 실적은?", "2020년"),
        ("2019년~2022년 숲해설 운영 실적은?", "2019년·2020년"),
    ],
)
def test_years_that_an_answer_leaves_out_are_named(asking: Asking, question: str, missing: str) -> None:
    found = asking(question)
    assert not found.abstained
    assert f"{missing}의 값은 이 답에 없습니다." in found.notices


@pytest.mark.parametrize(
    ("question", "values"),
    [
        ("2021년부터 2024년까지 숲해설 운영 실적은?", ("90건", "101건", "120건", "150건")),
        ("2022년과 2023년과 2024년 나무은행 접수 실적은?", ("72건", "80건", "95건")),
        (
            "2019년과 2023년 공연기획팀 현원은?",
            ("2019년 문서에서 공연기획팀은 현원 13명", "2023년 문서에서 공연기획팀은 현원 17명"),
        ),
    ],
)
def test_every_year_is_given_out_of_several_tables(asking: Asking, question: str, values: tuple[str, ...]) -> None:
    found = asking(question)
    assert [value for value in values if value not in found.text] == []
    assert not found.notices
    assert {figure.status for figure in found.figures} <= {FigureStatus.VERIFIED}


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("2024년 상반기 숲해설 운영 실적은?", "상반기"),
        ("2023년 3분기 나무은행 접수 실적은?", "3분기"),
        ("2024년 하반기 나무은행 접수 실적은?", "하반기"),
    ],
)
def test_value_of_a_year_is_not_passed_off_as_that_of_a_half(asking: Asking, question: str, part: str) -> None:
    found = asking(question)
    assert found.notices == (f"{part}의 값이라고 적은 곳은 찾지 못했습니다. 답은 한 해 전체의 값일 수 있습니다.",)


@pytest.mark.parametrize(("part", "value"), [("상반기", "14회"), ("하반기", "17회")])
def test_value_of_the_half_asked_for_needs_no_notice(asking: Asking, part: str, value: str) -> None:
    found = asking(f"{part} 산림교실 개최는 몇 회?")
    assert value in first(found)
    assert not found.notices


@pytest.mark.parametrize("work", ["숲해설 운영", "나무은행 접수"])
def test_target_is_not_passed_off_as_what_was_done(asking: Asking, work: str) -> None:
    found = asking(f"2025년 {work} 실적은?")
    assert "2025년 목표" in first(found)
    assert found.notices == ("답은 ‘목표’로 적힌 값이며, 실적은 찾지 못했습니다.",)
    assert not asking(f"2025년 {work} 목표는?").notices
    assert not asking(f"2024년 {work} 실적은?").notices


def test_sentence_that_tells_of_a_target_is_not_passed_off_either(asking: Asking) -> None:
    assert asking("단풍길 걷기 참가자 실적은 몇 명?").notices == ("답은 ‘목표’로 적힌 값이며, 실적은 찾지 못했습니다.",)
    assert not asking("단풍길 걷기 참가자 목표는 몇 명?").notices


def test_year_in_a_cell_is_not_the_year_of_the_value_beside_it(asking: Asking) -> None:
    assert "2019년과 2023년" in asking("2021년 노을극장 객석 수는?").text
    assert asking("2022년 노을극장 객석 수는?").notices


def test_nearest_year_is_told_out_of_all_tables(asking: Asking) -> None:
    assert "가장 가까운 해는 2021년" in asking("2019년 숲해설 운영 실적은?").text


def test_what_was_done_is_not_passed_off_as_the_target(asking: Asking) -> None:
    assert asking("2024년 숲해설 운영 목표는?").notices == ("답은 ‘실적’으로 적힌 값이며, 목표는 찾지 못했습니다.",)


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("노을극장은 어디에 있나요?", "노을극장은 위치 갯벌로 5입니다."),
        ("파도전시관 주소 알려줘", "파도전시관은 위치 등대길 30입니다."),
        ("파도전시관 소재지는?", "파도전시관은 위치 등대길 30입니다."),
    ],
)
def test_place_is_read_from_its_column(asking: Asking, question: str, place: str) -> None:
    assert place in first(asking(question))


@pytest.mark.parametrize("question", ["민선 9기 공약", "제3기 옴부즈만 위촉식은 어디에서 열리나요?", "9급 공채 합격선은?"])
def test_nothing_is_said_where_not_one_word_is_met(asking: Asking, question: str) -> None:
    assert asking(question).abstained
