"""An answer as bytes and back: reopened, it is the same to the letter, whatever has become of its documents."""

from __future__ import annotations

import msgspec

from assistant.types import Answer
from ingest.errors import BadInput


def to_bytes(answer: Answer) -> bytes:
    """An answer as JSON with everything that it holds: question, sentences, citations, figures, passages, how it was made."""
    return msgspec.json.encode(answer)


def from_bytes(stored: bytes) -> Answer:
    """The answer that `to_bytes` wrote. Raises BadInput where it is none."""
    try:
        return msgspec.json.decode(stored, type=Answer)
    except (msgspec.DecodeError, ValueError, TypeError) as error:
        raise BadInput("저장된 답을 읽을 수 없습니다.", "이 답을 지우고 다시 물어 주십시오.") from error
