"""Whether what a killed process left is whole: every document as it was or as it was to be, and found by its own words."""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import dataclass
from pathlib import Path

from assistant.answer import answer
from assistant.settings import Settings
from benchmarks.killing.work import ARCHIVE, prepare
from index.backup_format import read_manifest
from index.library import Library, open_library
from ingest.pipeline import Ingested

QUESTION = "스마트상점 보급 실적은 몇 개소인가요?"
_AMONG = 50

Whole = tuple[str, int, int, int]  # of a document: digest of its text, passages, figures, findings


@dataclass(frozen=True, slots=True)
class Allowed:
    """What a library may hold: each document in one of these states, None for not at all."""

    documents: dict[str, frozenset[Whole | None]]
    together: tuple[dict[str, Whole], ...] = ()  # whole libraries, where one of them it must be


@dataclass(frozen=True, slots=True)
class Left:
    """What was wrong with a library that a killed process left, and how much of the work was done."""

    wrong: tuple[str, ...]
    documents: int
    answered: bool


def state_of(ingested: Ingested) -> Whole:
    """A document as it is when it is stored whole."""
    text = hashlib.sha256(ingested.document.source.text.encode()).hexdigest()
    return text, len(ingested.passages), sum(map(len, ingested.figures)), len(ingested.findings)


def judge(scenario: str, data: Path, allowed: Allowed) -> Left:
    """Open what was left, and look at all of it."""
    prepare(scenario)
    wrong: list[str] = []
    library = open_library(data, "kiwi")
    try:
        found = _documents(library)
        wrong += [f"{name}: {state}" for name, state in found.items() if state not in allowed.documents.get(name, frozenset())]
        wrong += [f"{name} is gone" for name, states in allowed.documents.items() if name not in found and None not in states]
        if allowed.together and found not in allowed.together:
            wrong.append("neither the old library nor the new one")
        wrong += _structures(library, scenario)
        answered = answer(library, QUESTION, Settings(data=data))
        cited = {citation.document for citation in answered.citations}
        wrong += [f"{name} is cited and not there" for name in cited - set(found)]
        return Left(tuple(wrong + _archive(data)), len(found), not answered.abstained)
    finally:
        library.close()
        prepare("")


def _documents(library: Library) -> dict[str, Whole]:
    found = {}
    for row in library.store.documents():
        text = library.store.document_text(row.name) or ""
        digest = hashlib.sha256(text.encode()).hexdigest()
        found[row.name] = (digest, row.passages, row.figures, len(library.store.findings(row.name)))
    return found


def _structures(library: Library, scenario: str) -> list[str]:
    """What is wrong with the search structures: every passage is found by its own words and vector, and none that is gone."""
    store, lexical, vectors = library.store, library.lexical, library.vectors
    wrong = []
    if not lexical.sequence == vectors.sequence == store.sequence():
        wrong.append("behind the store")
    if not lexical.count() == vectors.count() == store.passage_count():
        wrong.append(f"counts {lexical.count()} {vectors.count()} {store.passage_count()}")
    rows = list(store.search_rows(0, 1 << 40))
    ids = {row.id for row in rows}
    for row in rows:
        hits = {hit.id for hit in lexical.search(row.words.split(), row.pairs.split(), _AMONG)}
        if row.id not in hits or hits - ids:
            wrong.append(f"passage {row.id} by its words")
        _, stored = store.vectors(row.id, row.id)
        near = {hit.id for hit in vectors.search(stored[0], _AMONG)} if stored.any() else {row.id}
        if near - ids or (scenario != "settle" and row.id not in near):  # clusters find the nearest nearly always
            wrong.append(f"passage {row.id} by its vector")
    return wrong


def _archive(data: Path) -> list[str]:
    """What is wrong with the backup beside the data folder, where there is one."""
    path = data.parent / ARCHIVE
    if not path.exists():
        return []
    with zipfile.ZipFile(path) as archive:
        manifest = read_manifest(archive, path)
        return [
            f"backup: {entry.name}"
            for entry in manifest.files
            if hashlib.sha256(archive.read(entry.name)).hexdigest() != entry.sha256
        ]
