"""The open library: store, search structures and embedder as one thing to add to, remove from and search."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from shutil import rmtree
from tempfile import mkdtemp
from typing import NamedTuple
from weakref import finalize

from index import made_with
from index.collections import collection_of, named_in, seen_in
from index.embed import Embedder, open_embedder
from index.filters import ANYWHERE, Filters
from index.fuse import agree, dense_weight, fuse
from index.lexical import Instead, LexicalIndex, Scored
from index.ranking import MEASURED, Ranking
from index.reembed import reembed
from index.refused import not_stored
from index.restore import finish
from index.rows import PassageRow
from index.store import Store
from index.sync import catch_up, is_level, is_usable
from index.vectors import VectorIndex
from index.writer import writing
from ingest.chunk import LONGEST_PASSAGE
from ingest.correction import Correction
from ingest.errors import BadInput, InUse, why
from ingest.korean import Morpheme
from ingest.log.noting import note
from ingest.pipeline import Ingested

# How deep each search goes before fusion: twenty times what is shown, so that a passage low in one list can rise.
_DEPTH = 200
_FILE = "library.sqlite"
# Passages that are embedded anew when a library is opened after an upgrade; more than a user waits for are left to
# `geungeo reembed`, which shows how far it is.
_RENEWED = 2_000


class Found(NamedTuple):
    """A passage with its fused score."""

    passage: PassageRow
    score: float


@dataclass(frozen=True, slots=True)
class Library:
    """An open library. Made by `open_library`."""

    folder: Path
    store: Store
    lexical: LexicalIndex
    vectors: VectorIndex
    embedder: Embedder
    waits: Callable[[], bool] | None = None  # asked where another writer is at work: whether to wait for it still
    passage_length: int = LONGEST_PASSAGE  # characters that documents are cut to when they are taken in
    ranking: Ranking = MEASURED
    collections: frozenset[str] | None = None  # whose documents are seen, beside those of none; None: all

    def seen_by(self, collections: frozenset[str] | None) -> Library:
        """The library as one who may see these collections knows it: no search, count or text tells of another; None sees all.

        Over a connection of its own, for as long as this library is open. What is put right or removed in it is so in the whole.
        """
        if collections is None:
            return self
        store = Store(self.folder / _FILE, collections)
        return replace(self, store=store, lexical=self.lexical.only(collections), collections=collections)

    def shows(self, name: str) -> bool:
        """Whether a document of this name may be seen here, be it there or not."""
        return self.collections is None or collection_of(name) in seen_in(self.collections)

    def add(self, ingested: Ingested, path: Path) -> int:
        """Store a document, in place of one of the same name; gives its id. Call `refresh` when done adding."""
        texts = [" ".join(statement.text for statement in passage.statements) for passage in ingested.passages]
        vectors = self.embedder.passages(texts, [passage.morphemes for passage in ingested.passages])
        with self.writing():
            self._check_model()
            return self.store.put(ingested, path, vectors)

    def remove(self, name: str) -> bool:
        """Remove a document by name and bring the search structures level; whether there was one."""
        with self.writing():
            removed = self.store.remove(name)
        self.refresh()
        return removed

    def move(self, name: str, collection: str) -> str:
        """Put a document into a collection, or with an empty name into none; its new name, empty where there is none.

        Raises BadInput where that collection holds a file of its name.
        """
        new = named_in(collection, PurePosixPath(name).name)
        with self.writing():
            moved = new == name or self.store.rename(name, new)
        self.refresh()
        return new if moved else ""

    def put_right(self, name: str, correction: Correction) -> bool:
        """Put right what a document is; whether there is such a document."""
        with self.writing():
            return self.store.put_right(name, correction)

    def _check_model(self) -> None:
        """Raises IndexMismatch where another process has put another model in place since this one opened the library."""
        made_with.check(made_with.MODEL, self.store.model(), self.embedder.name, self.store.passage_count())

    def refresh(self) -> None:
        """Bring the search structures level with the store. Raises IndexMismatch where that has another model by now."""
        with self.writing():
            self._check_model()
            catch_up(self.store, self.lexical, self.vectors)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One writer at a time over all processes. Raises BadInput where another is at work or the disk takes nothing."""
        with writing(self.folder, self.waits):
            try:
                yield
            except OSError as error:
                raise not_stored(self.folder, error) from error

    @contextmanager
    def again(self, waits: Callable[[], bool] | None = None) -> Iterator[Library]:
        """The whole library over a connection of its own, for a thread that writes: no other reads what is half written.

        Whoever reads it in this one sees what was written after `reload`.
        """
        store = Store(self.folder / _FILE)
        try:
            vectors = VectorIndex(self.folder / "vectors", self.embedder.dimension)
            lexical = LexicalIndex(self.folder / "lexical", self.ranking.pair)
            yield replace(self, store=store, lexical=lexical, vectors=vectors, waits=waits, collections=None)
        finally:
            store.close()

    def reload(self) -> None:
        """See in the search structures what was written over another connection."""
        self.lexical.reload()
        self.vectors.reload()

    def search(
        self,
        text: str,
        words: Sequence[str],
        pairs: Sequence[str],
        morphemes: Sequence[Morpheme],
        limit: int,
        filters: Filters = ANYWHERE,
        instead: Sequence[Instead] = (),
    ) -> list[Found]:
        """The best passages for a question that is analysed already, best first, out of the documents that the filters allow.

        `instead` are words that may stand where the question has its own.
        """
        within = self.store.within(filters) if filters else None
        lexical = self.lexical.search(words, pairs, _DEPTH, within and within.documents, instead)
        if self.collections is not None:
            within = self.store.within(filters)
        dense = self.vectors.search(self.embedder.query(text, morphemes), _DEPTH, within and within.runs)
        attainable = self.lexical.attainable(words, pairs)
        met = lexical[0].score / attainable if lexical and attainable else 0.0
        weight = dense_weight(met, agree(lexical, dense), self.ranking.dense)
        return self.read(fuse(lexical, dense, weight)[:limit])

    def holding(
        self,
        phrases: Sequence[Sequence[str]],
        words: Sequence[str],
        pairs: Sequence[str],
        limit: int,
        filters: Filters = ANYWHERE,
        instead: Sequence[Instead] = (),
        share: float = 1.0,
    ) -> list[Scored]:
        """The passages that hold the letter pairs of every phrase (`share` of them at least), best first by the words too.

        Letter pairs alone: whether the phrase stands there is for the text to say. Without phrases, what has some of the words.
        """
        within = self.store.within(filters) if filters else None
        return self.lexical.holding(phrases, words, pairs, limit, within and within.documents, instead, share)

    def read(self, scored: Sequence[Scored]) -> list[Found]:
        """The passages of some search results."""
        scores = dict(scored)
        return [Found(passage, scores[passage.id]) for passage in self.store.passages([item.id for item in scored])]

    def rarity(self, word: str) -> float:
        """The inverse document frequency of a word, as in BM25."""
        return self.lexical.rarity(word)

    def close(self) -> None:
        """Close the store."""
        self.store.close()


def open_library(
    folder: Path,
    model: str,
    *,
    anew: bool = False,
    passage_length: int = LONGEST_PASSAGE,
    ranking: Ranking = MEASURED,
    waits: Callable[[], bool] | None = None,
) -> Library:
    """Open or make the library in `folder` and bring its search structures level; `anew` empties it first.

    In a folder that cannot be written it is opened to be read. Raises IndexMismatch if its vectors were made by another
    model, its passages cut to another length, or its file is broken, BadInput for a model that is not there, and where
    another process is writing and `waits` does not wait for it: for `anew`, and for search structures that are damaged.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput(f"색인 폴더를 쓸 수 없습니다: {folder} ({why(error)})", "--data로 다른 폴더를 주십시오.") from error
    finish(folder)
    embedder = open_embedder(model, folder / "models")
    store = Store(folder / _FILE)
    if anew:
        with writing(folder, waits):
            store.clear()
    _renew(folder, store, embedder, waits)
    store.set_model(embedder.name)
    store.set_passage_length(passage_length)
    if not store.is_read_only:
        store.name()
    lexical, vectors = LexicalIndex(folder / "lexical", ranking.pair), VectorIndex(folder / "vectors", embedder.dimension)
    library = Library(folder, store, lexical, vectors, embedder, waits, passage_length, ranking)
    return library if is_level(store, lexical, vectors) else _brought_level(library)


def _renew(folder: Path, store: Store, embedder: Embedder, waits: Callable[[], bool] | None) -> None:
    """Embed a small library anew where only the program's built-in model is another than when it was made."""
    outgrown = made_with.is_outgrown(store.model(), embedder.name)
    if outgrown and not store.is_read_only and store.passage_count() <= _RENEWED:
        note("embedded anew", logging.WARNING, passages=reembed(folder, embedder, waits=waits).passages)


def _brought_level(library: Library) -> Library:
    """A library whose search structures were behind its store, or damaged."""
    if library.store.is_read_only:
        return _made_elsewhere(library)
    try:
        library.refresh()
    except InUse:
        # Where another process is writing, it will bring them level: reading need not wait for it.
        if not is_usable(library.store, library.lexical, library.vectors):
            raise
    except BadInput:  # the disk is full
        return _made_elsewhere(library)
    return library


def _made_elsewhere(library: Library) -> Library:
    """The same library with search structures of its own, in a folder that goes with it: its own cannot be written."""
    folder = Path(mkdtemp(prefix="geungeo-"))
    lexical = LexicalIndex(folder / "lexical", library.ranking.pair)
    vectors = VectorIndex(folder / "vectors", library.embedder.dimension)
    finalize(lexical, rmtree, folder, ignore_errors=True)
    note("made elsewhere", logging.WARNING)
    try:
        catch_up(library.store, lexical, vectors)
    except OSError as error:
        raise not_stored(folder.parent, error) from error
    return replace(library, lexical=lexical, vectors=vectors)
