"""The measuring code on a set small enough to be worked out by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.as_users import as_users_take_it
from benchmarks.ours import HYBRID, LEXICAL, WHOLE
from benchmarks.plot import write_plot
from benchmarks.ranking import quality, timed
from benchmarks.retrieval import measure
from benchmarks.retrieval_tables import tables
from benchmarks.rivals import RIVALS, as_nodes
from benchmarks.sets import HELD_OUT_STATUTES, NAMES, PARAPHRASES, SAMPLE_GOLD, RetrievalSet, _gold_sets, places_of, text_set
from eval.gold import GoldEvidence, GoldItem

TEXTS = ("도서관은 오전 아홉 시에 문을 연다.", "드론 배송은 섬 지역에서 시작한다.", "청년 인턴 오십 명을 뽑는다.")
QUESTIONS = ("도서관은 언제 열어요?", "드론 배송은 어디에서 시작해요?", "청년 인턴은 몇 명을 뽑아요?")


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RetrievalSet]:
    made = text_set(HELD_OUT_STATUTES, tmp_path_factory.mktemp("texts"), QUESTIONS, TEXTS)
    yield made
    made.library.close()


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory, small_documents: Path) -> Iterator[RetrievalSet]:
    """A gold question over the two invented documents."""
    folder = tmp_path_factory.mktemp("gold")
    line = (
        '{"id": "1", "question": "2023년 드론 배송 실증 지원 예산현액은?", "type": "figure",'
        ' "evidence": [{"doc": "업무보고.txt", "quote": "드론 배송 실증 지원\\t1,200,000\\t1,500,000"}]}\n'
    )
    (folder / "gold.jsonl").write_text(line, encoding="utf-8")
    (made,) = _gold_sets(folder / "library", small_documents, {SAMPLE_GOLD: folder / "gold.jsonl"})
    yield made
    made.library.close()


def test_recall_is_the_share_of_the_places_and_rank_that_of_the_first() -> None:
    places = [(frozenset({1}), frozenset({2, 7})), (frozenset({9}),)]
    found = quality([[0, 2, 3, 4, 5, 1], [3, 4]], places)
    assert found.recall == (0, 0.25, 0.5)
    assert found.mrr == 0.25


def test_a_question_without_a_find_counts_as_a_miss() -> None:
    assert quality([[]], [(frozenset({0}),)]) == ((0, 0, 0), 0)


def test_the_first_query_is_asked_once_off_the_clock() -> None:
    asked: list[int] = []
    found = timed(lambda query: asked.append(query) or [query], [1, 2])  # type: ignore[func-returns-value]
    assert asked == [1, 1, 2] and found.rankings == [[1], [2]] and len(found.milliseconds) == 2


def test_a_quote_stands_where_enough_of_it_is_within_what_is_read() -> None:
    item = GoldItem("1", "", "figure", "", (), (), (GoldEvidence("a", "출연금 12,997백만원"),))
    passages = [("a", "출연금\n12,997백만원"), ("b", "출연금 12,997백만원"), ("a", "가" * 800 + "출연금 12,997백만원")]
    assert places_of(item, passages, 800) == (frozenset({0}),)
    assert places_of(item, passages) == (frozenset({0, 2}),)


@pytest.mark.parametrize("name", RIVALS)
def test_every_rival_finds_the_passage_that_says_the_words(name: str, texts: RetrievalSet) -> None:
    search = RIVALS[name](as_nodes(texts.texts), texts.library.embedder)
    assert [search(question)[0] for question in QUESTIONS] == [0, 1, 2]


def test_a_set_of_texts_is_measured_by_every_ranking_but_that_of_statements(texts: RetrievalSet) -> None:
    measured = measure(texts)
    assert [row.quality.recall for row in measured.rows] == [(1, 1, 1)] * len(measured.rows)
    assert HYBRID in {row.name for row in measured.rows} and WHOLE not in {row.name for row in measured.rows}
    assert not measured.ablations and not measured.as_used


def test_a_gold_set_is_measured_whole_and_less_each_part(gold: RetrievalSet) -> None:
    measured = measure(gold)
    assert measured.quality(WHOLE).recall[0] == 1
    assert measured.ablations[0][1] == measured.quality(WHOLE)
    assert [used.whole.recall[-1] for used in as_users_take_it(gold)] == [1, 1]


def test_the_tables_tell_what_is_wanted_and_what_was_left_out(texts: RetrievalSet, gold: RetrievalSet, tmp_path: Path) -> None:
    sets = [measure(gold), measure(texts)]
    lines = tables(sets, "plot.svg")
    assert sum("hybrid ≥ BM25 alone" in line and line.endswith("| yes |") for line in lines) == len(sets)
    assert sum(line.startswith("Left out") for line in lines) == len(NAMES) - len(sets)
    assert any(PARAPHRASES in line for line in lines) and any(LEXICAL in line for line in lines)
    write_plot(tmp_path / "one.svg", sets)
    write_plot(tmp_path / "two.svg", sets)
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()
    assert (tmp_path / "one.svg").stat().st_size < 60_000
