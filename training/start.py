"""The model that training starts from: Kiwi's vectors whitened and weighted by frequency, buckets for unknown words."""

from __future__ import annotations

import numpy as np

from index.kiwi_pooling import BUCKETS, DIMENSION, TAG_ROWS, VOCABULARY, KiwiPooling, Vectors, pooling

# Weight a / (a + p) of a morpheme of probability p (SIF: Arora et al., ICLR 2017); p is Zipf's for its row.
# Recall@1 on 1,000 citizens' questions: 0.62 with 1e-4, 0.60 with 3e-5 and 3e-4, 0.59 with 1e-3, 0.57 with 1e-5.
_SMOOTHING = 1e-4
_ZIPF_SHIFT = 2.7
# Vectors of known words have mean length 1. From 0.25 to 1, recall@1 moves by less than 0.02, up here and down there.
_BUCKET_LENGTH = 0.5
# The common words from which mean and covariance are taken.
_COMMON = 20_000
_SEED = 20_250_102


def untrained(vectors: Vectors) -> KiwiPooling:
    """The model that Kiwi's vectors (70488, 256) give of themselves.

    All of Kiwi's vectors share a mean of length 0.85, and a few directions outweigh the others. Equal spread in every
    direction (whitening: Su et al., arXiv:2103.15316), over removal of the mean alone, lifts recall@1 on 1,000
    citizens' questions from 0.570 to 0.621, on 2,620 statute titles from 0.384 to 0.406, on 1,500 precedents from
    0.858 to 0.876.
    """
    table = np.concatenate([_whitened(vectors), _bucket_vectors()])
    rank = np.maximum(np.arange(VOCABULARY) - TAG_ROWS + 1, 1) + _ZIPF_SHIFT
    probability = 1 / (rank * np.log(VOCABULARY / _ZIPF_SHIFT))
    weights = np.concatenate([_SMOOTHING / (_SMOOTHING + probability), np.ones(BUCKETS)]).astype(np.float32)
    return pooling(table, weights)


def _whitened(vectors: Vectors) -> Vectors:
    """The vectors without their mean and with the same variance in every direction, of mean length 1."""
    centred = vectors - vectors[TAG_ROWS:].mean(axis=0)
    values, axes = np.linalg.eigh(np.cov(centred[TAG_ROWS:_COMMON].T.astype(np.float64)))
    # Back along the same axes, so that the basis stays the one that `recover` fixed.
    white: Vectors = centred @ (axes / np.sqrt(values) @ axes.T).astype(np.float32)
    white /= np.linalg.norm(white[TAG_ROWS:], axis=1).mean()
    return white


def _bucket_vectors() -> Vectors:
    """A pseudo-random vector for each bucket: nearly at right angles to each other and to every known word."""
    vectors = np.random.default_rng(_SEED).standard_normal((BUCKETS, DIMENSION), np.float32)
    vectors *= _BUCKET_LENGTH / np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors
