"""The library as one thing: what goes in is found, what goes out is not, and it is the same after opening again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from index.library import Library, open_library
from index.ranking import Ranking
from index.store import Store
from ingest.errors import BadInput, IndexMismatch
from ingest.korean import analyse, letter_pairs, words
from ingest.pipeline import Ingested

Ingest = Callable[[str, str], Ingested]
OpenLibrary = Callable[..., Library]

PARK = "가람시는 강변공원을 새로 꾸민다.\n"
LIBRARY = "달빛도서관이 밤에도 문을 연다.\n"
BUS = "마을버스 요금을 낮춘다.\n"


def _search(library: Library, question: str, limit: int = 10) -> list[str]:
    morphemes = analyse([question])[0]
    found = library.search(question, words(morphemes), letter_pairs(question), morphemes, limit)
    return [hit.passage.document for hit in found]


@pytest.fixture
def fill(ingested: Ingest) -> Callable[[Library], None]:
    def fill(library: Library) -> None:
        for name, text in (("공원.txt", PARK), ("도서관.txt", LIBRARY), ("버스.txt", BUS)):
            library.add(ingested(name, text), Path("/문서") / name)
        library.refresh()

    return fill


@pytest.fixture
def filled(library: Library, fill: Callable[[Library], None]) -> Library:
    fill(library)
    return library


class TestSearch:
    @pytest.mark.parametrize(
        ("question", "document"),
        [("강변공원을 언제 꾸미나", "공원.txt"), ("도서관은 밤에 여는가", "도서관.txt"), ("버스 요금", "버스.txt")],
    )
    def test_what_was_added_is_found(self, filled: Library, question: str, document: str) -> None:
        assert _search(filled, question)[0] == document

    def test_a_passage_is_found_by_meaning_where_no_word_is_the_same(self, filled: Library) -> None:
        assert _search(filled, "교통비 인하")[0] == "버스.txt"

    def test_scores_fall(self, filled: Library) -> None:
        morphemes = analyse(["도서관 요금"])[0]
        scores = [hit.score for hit in filled.search("도서관 요금", words(morphemes), [], morphemes, 10)]
        assert len(scores) == 3
        assert scores == sorted(scores, reverse=True)

    @pytest.mark.parametrize("limit", [1, 2])
    def test_no_more_come_than_asked_for(self, filled: Library, limit: int) -> None:
        assert len(_search(filled, "가람시 도서관 버스", limit)) == limit

    @pytest.mark.parametrize("question", ["", "?!", "△ ○"])
    def test_a_question_without_content_finds_nothing(self, filled: Library, question: str) -> None:
        assert _search(filled, question) == []

    def test_an_empty_library_finds_nothing(self, library: Library) -> None:
        assert _search(library, "강변공원") == []
        assert library.rarity("공원") > 0

    def test_a_rare_word_is_rarer_than_a_common_one(self, filled: Library, ingested: Ingest) -> None:
        for number in range(4):
            filled.add(ingested(f"요금 {number}.txt", BUS), Path(f"/문서/요금 {number}.txt"))
        filled.refresh()
        assert filled.rarity("없는말") > filled.rarity("밤") > filled.rarity("요금") > 0


class TestChange:
    def test_a_removed_document_is_found_no_more(self, filled: Library) -> None:
        assert filled.remove("도서관.txt")
        assert "도서관.txt" not in _search(filled, "도서관은 밤에 여는가")
        assert len(filled.store.documents()) == filled.lexical.count() == filled.vectors.count() == 2

    def test_removing_what_is_not_there_is_told(self, filled: Library) -> None:
        assert not filled.remove("없는 문서.txt")
        assert len(filled.store.documents()) == 3

    def test_a_replaced_document_is_found_by_its_new_words_only(self, filled: Library, ingested: Ingest) -> None:
        filled.add(ingested("공원.txt", "솔섬에 등대를 세운다.\n"), Path("/문서/공원.txt"))
        filled.refresh()
        assert _search(filled, "솔섬 등대")[0] == "공원.txt"
        assert filled.lexical.document_frequency("강변") == 0
        assert filled.lexical.count() == filled.vectors.count() == 3

    def test_what_is_gone_from_the_store_is_not_shown_before_the_structures_follow(self, filled: Library) -> None:
        filled.store.remove("도서관.txt")
        assert "도서관.txt" not in _search(filled, "도서관은 밤에 여는가")


class TestOpen:
    def test_it_is_the_same_when_opened_again(self, filled: Library, opened: OpenLibrary) -> None:
        before = [_search(filled, question) for question in ("강변공원", "도서관", "요금")]
        filled.close()
        again = opened()
        assert [_search(again, question) for question in ("강변공원", "도서관", "요금")] == before

    @pytest.mark.parametrize("method", ["add", "remove"])
    def test_a_change_that_was_not_followed_is_followed_on_opening(
        self, filled: Library, opened: OpenLibrary, ingested: Ingest, method: str
    ) -> None:
        if method == "add":
            filled.add(ingested("등대.txt", "솔섬에 등대를 세운다.\n"), Path("/문서/등대.txt"))
        else:
            filled.store.remove("공원.txt")
        again = opened()
        assert again.lexical.count() == again.vectors.count() == len(again.store.documents())
        assert ("등대.txt" in _search(again, "솔섬 등대")) == (method == "add")
        assert ("공원.txt" in _search(again, "강변공원")) == (method == "add")

    @pytest.mark.parametrize("folder", ["lexical", "vectors"])
    def test_search_structures_that_were_deleted_are_made_anew(self, filled: Library, opened: OpenLibrary, folder: str) -> None:
        for path in (filled.folder / folder).iterdir():
            path.unlink()
        again = opened()
        assert _search(again, "도서관은 밤에 여는가")[0] == "도서관.txt"
        assert again.lexical.count() == again.vectors.count() == 3

    def test_a_deleted_store_leaves_nothing_to_find(self, filled: Library, opened: OpenLibrary) -> None:
        filled.close()
        for path in filled.folder.glob("library.sqlite*"):
            path.unlink()
        for again in (opened(), opened()):
            assert (again.lexical.count(), again.vectors.count()) == (0, 0)
            assert _search(again, "도서관") == []

    def test_anew_empties_it(self, filled: Library, opened: OpenLibrary, fill: Callable[[Library], None]) -> None:
        filled.close()
        again = opened(anew=True)
        assert (again.store.documents(), again.lexical.count(), again.vectors.count()) == ([], 0, 0)
        assert _search(again, "도서관") == []
        fill(again)
        assert _search(again, "도서관은 밤에 여는가")[0] == "도서관.txt"


class TestModel:
    def test_another_model_is_refused_with_the_command_that_mends_it(self, filled: Library, opened: OpenLibrary) -> None:
        filled.close()
        Store(filled.folder / "library.sqlite")._connection.execute("UPDATE setting SET value = 'bge-m3:0a1b2c3d'")
        with pytest.raises(IndexMismatch, match="geungeo ingest --rebuild") as caught:
            opened()
        assert "bge-m3:0a1b2c3d" in caught.value.reason and filled.embedder.name in caught.value.reason

    def test_anew_takes_another_model(self, filled: Library, opened: OpenLibrary, fill: Callable[[Library], None]) -> None:
        filled.close()
        Store(filled.folder / "library.sqlite")._connection.execute("UPDATE setting SET value = 'bge-m3:0a1b2c3d'")
        again = opened(anew=True)
        fill(again)
        assert again.store.model() == filled.embedder.name
        assert _search(again, "도서관")[0] == "도서관.txt"


class TestPassageLength:
    def test_another_length_is_refused_with_the_command_that_mends_it(self, filled: Library) -> None:
        filled.close()
        with pytest.raises(IndexMismatch, match="geungeo ingest --rebuild") as caught:
            open_library(filled.folder, "kiwi", passage_length=300)
        assert "780자" in caught.value.reason and "300자" in caught.value.reason

    def test_a_library_from_before_it_was_noted_has_the_only_length_there_was(self, filled: Library) -> None:
        filled.store._connection.execute("DELETE FROM setting WHERE name = 'passage_length'")
        filled.close()
        with pytest.raises(IndexMismatch, match="780자"):
            open_library(filled.folder, "kiwi", passage_length=300)
        open_library(filled.folder, "kiwi").close()

    def test_anew_takes_another_length(self, filled: Library, fill: Callable[[Library], None]) -> None:
        filled.close()
        again = open_library(filled.folder, "kiwi", anew=True, passage_length=300)
        fill(again)
        assert (again.store.passage_length(), _search(again, "도서관")[0]) == (300, "도서관.txt")
        again.close()


class TestRanking:
    def test_a_dense_side_without_weight_leaves_the_lexical_order(self, filled: Library) -> None:
        question = "도서관은 밤에 여는가"
        words, pairs = question.split()[:1], letter_pairs(question)
        silent = replace(filled, ranking=Ranking(dense=0.0))
        morphemes = analyse([question])[0]
        found = [item.passage.id for item in silent.search(question, words, pairs, morphemes, 10)]
        lexical = [item.id for item in filled.lexical.search(words, pairs, 10)]
        assert found[: len(lexical)] == lexical


class TestWriters:
    def test_the_second_writer_is_told_to_wait(self, filled: Library, opened: OpenLibrary, ingested: Ingest) -> None:
        other = opened()
        with filled.writing():
            for write in (lambda: other.add(ingested("등대.txt", PARK), Path("등대.txt")), lambda: other.remove("공원.txt")):
                with pytest.raises(BadInput, match=r"다른 작업이 색인에 쓰고 있습니다.*끝난 뒤 다시"):
                    write()
        assert len(other.store.documents()) == 3

    def test_the_second_writer_may_write_when_the_first_is_done(
        self, filled: Library, opened: OpenLibrary, ingested: Ingest
    ) -> None:
        other = opened()
        with pytest.raises(RuntimeError), filled.writing():
            raise RuntimeError
        other.add(ingested("등대.txt", "솔섬에 등대를 세운다.\n"), Path("등대.txt"))
        other.refresh()
        filled.remove("공원.txt")
        for library in (filled, opened()):
            assert _search(library, "솔섬 등대")[0] == "등대.txt"
            assert library.lexical.count() == library.vectors.count() == 3

    def test_it_can_be_read_while_another_writes(self, filled: Library, opened: OpenLibrary) -> None:
        with filled.writing():
            assert _search(opened(), "도서관은 밤에 여는가")[0] == "도서관.txt"

    def test_it_can_be_opened_while_another_writes_what_was_not_followed_yet(
        self, filled: Library, opened: OpenLibrary, ingested: Ingest
    ) -> None:
        filled.add(ingested("등대.txt", "솔섬에 등대를 세운다.\n"), Path("등대.txt"))
        with filled.writing():
            assert _search(opened(), "도서관은 밤에 여는가")[0] == "도서관.txt"

    def test_it_is_not_emptied_while_another_writes(self, filled: Library, opened: OpenLibrary) -> None:
        with filled.writing(), pytest.raises(BadInput, match="다른 작업"):
            opened(anew=True)
        assert len(filled.store.documents()) == 3
