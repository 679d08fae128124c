"""BM25 over Kiwi's morphemes and over letter pairs, by Tantivy.

Derived from the store: it carries the sequence number up to which it has followed, and can be made anew. What is not as it
was written is not read at all (`seal`): the index is empty then, says so, and is made anew by whoever lets it follow.
"""

from __future__ import annotations

import math
import os
import re
import shutil
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from index.rows import SearchRow
from index.seal import Damaged, check, read_state, seals_of, write_state
from index.segments import META, Mirror, files_of

_VERSION = 3  # of the schema below; an index of another version is made anew
_WRITER_HEAP = 64_000_000  # bytes; Tantivy's least is 15 MB a thread
_STATE = "followed.json"
_SYSTEM_ERROR = re.compile(r"(?:Os \{ code: |os error )([0-9]+)")
# Letter pairs stand beside the morphemes for spaced-out letters, cut words and compounds; a text has about twice as
# many pairs as morphemes, and they say less each.
PAIR_WEIGHT = 0.4

_LARGE = 100_000  # passages

# Words that may stand where the question has others weigh no more than this of the question's own. Tantivy counts a word
# that is repeated in a short passage up to three times what one mention in a long passage counts: at a third, a passage
# with the question's word comes before one that repeats only what may stand for it.
INSTEAD_WEIGHT = 0.3

Runs = Sequence[tuple[int, int]]  # of passage ids, first and last


class Scored(NamedTuple):
    """A passage's id and its score; comparable within one search only."""

    id: int
    score: float


class Instead(NamedTuple):
    """Words that together may stand where the question has a word of its own; `share` is theirs of INSTEAD_WEIGHT."""

    word: str  # of the question; empty where it is none that is searched by
    words: tuple[str, ...]
    share: float


class LexicalIndex:
    """BM25 (k1 1.2, b 0.75: Tantivy's own) over two fields of pre-analysed text."""

    def __init__(self, folder: Path, pair_weight: float = PAIR_WEIGHT) -> None:
        """Open the index in `folder`; one that is damaged or of another version is empty, and `trouble` says why.

        `pair_weight` is what a letter pair counts beside a word.
        """
        self._folder = folder
        self._pair_weight = pair_weight
        self._mirror: Mirror | None = None
        self.reopen()

    def reopen(self) -> None:
        """Open what lies in the folder now. Nothing is changed there: another process may be writing it."""
        self.trouble = ""
        self._files: dict[str, list[int]] = {}
        try:
            state = self._whole_state()
            self._index = self._opened(state)
        except (Damaged, ValueError, OSError, RuntimeError) as error:
            self.trouble = str(error) if isinstance(error, Damaged) else f"{META} 읽을 수 없음"
            state = {}
            self._index = self._made(None)
        self._sequence, self._stamp = int(state.get("sequence", 0)), str(state.get("stamp", ""))
        self._files = state.get("files", {})

    def _whole_state(self) -> dict[str, Any]:
        """The state, once every file is as it says; empty where nothing was written yet. Raises Damaged."""
        if not self._folder.is_dir() or not any(self._folder.iterdir()):
            return {}
        state = read_state(self._folder / _STATE)
        if state.get("version") != _VERSION:
            raise Damaged("다른 판의 파일")
        check(self._folder, state["files"])
        return state

    def _opened(self, state: dict[str, Any]) -> Any:
        """Tantivy's index of the folder; in memory where there is none yet."""
        if not state:
            return self._made(None)
        if os.access(self._folder, os.W_OK):
            return self._made(self._folder)
        self._mirror = Mirror(self._folder)
        return self._made(Path(self._mirror.name))

    def _made(self, folder: Path | None) -> Any:
        """An index of our schema: that in a folder, made if it is not there, or one in memory."""
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_integer_field("passage", stored=True, indexed=True, fast=True)
        builder.add_integer_field("document", indexed=True)
        for field in ("words", "pairs"):
            builder.add_text_field(field, stored=False, tokenizer_name="pieces", index_option="freq")
        self._schema = builder.build()
        index = tantivy.Index(self._schema, path=str(folder)) if folder else tantivy.Index(self._schema)
        index.register_tokenizer("pieces", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
        index.reload()
        return index

    @property
    def sequence(self) -> int:
        """The change of the store up to which this index has followed."""
        return self._sequence

    @property
    def stamp(self) -> str:
        """The stamp that the store had then."""
        return self._stamp

    def reload(self) -> None:
        """See what was written to the folder since, by another process or over another connection."""
        if not self._files:  # it was empty, and nothing of the folder is open
            self.reopen()
            return
        with suppress(Damaged):
            state = read_state(self._folder / _STATE)
            self._sequence, self._stamp = int(state["sequence"]), str(state["stamp"])
        self._index.reload()

    def holds(self, first: int, last: int) -> bool:
        """Whether a passage of a run of ids is in the index."""
        import tantivy

        self._index.reload()  # another process may have written since
        run = tantivy.Query.range_query(self._schema, "passage", tantivy.FieldType.Integer, first, last)
        return bool(self._index.searcher().search(run, 1).hits)

    def follow(
        self,
        removed: Iterable[tuple[int, int]],
        added: Iterable[SearchRow],
        sequence: int,
        *,
        anew: bool = False,
        stamp: str = "",
    ) -> None:
        """Take passages out and in, and note how far the store was followed. Doing it twice does no harm.

        `anew` first takes all out: until Tantivy merges its files, the words of single passages that were taken out
        still count for how rare a word is.
        """
        try:
            if not self._files:
                self.reset()
                self._folder.mkdir(parents=True, exist_ok=True)
                self._index = self._made(self._folder)
            self._write(removed, added, anew)
        except ValueError as error:  # what Tantivy makes of whatever the disk refuses
            if found := _SYSTEM_ERROR.search(str(error)):
                raise OSError(int(found.group(1)), str(error)) from None
            raise
        self._note(sequence, stamp)
        self._index.reload()

    def _write(self, removed: Iterable[tuple[int, int]], added: Iterable[SearchRow], anew: bool) -> None:
        import tantivy

        writer = self._index.writer(heap_size=_WRITER_HEAP, num_threads=1)
        if anew:
            writer.delete_all_documents()
        for first, last in removed:
            for passage in range(first, last + 1):
                writer.delete_documents("passage", passage)
        for row in added:
            writer.delete_documents("passage", row.id)
            document = tantivy.Document()
            document.add_integer("passage", row.id)
            document.add_integer("document", row.document_id)
            document.add_text("words", row.words)
            document.add_text("pairs", row.pairs)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def _note(self, sequence: int, stamp: str) -> None:
        """Write how far the store was followed, and the seals of what was written; segments themselves never change."""
        known = {name: seal for name, seal in self._files.items() if name != META and not name.endswith(".del")}
        files = seals_of(self._folder, files_of(self._folder), known)
        write_state(self._folder / _STATE, {"version": _VERSION, "sequence": sequence, "stamp": stamp, "files": files})
        self._sequence, self._stamp, self._files, self.trouble = sequence, stamp, files, ""

    def reset(self) -> None:
        """Begin anew, empty, to follow the store from its first change."""
        if self._folder.exists():
            shutil.rmtree(self._folder)
        self.reopen()

    def document_frequency(self, word: str) -> int:
        """In how many passages a word stands."""
        return int(self._index.searcher().doc_freq("words", word))

    def attainable(self, words: Sequence[str], pairs: Sequence[str]) -> float:
        """What a passage would score that has every word and letter pair of a question once and is of common length.

        A word that no passage has counts most: it is what the question says in other words than the documents.
        """
        searcher = self._index.searcher()
        count = searcher.num_docs
        return sum(
            weight * math.log(1 + (count - frequency + 0.5) / (frequency + 0.5))
            for field, terms, weight in (("words", words, 1.0), ("pairs", pairs, self._pair_weight))
            for frequency in (searcher.doc_freq(field, term) for term in terms)
        )

    def search(
        self,
        words: Sequence[str],
        pairs: Sequence[str],
        limit: int,
        within: Collection[int] | None = None,
        instead: Sequence[Instead] = (),
    ) -> list[Scored]:
        """The best passages for a question's words and letter pairs, best first; empty for no words.

        `within` are the ids of the documents to look in; scores are the same as over all. A passage gains by `instead` only where
        it does not hold the question's own word.
        """
        import tantivy

        clauses = [
            *self._clauses("words", words, 1.0, instead),
            *self._clauses("pairs", self._telling(pairs), self._pair_weight),
        ]
        if not clauses:
            return []
        query = tantivy.Query.boolean_query(clauses)
        if within is not None:
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), (tantivy.Occur.Must, self._in_documents(within))])
        searcher = self._index.searcher()
        hits = searcher.search(query, limit).hits
        return [Scored(searcher.doc(address)["passage"][0], score) for score, address in hits]

    def _telling(self, pairs: Sequence[str]) -> Sequence[str]:
        """The letter pairs less those that most passages of a large index hold: they tell nothing and take a quarter of the time.

        At a million passages the first ten are the same for 99 in 100 without them.
        """
        if self.count() < _LARGE:
            return pairs
        return [pair for pair in pairs if self._index.searcher().doc_freq("pairs", pair) * 2 <= self.count()]

    def holding(
        self,
        required: Sequence[Sequence[str]],
        words: Sequence[str],
        pairs: Sequence[str],
        limit: int,
        within: Collection[int] | None = None,
        instead: Sequence[Instead] = (),
        share: float = 1.0,
    ) -> list[Scored]:
        """The passages that hold each list of letter pairs (`share` of it at least), best first by these and by the words.

        With nothing required, those of `search`.
        """
        import tantivy

        if not required:
            return self.search(words, pairs, limit, within, instead)
        clauses = [(tantivy.Occur.Must, self._holds(phrase, share)) for phrase in required]
        clauses += [*self._clauses("words", words, 1.0, instead), *self._clauses("pairs", pairs, self._pair_weight)]
        if within is not None:
            clauses.append((tantivy.Occur.Must, self._in_documents(within)))
        searcher = self._index.searcher()
        hits = searcher.search(tantivy.Query.boolean_query(clauses), limit).hits
        return [Scored(searcher.doc(address)["passage"][0], score) for score, address in hits]

    def _holds(self, pairs: Sequence[str], share: float) -> Any:
        """A query for the passages that hold a share of some letter pairs."""
        import tantivy

        clauses = self._clauses("pairs", list(dict.fromkeys(pairs)), self._pair_weight)
        return tantivy.Query.boolean_query(clauses, minimum_number_should_match=math.ceil(share * len(clauses)))

    def _in_documents(self, documents: Collection[int]) -> Any:
        """A query for the passages of some documents that adds nothing to their scores."""
        import tantivy

        # One term a document: as ranges of passages, 470 documents of 10,000 took 150 ms.
        return tantivy.Query.const_score_query(tantivy.Query.term_set_query(self._schema, "document", list(documents)), 0.0)

    def _clauses(self, field: str, terms: Sequence[str], weight: float, instead: Sequence[Instead] = ()) -> list[tuple[Any, Any]]:
        """One weighted clause a distinct term; a term asked twice weighs twice."""
        import tantivy

        clauses = []
        for term, count in Counter(terms).items():
            own = tantivy.Query.boost_query(self._term(field, term), weight * count)
            others = [self._instead(item, weight * count) for item in instead if item.word == term and item.words]
            clauses.append(tantivy.Query.disjunction_max_query([own, *others]) if others else own)
        clauses += [self._instead(item, weight) for item in instead if not item.word and item.words]
        return [(tantivy.Occur.Should, clause) for clause in clauses]

    def _instead(self, item: Instead, weight: float) -> Any:
        """A clause for words that stand for another: worth what that is worth at most, though they be rarer."""
        import tantivy

        rarity = sum(self.rarity(word) for word in item.words)
        bound = min(1.0, self.rarity(item.word) / rarity) if item.word else 1.0
        together = [(tantivy.Occur.Must, self._term("words", word)) for word in item.words]
        return tantivy.Query.boost_query(tantivy.Query.boolean_query(together), weight * INSTEAD_WEIGHT * item.share * bound)

    def _term(self, field: str, term: str) -> Any:
        import tantivy

        return tantivy.Query.term_query(self._schema, field, term, index_option="freq")

    def rarity(self, word: str) -> float:
        """The inverse document frequency of a word, as in BM25."""
        count, frequency = self.count(), self.document_frequency(word)
        return math.log(1 + (count - frequency + 0.5) / (frequency + 0.5))

    def holds_pair(self, pair: str) -> bool:
        """Whether a letter pair stands in any passage."""
        return bool(self._index.searcher().doc_freq("pairs", pair))

    def count(self) -> int:
        """How many passages the index holds."""
        return int(self._index.searcher().num_docs)
