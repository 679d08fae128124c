"""Minutes as utterances: who, under which item, when; in the ways in which councils write them. All of it is invented."""

from __future__ import annotations

import pytest

from ingest.document import Statement, StatementKind
from ingest.pipeline import read_document
from ingest.readers.text import read_text
from ingest.speakers import Speakers
from ingest.statements import statements_of
from ingest.utterance import Utterance

RING = """나래시의회 회의록
의사일정
1. 나래시 도서관 운영 조례안
2. 2025년도 예산안
(10시 03분 개의)
○위원장 한가온  회의를 시작하겠습니다.
1. 나래시 도서관 운영 조례안(시장 제출)
○위원장 한가온  의사일정 제1항을 상정합니다.
○심다솜 위원  도서관을 왜 밤에 닫습니까?
○도서관정책과장 민라온  인력이 모자라기 때문입니다.
- 야간 근무자는 두 명입니다.
(11시 45분 회의중지)
(14시 20분 계속개의)
2. 2025년도 예산안
○위원장 한가온  의사일정 제2항을 상정합니다.
○도서관정책과장 민라온  예산은 3억원을 잡았습니다.
(「없습니다」 하는 위원 있음)
○위원장 한가온  산회를 선포합니다.
(15시 02분 산회)
○출석위원
○심다솜 위원
"""

BRACKETS = """나래시의회 본회의 회의록
부의된 안건
1. 나래시 공원 조례안
2. 나래시 하천 조례안
3. 휴회의 건
(오후 2시 5분 개의)
의장(한가온)  성원이 되었으므로 회의를 열겠습니다. 의사일정 제1항부터 제3항까지 일괄하여 상정합니다.
공원녹지과장(민라온)  공원은 네 곳입니다.
의장(한가온)  다른 의견 있으십니까?
공원녹지과장(민라온)  없습니다.
"""

COLON = """나래시의회 특별위원회 회의록
(09:30 개회)
한가온 위원장: 지금부터 회의를 열겠습니다.
심다솜 위원: 하천 정비는 언제 끝납니까?
민라온 과장: 내년 6월에 끝납니다.
심다솜 위원: 알겠습니다.
"""


def said(text: str, words: str) -> Statement:
    found = statements_of(read_document(read_text("회의록.txt", text.encode(), "")))[0]
    return next(statement for _, statement in found if words in statement.text)


def uttered(text: str, words: str) -> Utterance:
    utterance = said(text, words).utterance
    assert utterance is not None
    return utterance


@pytest.mark.parametrize(
    ("text", "words", "line"),
    [
        (RING, "시작", "○위원장 한가온, 10시 03분"),
        (RING, "제1항", "○위원장 한가온, 안건 1, 10시 03분"),
        (RING, "밤에", "○심다솜 위원, 안건 1, 10시 03분"),
        (RING, "모자라", "○도서관정책과장 민라온, 안건 1, 10시 03분"),
        (RING, "야간 근무자", "○도서관정책과장 민라온, 안건 1, 10시 03분"),
        (RING, "3억원", "○도서관정책과장 민라온, 안건 2, 14시 20분"),
        (BRACKETS, "성원이", "○의장 한가온, 14시 05분"),
        (BRACKETS, "네 곳", "○공원녹지과장 민라온, 안건 1·2·3, 14시 05분"),
        (COLON, "언제 끝", "○심다솜 위원, 09시 30분"),
        (COLON, "6월", "○과장 민라온, 09시 30분"),
    ],
)
def test_utterance_says_who_under_which_item_and_when(text: str, words: str, line: str) -> None:
    assert uttered(text, words).line == line


def test_items_have_their_titles_without_who_handed_them_in() -> None:
    assert [(item.number, item.title) for item in uttered(RING, "밤에").items] == [(1, "나래시 도서관 운영 조례안")]
    assert [item.title for item in uttered(BRACKETS, "네 곳").items] == ["나래시 공원 조례안", "나래시 하천 조례안", "휴회의 건"]


@pytest.mark.parametrize("words", ["나래시의회 회의록", "없습니다", "산회)", "출석위원", "심다솜 위원"])
def test_what_nobody_says_is_no_utterance(words: str) -> None:
    found = statements_of(read_document(read_text("회의록.txt", RING.encode(), "")))[0]
    assert all(statement.utterance is None for _, statement in found if statement.text.endswith(words))


@pytest.mark.parametrize(("text", "words"), [(RING, "인력"), (BRACKETS, "네 곳"), (COLON, "내년")])
def test_label_is_no_part_of_what_is_said_but_of_what_is_quoted(text: str, words: str) -> None:
    statement = said(text, words)
    assert "민라온" not in statement.text
    assert "민라온" in statement.span.of(text)
    assert "민라온" in " ".join(statement.context)


def test_answer_has_the_question_before_it_as_context() -> None:
    assert "도서관을 왜 밤에 닫습니까?" in said(RING, "모자라").context


def test_list_with_rings_names_no_speakers() -> None:
    lines = ["○ 시장 방문 결과", "○ 위원 위촉 현황", "○ 현장 조사 계획", "○ 위원장 1명", "○ 담당 과장 : 민라온", "○ 정원 20명"]
    speakers = Speakers(lines)
    assert [line for line in lines if speakers.label(line)] == []


def test_who_speaks_once_is_known_where_labels_are_the_rule() -> None:
    lines = [
        "○과장 민라온 늘렸습니다.",
        "○심다솜 위원 왜요?",
        "○과장 민라온 모자랍니다.",
        "○심다솜 위원 예.",
        "○국장 조가람 제 생각도 그렇습니다.",
    ]
    label = Speakers(lines).label(lines[-1])
    assert label is not None and label.name == "조가람"
    assert Speakers([*lines, *(f"○ 도로 {number}호 정비" for number in range(4))]).label(lines[-1]) is None


def test_item_in_a_speech_is_no_item_of_the_agenda() -> None:
    text = RING.replace("- 야간 근무자는", "1. 야간 근무자는")
    assert [item.number for item in uttered(text, "야간 근무자").items] == [1]
    assert uttered(text, "야간 근무자").name == "민라온"


def test_label_that_one_space_sets_off_must_come_back() -> None:
    once, twice = ["○과장 민라온 예산을 늘렸습니다."], ["○과장 민라온 예산을 늘렸습니다.", "○과장 민라온 끝났습니다."]
    assert Speakers(once).label(once[0]) is None
    label = Speakers(twice).label(twice[0])
    assert label is not None and (label.name, label.office, twice[0][label.end :]) == ("민라온", "과장", "예산을 늘렸습니다.")


NAMES = """나래시의회 회의록
(10시 03분 개의)
○위원장 한가온  회의를 시작하겠습니다.
1. 나래시 주차장 조례안(심다솜 의원 대표발의)
(10시 07분)
○심다솜 위원  요금은 500원이 맞습니다.
○한  솔 위원  요금은 700원이 맞습니다.
○조 가 람 위원  요금은 900원이 맞습니다.
○과장 민 들 레  수입은 12억 원입니다.
○박○○ 위원  민원이 45건입니다.
○참고인 응우옌티란  외국인 민원은 9건입니다.
○○○○ 위원  저는 반대합니다.
주차면이 모자랍니다.
○위원장 한가온  표결하겠습니다.
(「동의합니다」하는 위원 있음)
(11시 50분 산회)
"""
STAMPED = """나래시 축제 준비 회의록
[14:00] 사회자: 시작하겠습니다.
[14:02] 심다솜 팀장: 예산은 5억 원입니다.
[14:05] 한별 위원: 방문객은 몇 명이었습니까?
[14:06] 심다솜 팀장: 12만 명이었습니다.
[14:09] 사회자: 다음으로 넘어가겠습니다.
"""


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (NAMES, "700원", "한솔 위원"),
        (NAMES, "900원", "조가람 위원"),
        (NAMES, "12억", "과장 민들레"),
        (NAMES, "45건", "박○○ 위원"),
        (NAMES, "9건", "참고인 응우옌티란"),
        (STAMPED, "5억", "팀장 심다솜"),
        (STAMPED, "몇 명", "한별 위원"),
    ],
)
def test_name_set_apart_masked_or_foreign_and_behind_a_time(text: str, words: str, speaker: str) -> None:
    assert uttered(text, words).speaker == speaker
    assert speaker.split()[-1] not in said(text, words).text


@pytest.mark.parametrize(("text", "words"), [(NAMES, "반대"), (NAMES, "주차면"), (STAMPED, "시작하"), (STAMPED, "다음으로")])
def test_whose_label_is_not_understood_is_not_who_spoke_before(text: str, words: str) -> None:
    assert said(text, words).utterance is None


@pytest.mark.parametrize("words", ["동의합니다", "산회", "10시 07분"])
def test_what_is_noted_between_speeches_stands_under_none_of_them(words: str) -> None:
    assert not any("표결" in text or "시작" in text for text in said(NAMES, words).context)
    assert said(NAMES, "동의합니다").kind is StatementKind.NOTE


def test_bullets_of_a_speech_do_not_end_it_where_rings_are_bullets() -> None:
    text = COLON.replace("내년 6월에 끝납니다.", "내년 6월에 끝납니다.\n○ 하천 관리소장 교체\n그 뒤에 공원을 엽니다.")
    assert uttered(text, "공원").name == "민라온"
