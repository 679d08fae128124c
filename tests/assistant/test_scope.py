"""The documents that can be chosen to look in, and how a choice is told."""

from __future__ import annotations

import pytest

from assistant.answer import answer
from assistant.scope import check_scope, choices_of, scope_of
from assistant.settings import Settings
from index.filters import ANYWHERE, Filters
from ingest.errors import BadInput
from screen.render.answer import answer_html


def test_what_can_be_chosen_is_what_the_documents_say(small_library):
    found = choices_of(small_library)
    assert [value for _, value in found.documents] == ["검토보고.txt", "업무보고.txt"]
    assert [value for _, value in found.kinds] == ["검토보고서", "업무보고"]
    assert [name for name, _ in found.years] == ["2024년", "2023년"]
    assert "한들미래재단" in [value for _, value in found.bodies]
    assert found.committees == ()


def test_every_choice_leaves_a_document(small_library):
    found = choices_of(small_library)
    for filters in (
        *(Filters(kinds=(value,)) for _, value in found.kinds),
        *(Filters(years=(value,)) for _, value in found.years),
        *(Filters(documents=(value,)) for _, value in found.documents),
        *(Filters(bodies=(value,)) for _, value in found.bodies),
    ):
        check_scope(small_library, filters)
        assert scope_of(filters)


@pytest.mark.parametrize(
    ("filters", "told"),
    [
        (ANYWHERE, ""),
        (Filters(years=(2023, 2024)), "2023년·2024년"),
        (
            Filters(("회의록",), (2024,), ("기획경제위원회",), ("가.txt",), ("가람시",)),
            "2024년, 회의록, 가람시, 기획경제위원회, 가.txt",
        ),
    ],
)
def test_a_choice_is_told_in_one_line(filters, told):
    assert scope_of(filters) == told


def test_a_choice_that_leaves_nothing_is_told(small_library):
    with pytest.raises(BadInput, match="찾을 범위에 맞는 문서가 없습니다"):
        check_scope(small_library, Filters(kinds=("업무보고",), years=(1999,)))


@pytest.mark.parametrize(
    "question",
    ["드론 배송에 돈 얼마 잡혔어?", "별빛도서관 예산현액 얼마야?", "화성 이주 우주선의 승무원 급식 단가는?"],
)
def test_an_answer_says_where_was_looked_and_looks_nowhere_else(small_library, question):
    filters = Filters(documents=("검토보고.txt",))
    found = answer(small_library, question, Settings(), filters)
    assert found.scope == "검토보고.txt"
    assert {citation.document for citation in found.citations} <= {"검토보고.txt"}
    assert "찾은 범위: 검토보고.txt" in answer_html(found, "가")
    assert answer(small_library, question, Settings()).scope == ""
