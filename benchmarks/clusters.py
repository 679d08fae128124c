"""FAISS's index types side by side over a library's own vectors: what is found, how fast, and what it takes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import faiss
import numpy as np

from assistant.reading import read_question
from benchmarks.million_search import questions
from eval.measures.latency import percentile
from index.clusters import list_count, settle
from index.library import Library

_SIZES = (50_000, 200_000, 1_000_000)
_PROBED = (1 / 16, 1 / 8, 1 / 4, 1 / 2)
_HNSW_UP_TO = 200_000  # beyond, building it takes a quarter of an hour
_QUERIES, _NEAREST = 200, 10


def compare(library: Library) -> Iterator[tuple[str, ...]]:
    """A row a type and size: passages, index, recall@10, p50, p95, size, seconds to build."""
    faiss.omp_set_num_threads(1)
    vectors = library.store.vectors(0, 1 << 62)[1]
    queries = _queries(library)
    for size in sorted({min(size, len(vectors)) for size in _SIZES}):
        part = vectors[:size]
        flat = faiss.IndexFlatIP(part.shape[1])
        flat.add(part)
        exact = [set(flat.search(query, _NEAREST)[1][0].tolist()) for query in queries]
        yield _row(size, "exact (flat)", flat, queries, exact, 0.0, {})
        made = faiss.IndexIDMap2(faiss.IndexFlatIP(part.shape[1]))
        made.add_with_ids(part, np.arange(size))
        faiss.omp_set_num_threads(2)
        start = time.perf_counter()
        clusters = settle(None, made)
        seconds = time.perf_counter() - start
        faiss.omp_set_num_threads(1)
        lists = list_count(size)
        for share in _PROBED:
            probes = max(1, round(lists * share))
            name = f"clusters: {lists} lists, {probes} read"
            yield _row(size, name, clusters, queries, exact, seconds, {"nprobe": probes})
        if size <= _HNSW_UP_TO:
            kind: Any = faiss.IndexHNSWSQ  # its stub lacks this form
            graph = kind(part.shape[1], faiss.ScalarQuantizer.QT_8bit, 32, faiss.METRIC_INNER_PRODUCT)
            faiss.omp_set_num_threads(2)
            start = time.perf_counter()
            graph.train(part)
            graph.add(part)
            seconds = time.perf_counter() - start
            faiss.omp_set_num_threads(1)
            graph.hnsw.efSearch = 128
            yield _row(size, "HNSW, 32 links, 128 looked at", graph, queries, exact, seconds, {})


def _queries(library: Library) -> np.ndarray:
    """Questions as they are asked, (n, 1, dimension)."""
    asked = [read_question(library, text) for text in questions(library)[:_QUERIES]]
    return np.stack([library.embedder.query(question.text, question.morphemes) for question in asked])[:, None, :]


def _row(
    size: int, name: str, index: Any, queries: np.ndarray, exact: list[set[int]], seconds: float, parameters: dict[str, int]
) -> tuple[str, ...]:
    times, met = [], 0
    kind: Any = faiss.SearchParametersIVF
    for query, wanted in zip(queries, exact, strict=True):
        start = time.perf_counter()
        _, ids = index.search(query, _NEAREST, params=kind(**parameters) if parameters else None)
        times.append((time.perf_counter() - start) * 1000)
        met += len(wanted & set(ids[0].tolist()))
    recall = met / (_NEAREST * len(queries))
    bytes_ = len(faiss.serialize_index(index))
    return (
        f"{size:,}",
        name,
        f"{recall:.3f}",
        f"{percentile(times, 0.5):.1f} ms",
        f"{percentile(times, 0.95):.1f} ms",
        f"{bytes_ / 1e6:,.0f} MB",
        f"{seconds:,.0f} s" if seconds else "",
    )
