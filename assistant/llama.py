"""Retrieval and answers as llama-index parts: a retriever and a query engine over an open library."""

from __future__ import annotations

from typing import Any

from llama_index.core.base.response.schema import Response
from llama_index.core.query_engine import CustomQueryEngine
from llama_index.core.retrievers import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle

from assistant.answer import answer
from assistant.reading import read_question
from assistant.retrieve import retrieve
from assistant.settings import Settings
from assistant.types import Hit
from index.library import Library
from ingest.llama import passage_node


class CouncilRetriever(BaseRetriever):
    """Ranked passages as nodes with their document, place, section and exact span in the metadata."""

    def __init__(self, library: Library, limit: int = 10) -> None:
        """Retrieve at most `limit` passages from an open library."""
        self._library = library
        self._limit = limit
        super().__init__()

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        return [
            _node(hit) for hit in retrieve(self._library, read_question(self._library, query_bundle.query_str), self._limit).hits
        ]


class CouncilQueryEngine(CustomQueryEngine):
    """Verified answers as llama-index responses; the answer itself lies in the response's metadata."""

    library: Any  # an open index.library.Library; pydantic is not to look into it
    settings: Any  # assistant.settings.Settings

    def custom_query(self, query_str: str) -> Response:
        """Answer a question by the one entry that every face calls."""
        settings = self.settings if isinstance(self.settings, Settings) else Settings()
        found = answer(self.library, query_str, settings)
        return Response(response=found.text, source_nodes=[_node(hit) for hit in found.hits], metadata={"answer": found})


def _node(hit: Hit) -> NodeWithScore:
    return NodeWithScore(node=passage_node(hit.document, hit, hit.text, {"title": hit.title}), score=hit.score)
