"""Bring the search structures level with the store."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence

import numpy as np

from index.lexical import LexicalIndex
from index.rows import Change
from index.stamp import follows, library_of
from index.store import Store
from index.vectors import VectorIndex
from ingest.log.noting import note

# Until Tantivy merges its files, words of passages that were taken out still count for how rare a word is. An index of
# no more passages than this is written anew instead, at 10,000 a second, so that scores do not depend on its past.
_WRITTEN_ANEW = 20_000
_AT_A_TIME = 25_000  # passages whose vectors are held in memory, 26 MB


_TOLD = {LexicalIndex: "낱말 색인", VectorIndex: "벡터 색인"}


def is_level(store: Store, lexical: LexicalIndex, vectors: VectorIndex) -> bool:
    """Whether both structures hold what the store holds."""
    newest, stamp = store.sequence(), store.stamp()
    return all(
        not structure.trouble and structure.sequence == newest and follows(structure, newest, stamp)
        for structure in (lexical, vectors)
    )


def is_usable(store: Store, lexical: LexicalIndex, vectors: VectorIndex) -> bool:
    """Whether both structures hold a state of the store, be it an older one, and are not empty where it is not."""
    newest, stamp = store.sequence(), store.stamp()
    return all(
        not structure.trouble and follows(structure, newest, stamp) and (structure.sequence or not newest)
        for structure in (lexical, vectors)
    )


def catch_up(store: Store, lexical: LexicalIndex, vectors: VectorIndex) -> None:
    """Let both structures follow what the store has done since. One that is damaged, or of another library or a later state
    of this one, is made anew from the store, which is logged.
    """
    newest, stamp = store.sequence(), store.stamp()
    for structure in (lexical, vectors):
        if structure.trouble:
            structure.reopen()  # it may have been read while another process wrote it
        reason = structure.trouble or ("" if follows(structure, newest, stamp) else "다른 색인의 것")
        if reason:
            note("made anew", logging.WARNING, structure=_TOLD[type(structure)], reason=reason)
            structure.reset()
    if lexical.sequence != newest:
        changes = store.changes_since(lexical.sequence)
        anew = lexical.count() <= _WRITTEN_ANEW and any(
            lexical.holds(change.first_passage, change.last_passage) for change in changes
        )
        if anew:
            changes = store.changes_since(0)
        rows = (row for first, last in _added(changes) for row in store.search_rows(first, last))
        lexical.follow(_removed(changes), rows, newest, anew=anew, stamp=stamp)
    for group in _some_at_a_time(store.changes_since(vectors.sequence)):
        batches = [store.vectors(first, last) for first, last in _added(group)]
        batches = [(ids, found) for ids, found in batches if len(ids)]
        ids = np.concatenate([ids for ids, _ in batches]) if batches else np.zeros(0, dtype=np.int64)
        stacked = np.concatenate([found for _, found in batches]) if batches else np.zeros((0, 0), dtype=np.float32)
        sequence = group[-1].sequence
        vectors.follow(_removed(group), ids, stacked, sequence, stamp=stamp if sequence == newest else f"{library_of(stamp)}:")


def _some_at_a_time(changes: Sequence[Change]) -> Iterator[Sequence[Change]]:
    """The changes in order, of so many passages at a time as memory has room for without noticing."""
    gathered: list[Change] = []
    passages = 0
    for change in changes:
        gathered.append(change)
        passages += change.last_passage - change.first_passage + 1
        if passages >= _AT_A_TIME:
            yield gathered
            gathered, passages = [], 0
    if gathered:
        yield gathered


def _removed(changes: Sequence[Change]) -> list[tuple[int, int]]:
    return [(change.first_passage, change.last_passage) for change in changes if change.kind == "removed"]


def _added(changes: Sequence[Change]) -> list[tuple[int, int]]:
    """The runs that were added and are there still: a run that was removed later gives no rows when it is read."""
    # One that was moved to another collection was added twice.
    return list(dict.fromkeys((change.first_passage, change.last_passage) for change in changes if change.kind == "added"))
