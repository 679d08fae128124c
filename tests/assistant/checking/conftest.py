"""A library of invented documents that the tests of the draft check share."""

from __future__ import annotations

import pytest

from assistant.checking.draft import check_text
from index.intake import take_in
from index.library import open_library

REPORT = """2025년도 주요업무 보고
2025. 2. 10.
재단법인 가람디지털진흥원

Ⅰ. 일반현황
○ 설 립 일 : 2018. 3. 2.
Ⅱ. 사업별 예산
(단위 : 백만원)
사 업 명\t2023년\t2024년\t2025년\t증감\t증감률(%)
찾아가는 디지털교실\t820\t1,050\t1,180\t130\t12.4
청년 디지털 인턴\t690\t720\t760\t40\t5.6
스마트상점 보급\t980\t1,120\t900\t△220\t△19.6
Ⅲ. 추진실적
사 업 명\t2023년 실적\t2024년 실적\t2025년 목표
찾아가는 디지털교실\t7,236명\t9,815명\t11,000명
스마트상점 보급\t212개소\t265개소\t220개소
Ⅳ. 잘된 점
○ 온라인 교육의 수료율이 61.2%로 대면교육(93.5%)에 크게 못 미침.
○ 시 출연금은 2024년 6,240,300천원에서 2025년 6,705,000천원으로 늘어남.
○ 국비 매칭비율이 50%에서 30%로 낮아졌기 때문에 보급목표를 줄여 잡음.
○ 출연금은 보조금과 달리 집행 후 정산할 의무가 없으므로 사전에 타당성을 꼼꼼히 따져야 함.
"""
AUDIT = """2024년도 행정사무감사 처리결과
2025. 1. 20.
재단법인 가람디지털진흥원

Ⅰ. 감사자료용 주요사업 실적
사 업 명\t2024년 실적
스마트상점 보급\t256개소
Ⅱ. 결산
○ 수납액에서 지출액을 뺀 결산상 잉여금은 442,579,790원이며, 이월액을 뺀 순세계잉여금은 227,579,790원임.
○ 지적사항 : 상반기 수의계약 37건 가운데 6건에 사유서가 붙어 있지 않음.
Ⅲ. 인원
(단위 : 명, 2025. 1. 31. 기준)
구 분\t정 원\t현 원
데이터팀\t8\t6
기업지원팀\t7\t7
"""
VISITORS = """2025년도 물빛마당 야간축제 업무보고
2025. 2. 10.
재단법인 가람문화재단

Ⅰ. 2024년 주요성과
○ 물빛마당 야간축제 방문객 53,185명(전년 48,350명 대비 10.0% 증가)
○ 물빛상점 육성 : 45개소 지원(목표 40개소)
Ⅱ. 2025년 추진계획
○ 물빛마당 야간축제 방문객 목표 60,000명
Ⅲ. 예산
(단위 : 백만원)
사 업 명\t2024년 예산\t2025년 예산
물빛마당 야간축제\t1,500\t1,800
"""
RECOUNT = """2024년도 행정사무감사 결과보고
2025. 1. 20.
재단법인 가람문화재단

1. 물빛마당 야간축제 방문객 집계 방법 개선
○ 처리결과 : 무인계수기를 설치하여 2024년 방문객을 52,980명으로 재집계함(완료)
"""
SETTLED = """2024회계연도 출연금 결산 보고
2025. 3. 4.
재단법인 가람문화재단

Ⅰ. 사업별 집행현황
(단위 : 천원)
사 업 명\t최종예산\t집행액
물빛마당 야간축제\t1,620,000\t1,539,000
"""
DOCUMENTS = {"보고.txt": REPORT, "감사.txt": AUDIT, "방문객.txt": VISITORS, "재집계.txt": RECOUNT, "결산.txt": SETTLED}


@pytest.fixture(scope="package")
def library(tmp_path_factory):
    folder = tmp_path_factory.mktemp("documents")
    for name, text in DOCUMENTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    opened = open_library(tmp_path_factory.mktemp("checking"), "kiwi")
    list(take_in(opened, sorted(folder.iterdir())))
    yield opened
    opened.close()


@pytest.fixture
def check(library):
    """Check a text against the library."""
    return lambda text: check_text(library, text)


@pytest.fixture
def verdict(check):
    """The verdict on one figure of a text; None where it is no claim."""

    def of(text: str, figure: str) -> str | None:
        return next((finding.verdict.value for finding in check(text).findings if finding.text == figure), None)

    return of
