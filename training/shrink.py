"""Make a trained model small: one byte a number instead of four."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from index.kiwi_pooling import VOCABULARY, KiwiPooling, pooling, save

_LARGEST = 127  # of a signed byte


def shrink(model: KiwiPooling, folder: Path) -> None:
    """Write the model with its vectors in bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    save(in_bytes(model), folder)


def in_bytes(model: KiwiPooling) -> KiwiPooling:
    """The model with each vector in steps of a 127th of its largest number; the step goes into the vector's weight."""
    vectors = model.vectors.astype(np.float32)
    steps = np.maximum(np.abs(vectors).max(axis=1), np.finfo(np.float32).tiny) / _LARGEST
    return pooling(np.rint(vectors / steps[:, None]).astype(np.int8), (model.weights * steps).astype(np.float32))


def narrowed(model: KiwiPooling, dimension: int) -> KiwiPooling:
    """The model in its most telling directions only: principal components of the weighted vectors."""
    vectors = model.vectors.astype(np.float32)
    weighted = vectors * model.weights[:, None]
    _, axes = np.linalg.eigh((weighted.T @ weighted).astype(np.float64))
    return pooling(vectors @ axes[:, -dimension:].astype(np.float32), model.weights)


def pruned(model: KiwiPooling, words: int) -> KiwiPooling:
    """The model without the vectors of all but the most frequent words: the others say nothing."""
    weights = model.weights.copy()
    weights[words:VOCABULARY] = 0
    return pooling(model.vectors, weights)
