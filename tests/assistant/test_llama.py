"""Retrieval and answers inside any llama-index program."""

from __future__ import annotations

import pytest
from llama_index.core.schema import MetadataMode, QueryBundle

from assistant.answer import answer
from assistant.llama import CouncilQueryEngine, CouncilRetriever
from assistant.settings import Settings

QUESTION = "2023년 별빛도서관 운영 예산현액 얼마야?"


@pytest.mark.parametrize("question", [QUESTION, QueryBundle(QUESTION)])
def test_the_retriever_gives_what_the_chat_would_show(small_library, question):
    nodes = CouncilRetriever(small_library).retrieve(question)
    hits = answer(small_library, QUESTION, Settings()).hits
    assert [node.node.get_content(MetadataMode.NONE) for node in nodes] == [hit.text for hit in hits]
    assert [node.score for node in nodes] == [hit.score for hit in hits]


@pytest.mark.parametrize("limit", [1, 2, 10])
def test_the_retriever_gives_no_more_than_asked(small_library, limit):
    nodes = CouncilRetriever(small_library, limit).retrieve(QUESTION)
    assert 1 <= len(nodes) <= limit


def test_a_node_knows_its_document_page_section_and_exact_place(small_library):
    for node in CouncilRetriever(small_library).retrieve(QUESTION):
        metadata = node.node.metadata
        text = small_library.store.document_text(metadata["document"])
        assert text[metadata["start"] : metadata["end"]] == node.node.get_content(MetadataMode.NONE)
        assert metadata["page"] >= 1
        assert metadata["title"]
        assert "section" in metadata


def test_nodes_have_ids_of_their_own_that_stay(small_library):
    def ids() -> list[str]:
        return [node.node.node_id for node in CouncilRetriever(small_library).retrieve(QUESTION)]

    assert len(set(ids())) == len(ids())
    assert ids() == ids()


def test_the_engine_gives_the_verified_answer_with_its_sources(small_library):
    response = CouncilQueryEngine(library=small_library, settings=Settings()).query(QUESTION)
    wanted = answer(small_library, QUESTION, Settings())
    assert str(response) == wanted.text
    assert response.metadata["answer"].citations == wanted.citations
    assert [node.node.get_content(MetadataMode.NONE) for node in response.source_nodes] == [hit.text for hit in wanted.hits]


def test_the_engine_keeps_to_its_settings(small_library):
    response = CouncilQueryEngine(library=small_library, settings=Settings(passages=1)).query(QUESTION)
    assert len(response.source_nodes) == 1


def test_the_engine_works_with_default_settings(small_library):
    assert "2,500,000천원" in str(CouncilQueryEngine(library=small_library, settings=None).query(QUESTION))


async def _asked(engine, question):
    return await engine.aquery(question)


def test_the_engine_answers_asynchronous_programs(small_library):
    import asyncio

    response = asyncio.run(_asked(CouncilQueryEngine(library=small_library, settings=Settings()), QUESTION))
    assert "2,500,000천원" in str(response)
