"""The language model of the settings, opened through llama-index: Ollama, or any server that speaks OpenAI's protocol.

Nothing is imported here before a model is opened: without one the program never loads a client.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from socket import inet_aton, inet_ntoa
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assistant.settings import Settings

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

ANSWER_TOKENS = 1024  # the longest answer, of which so much of the context is kept free
_SHARE_OF_CONTEXT = 4  # of a small context no more than a fourth
_OLLAMA = "http://127.0.0.1:11434"
_NO_KEY = "none"  # servers that ask for no key must get one from this client all the same


@contextmanager
def opened(settings: Settings) -> Iterator[LLM]:
    """The model of the settings, with a connection of its own that is closed at the end, whatever still reads from it."""
    model, close = _OPENERS[settings.llm](settings)
    try:
        yield model
    finally:
        close()


def load_client(settings: Settings) -> None:
    """Import what the model of the settings needs (2 to 3 s), so that the first question need not wait. Nothing is asked of it."""
    with opened(settings):
        pass


def answer_tokens(settings: Settings) -> int:
    """How long an answer may be, in tokens."""
    return min(ANSWER_TOKENS, settings.llm_context // _SHARE_OF_CONTEXT)


def _open_ollama(settings: Settings) -> tuple[LLM, Callable[[], None]]:
    from llama_index.llms.ollama import Ollama
    from ollama import Client

    headers = {"Authorization": f"Bearer {settings.llm_key}"} if settings.llm_key else {}
    url = _without_path(settings.llm_url or _OLLAMA)
    client = Client(
        host=url, timeout=settings.llm_timeout, headers=headers, follow_redirects=False, trust_env=_asks_environment(url)
    )
    model = Ollama(
        model=settings.llm_model,
        temperature=0.0,
        context_window=settings.llm_context,
        additional_kwargs={"num_predict": answer_tokens(settings)},
        client=client,
    )
    return model, client.close


def _open_openai(settings: Settings) -> tuple[LLM, Callable[[], None]]:
    import httpx
    from llama_index.llms.openai_like import OpenAILike

    client = httpx.Client(timeout=settings.llm_timeout, trust_env=_asks_environment(settings.llm_url))
    model: Any = OpenAILike(
        model=settings.llm_model,
        api_base=_with_path(settings.llm_url),
        api_key=settings.llm_key or _NO_KEY,
        is_chat_model=True,
        context_window=settings.llm_context,
        max_tokens=answer_tokens(settings),
        temperature=0.0,
        max_retries=0,
        timeout=settings.llm_timeout,
        http_client=client,
    )
    return model, client.close


def _asks_environment(url: str) -> bool:
    """Whether a proxy of the environment may be used: never for a server on this machine."""
    host = (urlsplit(url).hostname or "").rstrip(".")
    try:
        address = ip_address(inet_ntoa(inet_aton(host)) if ":" not in host else host)  # 127.1 too
    except (ValueError, OSError):
        return host != "localhost"
    return not (address.is_loopback or address.is_unspecified)


def _with_path(url: str) -> str:
    """An address of OpenAI's protocol: its usual path where none is given."""
    return url if urlsplit(url).path.strip("/") else f"{url.rstrip('/')}/v1"


def _without_path(url: str) -> str:
    """An address of Ollama: without the path under which it speaks OpenAI's protocol too."""
    return url.rstrip("/").removesuffix("/v1")


_OPENERS: dict[str, Callable[[Settings], tuple[Any, Callable[[], None]]]] = {"ollama": _open_ollama, "openai": _open_openai}
