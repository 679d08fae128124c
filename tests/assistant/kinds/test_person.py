"""Who is in charge, with office, department and telephone as they stand; the newest paper first."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.types import Answer, Asked

Ask, Said = Callable[[str], Answer], Callable[[Answer], str]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("책나눔 수레 담당 팀장이 누구야?", "도서관운영팀장 가온빛 (041-555-0147)"),
        ("책나눔 수레 담당자 연락처 알려 주십시오", "041-555-0147"),
        ("2024년 골목 음악회 담당자와 전화번호는?", "공연기획팀장 온별하 (041-555-0131)"),
        ("골목 음악회 담당 부서는?", "생활문화팀장 서나루 (041-555-0162)"),
    ],
)
def test_a_person_with_office_and_telephone(ask: Ask, said: Said, question: str, text: str) -> None:
    found = ask(question)
    assert found.question.asked is Asked.PERSON
    assert text in said(found).split("\n")[0]


def test_an_older_paper_with_another_department_is_named(ask: Ask, said: Said) -> None:
    newer, older = said(ask("골목 음악회 담당 부서는?")).split("\n")
    assert newer.startswith("‘2025년도 주요업무 보고’")
    assert older.startswith("‘2024년도 주요업무 보고’")
    assert "공연기획팀장" in older


def test_a_line_under_a_heading_that_the_layout_made_no_section_of(asking: Callable[[dict[str, str]], Ask], said: Said) -> None:
    ask = asking(
        {
            "예산총괄표_2024.txt": "2024년도 제1회 추가경정 예산총괄표\n2024. 5. 2.\nⅤ. 주요 증액사업\n1. 솔내천 제방 복구\n"
            "○ 사업기간 : 2024. 6. 10. ~ 12. 20.\n○ 담당 : 하천과 하천정비팀장 공세윤 (041-555-0245)\n2. 장터 주차장 조성\n○ 주차면을 60면에서 112면으로 늘림.\n"
        }
    )
    assert said(ask("솔내천 제방 복구 담당자 전화번호는?")).endswith("담당 : 하천과 하천정비팀장 공세윤 (041-555-0245)")
    assert "2024. 6. 10. ~ 12. 20." in said(ask("솔내천 제방 복구는 언제까지 하나요?"))
    assert "공세윤" not in said(ask("장터 주차장 조성 담당자는 누구인가요"))


def test_the_column_of_persons_of_a_row(asking: Callable[[dict[str, str]], Ask], said: Said) -> None:
    ask = asking(
        {
            "처리결과.txt": "2024년도 행정사무감사 처리결과 보고\n2025. 1.\n# Ⅱ. 지적사항 목록\n연번\t구분\t요 지\t지적위원\t처리결과\n"
            "1\t시정\t음향 장비 관리 소홀\t하늘새\t완료\n2\t건의\t마을 극장 개방 시간 연장\t라온결\t추진중\n3\t건의\t수레 책 교체\t다온솔\t완료\n"
        }
    )
    assert said(ask("마을 극장 개방 시간을 늘리자고 건의한 위원은 누구인가요?")) == "마을 극장 개방 시간 연장 - 지적위원 라온결"


def test_a_meeting_without_that_speaker_names_nobody(ask: Ask) -> None:
    assert ask("2024년 행정사무감사에서 홍보비를 지적한 위원은?").abstained
