"""What a user would otherwise take: llama-index's retrievers as they come, and BM25 over words and over letter pairs."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from typing import Any

import bm25s
from llama_index.core import VectorStoreIndex
from llama_index.core.embeddings import BaseEmbedding
from llama_index.core.schema import TextNode
from llama_index.retrievers.bm25 import BM25Retriever

from benchmarks.ranking import SHOWN, Ranking
from index.embed import Embedder
from ingest.korean import letter_pairs

logging.getLogger("bm25s").setLevel(logging.WARNING)

Search = Callable[[str], Ranking]
_K1, _B = 1.2, 0.75  # as Tantivy's, so that BM25s differ by their pieces alone; llama-index's keeps its own 1.5

LLAMA_BM25, LLAMA_VECTORS = "llama-index BM25Retriever", "llama-index VectorStoreIndex"
WHITESPACE, BIGRAMS = "BM25, white space", "BM25, letter pairs"


class OurEmbedding(BaseEmbedding):
    """Our embedding for llama-index."""

    embedder: Any  # an index.embed.Embedder; pydantic is not to look into it

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self.embedder.passages(texts).tolist()
        return vectors

    def _get_query_embedding(self, query: str) -> list[float]:
        vector: list[float] = self.embedder.query(query).tolist()
        return vector

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


def llama_bm25(nodes: Sequence[TextNode], embedder: Embedder) -> Search:
    """llama-index's BM25Retriever with its default tokenizer, stemmer and stop words; only the number of results is ours."""
    return _retrieving(BM25Retriever.from_defaults(nodes=list(nodes), similarity_top_k=SHOWN))


def llama_vectors(nodes: Sequence[TextNode], embedder: Embedder) -> Search:
    """llama-index's VectorStoreIndex with its default store, in memory, and our embedding."""
    index = VectorStoreIndex(list(nodes), embed_model=OurEmbedding(model_name=embedder.name, embedder=embedder))
    return _retrieving(index.as_retriever(similarity_top_k=SHOWN))


def whitespace_bm25(nodes: Sequence[TextNode], embedder: Embedder) -> Search:
    """BM25 over what stands between white space."""
    return _bm25(nodes, str.split)


def bigram_bm25(nodes: Sequence[TextNode], embedder: Embedder) -> Search:
    """BM25 over pairs of letters, blind to white space."""
    return _bm25(nodes, letter_pairs)


RIVALS: dict[str, Callable[[Sequence[TextNode], Embedder], Search]] = {
    LLAMA_BM25: llama_bm25,
    WHITESPACE: whitespace_bm25,
    BIGRAMS: bigram_bm25,
    LLAMA_VECTORS: llama_vectors,
}


def as_nodes(texts: Sequence[str]) -> list[TextNode]:
    """Texts as nodes that are named by their number."""
    return [TextNode(id_=str(number), text=text) for number, text in enumerate(texts)]


def _retrieving(retriever: Any) -> Search:
    return lambda question: [int(found.node.node_id) for found in retriever.retrieve(question)]


def _bm25(nodes: Sequence[TextNode], pieces: Callable[[str], list[str]]) -> Search:
    index = bm25s.BM25(k1=_K1, b=_B)
    index.index([pieces(node.text) for node in nodes], show_progress=False)
    depth = min(SHOWN, len(nodes))

    def search(question: str) -> Ranking:
        known = [piece for piece in pieces(question) if piece in index.vocab_dict]
        if not known:
            return []
        found, scores = index.retrieve([known], k=depth, show_progress=False)
        return [int(number) for number, score in zip(found[0], scores[0], strict=True) if score > 0]

    return search
