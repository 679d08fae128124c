"""Nearest neighbours by FAISS: inner product over L2-normalised vectors, which is their cosine.

Derived from the store, whose rows hold the vectors: it is read back from a file if that is level with the store,
brought level by the changes it missed, or made anew.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from index.lexical import Runs, Scored

_FILES = f"vectors-{'[0-9]' * 12}.faiss"


class VectorIndex:
    """Exact search with removal by id. Its file's name carries the sequence number up to which it has followed."""

    def __init__(self, folder: Path, dimension: int) -> None:
        """Open the newest file in `folder`; begin empty if there is none that can be read."""
        self._folder = folder
        self._dimension = dimension
        folder.mkdir(parents=True, exist_ok=True)
        self._sequence = 0
        self._index: Any = faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))  # faiss's own stubs lack the numpy signatures
        for path in sorted(folder.glob(_FILES), reverse=True):
            try:
                index = faiss.read_index(str(path))
            except RuntimeError:
                continue  # half a file of another program: the store has the vectors
            if isinstance(index, faiss.IndexIDMap2) and index.d == dimension:
                self._index, self._sequence = index, int(path.stem.split("-")[1])
                break

    @property
    def sequence(self) -> int:
        """The change of the store up to which this index has followed."""
        return self._sequence

    def follow(self, removed: Sequence[tuple[int, int]], ids: np.ndarray, vectors: np.ndarray, sequence: int) -> None:
        """Take passages out and in: ids (n,), vectors (n, dimension). Doing it twice does no harm."""
        gone = [np.arange(first, last + 1, dtype=np.int64) for first, last in removed]
        self._index.remove_ids(np.concatenate([*gone, ids.astype(np.int64)]))
        if len(ids):
            self._index.add_with_ids(np.ascontiguousarray(vectors, dtype=np.float32), ids.astype(np.int64))
        self._save(sequence)

    def reset(self) -> None:
        """Begin anew, empty, to follow the store from its first change."""
        self._remove_files()  # or a crash before the next write would bring them back
        self._sequence = 0
        self._index = faiss.IndexIDMap2(faiss.IndexFlatIP(self._dimension))

    def _save(self, sequence: int) -> None:
        """Write the file beside the old one, then drop the old one."""
        path = self._folder / f"vectors-{sequence:012d}.faiss"
        temporary = path.with_suffix(".new")
        faiss.write_index(self._index, str(temporary))
        os.replace(temporary, path)
        self._remove_files(but=path)
        self._sequence = sequence

    def _remove_files(self, but: Path | None = None) -> None:
        """Remove the older files and what a killed process left."""
        for old in (*self._folder.glob(_FILES), *self._folder.glob("vectors-*.new")):
            if old != but:
                old.unlink(missing_ok=True)

    def search(self, vector: np.ndarray, limit: int, within: Runs | None = None) -> list[Scored]:
        """The nearest passages to a vector (dimension,), nearest first, with their cosine; `within` these runs of ids."""
        if not self._index.ntotal or not np.any(vector):
            return []
        query, depth = vector.reshape(1, -1).astype(np.float32), min(limit, self._index.ntotal)
        scores, ids = self._index.search(query, depth, params=_only(within))
        return [Scored(int(id), float(score)) for id, score in zip(ids[0], scores[0], strict=True) if id >= 0]

    def count(self) -> int:
        """How many passages the index holds."""
        return int(self._index.ntotal)


def _only(within: Runs | None) -> Any:
    """What tells FAISS to look at some runs of ids only; None for all."""
    if within is None:
        return None
    ids = np.concatenate([np.zeros(0, np.int64), *(np.arange(first, last + 1, dtype=np.int64) for first, last in within)])
    parameters: Any = faiss.SearchParameters  # faiss's own stubs lack its arguments
    return parameters(sel=faiss.IDSelectorBatch(ids))
