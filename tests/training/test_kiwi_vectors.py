"""The recovered vectors say what Kiwi's own similarity function says."""

from __future__ import annotations

import numpy as np
import pytest

from index.kiwi_pooling import DIMENSION, VOCABULARY, Vectors
from ingest.korean import kiwi
from training.kiwi_vectors import recover


@pytest.fixture(scope="module")
def vectors() -> Vectors:
    return recover()


def test_there_is_a_unit_vector_for_each_morpheme(vectors: Vectors) -> None:
    assert vectors.shape == (VOCABULARY, DIMENSION)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_dot_products_are_the_similarities_of_kiwi(vectors: Vectors) -> None:
    pairs = np.random.default_rng(7).integers(0, VOCABULARY, (2_000, 2))
    expected = [kiwi().morpheme_similarity(int(left), int(right)) for left, right in pairs]
    np.testing.assert_allclose((vectors[pairs[:, 0]] * vectors[pairs[:, 1]]).sum(axis=1), expected, atol=1e-3)


def test_a_row_is_the_morpheme_of_that_id(vectors: Vectors) -> None:
    love, affection, algorithm = (kiwi().tokenize(word)[0].id for word in ("사랑", "애정", "알고리즘"))
    assert vectors[love] @ vectors[affection] > vectors[love] @ vectors[algorithm]
    assert not np.isfinite(kiwi().morpheme_similarity(VOCABULARY, VOCABULARY))


def test_the_basis_does_not_depend_on_the_anchors(vectors: Vectors, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("training.kiwi_vectors._ANCHORS", 400)
    steps: list[tuple[int, int]] = []
    np.testing.assert_allclose(recover(lambda done, total: steps.append((done, total))), vectors, atol=1e-4)
    assert steps == [(done, 400) for done in range(1, 401)]


def test_another_model_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("training.kiwi_vectors.VOCABULARY", VOCABULARY + 1)
    with pytest.raises(RuntimeError, match="kiwipiepy_model"):
        recover()
