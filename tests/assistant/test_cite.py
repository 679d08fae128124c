"""Looking a citation up during a hearing."""

from __future__ import annotations

import pytest

from assistant.cite import by_document, find_places, look_up
from index.filters import Filters
from index.intake import take_in
from index.library import open_library
from ingest.errors import BadInput


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


# Phrases


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ('"정산 의무가 없어 의회가"', "정산 의무가 없어 의회가"),
        ('"동의안을 의결하더라도 출연금액이 확정"', "의결하더라도\n\n출연금액이 확정"),
        ('"운영시간조정"', "운영시간 조정"),
        ("“사흘 넘게 걸려”", "사흘 넘게 걸려"),
        ("「２０２３ 예산현액」", "2023 예산현액"),
        ('"7개사 참여 섬"', "7개사\n### ○ 참여 섬"),
        ('"바람직함', "바람직함"),
        ('"섬"', "섬"),
    ],
)
def test_a_phrase_is_found_to_the_letter_over_line_ends_too(small_library, text, quote):
    place = find_places(small_library, text)[0]
    assert quote in place.quote
    assert place.marks
    assert place.before + place.quote + place.after == place.passage


@pytest.mark.parametrize("text", ['"정산 의무는"', '"의무 정산"', '"참여 섬들"', '"정산 의무" "참여 기업 모집"'])
def test_a_phrase_that_stands_nowhere_has_no_place(small_library, text):
    assert find_places(small_library, text) == []


def test_every_passage_with_the_phrase_comes_though_others_rank_before(drowned):
    found = find_places(drowned, '"산책로 물놀이터"', 100)
    assert [place.document for place in found] == ["외딴.txt"]
    assert [mark.of(found[0].quote) for mark in found[0].marks] == ["산책로 물놀이터"]


@pytest.fixture(scope="module")
def drowned(tmp_path_factory):
    """One long passage with a phrase, among three hundred short ones that say its words more often."""
    folder = tmp_path_factory.mktemp("drowned")
    noise = [f"○ 물놀이터 산책로 {number}번 정비. 산책로 물 놀이, 물놀이터." for number in range(300)]
    (folder / "흔한.txt").write_text("흔한 보고\n\n" + "\n\n".join(f"{line}\n{'가 ' * 350}" for line in noise), encoding="utf-8")
    (folder / "외딴.txt").write_text(f"외딴 보고\n\n{'나무를 심음. ' * 40}산책로 물놀이터를 엶.\n", encoding="utf-8")
    library = open_library(folder / "data", "kiwi")
    assert [report.reason for report in take_in(library, sorted(folder.glob("*.txt")))] == ["", ""]
    yield library
    library.close()


# What is not to come


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("별빛도서관 -인건비", "인건비"),
        ("도서관 언제 열어 -이용자는", "이용자"),
        ('드론 배송 -"실증 지원"', "실증 지원"),
        ('"예산현액" -증감', "증감"),
        ("동의안 -확정된다", "확정"),
    ],
)
def test_no_line_has_what_is_excluded(small_library, text, without):
    kept = find_places(small_library, text.split(" -")[0], 20)
    found = find_places(small_library, text, 20)
    assert any(without in place.quote for place in kept)
    assert found
    assert all(without not in place.quote for place in found)


def test_only_what_is_excluded_is_no_question(small_library):
    with pytest.raises(BadInput, match="찾을 말이 없습니다"):
        find_places(small_library, "-운영")


# Order, marks, documents


@pytest.mark.parametrize(
    ("words", "first", "later"),
    [("빌려준다", "빌려준다", "빌려주었다"), ("걷는", "걷는", "걸었다"), ("조용한", "조용한", "조용히")],
)
def test_a_word_to_the_letter_comes_before_its_other_forms(inflected, words, first, later):
    quotes = [place.quote for place in find_places(inflected, words)]
    ranks = [next(number for number, quote in enumerate(quotes) if form in quote) for form in (first, later)]
    assert ranks == sorted(ranks)


@pytest.fixture(scope="module")
def inflected(tmp_path_factory):
    folder = tmp_path_factory.mktemp("inflected")
    for name, lines in {
        "가.txt": "공구를 빌려주었다. 공구를 빌려주었다.\n\n사람들이 길을 걸었다.\n\n조용히 지냈다.",
        "나.txt": f"시민 누구에게나 {'이런저런 ' * 20}공구를 빌려준다.\n\n{'이런저런 ' * 20}길을 걷는 사람들.\n\n{'이런 ' * 20}조용한 마을.",
    }.items():
        (folder / name).write_text(f"공구 보고\n\n{lines}\n", encoding="utf-8")
    library = open_library(folder / "data", "kiwi")
    list(take_in(library, sorted(folder.glob("*.txt"))))
    yield library
    library.close()


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("정산 의무", ["정산", "의무"]),
        ('"정산 의무" 출연금', ["출연금", "정산 의무", "출연금"]),
        ("배송 시간을 줄였나", ["배송", "시간", "줄이"]),
        ("참여섬", ["참여 섬"]),
    ],
)
def test_what_matched_is_marked(small_library, text, marked):
    place = find_places(small_library, text)[0]
    assert [mark.of(place.quote) for mark in place.marks] == marked


def test_places_are_grouped_by_document_in_the_order_of_their_best(small_library):
    places = find_places(small_library, "별빛도서관 운영", 20)
    groups = by_document(places)
    assert [group.document for group in groups] == list(dict.fromkeys(place.document for place in places))
    assert len(groups) == 2
    assert sorted(map(id, places)) == sorted(id(place) for group in groups for place in group.places)


@pytest.mark.parametrize(
    "filters", [Filters(documents=("업무보고",)), Filters(bodies=("한들미래재단",)), Filters(kinds=("업무보고",))]
)
@pytest.mark.parametrize("text", ["별빛도서관 운영", '"별빛도서관"', "별빛도서관 -예산"])
def test_only_the_allowed_documents_are_looked_in(small_library, filters, text):
    assert {place.document for place in find_places(small_library, text, 20, filters)} == {"업무보고.txt"}


def test_filters_that_leave_no_document_are_told(small_library):
    with pytest.raises(BadInput, match="1999년"):
        find_places(small_library, "별빛도서관", filters=Filters(years=(1999,)))


def test_how_a_slip_was_read_is_told(small_library):
    found = look_up(small_library, "섬 주민 생필픔")
    assert found.places and any("생필픔" in reading for reading in found.readings)
