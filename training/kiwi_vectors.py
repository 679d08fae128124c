"""The morpheme vectors of Kiwi's own language model, recovered through its public similarity function.

Kiwi ships a neural language model (CoNgram) but shows only cosines of its morphemes:
`kiwi.morpheme_similarity(i, j)`. These are the entries of a Gram matrix of rank 256, so a few of its columns give
the vectors back up to rotation (the Nyström method: Williams & Seeger, NIPS 2000).

Measured with kiwipiepy 0.24.1 on one of two shared cores, 20,000 random pairs (rows 0 to 70,487):

| anchors | seconds | greatest error of a cosine | mean error |
|---|---|---|---|
| 256 | 1.9 | 3.6e-4 | 7.2e-5 |
| 320 | 1.8 | 3.5e-4 | 7.2e-5 |
| 700 | 4.1 | 3.5e-4 | 7.2e-5 |

More anchors do not lessen the error, because it is Kiwi's own: its quantised rows have lengths from 0.9995 to 1.0005
and are set to 1 here. Threads gain nothing: the function keeps the interpreter's lock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import repeat
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.kiwi_pooling import DIMENSION, VOCABULARY, Vectors
from ingest.korean import kiwi

# 256 anchors would do in exact arithmetic, but the least eigenvalue is then 2e-6; with 320 it is 4e-3.
_ANCHORS = 320
# Frequent morphemes have well-trained, well-spread vectors.
_ANCHOR_RANGE = 20_000
_SEED = 20_250_101
# Eigenvalues of the anchors' block beyond the 256th are below 1e-6.
_NOISE = 1e-5
_FOREIGN = "Kiwi의 언어 모델이 예상한 것과 다릅니다. constraints.txt에 적힌 판의 kiwipiepy_model을 설치하십시오."

# Called with the steps done and the steps in all.
Progress: TypeAlias = Callable[[int, int], None]


def recover(progress: Progress | None = None) -> Vectors:
    """The vectors of Kiwi's 70,488 morphemes, (70488, 256) float32, each of length 1.

    The row is the morpheme's id (`ingest.korean.Morpheme.row`). Dot products are `kiwi.morpheme_similarity` to 1e-3.
    The rotation, which similarities leave open, is fixed, so that what is trained on top of these vectors on one
    machine fits those that another recovers.

    Raises RuntimeError where Kiwi's model is not the one this was written for.
    """
    anchors = np.sort(np.random.default_rng(_SEED).choice(_ANCHOR_RANGE, _ANCHORS, replace=False))
    similarities = _similarities(anchors, progress)
    if not np.isfinite(similarities).all():
        raise RuntimeError(_FOREIGN)
    values, axes = np.linalg.eigh(similarities[:, anchors].astype(np.float64))
    if not values[-DIMENSION - 1] < _NOISE < values[-DIMENSION]:
        raise RuntimeError(_FOREIGN)
    vectors = similarities.T @ (axes[:, -DIMENSION:] / np.sqrt(values[-DIMENSION:])).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    turned: Vectors = vectors @ _rotation(vectors[:_ANCHOR_RANGE])
    return turned


def _similarities(anchors: NDArray[np.int64], progress: Progress | None) -> Vectors:
    """The similarity of every morpheme to each anchor, (anchors, 70488)."""
    similarity = _similarity_function()
    columns = np.empty((len(anchors), VOCABULARY), np.float32)
    for done, anchor in enumerate(anchors.tolist()):
        values: Iterator[float] = map(similarity, repeat(anchor), range(VOCABULARY))
        columns[done] = np.fromiter(values, np.float32, VOCABULARY)
        if progress:
            progress(done + 1, len(anchors))
    return columns


def _similarity_function() -> Callable[[int, int], float]:
    """`kiwi.morpheme_similarity` without its Python wrapper, which only unpacks tokens and takes 3/4 of the time."""
    from kiwipiepy import Kiwi

    parent: Any = super(Kiwi, kiwi())
    function: Callable[[int, int], float] = parent.morpheme_similarity
    return function


def _rotation(vectors: Vectors) -> Vectors:
    """The rotation that turns these vectors nearest to a fixed random matrix (orthogonal Procrustes, Schönemann 1966).

    Eigenvectors have no fixed sign, nor a fixed order where eigenvalues are near each other; this removes that: 400
    anchors instead of 320 give the same entries to 1e-5.
    """
    reference = np.random.default_rng(_SEED).standard_normal(vectors.shape)
    left, _, right = np.linalg.svd(vectors.astype(np.float64).T @ reference)
    rotation: Vectors = (left @ right).astype(np.float32)
    return rotation
