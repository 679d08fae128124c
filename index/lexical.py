"""BM25 over Kiwi's morphemes and over letter pairs, by Tantivy.

Derived from the store: it carries the sequence number up to which it has followed, and can be made anew. What is not as it
was written is not read at all (`seal`): the index is empty then, says so, and is made anew by whoever lets it follow.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from copy import copy
from pathlib import Path
from typing import Any, NamedTuple

from index.collections import seen_in
from index.frequencies import Frequencies, Weighs, as_counted, rarity, weighing
from index.rows import SearchRow
from index.segments import Shelf

_WRITER_HEAP = 64_000_000  # bytes; Tantivy's least is 15 MB a thread
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
        self._shelf = Shelf(folder, _index_in)
        self._pair_weight = pair_weight
        self._only: frozenset[str] | None = None  # collections; None: all
        self._frequencies = Frequencies()

    @property
    def sequence(self) -> int:
        """The change of the store up to which this index has followed."""
        return self._shelf.sequence

    @property
    def stamp(self) -> str:
        """The stamp that the store had then."""
        return self._shelf.stamp

    @property
    def trouble(self) -> str:
        """What is wrong with the files, in Korean; empty where nothing is."""
        return self._shelf.trouble

    @property
    def _index(self) -> Any:
        """Tantivy's; the same for whoever sees only a part of it, whatever becomes of the files."""
        return self._shelf.index

    def reopen(self) -> None:
        """Open what lies in the folder now. Nothing is changed there: another process may be writing it."""
        self._shelf.open()

    def only(self, collections: frozenset[str]) -> LexicalIndex:
        """The same index as one knows it who sees only some collections: in no other are words found or counted.

        Nor do they weigh: how rare a word is in what is not seen would be told by scores, and by what comes first. Of all
        passages is only how long they are on average.
        """
        part = copy(self)
        part._only, part._frequencies = collections, Frequencies()
        return part

    def reload(self) -> None:
        """See what was written to the folder since, by another process or over another connection."""
        self._shelf.reload()

    def holds(self, first: int, last: int) -> bool:
        """Whether a passage of a run of ids is in the index."""
        import tantivy

        self._index.reload()  # another process may have written since
        run = tantivy.Query.range_query(self._index.schema, "passage", tantivy.FieldType.Integer, first, last)
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
            self._shelf.begin()
            self._write(removed, added, anew)
        except ValueError as error:  # what Tantivy makes of whatever the disk refuses
            if found := _SYSTEM_ERROR.search(str(error)):
                raise OSError(int(found.group(1)), str(error)) from None
            raise
        self._shelf.note(sequence, stamp)

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
            document.add_text("collection", _marked(row.collection))
            document.add_text("words", row.words)
            document.add_text("pairs", row.pairs)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def reset(self) -> None:
        """Begin anew, empty, to follow the store from its first change."""
        self._shelf.clear()

    def document_frequency(self, word: str) -> int:
        """In how many passages a word stands."""
        return self._frequency("words", word)

    def attainable(self, words: Sequence[str], pairs: Sequence[str]) -> float:
        """What a passage would score that has every word and letter pair of a question once and is of common length.

        A word that no passage has counts most: it is what the question says in other words than the documents.
        """
        count = self._counted("", "")
        return sum(
            weight * rarity(count, self._counted(field, term))
            for field, terms, weight in (("words", words, 1.0), ("pairs", pairs, self._pair_weight))
            for term in terms
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
        bounds = self._bounds(within)
        if bounds:
            query = tantivy.Query.boolean_query([(tantivy.Occur.Must, query), *bounds])
        searcher = self._index.searcher()
        hits = searcher.search(query, limit).hits
        return [Scored(searcher.doc(address)["passage"][0], score) for score, address in hits]

    def _telling(self, pairs: Sequence[str]) -> Sequence[str]:
        """The letter pairs less those that most passages of a large index hold: they tell nothing and take a quarter of the time.

        At a million passages the first ten are the same for 99 in 100 without them.
        """
        count = self._counted("", "")
        return pairs if count < _LARGE else [pair for pair in pairs if self._counted("pairs", pair) * 2 <= count]

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
        clauses += self._bounds(within)
        searcher = self._index.searcher()
        hits = searcher.search(tantivy.Query.boolean_query(clauses), limit).hits
        return [Scored(searcher.doc(address)["passage"][0], score) for score, address in hits]

    def _holds(self, pairs: Sequence[str], share: float) -> Any:
        """A query for the passages that hold a share of some letter pairs."""
        import tantivy

        clauses = self._clauses("pairs", list(dict.fromkeys(pairs)), self._pair_weight)
        return tantivy.Query.boolean_query(clauses, minimum_number_should_match=math.ceil(share * len(clauses)))

    def _bounds(self, documents: Collection[int] | None = None) -> list[tuple[Any, Any]]:
        """Clauses for the passages of some documents, all for None, that are seen; they add nothing to scores."""
        import tantivy

        bounds = []
        if documents is not None:
            # One term a document: as ranges of passages, 470 documents of 10,000 took 150 ms.
            bounds.append(tantivy.Query.term_set_query(self._index.schema, "document", list(documents)))
        if self._only is not None:
            # Not their documents: to count one word in 9,000 documents of 10,000 took 10 ms so, and takes 1 ms.
            names = [_marked(name) for name in seen_in(self._only)]
            bounds.append(tantivy.Query.term_set_query(self._index.schema, "collection", names))
        return [(tantivy.Occur.Must, tantivy.Query.const_score_query(bound, 0.0)) for bound in bounds]

    def _clauses(self, field: str, terms: Sequence[str], weight: float, instead: Sequence[Instead] = ()) -> list[tuple[Any, Any]]:
        """One weighted clause a distinct term; a term asked twice weighs twice."""
        import tantivy

        clauses, weighs = [], self._weighing() if self._only is not None else as_counted
        for term, count in Counter(terms).items():
            own = tantivy.Query.boost_query(self._term(field, term), weight * count * weighs(field, term))
            others = [self._instead(item, weight * count, weighs) for item in instead if item.word == term and item.words]
            clauses.append(tantivy.Query.disjunction_max_query([own, *others]) if others else own)
        clauses += [self._instead(item, weight, weighs) for item in instead if not item.word and item.words]
        return [(tantivy.Occur.Should, clause) for clause in clauses]

    def _weighing(self) -> Weighs:
        """What a term of a field weighs beside what Tantivy gives it, which counts passages that are not seen."""
        searcher = self._index.searcher()
        return weighing(self._counted, lambda field, term: int(searcher.doc_freq(field, term) if field else searcher.num_docs))

    def _counted(self, field: str, term: str) -> int:
        """As `_frequency`, from what was counted since the index was written last; without a field, how many passages there are."""

        def count(field: str, term: str) -> int:
            return self._frequency(field, term) if field else self.count()

        if self._only is None:  # Tantivy knows without a search
            return count(field, term)
        return self._frequencies.of(field, term, f"{self.sequence} {self.stamp}", count)

    def _instead(self, item: Instead, weight: float, weighs: Weighs) -> Any:
        """A clause for words that stand for another: worth what that is worth at most, though they be rarer."""
        import tantivy

        rarity = sum(self.rarity(word) for word in item.words)
        bound = min(1.0, self.rarity(item.word) / rarity) if item.word else 1.0
        weighed = [tantivy.Query.boost_query(self._term("words", word), weighs("words", word)) for word in item.words]
        together = [(tantivy.Occur.Must, query) for query in weighed]
        return tantivy.Query.boost_query(tantivy.Query.boolean_query(together), weight * INSTEAD_WEIGHT * item.share * bound)

    def _term(self, field: str, term: str) -> Any:
        import tantivy

        return tantivy.Query.term_query(self._index.schema, field, term, index_option="freq")

    def rarity(self, word: str) -> float:
        """The inverse document frequency of a word, as in BM25."""
        return rarity(self.count(), self.document_frequency(word))

    def holds_pair(self, pair: str) -> bool:
        """Whether a letter pair stands in any passage."""
        return self._frequency("pairs", pair) > 0

    def count(self) -> int:
        """How many passages the index holds."""
        searcher = self._index.searcher()
        return int(searcher.num_docs if self._only is None else self._seen(self._bounds()))

    def _frequency(self, field: str, term: str) -> int:
        """In how many passages a term stands, of those that are seen."""
        import tantivy

        frequency = int(self._index.searcher().doc_freq(field, term))
        if self._only is None or not frequency:
            return frequency
        return self._seen([(tantivy.Occur.Must, self._term(field, term)), *self._bounds()])

    def _seen(self, clauses: list[tuple[Any, Any]]) -> int:
        """How many passages meet all of some clauses."""
        import tantivy

        return int(self._index.searcher().search(tantivy.Query.boolean_query(clauses), 1, count=True).count)


def _index_in(folder: Path | None) -> Any:
    """An index of our schema: that in a folder, made if it is not there, or one in memory."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("passage", stored=True, indexed=True, fast=True)
    builder.add_integer_field("document", indexed=True)
    builder.add_text_field("collection", stored=False, tokenizer_name="raw", index_option="basic")
    for field in ("words", "pairs"):
        builder.add_text_field(field, stored=False, tokenizer_name="pieces", index_option="freq")
    schema = builder.build()
    index = tantivy.Index(schema, path=str(folder)) if folder else tantivy.Index(schema)
    index.register_tokenizer("pieces", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    index.reload()
    return index


def _marked(collection: str) -> str:
    """A collection's name as a term: no name is none."""
    return f"/{collection}"
