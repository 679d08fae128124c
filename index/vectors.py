"""Nearest neighbours by FAISS: inner product over L2-normalised vectors, which is their cosine.

Exact up to some tens of thousands of passages; beyond, those that came first settle in clusters (clusters.py), and the
young ones beside them are searched exactly, so that a document is added in the time that it takes to write it.
Derived from the store, whose rows hold the vectors: read back from files if these are level with the store, brought
level by the changes that they missed, or made anew.
"""

from __future__ import annotations

import math
import os
import zlib
from collections.abc import Sequence
from pathlib import Path
from threading import RLock
from typing import Any

import faiss
import numpy as np

from index.clusters import PROBED, settle
from index.lexical import Runs, Scored
from index.seal import Damaged, Seals, check, read_state, write_state
from index.stamp import library_of

# Up to here an exact search takes 3 ms; more young passages than this settle.
EXACT_UP_TO = 100_000
_MOST_GONE = 0.1  # of as many; where more have gone from the clusters, they are taken out of them
_STATE = "vectors.json"
_VERSION = 2
_NEVER = 0
_BLOCK = 1 << 20  # bytes that FAISS hands over at a time
_UNREADABLE = (Damaged, OSError, ValueError, LookupError, TypeError, RuntimeError)


class VectorIndex:
    """Nearest passages to a vector, with removal by id. Passages come in the order of their ids, none twice."""

    def __init__(self, folder: Path, dimension: int, exact_up_to: int = EXACT_UP_TO) -> None:
        """Open what was written to `folder`; begin empty if there is nothing that can be read, and `trouble` says why."""
        self._folder = folder
        self._dimension = dimension
        self._exact_up_to = exact_up_to
        self._lock = RLock()
        self.reopen()

    def reopen(self) -> None:
        """Open what lies in the folder now."""
        self.trouble = ""
        self._begin()
        if not self._folder.is_dir() or not any(self._folder.iterdir()):
            return
        try:
            self._open()
        except _UNREADABLE as error:
            self._begin()  # half a file, or another program's: the store has the vectors
            self.trouble = str(error) if isinstance(error, Damaged) else f"{_STATE} 읽을 수 없음"

    def _begin(self) -> None:
        self._sequence, self._stamp = 0, ""
        self._files: Seals = {}
        # faiss's own stubs lack the numpy signatures
        self._young: Any = faiss.IndexIDMap2(faiss.IndexFlatIP(self._dimension))
        self._clusters: Any = None
        self._clusters_file = ""
        self._last_settled = -1  # the highest id in the clusters
        self._gone: list[tuple[int, int]] = []  # runs of ids that left the clusters
        self._gone_bits: np.ndarray | None = None
        self._written = _NEVER  # when the state was, that was read or written last

    def _open(self) -> None:
        """Read the state and the files that it names."""
        written = _time_of(self._folder / _STATE)
        self._read(read_state(self._folder / _STATE))
        self._gone_bits = None
        self._written = written

    def _read(self, state: dict[str, Any]) -> None:
        if state["version"] != _VERSION:
            raise Damaged("다른 판의 파일")
        known = {name: seal for name, seal in state["files"].items() if self._files.get(name) != seal}
        check(self._folder, known)
        self._young = faiss.read_index(str(self._folder / state["young"]))
        if not isinstance(self._young, faiss.IndexIDMap2) or self._young.d != self._dimension:
            raise Damaged(f"{state['young']} 다른 모델의 파일")
        self._clusters = faiss.read_index(str(self._folder / state["clusters"])) if state["clusters"] else None
        self._clusters_file, self._last_settled = state["clusters"], state["last_settled"]
        self._gone = [(first, last) for first, last in state["gone"]]
        self._sequence, self._stamp, self._files = state["sequence"], state["stamp"], state["files"]
        self.trouble = ""

    def reload(self) -> None:
        """Read what another process has written since; what is half written is left for the next time."""
        with self._lock:
            if _time_of(self._folder / _STATE) in (self._written, _NEVER):
                return
            before = dict(self.__dict__)
            try:
                self._open()
            except _UNREADABLE:
                self.__dict__.update(before)
                return
            if before["_sequence"] and library_of(before["_stamp"]) != library_of(self._stamp):
                self.__dict__.update(before)  # of another model: who asks with the one before goes on with its own

    @property
    def sequence(self) -> int:
        """The change of the store up to which this index has followed."""
        return self._sequence

    @property
    def stamp(self) -> str:
        """The stamp that the store had then."""
        return self._stamp

    def follow(
        self, removed: Sequence[tuple[int, int]], ids: np.ndarray, vectors: np.ndarray, sequence: int, *, stamp: str = ""
    ) -> None:
        """Take passages out and in: ids (n,), vectors (n, dimension). Doing it twice does no harm."""
        with self._lock:
            self.reload()
            self._folder.mkdir(parents=True, exist_ok=True)
            self._take(removed, ids, vectors, sequence)
            self._save(sequence, stamp)

    def _take(self, removed: Sequence[tuple[int, int]], ids: np.ndarray, vectors: np.ndarray, sequence: int) -> None:
        gone = [np.arange(first, last + 1, dtype=np.int64) for first, last in removed]
        self._young.remove_ids(np.concatenate([*gone, ids.astype(np.int64)]))
        self._gone = sorted({*self._gone, *(run for run in removed if run[0] <= self._last_settled)})
        self._gone_bits = None
        new = ids > self._last_settled
        if new.any():
            self._young.add_with_ids(np.ascontiguousarray(vectors[new], dtype=np.float32), ids[new].astype(np.int64))
        if self._young.ntotal > self._exact_up_to or self._count_gone() > _MOST_GONE * self._exact_up_to:
            self._settle(sequence)

    def _count_gone(self) -> int:
        return sum(last - first + 1 for first, last in self._gone)

    def _settle(self, sequence: int) -> None:
        """Put the young passages into the clusters, and take those out that have gone."""
        if self._gone:
            self._clusters.remove_ids(_selector(self._bits(self._gone, self._last_settled)))
            self._gone = []
            if not self._clusters.ntotal:
                self._clusters, self._clusters_file = None, ""
        if self._clusters is None and self._young.ntotal <= self._exact_up_to:
            return  # so few are left that all are compared
        last = max(self._last_settled, int(faiss.vector_to_array(self._young.id_map).max(initial=0)))
        faiss.omp_set_num_threads(os.cpu_count() or 1)
        clusters = settle(self._clusters, self._young)
        self._begin()
        self._clusters, self._last_settled = clusters, last
        self._clusters_file = f"clusters-{sequence:012d}.faiss"
        self._files[self._clusters_file] = _write(clusters, self._folder / self._clusters_file)

    def reset(self) -> None:
        """Begin anew, empty, to follow the store from its first change."""
        (self._folder / _STATE).unlink(missing_ok=True)  # or a crash before the next write would bring all back
        self._remove_files(keep=set())
        self._begin()
        self.trouble = ""

    def _save(self, sequence: int, stamp: str) -> None:
        """Write the young passages beside the old file; the state, which names the files that hold, comes last."""
        young = f"young-{sequence:012d}.faiss"
        files = {young: _write(self._young, self._folder / young)}
        if self._clusters_file:
            files[self._clusters_file] = self._files[self._clusters_file]
        state = {
            "version": _VERSION,
            "sequence": sequence,
            "stamp": stamp,
            "young": young,
            "clusters": self._clusters_file,
            "last_settled": self._last_settled,
            "gone": self._gone,
            "files": files,
        }
        write_state(self._folder / _STATE, state)
        self._remove_files(keep={young, self._clusters_file, _STATE})
        self._sequence, self._stamp, self._written = sequence, stamp, _time_of(self._folder / _STATE)
        self._files, self.trouble = files, ""

    def _remove_files(self, keep: set[str]) -> None:
        """Remove the older files and what a killed process left."""
        for pattern in ("*.faiss", "*.new"):
            for old in self._folder.glob(pattern):
                if old.name not in keep:
                    old.unlink(missing_ok=True)

    def search(self, vector: np.ndarray, limit: int, within: Runs | None = None) -> list[Scored]:
        """The nearest passages to a vector (dimension,), nearest first, with their cosine; `within` these runs of ids."""
        if not np.any(vector):
            return []
        # One thread: a question takes a millisecond, and where the machine is busy two wait for each other for thirty.
        faiss.omp_set_num_threads(1)
        query = vector.reshape(1, -1).astype(np.float32)
        with self._lock:  # a chat asks on several threads, and reading what another process wrote changes all at once
            self.reload()
            found = self._among_young(query, limit, within)
            if self._clusters is not None:
                found += self._among_settled(query, limit, within)
        return sorted(found, key=lambda item: (-item.score, item.id))[:limit]

    def _among_young(self, query: np.ndarray, limit: int, within: Runs | None) -> list[Scored]:
        if not self._young.ntotal:
            return []
        parameters: Any = faiss.SearchParameters  # faiss's own stubs lack its arguments
        last = int(faiss.vector_to_array(self._young.id_map).max())
        only = None if within is None else parameters(sel=_selector(self._bits(within, last)))
        return _scored(self._young.search(query, min(limit, self._young.ntotal), params=only))

    def _among_settled(self, query: np.ndarray, limit: int, within: Runs | None) -> list[Scored]:
        """Where few of the passages are looked in, more lists are read, so that as many of them are met."""
        parameters: Any = faiss.SearchParametersIVF
        probed, total = self._clusters.nlist * PROBED, self._clusters.ntotal
        allowed: np.ndarray | None = None
        if within is not None:
            allowed = self._bits(within, self._last_settled)
            probed *= total / max(1, sum(last - first + 1 for first, last in within))
        if self._gone:
            if self._gone_bits is None:
                self._gone_bits = self._bits(self._gone, self._last_settled)
            allowed = ~self._gone_bits if allowed is None else allowed & ~self._gone_bits
        probes = max(1, min(self._clusters.nlist, math.ceil(probed)))
        only = parameters(sel=None if allowed is None else _selector(allowed), nprobe=probes)
        return _scored(self._clusters.search(query, min(limit, total), params=only))

    def _bits(self, runs: Runs, last: int) -> np.ndarray:
        """Which ids, from 0 to `last`, lie in some runs."""
        found = np.zeros(last + 1, dtype=bool)
        for first, end in runs:
            found[first : end + 1] = True
        return found

    def count(self) -> int:
        """How many passages the index holds; where some have gone from the clusters, no more than this."""
        settled = 0 if self._clusters is None else max(0, int(self._clusters.ntotal) - self._count_gone())
        return int(self._young.ntotal) + settled


def _time_of(path: Path) -> int:
    """When a file was written, in nanoseconds; _NEVER where there is none."""
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return _NEVER


def _write(index: Any, path: Path) -> list[int]:
    """Write an index by renaming, so that no half-written file has the name; gives its seal.

    FAISS itself says nothing where the disk takes the last bytes no more: Python writes them.
    """
    temporary = path.with_suffix(".new")
    size = crc = 0
    failed: list[OSError] = []

    def write(block: bytes) -> None:
        nonlocal size, crc
        try:
            file.write(block)
        except OSError as error:  # FAISS would tell of it in words of its own
            failed.append(error)
            raise
        size, crc = size + len(block), zlib.crc32(block, crc)

    try:
        with temporary.open("wb") as file:
            writer: Any = faiss.PyCallbackIOWriter  # type: ignore[attr-defined]  # faiss's own stubs lack it
            faiss.write_index(index, writer(write, _BLOCK))
    except (RuntimeError, OSError) as error:
        raise (failed[0] if failed else error) from None
    os.replace(temporary, path)
    return [size, crc]


def _scored(found: tuple[np.ndarray, np.ndarray]) -> list[Scored]:
    scores, ids = found
    return [Scored(int(id), float(score)) for id, score in zip(ids[0], scores[0], strict=True) if id >= 0]


def _selector(bits: np.ndarray) -> Any:
    """What tells FAISS to look at some ids only."""
    bitmap: Any = faiss.IDSelectorBitmap  # faiss's own stubs lack its arguments
    return bitmap(np.packbits(bits, bitorder="little"))
