"""What heads of documents say of themselves: body, council, committee, session, date, fiscal years; and what they do not."""

from __future__ import annotations

from typing import Any

import pytest

from ingest.cover import cover_of
from ingest.cover_date import date_line
from ingest.document import Document, Imprint
from ingest.pipeline import read_document
from ingest.readers.text import read_text

BODY = "\n\nⅠ. 일반현황\n□ 인 력 (’24. 12. 31. 기준, 단위 : 명)\n○ 정원은 20명임.\n"


def read(head: str, name: str = "문서.txt") -> Document:
    return read_document(read_text(name, (head + BODY).encode(), "0"))


def said(head: str) -> dict[str, Any]:
    """The fields of the imprint that are not empty."""
    imprint = read(head).imprint
    return {name: value for name in Imprint.__slots__ if (value := getattr(imprint, name))}


REPORTS = {
    "title, date, body": (
        "2023년도\n주 요 업 무  보 고\n2023. 2. 15.\n재단법인 한들미래재단\n\n목    차\n2022. 1. 1.\n",
        {"body": "한들미래재단", "date": "2023-02-15", "fiscal_years": (2023,)},
    ),
    "session above the title": (
        "제299회 시의회 임시회  \n행정자치위원회\n\n# 2021 주요업무 보고\n\n---\n\n2021. 3.\n\n한들디지털재단\n\n \nI\n",
        {
            "body": "한들디지털재단",
            "committee": "행정자치위원회",
            "session": "제299회 임시회",
            "date": "2021-03",
            "fiscal_years": (2021,),
        },
    ),
    "letters set apart": (
        "제 299 회 한들시의회(임시회)\n기 획 경 제 위 원 회\n2025년도 주요업무 보고\n2025. 2.\n한 들 시\n",
        {
            "body": "한들시",
            "council": "한들시의회",
            "committee": "기획경제위원회",
            "session": "제299회 임시회",
            "date": "2025-02",
            "fiscal_years": (2025,),
        },
    ),
    "session and committee on one line": (
        "2024년도\n주요업무 보고\n제312회 한들시의회 임시회 기획경제위원회\n’24. 2. 21.(수) 10시\n한들시 디지털정책과\n",
        {
            "body": "한들시 디지털정책과",
            "council": "한들시의회",
            "committee": "기획경제위원회",
            "session": "제312회 임시회",
            "date": "2024-02-21",
            "fiscal_years": (2024,),
        },
    ),
    "an office of a province": (
        "제380회 물결특별자치도의회 정례회\n경제산업위원회 소관\n2025년 주요업무 추진상황 보고\n2025년 6월 10일\n경제산업국\n",
        {
            "body": "경제산업국",
            "council": "물결특별자치도의회",
            "committee": "경제산업위원회",
            "session": "제380회 정례회",
            "date": "2025-06-10",
            "fiscal_years": (2025,),
        },
    ),
    "regular session counted within the year": (
        "제285회 한들시의회 (제2차 정례회)\n2026년도 예산안\n2025. 11. 20.\n한들시장\n",
        {
            "body": "한들시",
            "council": "한들시의회",
            "session": "제285회 제2차 정례회",
            "date": "2025-11-20",
            "fiscal_years": (2026,),
        },
    ),
    "body before the date": (
        "한들문화재단\n2025년도 주요업무 보고\n2025. 1. 20.\n\n목차\n",
        {"body": "한들문화재단", "date": "2025-01-20", "fiscal_years": (2025,)},
    ),
    "date and body on one line": (
        "2025년도 주요업무 보고\n2025. 3. 한들도서관\n",
        {"body": "한들도서관", "date": "2025-03", "fiscal_years": (2025,)},
    ),
    "body by its label": (
        "2025년도 주요업무 보고\n2025. 1.\n\n1. 설립개요\n○ 기 관 명 : 재단법인 한들산업진흥원\n",
        {"body": "한들산업진흥원", "date": "2025-01", "fiscal_years": (2025,)},
    ),
    "audit": (
        "# 2024년도 행정사무감사 처리결과 보고\n\n(기획경제위원회 소관)\n\n---\n\n2025. 1.\n\n재단법인 한들미래재단\n",
        {"body": "한들미래재단", "committee": "기획경제위원회", "date": "2025-01"},
    ),
    "a district of a city": (
        "제270회 물결광역시 달빛구의회(임시회)\n복지도시위원회\n2025년 주요업무계획 보고\n2025. 1.\n생활복지국\n",
        {
            "body": "생활복지국",
            "council": "물결광역시 달빛구의회",
            "committee": "복지도시위원회",
            "session": "제270회 임시회",
            "date": "2025-01",
            "fiscal_years": (2025,),
        },
    ),
    "time and place on the cover": (
        "2025년도 주요업무 보고\n일 시 : 2025. 2. 19.(수) 10:00\n장 소 : 회의실\n정책실\n\nⅠ. 개요\n○ 일 시 : 2024. 5. 3.\n",
        {"body": "정책실", "date": "2025-02-19", "fiscal_years": (2025,)},
    ),
    "audience under the date": (
        "2025년도 주요업무 보고\n2025. 2.\n기획경제위원회\n",
        {"date": "2025-02", "fiscal_years": (2025,)},
    ),
    "a committee with dots": (
        "제311회 한들시의회 임시회\n문화·체육·관광위원회\n주요업무 보고\n2025-03-04\n한들박물관\n",
        {
            "body": "한들박물관",
            "council": "한들시의회",
            "committee": "문화·체육·관광위원회",
            "session": "제311회 임시회",
            "date": "2025-03-04",
            "fiscal_years": (),
        },
    ),
}
MONEY = {
    "supplementary budget": (
        "2024년도 제1회 추가경정\n예 산 총 괄 표\n2024. 5. 2.\n가 람 시\n(기획예산과)\n",
        {"body": "가람시", "date": "2024-05-02", "fiscal_years": (2024,)},
    ),
    "settled accounts": (
        "2023회계연도\n재단법인 한들미래재단\n결 산 검 사  의 견 서\n2024. 4. 26.\n한들시의회 결산검사위원\n",
        {"body": "한들시의회 결산검사위원", "council": "한들시의회", "date": "2024-04-26", "fiscal_years": (2023,)},
    ),
    "two fiscal years": (
        "2024회계연도 결산 및 2025회계연도 기금운용계획안\n2025. 6. 1.\n한들군\n",
        {"body": "한들군", "date": "2025-06-01", "fiscal_years": (2024, 2025)},
    ),
    "apostrophe for the century": (
        "’25년도 세입·세출 예산서\n’25. 1.\n달빛구청\n",
        {"body": "달빛구청", "date": "2025-01", "fiscal_years": (2025,)},
    ),
}
BILLS = {
    "of the mayor": (
        "# 무인단말기 체험관 민간위탁 동의안\n\n의안번호\t제1195호\n제출연월일\t2025. 2. 5.\n제 출 자\t한들시장(디지털정책과)\n\n---\n",
        {"body": "한들시", "date": "2025-02-05"},
    ),
    "of members": (
        "# 한들시 디지털포용 조례안\n\n(류하준 의원 대표발의)\n\n의안번호\t제1192호\n발의연월일\t2025. 2. 3.\n발 의 자\t류하준 의원 등 9명\n",
        {"date": "2025-02-03"},
    ),
    "of the superintendent": (
        "물결도교육청 작은학교 지원 조례안\n의안번호 : 제12호\n제안일자 : 2024년 9월 3일\n제안자 : 물결도교육감\n",
        {"body": "물결도교육청", "date": "2024-09-03"},
    ),
    "review with its own date": (
        "2025년도 재단법인 한들미래재단 출연 동의안\n검 토 보 고\n의안번호 제1187호\n2024. 10. 24.\n기획경제위원회\n수석전문위원 노현채\n",
        {"committee": "기획경제위원회", "date": "2024-10-24", "fiscal_years": (2025,)},
    ),
    "review with the dates of its bill only": (
        "한들시 통계 조례 일부개정조례안\n\n# 검 토 보 고\n\n1. 회부경위\n\n- 가. 의안번호 : 제33호\n- 나. 제 안 자 : 한들시장\n"
        "- 다. 제안일자 : 2021년 10월 15일\n- 마. 검 토 자 : 행정자치위원회 수석전문위원 나온유\n",
        {"committee": "행정자치위원회"},
    ),
    "review that begins with its first section": (
        " 1. 제안경위\n\n○ 2023. 8. 14. 한들시장 제출 (2023. 8. 21. 회부)\n\n2. 제안이유\n\n나. 이에 2024 회계연도 한들시 세출예산에 반영하고자 함.\n\n5. 검토의견\n",
        {"fiscal_years": (2024,)},
    ),
}
MINUTES = {
    "sitting on a line of its own": (
        "제312회 한들시의회(임시회)\n기획경제위원회 회의록\n제 2 차\n한들시의회사무국\n일  시 : 2024년 2월 21일(수) 10시\n장  소 : 회의실\n의사일정\n"
        "1. 2025년도 예산안\n(10시 04분 개의)\n",
        {
            "body": "한들시의회사무국",
            "council": "한들시의회",
            "committee": "기획경제위원회",
            "session": "제312회 임시회 제2차",
            "date": "2024-02-21",
        },
    ),
    "sitting in the opening words": (
        "제318회 한들시의회(임시회)\n\n기획경제위원회 회의록\n\n제1호\n\n한들시의회사무처\n\n일 시 2025년 2월 19일(수) 10시\n\n의사일정\n1. 보고\n\n(10시 개의)\n\n"
        "○위원장 정다온 성원이 되었으므로 제318회 한들시의회 임시회 제3차 기획경제위원회를 개의하겠습니다.\n",
        {
            "body": "한들시의회사무처",
            "council": "한들시의회",
            "committee": "기획경제위원회",
            "session": "제318회 임시회 제3차",
            "date": "2025-02-19",
        },
    ),
    "wrapped opening words": (
        "제312회 한들시의회(임시회)\n건설교통위원회 회의록\n일  시 : 2024년 2월 21일(수) 10시\n의사일정\n○위원장 정다온  성원이 되었으므로\n"
        "제312회 한들시의회 임시회 제2차\n건설교통위원회를 개의하겠습니다. 지난 제311회 한들시의회 제9차 위원회를 개의한 뒤로 처음입니다.\n",
        {"council": "한들시의회", "committee": "건설교통위원회", "session": "제312회 임시회 제2차", "date": "2024-02-21"},
    ),
    "plenary": (
        "제301회 한들군의회(제2차 정례회)\n본회의 회의록\n제 4 차\n일시 : ’25. 2. 19.(수) 10시\n의사일정\n",
        {"council": "한들군의회", "session": "제301회 제2차 정례회 제4차", "date": "2025-02-19"},
    ),
    "letters set apart": (
        "제 305 회   한들시의회 ( 정례회 )\n행 정 복 지 위 원 회   회 의 록\n제 2 차\n일 시 : 2024년 12월 3일 ( 화 ) 14시\n의 사 일 정\n",
        {"council": "한들시의회", "committee": "행정복지위원회", "session": "제305회 정례회 제2차", "date": "2024-12-03"},
    ),
    "opened in another session": (
        "제318회 한들시의회(임시회)\n회의록\n일시 2025년 2월 19일\n의사일정\n○의장 정다온 지난 제317회 한들시의회 제2차 본회의를 개의한 뒤 처음입니다.\n",
        {"council": "한들시의회", "session": "제318회 임시회", "date": "2025-02-19"},
    ),
}
# What looks like the matter and is not: nothing must come of it.
NOTHING = {
    "an ordinance on a council": "한들시의회 위원회 조례 일부개정조례안\n1. 제안이유\n",
    "the day an ordinance begins": "안내 자료\n시행일자 : 2025. 7. 1.\n",
    "an event's day": "안내 자료\n\n□ 개관식\n○ 일 시 : 2024. 5. 3.(금) 10시\n",
    "a committee's meeting": "디지털포용위원회 제2차 회의 자료\n",
    "a work of building": "주요업무 보고\n도로 포장 공사\n",
    "a number of the year": "2025년도 공모전 안내\n",
    "prose": "한들시는 2025. 2. 19. 강변공원을 새로 꾸민다. 기획경제위원회가 제318회 임시회에서 심사한다.\n",
    "as of": "정원 현황\n(’25. 1. 31. 기준)\n",
    "a span of days": "행사 안내\n2025. 2. 3. ~ 2025. 2. 14.\n",
    "no such day": "행사 안내\n2025. 2. 30.\n",
    "no such month": "행사 안내\n2025. 13.\n",
    "a year alone": "행사 안내\n2025\n",
    "two dates": "행사 안내\n2025. 2. 3.\n2024. 2. 3.\n",
    "a festival's number": "제3회 한들시 골목경제 축제 안내\n제4차 산업혁명 위원회 구성\n",
    "the nth supplementary budget": "제2차 추가경정\n설명 자료\n",
    "a session that others' business came of": "제317회 임시회 시정질문 조치결과\n",
    "two sessions": "제317회 임시회\n제318회 임시회\n",
    "a council without a name": "시의회\n우리 시의회\n지방의회\n본회의\n",
    "a law": "「한들시의회 기본 조례」제3조에 따른 디지털포용위원회 위원\n",
    "a committee that is no council's": "공정경쟁위원회\n안내 자료\n",
    "a person": "안내 자료\n김민국\n",
    "words that end like a department": "추진성과\n처리결과\n붙임 일시\n",
    "a plan's target year": "2040년 도시기본계획 안내\n",
    "dates of contents": "안내 자료\n목차\n2025. 2. 3.\n한들미래재단\n",
}


@pytest.mark.parametrize(
    ("head", "expected"),
    [pytest.param(*case, id=name) for cases in (REPORTS, MONEY, BILLS, MINUTES) for name, case in cases.items()],
)
def test_what_a_head_says_is_found_and_no_more(head: str, expected: dict[str, Any]) -> None:
    assert said(head) == {name: value for name, value in expected.items() if value}


@pytest.mark.parametrize("head", [pytest.param(head, id=name) for name, head in NOTHING.items()])
def test_what_is_not_said_stays_empty(head: str) -> None:
    assert said(head) == {}


@pytest.mark.parametrize(
    ("line", "date", "rest"),
    [
        ("’25. 2. 19.(수) 10시", "2025-02-19", ""),
        ("2025. 2. 19. (수요일) 오전 10시 30분", "2025-02-19", ""),
        ("(2025. 2. 19.)", "2025-02-19", ""),
        ("2025년  2월", "2025-02", ""),
        ("2025.02", "2025-02", ""),
        ("25. 2. 19.", "2025-02-19", ""),
        ("2025/02/19", "2025-02-19", ""),
        ("'99. 12. 31.", "1999-12-31", ""),
        ("2025. 3. 한들도서관", "2025-03", "한들도서관"),
        ("2025. 2월 현재", "", ""),
        ("25. 2.", "", ""),
        ("2025. 2. 19. ~ 3. 1.", "", ""),
        ("2025. 2. 19. 회부", "", ""),
        ("2,025. 2. 19.", "", ""),
        ("2025 주요업무 보고", "", ""),
        ("1. 2. 3.", "", ""),
        ("033-555-0112", "", ""),
    ],
)
def test_a_line_that_is_a_date(line: str, date: str, rest: str) -> None:
    assert date_line(line) == (date, rest)


@pytest.mark.parametrize(
    ("head", "title", "kind"),
    [
        ("2023년도\n주 요 업 무  보 고\n2023. 2. 15.\n", "2023년도 주요업무 보고", "업무보고"),
        (
            "2023회계연도\n재단법인 한들미래재단\n결산검사 의견서\n",
            "2023회계연도 재단법인 한들미래재단 결산검사 의견서",
            "예산·결산",
        ),
        ("2023. 9.\n한들미래재단\n주요업무 보고\n", "주요업무 보고", "업무보고"),
        ("한들시 통계 조례 일부개정조례안\n\n# 검 토 보 고\n", "한들시 통계 조례 일부개정조례안", "검토보고서"),
        ("한들시 통계 조례 일부개정조례안\n\n검토보고서를 붙임\n", "한들시 통계 조례 일부개정조례안", "조례·의안"),
    ],
)
def test_a_title_begins_with_its_year_and_a_review_is_told_from_its_bill(head: str, title: str, kind: str) -> None:
    document = read(head)
    assert (document.title, document.kind) == (title, kind)


def test_the_cover_ends_where_the_document_begins() -> None:
    for begins in ("목  차", "Ⅰ. 일반현황", "1. 제안이유", "□ 개요", "○ 개요", "한들시는 공원을 새로 꾸민다.", "가" * 61):
        lines = cover_of(read_text("문서.txt", f"주요업무 보고\n---\n한들시\n{begins}\n2025. 2. 3.\n".encode(), "0")).lines
        assert lines == ("주요업무 보고", "한들시")


def test_an_empty_head_says_nothing() -> None:
    assert said("") == {}
