"""The offices that documents give to a person: before the name, behind it, in minutes; several are said to be several."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from assistant.answer import answer
from assistant.kinds.offices import asked_of_whom
from assistant.question import understand
from assistant.settings import Settings
from assistant.types import Answer
from index.intake import take_in
from index.library import open_library

REPORT = """2024년도 주요업무 보고
2024. 2.
재단법인 단비시문화원
# Ⅰ. 일반현황
○ 경영지원본부장 : 서나루
○ 간부 : 온별하 축제기획팀장, 가온빛 시설관리팀장
"""

MINUTES = """제88회 단비시의회(임시회)
문화위원회 회의록
제 1 차
단비시의회사무국
일  시 : 2024년 2월 20일(화) 10시
장  소 : 문화위원회 회의실
의사일정
1. 2024년도 주요업무 보고의 건
(10시 02분 개의)
○위원장 다온솔  의석을 정돈하여 주시기 바랍니다. 제88회 단비시의회 임시회 제1차 문화위원회를 개의하겠습니다.
○문화원장 하늘새  안녕하십니까? 문화원장 하늘새입니다. 간부를 소개하겠습니다. 서나루 정책기획실장입니다. 온별하 축제기획팀장입니다.
"""


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Answer]]:
    folder = tmp_path_factory.mktemp("offices")
    for name, text in (("업무보고.txt", REPORT), ("회의록.txt", MINUTES)):
        (folder / name).write_text(text, encoding="utf-8")
    library = open_library(tmp_path_factory.mktemp("offices_library"), "kiwi")
    assert {report.reason for report in take_in(library, sorted(folder.iterdir()))} == {""}
    yield lambda text: answer(library, text, Settings())
    library.close()


def said(found: Answer) -> str:
    return " ".join(sentence.text for sentence in found.sentences if sentence.role == "answer")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("온별하의 직책은?", "온별하는 축제기획팀장으로 적혀 있습니다."),
        ("하늘새 씨는 무슨 직책이야?", "하늘새는 문화원장으로 적혀 있습니다."),
        ("가온빛 팀장 직위가 뭐죠?", "가온빛은 시설관리팀장으로 적혀 있습니다."),
    ],
)
def test_office_as_it_is_written(ask, question, text):
    assert said(ask(question)) == text


def test_several_offices_are_all_named_and_cited(ask):
    found = ask("서나루의 직책이 뭐야?")
    assert "경영지원본부장" in said(found)
    assert "정책기획실장" in said(found)
    assert "곳마다 달리 적혀 있으니" in said(found)
    assert len({citation.document for citation in found.citations}) == 2


def test_person_whom_no_place_names_has_no_office(ask):
    assert "적혀 있습니다" not in said(ask("도라온의 직책은?"))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("온별하의 직책은?", "온별하"),
        ("온별하 팀장님 직위가 뭐죠?", "온별하"),
        ("서나루는 어디 소속인가요?", "서나루"),
        ("축제 예산은 얼마인가요?", ""),
    ],
)
def test_person_that_is_asked_for(text, name):
    assert asked_of_whom(understand(text)) == name
