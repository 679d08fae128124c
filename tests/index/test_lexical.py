"""Lexical search: Korean words in any form, and an index that is whole or made anew."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from index.lexical import Instead, LexicalIndex
from index.rows import SearchRow
from ingest.korean import analyse, letter_pairs, words

TEXTS = (
    "가람시는 강변공원을 새로 꾸민다.",
    "달빛도서관이 밤에도 문을 연다.",
    "청년에게 창업 자금을 빌려준다.",
    "마을버스 요금을 낮춘다.",
)


def _row(number: int, text: str) -> SearchRow:
    return SearchRow(number, number, " ".join(words(analyse([text])[0])), " ".join(letter_pairs(text)))


def _rows(texts: Sequence[str] = TEXTS) -> list[SearchRow]:
    return [_row(number, text) for number, text in enumerate(texts, start=1)]


def _find(index: LexicalIndex, question: str, limit: int = 10) -> list[int]:
    return [hit.id for hit in index.search(words(analyse([question])[0]), letter_pairs(question), limit)]


@pytest.fixture
def index(tmp_path: Path) -> LexicalIndex:
    made = LexicalIndex(tmp_path / "lexical")
    made.follow([], _rows(), 4)
    return made


class TestSearch:
    @pytest.mark.parametrize(
        "question",
        ["도서관", "도서관은", "도서관에서는", "도서관까지도", "달빛도서관의", "도서관이라면", "도서관을 열었나요"],
    )
    def test_a_noun_is_found_whatever_its_particle(self, index: LexicalIndex, question: str) -> None:
        assert _find(index, question)[0] == 2

    def test_letter_pairs_count_as_much_as_they_are_given(self, tmp_path: Path, index: LexicalIndex) -> None:
        without = LexicalIndex(tmp_path / "lexical", pair_weight=0.0)
        terms, pairs = words(analyse(["달빛도서관"])[0]), letter_pairs("달빛도서관")
        found, alone = without.search(terms, pairs, 1), without.search(terms, [], 1)
        assert found == alone != []
        assert index.search(terms, pairs, 1)[0].score > found[0].score
        assert without.attainable(terms, pairs) == without.attainable(terms, [])

    @pytest.mark.parametrize("question", ["빌려주나", "빌려줬습니까", "빌려줄 것인가", "빌려주었다"])
    def test_a_verb_is_found_whatever_its_ending(self, index: LexicalIndex, question: str) -> None:
        assert [hit.id for hit in index.search(words(analyse([question])[0]), [], 10)] == [3]

    @pytest.mark.parametrize("spaced", ["마 을 버 스", "마을 버스", "마\n을버스", "마.을.버.스"])
    def test_letters_set_apart_are_found(self, index: LexicalIndex, spaced: str) -> None:
        assert _find(index, spaced)[0] == 4

    @pytest.mark.parametrize("spaced", ["별 빛 마 당", "별빛 마당"])
    def test_letters_set_apart_in_the_document_are_found(self, index: LexicalIndex, spaced: str) -> None:
        index.follow([], [_row(9, f"{spaced} 개장")], 5)
        assert _find(index, "별빛마당")[0] == 9

    def test_the_passage_with_more_of_the_words_comes_first(self, index: LexicalIndex) -> None:
        assert _find(index, "청년 창업 도서관")[0] == 3

    def test_scores_fall(self, index: LexicalIndex) -> None:
        scores = [hit.score for hit in index.search(["가람시", "도서관", "청년"], letter_pairs("밤에도 문을 연다"), 10)]
        assert scores == sorted(scores, reverse=True)

    def test_a_word_asked_for_twice_weighs_twice(self, index: LexicalIndex) -> None:
        (once,), (twice,) = (index.search(["창업"] * times, [], 10) for times in (1, 2))
        assert twice.score == pytest.approx(2 * once.score)

    @pytest.mark.parametrize("limit", [1, 2, 3])
    def test_no_more_come_than_asked_for(self, index: LexicalIndex, limit: int) -> None:
        assert len(_find(index, "가람시 도서관 청년 마을버스", limit)) == limit

    @pytest.mark.parametrize(
        ("phrases", "share", "found"),
        [
            (["도서관"], 1.0, [2]),
            (["도서관", "문을 연다"], 1.0, [2]),
            (["도서관", "창업"], 1.0, []),
            (["도서관 창업 자금"], 1.0, []),
            (["청년에게 자금"], 0.7, [3]),
        ],
    )
    def test_every_phrase_is_held(self, index: LexicalIndex, phrases: list[str], share: float, found: list[int]) -> None:
        required = [letter_pairs(phrase) for phrase in phrases]
        assert [hit.id for hit in index.holding(required, ["창업"], [], 10, share=share)] == found

    def test_what_must_be_held_is_looked_for_in_some_documents(self, index: LexicalIndex) -> None:
        assert index.holding([["도서"]], [], [], 10, [3, 4]) == []
        assert [hit.id for hit in index.holding([], [], ["도서"], 10, [1, 2])] == [2]

    def test_an_empty_query_finds_nothing(self, index: LexicalIndex) -> None:
        assert index.search([], [], 10) == []

    @pytest.mark.parametrize("word", ["없는말", "", "AND", "a:b", "(", "*", "가" * 70_000])
    def test_a_word_that_is_nowhere_finds_nothing(self, index: LexicalIndex, word: str) -> None:
        assert index.search([word], [], 10) == []

    def test_an_empty_index_finds_nothing(self, tmp_path: Path) -> None:
        empty = LexicalIndex(tmp_path / "empty")
        assert _find(empty, "도서관") == []
        assert (empty.count(), empty.sequence, empty.document_frequency("도서관")) == (0, 0, 0)

    def test_document_frequency_counts_passages(self, index: LexicalIndex) -> None:
        index.follow([], [_row(5, "창업 뒤의 창업과 또 창업")], 5)
        assert index.document_frequency("창업") == 2
        assert index.document_frequency("없는말") == 0


class TestFollow:
    def test_removed_passages_are_found_no_more(self, index: LexicalIndex) -> None:
        index.follow([(2, 3)], [], 5)
        assert index.count() == 2
        assert _find(index, "도서관") == []
        assert _find(index, "마을버스")[0] == 4

    def test_removing_what_is_not_there_does_no_harm(self, index: LexicalIndex) -> None:
        index.follow([(50, 60)], [], 5)
        assert index.count() == 4

    def test_a_passage_that_comes_and_goes_at_once_is_gone(self, index: LexicalIndex) -> None:
        index.follow([(5, 5), (1, 1)], [], 6)
        assert index.count() == 3

    def test_following_twice_does_no_harm(self, index: LexicalIndex) -> None:
        index.follow([], _rows(), 4)
        assert index.count() == 4
        assert index.document_frequency("창업") == 1

    def test_all_may_go(self, index: LexicalIndex) -> None:
        index.follow([(1, 4)], [], 5)
        assert index.count() == 0
        assert _find(index, "도서관") == []

    def test_the_sequence_is_kept(self, index: LexicalIndex, tmp_path: Path) -> None:
        assert index.sequence == 4
        again = LexicalIndex(tmp_path / "lexical")
        assert (again.sequence, again.count()) == (4, 4)
        assert _find(again, "도서관")[0] == 2

    def test_reset_begins_anew(self, index: LexicalIndex, tmp_path: Path) -> None:
        index.reset()
        assert (index.sequence, index.count()) == (0, 0)
        assert LexicalIndex(tmp_path / "lexical").sequence == 0
        index.follow([], _rows(), 4)
        assert _find(index, "도서관")[0] == 2

    def test_two_that_are_open_write_in_turn(self, index: LexicalIndex, tmp_path: Path) -> None:
        other = LexicalIndex(tmp_path / "lexical")
        other.follow([(1, 1)], [_row(5, "달섬에 다리를 놓는다.")], 5)
        index.follow([(1, 1)], [_row(5, "달섬에 다리를 놓는다."), _row(6, "솔섬에 등대를 세운다.")], 6)
        assert index.count() == LexicalIndex(tmp_path / "lexical").count() == 5
        assert _find(index, "다리")[0] == 5


def _truncate(folder: Path, pattern: str) -> None:
    for path in folder.glob(pattern):
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _scribble(folder: Path, pattern: str) -> None:
    for path in folder.glob(pattern):
        path.write_bytes(b"\xff" * path.stat().st_size)


def _remove(folder: Path, pattern: str) -> None:
    for path in folder.glob(pattern):
        path.unlink()


def test_words_that_no_passage_has_can_give_most_and_give_nothing(index: LexicalIndex) -> None:
    known, unknown = index.attainable(["창업"], []), index.attainable(["우주선"], [])
    assert 0 < known < unknown
    assert index.attainable(["창업", "우주선"], []) == pytest.approx(known + unknown)
    assert index.attainable([], []) == 0


class TestDamage:
    """An index that cannot be read begins empty and says so, so that it is made anew from the store."""

    @pytest.mark.parametrize("damage", [_truncate, _scribble, _remove])
    @pytest.mark.parametrize("pattern", ["meta.json", "*.idx", "*.term", "*.store", "*.fast", "*.fieldnorm", "*"])
    def test_a_damaged_index_begins_empty(self, index: LexicalIndex, tmp_path: Path, damage: object, pattern: str) -> None:
        assert callable(damage)
        folder = tmp_path / "lexical"
        assert list(folder.glob(pattern))
        damage(folder, pattern)
        again = LexicalIndex(folder)
        assert (again.sequence, again.count()) == (0, 0)
        again.follow([], _rows(), 4)
        assert _find(again, "도서관")[0] == 2

    @pytest.mark.parametrize(
        "state", ["", "{", "[]", "[1]", "null", "7", '"가"', "{}", '{"sequence": null}', '{"sequence": "많이"}']
    )
    def test_a_state_that_cannot_be_read_is_followed_from_the_first_change(
        self, index: LexicalIndex, tmp_path: Path, state: str
    ) -> None:
        (tmp_path / "lexical" / "followed.json").write_text(state, encoding="utf-8")
        again = LexicalIndex(tmp_path / "lexical")
        assert again.sequence == 0
        again.follow([(1, 1)], _rows()[1:], 5)
        assert again.count() == 3

    def test_an_index_of_another_version_is_made_anew(self, index: LexicalIndex, tmp_path: Path) -> None:
        state = tmp_path / "lexical" / "followed.json"
        state.write_text(json.dumps({"version": 0, "sequence": 4}))
        again = LexicalIndex(tmp_path / "lexical")
        assert (again.sequence, again.count()) == (0, 0)

    def test_a_lock_that_a_killed_process_left_does_not_stop_the_next(self, index: LexicalIndex, tmp_path: Path) -> None:
        (tmp_path / "lexical" / ".tantivy-writer.lock").touch()
        (tmp_path / "lexical" / "followed.new").write_text("{")
        again = LexicalIndex(tmp_path / "lexical")
        again.follow([(1, 1)], [], 5)
        assert again.count() == 3


def test_what_is_not_seen_weighs_nothing(tmp_path: Path) -> None:
    """Passages of one length: those that are seen score and come as if there were no others."""
    seen = [SearchRow(number, number, f"예산 {word} 사업 도시", "", "") for number, word in enumerate("가나다라마", 1)]
    seen.append(SearchRow(6, 6, "출연금 예산 예산 도시", "", ""))
    hidden = [SearchRow(number, number, "출연금 출연금 사업 도시", "", "비공개") for number in range(7, 40)]
    alone, both = LexicalIndex(tmp_path / "alone"), LexicalIndex(tmp_path / "both")
    alone.follow([], seen, 1, stamp="a")
    both.follow([], [*seen, *hidden], 1, stamp="a")
    part, asked = both.only(frozenset()), ["출연금", "가", "예산", "사업"]
    instead = [Instead("가", ("출연금", "예산"), 1.0)]
    assert [hit.score for hit in both.search(asked, [], 9, range(1, 7))] != [hit.score for hit in alone.search(asked, [], 9)]
    for _ in range(2):
        found, wanted = part.search(asked, [], 9, instead=instead), alone.search(asked, [], 9, instead=instead)
        assert [hit.id for hit in found] == [hit.id for hit in wanted]
        assert [hit.score for hit in found] == pytest.approx([hit.score for hit in wanted], rel=1e-5)
        assert part.attainable(asked, []) == pytest.approx(alone.attainable(asked, []))
        for index in (alone, both):  # what was counted before does not hold any longer
            index.follow([], [SearchRow(50, 50, "출연금 가 사업 도시", "", "")], 2, stamp="b")
