"""Nearest neighbours among very many: FAISS's inverted file, vectors in half precision.

Every vector lies in the list of its nearest centroid, and only the lists nearest to a question are read. Which index
serves best at which size was measured: docs/architecture.md has the table.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import faiss
import numpy as np

_CHUNK = 50_000  # vectors at a time: 51 MB at 256 dimensions
_TRAINED_BY = 40  # vectors a list; FAISS itself asks for 39
_OUTGROWN = 2  # times as many lists as there are would be wanted: they are made anew
PROBED = 1 / 4  # of the lists are read for a question: nine in ten of the nearest lie in an eighth of them

Batch = tuple[np.ndarray, np.ndarray]  # ids (n,) int64 and vectors (n, dimension) float32


def list_count(vectors: int) -> int:
    """Into how many lists so many vectors are divided: a power of two near four times their root."""
    return int(2 ** round(np.log2(4 * max(1, vectors) ** 0.5)))


def settle(clusters: Any, young: Any) -> Any:
    """The clusters (None: none yet) with the vectors of `young` added, an IndexIDMap2; made anew where they are outgrown."""
    count = young.ntotal + (clusters.ntotal if clusters is not None else 0)
    if clusters is None or list_count(count) >= _OUTGROWN * clusters.nlist:
        return _made_anew([clusters, young] if clusters is not None else [young], count)
    for ids, vectors in _batches(young):
        clusters.add_with_ids(vectors, ids)
    return clusters


def _made_anew(parts: list[Any], count: int) -> Any:
    """Clusters trained on an even sample of all vectors of some indexes, and holding all of them."""
    dimension, lists = parts[0].d, list_count(count)
    centroids = faiss.IndexFlatIP(dimension)
    made = faiss.IndexIVFScalarQuantizer(
        centroids, dimension, lists, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT, False
    )
    step = max(1, count // (lists * _TRAINED_BY))
    made.train(np.concatenate([vectors[::step] for part in parts for _, vectors in _batches(part)]))
    for part in parts:
        for ids, vectors in _batches(part):
            made.add_with_ids(vectors, ids)
    return made


def _batches(index: Any) -> Iterator[Batch]:
    """The ids and vectors of an index, some at a time."""
    if isinstance(index, faiss.IndexIDMap2):
        ids = faiss.vector_to_array(index.id_map)
        for start in range(0, index.ntotal, _CHUNK):
            count = min(_CHUNK, index.ntotal - start)
            yield ids[start : start + count], index.index.reconstruct_n(start, count)
        return
    held: list[Batch] = []
    for number in range(index.nlist):
        held.append(_list(index, number))
        if sum(len(ids) for ids, _ in held) >= _CHUNK or number == index.nlist - 1:
            yield np.concatenate([ids for ids, _ in held]), np.concatenate([vectors for _, vectors in held])
            held = []


def _list(clusters: Any, number: int) -> Batch:
    """The ids and vectors of one list."""
    size = clusters.invlists.list_size(number)
    if not size:
        return np.zeros(0, np.int64), np.zeros((0, clusters.d), np.float32)
    ids = faiss.rev_swig_ptr(clusters.invlists.get_ids(number), size).copy()
    codes = faiss.rev_swig_ptr(clusters.invlists.get_codes(number), size * clusters.code_size).reshape(size, -1)
    return ids, clusters.sq.decode(codes.copy())
