"""What goes wrong with a language model, each as one plain Korean reason: whatever it is, the composed answer is shown."""

from __future__ import annotations

from collections.abc import Iterator
from json import JSONDecodeError

TOO_LATE = "언어 모델이 제때 답하지 않았습니다."
BROKEN_OFF = "언어 모델의 답이 도중에 끊겼습니다."
UNREADABLE = "언어 모델 서버의 답을 읽을 수 없습니다."
EMPTY = "언어 모델이 빈 답을 보냈습니다."
ENDLESS = "언어 모델의 답이 너무 길어 멈췄습니다."
_NO_CONNECTION = "언어 모델 서버에 연결하지 못했습니다(llm_url을 확인해 주십시오)."
_NO_TRUST = "언어 모델 서버의 인증서를 믿을 수 없습니다(llm_url, SSL_CERT_FILE을 확인해 주십시오)."
_UNKNOWN = "언어 모델을 쓸 수 없습니다."
_OF_STATUS = {
    401: "언어 모델 서버가 열쇠(llm_key)를 받아들이지 않았습니다.",
    403: "언어 모델 서버가 열쇠(llm_key)를 받아들이지 않았습니다.",
    404: "언어 모델 서버에 그 모델이나 주소가 없습니다(llm_model, llm_url).",
    408: TOO_LATE,
    429: "언어 모델 서버에 요청이 밀려 있습니다(429).",
}


class ModelFailure(Exception):
    """A language model that gave no whole answer. Its text is a Korean sentence of ours: a server's own may hold anything."""


def failure_of(error: BaseException) -> ModelFailure:
    """What a client of a model raised, as one of our reasons."""
    for cause in _causes(error):
        status = getattr(cause, "status_code", None)
        if isinstance(status, int) and status >= 300:
            return ModelFailure(_of_status(status))
        for reason, kinds in _of_kind().items():
            if isinstance(cause, kinds):
                return ModelFailure(reason)
    return ModelFailure(_UNKNOWN)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An error and what it came of, the first cause first: clients wrap what the connection raised."""
    chain: list[BaseException] = []
    cause: BaseException | None = error
    while cause is not None and cause not in chain:
        chain.append(cause)
        cause = cause.__cause__ or cause.__context__
    yield from reversed(chain)


def _of_status(status: int) -> str:
    if status >= 500:
        return f"언어 모델 서버에 오류가 났습니다({status})."
    return _OF_STATUS.get(status, f"언어 모델 서버가 요청을 받아들이지 않았습니다({status}).")


def _of_kind() -> dict[str, tuple[type[BaseException], ...]]:
    """The kinds of errors behind each reason. httpx carries both clients; it is imported when one has failed."""
    import ssl

    import httpx

    return {
        _NO_TRUST: (ssl.SSLCertVerificationError,),
        TOO_LATE: (httpx.TimeoutException, TimeoutError),
        _NO_CONNECTION: (
            httpx.ConnectError,
            httpx.ProxyError,
            httpx.InvalidURL,
            httpx.UnsupportedProtocol,
            ConnectionRefusedError,
        ),
        BROKEN_OFF: (httpx.TransportError, ConnectionError),
        # A reply that is no JSON, or JSON of another shape than the protocol's.
        UNREADABLE: (JSONDecodeError, httpx.DecodingError, UnicodeError, LookupError, TypeError, AttributeError, ValueError),
    }
