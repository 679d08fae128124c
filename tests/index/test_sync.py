"""Search structures follow the store: behind, ahead or level, they end up as if made anew."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.lexical import LexicalIndex
from index.store import Store
from index.sync import catch_up
from index.vectors import VectorIndex
from ingest.korean import analyse, letter_pairs, words
from ingest.pipeline import Ingested

DIMENSION = 8
NAMES = ("공원.txt", "도서관.txt", "버스.txt")
TEXTS = (
    "가람시는 강변공원을 새로 꾸민다.\n",
    "달빛도서관이 밤에도 문을 연다.\n",
    "2024년 가람시 보고\n# I. 마을버스\n마을버스 요금을 낮춘다.\n# II. 강변공원\n공원에 나무를 심는다.\n",
    "2024년 가람시 계획\n# I. 달빛도서관\n도서관을 하나 더 짓는다.\n# II. 마을버스\n버스를 세 대 늘린다.\n# III. 청년\n창업을 돕는다.\n",
)
QUESTIONS = ("강변공원", "도서관은 언제 여나", "마을버스 요금", "청년 창업을 돕는가", "가람시")


class Structures(NamedTuple):
    """Both search structures of a store."""

    lexical: LexicalIndex
    vectors: VectorIndex


def _open(folder: Path) -> Structures:
    return Structures(LexicalIndex(folder / "lexical"), VectorIndex(folder / "vectors", DIMENSION))


def _vectors(document: Ingested) -> np.ndarray:
    """A vector for each passage that depends on its words alone."""
    seeds = [sum(map(ord, "".join(passage.words))) for passage in document.passages]
    return np.array([np.random.default_rng(seed).standard_normal(DIMENSION) for seed in seeds], dtype=np.float32)


@pytest.fixture
def add(store: Store, ingested: Callable[[str, str], Ingested]) -> Callable[[str, str], int]:
    def add(name: str, text: str) -> int:
        document = ingested(name, text)
        return store.put(document, Path(name), _vectors(document))

    return add


@pytest.fixture
def structures(tmp_path: Path) -> Structures:
    return _open(tmp_path)


def _lexical_results(index: LexicalIndex) -> list[dict[int, float]]:
    """What each question finds, with its score, to the precision of a sum in another order."""
    found = [index.search(words(analyse([question])[0]), letter_pairs(question), 100) for question in QUESTIONS]
    return [{hit.id: pytest.approx(hit.score, rel=1e-4) for hit in hits} for hits in found]


def _dense_results(index: VectorIndex) -> list[list[tuple[int, float]]]:
    """What each direction finds, with its score."""
    found = [index.search(axis, 100) for axis in np.eye(DIMENSION, dtype=np.float32)]
    return [sorted((hit.id, round(hit.score, 4)) for hit in hits) for hits in found]


def _assert_as_made_anew(store: Store, structures: Structures) -> None:
    with tempfile.TemporaryDirectory() as folder:
        anew = _open(Path(folder))
        catch_up(store, *anew)
        assert structures.lexical.sequence == structures.vectors.sequence == store.sequence()
        assert structures.lexical.count() == structures.vectors.count() == store.passage_count()
        assert _lexical_results(structures.lexical) == _lexical_results(anew.lexical)
        assert _dense_results(structures.vectors) == _dense_results(anew.vectors)


class TestCatchUp:
    def test_an_empty_store_needs_nothing(self, store: Store, structures: Structures) -> None:
        catch_up(store, *structures)
        assert (structures.lexical.count(), structures.vectors.count()) == (0, 0)

    def test_structures_behind_the_store_catch_up(
        self, store: Store, structures: Structures, add: Callable[[str, str], int]
    ) -> None:
        add("공원.txt", TEXTS[0])
        catch_up(store, *structures)
        add("도서관.txt", TEXTS[3])
        store.remove("공원.txt")
        add("공원.txt", TEXTS[2])
        catch_up(store, *structures)
        _assert_as_made_anew(store, structures)

    def test_one_behind_the_other_catches_up(
        self, store: Store, structures: Structures, add: Callable[[str, str], int], tmp_path: Path
    ) -> None:
        add("공원.txt", TEXTS[0])
        catch_up(store, *structures)
        shutil.copytree(tmp_path / "vectors", tmp_path / "old")
        add("공원.txt", TEXTS[2])
        catch_up(store, *structures)
        shutil.rmtree(tmp_path / "vectors")
        (tmp_path / "old").rename(tmp_path / "vectors")
        again = _open(tmp_path)
        assert again.vectors.sequence < again.lexical.sequence
        catch_up(store, *again)
        _assert_as_made_anew(store, again)

    def test_catching_up_twice_changes_nothing(
        self, store: Store, structures: Structures, add: Callable[[str, str], int]
    ) -> None:
        add("공원.txt", TEXTS[2])
        for _ in range(2):
            catch_up(store, *structures)
        _assert_as_made_anew(store, structures)

    def test_structures_ahead_of_the_store_are_made_anew(
        self, store: Store, structures: Structures, add: Callable[[str, str], int], tmp_path: Path
    ) -> None:
        for text in TEXTS:
            add("공원.txt", text)
        catch_up(store, *structures)
        older = Store(tmp_path / "older.sqlite")
        catch_up(older, *structures)
        assert (structures.lexical.count(), structures.vectors.count()) == (0, 0)
        _assert_as_made_anew(older, structures)
        older.close()

    def test_a_store_put_back_is_followed_even_if_it_grows_as_long_again(
        self, store: Store, add: Callable[[str, str], int], ingested: Callable[[str, str], Ingested], tmp_path: Path
    ) -> None:
        other = Store(tmp_path / "other.sqlite")
        document = ingested("도서관.txt", TEXTS[1])
        other.put(document, Path("도서관.txt"), _vectors(document))
        catch_up(other, *_open(tmp_path))
        other.close()
        catch_up(store, *_open(tmp_path))  # empty as yet, and killed before it could follow the next change
        add("공원.txt", TEXTS[0])
        again = _open(tmp_path)
        catch_up(store, *again)
        _assert_as_made_anew(store, again)

    def test_a_change_followed_halfway_before_a_crash_counts_once(
        self, store: Store, structures: Structures, add: Callable[[str, str], int], tmp_path: Path
    ) -> None:
        add("공원.txt", TEXTS[2])
        catch_up(store, *structures)
        (tmp_path / "lexical" / "followed.json").unlink()  # killed after Tantivy's commit
        again = _open(tmp_path)
        catch_up(store, *again)
        _assert_as_made_anew(store, again)

    def test_what_another_process_followed_is_followed_on(
        self, store: Store, structures: Structures, add: Callable[[str, str], int], tmp_path: Path
    ) -> None:
        other = _open(tmp_path)
        add("공원.txt", TEXTS[2])
        catch_up(store, *other)
        store.remove("공원.txt")
        add("버스.txt", TEXTS[3])
        catch_up(store, *structures)
        _assert_as_made_anew(store, structures)

    def test_a_replaced_document_counts_once_for_how_rare_a_word_is(
        self, store: Store, structures: Structures, add: Callable[[str, str], int]
    ) -> None:
        for text in (TEXTS[0], TEXTS[2], TEXTS[0]):
            add("공원.txt", text)
            catch_up(store, *structures)
        assert structures.lexical.document_frequency("강변") == store.passage_count() == 1

    def test_followed_structures_are_read_back(
        self, store: Store, structures: Structures, add: Callable[[str, str], int], tmp_path: Path
    ) -> None:
        add("공원.txt", TEXTS[3])
        catch_up(store, *structures)
        _assert_as_made_anew(store, _open(tmp_path))

    def test_passages_without_vectors_are_found_by_their_words(
        self, store: Store, structures: Structures, add: Callable[[str, str], int]
    ) -> None:
        add("공원.txt", TEXTS[0])
        store._connection.execute("UPDATE passage SET vector = NULL")
        catch_up(store, *structures)
        assert (structures.lexical.count(), structures.vectors.count()) == (1, 0)


Step = tuple[str, str, int]
STEPS = st.lists(
    st.tuples(st.sampled_from(["put", "put", "remove", "refresh", "reopen"]), st.sampled_from(NAMES), st.integers(0, 3)),
    max_size=12,
)


class Documents(dict[tuple[str, int], Ingested]):
    """The documents by name and number of the text."""

    def __repr__(self) -> str:
        return "documents"


@pytest.fixture(scope="module")
def documents(ingested: Callable[[str, str], Ingested]) -> Documents:
    return Documents({(name, number): ingested(name, text) for name in NAMES for number, text in enumerate(TEXTS)})


def _take_steps(store: Store, folder: Path, steps: Sequence[Step], documents: Documents) -> Structures:
    structures = _open(folder)
    for what, name, number in steps:
        if what == "put":
            document = documents[name, number]
            store.put(document, Path(name), _vectors(document))
        elif what == "remove":
            store.remove(name)
        elif what == "refresh":
            catch_up(store, *structures)
        else:
            structures = _open(folder)
    catch_up(store, *structures)
    return structures


@given(steps=STEPS)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_after_any_changes_the_search_is_that_of_an_index_made_anew(documents: Documents, steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = Store(folder / "library.sqlite")
        structures = _take_steps(store, folder, steps, documents)
        _assert_as_made_anew(store, structures)
        store.close()
