"""llama-index as a program has it without a setting: its own reader and splitter, then its retrievers, over the documents' files."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any, NamedTuple

from llama_index.core import SimpleDirectoryReader
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.schema import TextNode

from benchmarks.ranking import Quality, Timed, quality, timed
from benchmarks.rivals import LLAMA_BM25, LLAMA_VECTORS, RIVALS
from benchmarks.sets import RetrievalSet, places_of

READ = 800  # characters of a passage that count, as in eval/measures/recall.py: a longer one finds no more for being long


class AsUsed(NamedTuple):
    """What came of a retriever over llama-index's own chunks. `seconds` are those of reading, splitting and indexing."""

    name: str
    cut: Quality  # the first READ characters of a chunk count
    whole: Quality  # all of it counts
    time: Timed
    seconds: float
    chunks: int


def as_users_take_it(measured: RetrievalSet) -> Iterator[AsUsed]:
    """Both of llama-index's retrievers over SentenceSplitter's chunks (1024 tokens, 200 shared) of a set's documents."""
    SentenceSplitter()  # loads its tokenizer
    start = time.perf_counter()
    nodes = _split(measured)
    splitting = time.perf_counter() - start
    chunks = [(node.metadata["file_name"], node.text) for node in nodes]
    cut, whole = ([places_of(item, chunks, read) for item in measured.gold] for read in (READ, None))
    for name in (LLAMA_BM25, LLAMA_VECTORS):
        start = time.perf_counter()
        search = RIVALS[name](nodes, measured.library.embedder)
        seconds = splitting + time.perf_counter() - start
        found = timed(search, measured.questions)
        yield AsUsed(name, quality(found.rankings, cut), quality(found.rankings, whole), found, seconds, len(nodes))


def _split(measured: RetrievalSet) -> list[TextNode]:
    documents: list[Any] = SimpleDirectoryReader(input_files=list(measured.documents)).load_data()
    nodes: list[TextNode] = SentenceSplitter().get_nodes_from_documents(documents)
    for number, node in enumerate(nodes):
        node.id_ = str(number)
    return nodes
