"""Invented documents and small libraries for the tests of the index."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from index.library import Library, open_library
from index.store import Store
from ingest.pipeline import Ingested, ingest
from ingest.readers.text import read_text

DIMENSION = 8

Ingest = Callable[[str, str], Ingested]
Put = Callable[..., int]
OpenLibrary = Callable[..., Library]
Write = Callable[..., Path]


@pytest.fixture(scope="session")
def ingested() -> Ingest:
    """A text as a document of that name, read once a session."""
    known: dict[tuple[str, str], Ingested] = {}

    def ingested(name: str, text: str) -> Ingested:
        if (name, text) not in known:
            content = text.encode()
            known[name, text] = ingest(read_text(name, content, hashlib.sha256(content).hexdigest()))
        return known[name, text]

    return ingested


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "library.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def put(store: Store, ingested: Ingest) -> Put:
    """Store a text as a document of that name, with vectors that only say which text it was."""

    def put(name: str, text: str) -> int:
        document = ingested(name, text)
        seed = int(hashlib.sha256(text.encode()).hexdigest()[:8], 16)
        vectors = np.random.default_rng(seed).standard_normal((len(document.passages), DIMENSION))
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return store.put(document, Path("/문서") / name, vectors.astype(np.float32))

    return put


@pytest.fixture
def library_folder(tmp_path: Path) -> Path:
    """The folder of a library."""
    folder = tmp_path / "data"
    folder.mkdir()
    return folder


@pytest.fixture
def opened(library_folder: Path) -> Iterator[OpenLibrary]:
    """Open the test's library, as often as wanted; all are closed at the end."""
    libraries: list[Library] = []

    def opened(*, anew: bool = False) -> Library:
        libraries.append(open_library(library_folder, "kiwi", anew=anew))
        return libraries[-1]

    yield opened
    for library in libraries:
        library.close()


@pytest.fixture
def library(opened: OpenLibrary) -> Library:
    return opened()


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file below the test's folder of documents."""

    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / "문서" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


@pytest.fixture
def find() -> Callable[[Library, str], list[str]]:
    """The documents of what a library finds by a question's words, best first, each once."""
    from ingest.korean import analyse, letter_pairs, words

    def find(library: Library, question: str) -> list[str]:
        morphemes = analyse([question])[0]
        hits = library.lexical.search(words(morphemes), letter_pairs(question), 50)
        return list(dict.fromkeys(found.passage.document for found in library.read(hits)))

    return find
