"""Dense search: exact neighbours, and a file that is whole, level with its name, or not used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import faiss
import numpy as np
import pytest

from index.vectors import VectorIndex

DIMENSION = 8
AXES = np.eye(DIMENSION, dtype=np.float32)
NONE: tuple[np.ndarray, np.ndarray] = (np.zeros(0, dtype=np.int64), np.zeros((0, 0), dtype=np.float32))


def _axes(*ids: int) -> tuple[np.ndarray, np.ndarray]:
    """Passages of these ids, each with the axis of its own number as its vector."""
    return np.array(ids, dtype=np.int64), AXES[list(ids)]


def _found(index: VectorIndex, axis: int, limit: int = 10) -> list[int]:
    """The passages that have something of an axis."""
    return [hit.id for hit in index.search(AXES[axis], limit) if hit.score > 0.5]


def _all(index: VectorIndex) -> list[int]:
    return sorted(hit.id for hit in index.search(AXES[0] + 0.01, 100))


@pytest.fixture
def index(tmp_path: Path) -> VectorIndex:
    made = VectorIndex(tmp_path, DIMENSION)
    made.follow([], *_axes(1, 2, 3), 3)
    return made


class TestSearch:
    @pytest.mark.parametrize("axis", [1, 2, 3])
    def test_the_nearest_comes_first_with_its_cosine(self, index: VectorIndex, axis: int) -> None:
        query = AXES[axis] * np.float32(0.8) + AXES[7] * np.float32(0.6)
        best = index.search(query, 3)[0]
        assert (best.id, best.score) == (axis, pytest.approx(0.8))

    def test_it_finds_what_comparing_all_finds(self, tmp_path: Path) -> None:
        vectors = np.random.default_rng(3).standard_normal((60, DIMENSION)).astype(np.float32)
        index = VectorIndex(tmp_path, DIMENSION)
        index.follow([], np.arange(60), vectors, 1)
        for query in vectors[:5]:
            assert [hit.id for hit in index.search(query, 20)] == np.argsort(-(vectors @ query)).tolist()[:20]

    @pytest.mark.parametrize(("limit", "expected"), [(1, 1), (2, 2), (3, 3), (200, 3)])
    def test_no_more_come_than_there_are(self, index: VectorIndex, limit: int, expected: int) -> None:
        assert len(index.search(AXES[1], limit)) == expected

    def test_a_question_without_content_finds_nothing(self, index: VectorIndex) -> None:
        assert index.search(np.zeros(DIMENSION, dtype=np.float32), 10) == []

    def test_an_empty_index_finds_nothing(self, tmp_path: Path) -> None:
        index = VectorIndex(tmp_path, DIMENSION)
        assert (index.search(AXES[0], 10), index.count(), index.sequence) == ([], 0, 0)


class TestFollow:
    @pytest.mark.parametrize(
        ("removed", "left"), [([(2, 2)], [1, 3]), ([(1, 2)], [3]), ([(1, 1), (3, 3)], [2]), ([(1, 9)], []), ([(8, 9)], [1, 2, 3])]
    )
    def test_removed_passages_are_found_no_more(
        self, index: VectorIndex, removed: Sequence[tuple[int, int]], left: list[int]
    ) -> None:
        index.follow(removed, *NONE, 4)
        assert (_all(index), index.count(), index.sequence) == (left, len(left), 4)

    def test_added_passages_are_found_beside_the_others(self, index: VectorIndex) -> None:
        index.follow([(1, 1)], *_axes(4, 5), 5)
        assert _all(index) == [2, 3, 4, 5]
        assert _found(index, 5) == [5]

    def test_following_twice_does_no_harm(self, index: VectorIndex) -> None:
        index.follow([], *_axes(1, 2, 3), 3)
        assert _all(index) == [1, 2, 3]

    def test_nothing_to_follow_moves_the_sequence(self, index: VectorIndex, tmp_path: Path) -> None:
        index.follow([], *NONE, 9)
        assert (VectorIndex(tmp_path, DIMENSION).sequence, _all(index)) == (9, [1, 2, 3])

    def test_it_is_read_back_as_it_was(self, index: VectorIndex, tmp_path: Path) -> None:
        again = VectorIndex(tmp_path, DIMENSION)
        assert (again.sequence, _all(again)) == (3, [1, 2, 3])
        assert again.search(AXES[2], 3) == index.search(AXES[2], 3)
        again.follow([(1, 1)], *_axes(4), 5)
        assert _all(VectorIndex(tmp_path, DIMENSION)) == [2, 3, 4]

    def test_only_the_newest_file_is_kept(self, index: VectorIndex, tmp_path: Path) -> None:
        index.follow([], *_axes(4), 4)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["vectors.json", "young-000000000004.faiss"]

    def test_reset_begins_anew(self, index: VectorIndex) -> None:
        index.reset()
        assert (index.count(), index.sequence) == (0, 0)

    def test_a_reset_is_not_undone_by_opening_again(self, index: VectorIndex, tmp_path: Path) -> None:
        index.reset()
        again = VectorIndex(tmp_path, DIMENSION)
        assert (again.count(), again.sequence) == (0, 0)


class TestCrashLeftovers:
    """A killed process leaves the old state and perhaps new files beside it, whole or half: the state says what holds."""

    @pytest.mark.parametrize("content", [b"IxMp", b""])
    def test_a_file_that_the_state_does_not_name_does_not_count(self, index: VectorIndex, tmp_path: Path, content: bytes) -> None:
        for name in ("young-000000000012.faiss", "clusters-000000000012.faiss", "young-000000000012.new", "vectors.new"):
            (tmp_path / name).write_bytes(content)
        again = VectorIndex(tmp_path, DIMENSION)
        assert (again.sequence, _all(again)) == (3, [1, 2, 3])

    def test_leftovers_go_with_the_next_write(self, index: VectorIndex, tmp_path: Path) -> None:
        for name in ("young-000000000001.faiss", "clusters-000000000012.faiss", "young-000000000012.new"):
            (tmp_path / name).write_bytes(b"")
        VectorIndex(tmp_path, DIMENSION).follow([], *_axes(4), 13)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["vectors.json", "young-000000000013.faiss"]


def _first_bytes(content: bytes) -> bytes:
    return content[: len(content) // 3]


def _without_the_last_byte(content: bytes) -> bytes:
    return content[:-1]


def _other_header(content: bytes) -> bytes:
    return b"\xff" * 64 + content[64:]


def _zeros(content: bytes) -> bytes:
    return bytes(len(content))


def _huge_length(content: bytes) -> bytes:
    return content[:8] + b"\xff" * 7 + b"\x7f" + content[16:]


def _nothing(content: bytes) -> bytes:
    return b""


class TestDamage:
    @pytest.mark.parametrize("damage", [_first_bytes, _without_the_last_byte, _other_header, _zeros, _huge_length, _nothing])
    def test_a_damaged_file_is_not_used(self, index: VectorIndex, tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
        path = tmp_path / "young-000000000003.faiss"
        path.write_bytes(damage(path.read_bytes()))
        again = VectorIndex(tmp_path, DIMENSION)
        assert (again.count(), again.sequence) == (0, 0)
        again.follow([], *_axes(1, 2), 3)
        assert _all(VectorIndex(tmp_path, DIMENSION)) == [1, 2]

    @pytest.mark.parametrize("length", range(0, 210, 14))
    def test_no_cut_file_is_taken_for_whole(self, index: VectorIndex, tmp_path: Path, length: int) -> None:
        path = tmp_path / "young-000000000003.faiss"
        assert length < path.stat().st_size
        path.write_bytes(path.read_bytes()[:length])
        assert VectorIndex(tmp_path, DIMENSION).sequence == 0

    @pytest.mark.parametrize("state", ["", "[]", "{}", "null", '{"version": 1}', '{"version": 99, "sequence": 3}', "{" * 9])
    def test_a_damaged_state_begins_anew(self, index: VectorIndex, tmp_path: Path, state: str) -> None:
        (tmp_path / "vectors.json").write_text(state)
        again = VectorIndex(tmp_path, DIMENSION)
        assert (again.count(), again.sequence) == (0, 0)
        again.follow([], *_axes(1, 2), 3)
        assert _all(VectorIndex(tmp_path, DIMENSION)) == [1, 2]

    @pytest.mark.parametrize("dimension", [4, 16])
    def test_vectors_of_another_length_are_not_used(self, index: VectorIndex, tmp_path: Path, dimension: int) -> None:
        other = VectorIndex(tmp_path, dimension)
        assert (other.count(), other.sequence) == (0, 0)
        other.follow([], np.array([1]), np.ones((1, dimension), dtype=np.float32), 4)
        assert other.search(np.ones(dimension), 10)[0].id == 1

    def test_an_index_without_ids_is_not_ours(self, tmp_path: Path) -> None:
        flat = faiss.IndexFlatIP(DIMENSION)
        flat.add(AXES)
        faiss.write_index(flat, str(tmp_path / "young-000000000003.faiss"))
        index = VectorIndex(tmp_path, DIMENSION)
        index.follow([(1, 2)], *_axes(4), 4)
        assert _all(index) == [4]


class TestClusters:
    """Beyond the size at which all are compared: the first settle in clusters, the young stand beside them."""

    MANY = 3000

    @pytest.fixture(scope="class")
    def vectors(self) -> np.ndarray:
        random = np.random.default_rng(5)
        centres = random.standard_normal((40, 32))
        made = centres[random.integers(0, 40, self.MANY)] + 0.7 * random.standard_normal((self.MANY, 32))
        return (made / np.linalg.norm(made, axis=1, keepdims=True)).astype(np.float32)

    @pytest.fixture
    def large(self, tmp_path: Path, vectors: np.ndarray) -> VectorIndex:
        """2,500 passages settled, 500 young."""
        made = VectorIndex(tmp_path, 32, exact_up_to=1000)
        for sequence, start in enumerate(range(0, self.MANY, 500), 1):
            made.follow([], np.arange(start, start + 500) + 1, vectors[start : start + 500], sequence)
        return made

    def test_most_of_the_nearest_are_found(self, large: VectorIndex, vectors: np.ndarray) -> None:
        met = 0
        for query in vectors[::30]:
            exact = set((np.argsort(-(vectors @ query))[:10] + 1).tolist())
            met += len(exact & {hit.id for hit in large.search(query, 10)})
        assert met / (10 * len(vectors[::30])) >= 0.9

    @pytest.mark.parametrize("number", [0, 1499, 2400, 2999])
    def test_each_finds_itself_first(self, large: VectorIndex, vectors: np.ndarray, number: int) -> None:
        assert large.search(vectors[number], 3)[0].id == number + 1

    def test_it_is_read_back_as_it_was(self, large: VectorIndex, vectors: np.ndarray, tmp_path: Path) -> None:
        again = VectorIndex(tmp_path, 32, exact_up_to=1000)
        assert (again.count(), again.sequence) == (self.MANY, 6)
        assert again.search(vectors[7], 20) == large.search(vectors[7], 20)

    def test_following_twice_does_no_harm(self, large: VectorIndex, vectors: np.ndarray) -> None:
        large.follow([], np.arange(500) + 1, vectors[:500], 6)
        assert large.count() == self.MANY
        assert [hit.id for hit in large.search(vectors[3], 10)].count(4) == 1

    @pytest.mark.parametrize("runs", [[(4, 4)], [(2995, 3000)], [(1, 100), (2900, 2990)]])
    def test_passages_that_went_are_found_no_more(
        self, large: VectorIndex, vectors: np.ndarray, tmp_path: Path, runs: list[tuple[int, int]]
    ) -> None:
        gone = {id for first, last in runs for id in range(first, last + 1)}
        large.follow(runs, *NONE, 7)
        for index in (large, VectorIndex(tmp_path, 32, exact_up_to=1000)):
            assert index.count() == self.MANY - len(gone)
            for id in sorted(gone)[:5]:
                assert gone.isdisjoint(hit.id for hit in index.search(vectors[id - 1], 50))

    def test_where_many_went_the_clusters_are_written_without_them(self, large: VectorIndex, vectors: np.ndarray) -> None:
        large.follow([(1, 400)], *NONE, 7)
        assert large.count() == self.MANY - 400
        assert all(hit.id > 400 for hit in large.search(vectors[3], 200))

    def test_where_all_that_settled_went_the_young_are_found(
        self, large: VectorIndex, vectors: np.ndarray, tmp_path: Path
    ) -> None:
        large.follow([(1, self.MANY)], *NONE, 7)
        assert (large.count(), large.search(vectors[3], 10)) == (0, [])
        large.follow([], np.arange(5) + self.MANY + 1, vectors[:5], 8)
        for index in (large, VectorIndex(tmp_path, 32, exact_up_to=1000)):
            assert index.search(vectors[3], 10)[0].id == self.MANY + 4

    def test_what_another_process_wrote_is_found_and_not_undone(
        self, large: VectorIndex, vectors: np.ndarray, tmp_path: Path
    ) -> None:
        other = VectorIndex(tmp_path, 32, exact_up_to=1000)
        other.follow([(1, 1200)], np.arange(900) + self.MANY + 1, vectors[:900], 7)  # it settles anew
        assert large.search(vectors[800], 1)[0].id == self.MANY + 801
        large.follow([], np.array([self.MANY + 901]), vectors[900:901], 8)
        again = VectorIndex(tmp_path, 32, exact_up_to=1000)
        assert (again.sequence, again.count()) == (8, self.MANY - 1200 + 901)

    @pytest.mark.parametrize("within", [[(10, 12)], [(2998, 3000)], [(100, 160), (2700, 2710)]])
    def test_a_narrow_search_finds_all_that_are_allowed(
        self, large: VectorIndex, vectors: np.ndarray, within: list[tuple[int, int]]
    ) -> None:
        allowed = {id for first, last in within for id in range(first, last + 1)}
        found = {hit.id for hit in large.search(vectors[50], 100, within)}
        assert found <= allowed
        assert len(found) >= 0.9 * len(allowed)
