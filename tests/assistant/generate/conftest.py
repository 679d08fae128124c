"""A model's server for each test, and how the small library is asked with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from assistant.answer import answer
from assistant.types import Answer
from index.library import Library
from tests.llm_server import PROTOCOLS, LlmServer, serving

QUESTION = "2023년 별빛도서관 운영 예산현액 얼마야?"


@pytest.fixture(scope="module")
def running() -> Iterator[LlmServer]:
    """One server a module: what it does is set by each test."""
    with serving() as server:
        yield server


@pytest.fixture
def server(running: LlmServer) -> LlmServer:
    """The server, with nothing asked of it yet."""
    running.requests.clear()
    return running


@pytest.fixture(params=PROTOCOLS)
def protocol(request: pytest.FixtureRequest) -> str:
    """Each protocol in turn."""
    return str(request.param)


@pytest.fixture
def ask_model(small_library: Library, server: LlmServer) -> Callable[..., Answer]:
    """Ask the small library with the server's model writing."""

    def ask(question: str = QUESTION, protocol: str = "openai", **more: Any) -> Answer:
        return answer(small_library, question, server.settings(protocol, **more))

    return ask
