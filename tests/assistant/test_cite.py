"""Looking a citation up during a hearing."""

from __future__ import annotations

import pytest

from assistant.cite import find_places


@pytest.mark.parametrize(
    ("words", "document", "quote"),
    [
        ("정산 의무", "검토보고.txt", "정산 의무가 없어"),
        ("운영시간 조정이 필요함", "검토보고.txt", "운영시간 조정"),
        ("참여 섬", "업무보고.txt", "솔섬, 달섬, 바람섬"),
        ("정하람", "업무보고.txt", "정하람"),
        ("실증노선개통", "업무보고.txt", "실증 노선 개통"),
    ],
)
def test_the_line_with_the_words_comes_first(small_library, words, document, quote):
    place = find_places(small_library, words)[0]
    assert place.document == document
    assert quote in place.quote


def test_a_place_is_the_documents_own_characters(small_library):
    for place in find_places(small_library, "별빛도서관"):
        text = small_library.store.document_text(place.document)
        assert place.span.of(text) == place.quote
        assert place.quote in place.passage
        assert place.page >= 1
        assert place.place.startswith({"업무보고.txt": "문단 ", "검토보고.txt": "1쪽"}[place.document])


def test_a_passage_is_given_once(small_library):
    passages = [place.passage for place in find_places(small_library, "드론 배송 실증 지원 예산")]
    assert len(set(passages)) == len(passages)


@pytest.mark.parametrize("limit", [1, 2])
def test_no_more_places_than_asked(small_library, limit):
    assert len(find_places(small_library, "별빛도서관 운영", limit)) == limit


@pytest.mark.parametrize("words", ["", "   ", "?!", "쀍뷁쒧"])
def test_words_that_stand_nowhere_have_no_place(small_library, words):
    assert find_places(small_library, words) == []
