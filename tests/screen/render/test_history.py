"""The drawer of past conversations, as HTML."""

from __future__ import annotations

from datetime import datetime

import pytest

from index.history import MOST_LISTED, Conversation
from screen.kept import Listing
from screen.render.history import drawer_html, list_html, when

NOW = datetime(2025, 3, 2, 10, 0)
AT = datetime(2025, 3, 1, 9, 5).timestamp()
ONE = Conversation("하나", "출연금은?", AT, 2, "출연금은?")


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (datetime(2025, 3, 2, 0, 0), "오늘 00:00"),
        (datetime(2025, 3, 1, 23, 59), "어제 23:59"),
        (datetime(2025, 2, 28, 9, 5), "2월 28일 09:05"),
        (datetime(2024, 12, 31, 9, 5), "2024. 12. 31. 09:05"),
    ],
)
def test_a_time_is_said_as_people_say_it(at, said):
    assert when(at, NOW) == said


def test_a_conversation_is_a_button_with_its_first_question_and_time():
    html = list_html(Listing([ONE], 1), NOW)
    assert 'data-conversation="하나"' in html and "출연금은?" in html and "어제 09:05" in html and "질문 2개" in html
    assert "aria-current" not in html and "맞는 질문" not in html
    assert 'aria-current="true"' in list_html(Listing([ONE], 1, open="하나"), NOW)


def test_nothing_is_deleted_without_a_question():
    html = list_html(Listing([ONE], 7), NOW)
    assert html.count('class="sure"') == html.count(" hidden>") == 2
    assert "대화 7개를 모두 지웁니다" in html
    assert "모두" not in list_html(Listing([ONE], 7), NOW, "출연금")  # all is more than what is shown


def test_the_question_that_was_found_is_shown():
    assert "맞는 질문: 그럼 &lt;2023년&gt;은?" in list_html(Listing([ONE._replace(hit="그럼 <2023년>은?")], 1), NOW, "2023년")


def test_what_users_typed_is_escaped_and_cut():
    html = list_html(Listing([ONE._replace(id='"><i>', question="<b>" + "가" * 500, hit="<b>")], 1), NOW)
    assert "<b>" not in html and "<i>" not in html and "가" * 121 not in html


def test_where_there_is_nothing_that_is_said():
    assert "아직 지난 대화가 없습니다" in list_html(Listing([], 0), NOW)
    assert "‘&lt;말&gt;’" in list_html(Listing([], 3), NOW, "<말>")
    assert "깨진 파일" in list_html(Listing([], 0, trouble="깨진 파일"), NOW)


def test_that_there_are_more_is_said():
    assert "최근 100개만" in list_html(Listing([ONE] * MOST_LISTED, 101), NOW)
    assert "최근 100개만" in list_html(Listing([ONE] * MOST_LISTED, 101), NOW, "출연금")
    assert "최근" not in list_html(Listing([ONE], 7), NOW, "출연금")
    assert "최근" not in list_html(Listing([ONE] * MOST_LISTED, MOST_LISTED), NOW)


def test_the_drawer_says_how_long_conversations_are_kept():
    assert "365일" in drawer_html(365) and "<dialog" in drawer_html(365)
