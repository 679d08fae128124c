"""How statements and vectors lie in the store: statements as MessagePack, compressed; vectors in half precision.

As JSON the statements of a document take thirteen times its text, and pydantic reads them in twice the time.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import msgspec
import numpy as np

from index.refused import RESTORE
from ingest.document import Statement
from ingest.errors import IndexMismatch

_LEVEL = 6  # of zlib: 14 % smaller than the fastest, at a thirtieth of what Kiwi takes for the same text
_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(tuple[Statement, ...]).decode
_decode_json = msgspec.json.Decoder(tuple[Statement, ...]).decode


def pack(statements: Sequence[Statement]) -> bytes:
    """Statements as the store keeps them."""
    return zlib.compress(_encode(statements), _LEVEL)


def unpack(packed: bytes) -> tuple[Statement, ...]:
    """The statements that were packed. Raises IndexMismatch for what is none: SQLite has no checksums of its pages."""
    try:
        return _decode(zlib.decompress(packed))
    except (zlib.error, msgspec.MsgspecError, TypeError) as error:
        raise IndexMismatch("색인에 저장된 대목이 깨졌습니다", RESTORE) from error


def packed_from_json(text: str) -> bytes:
    """Statements as older stores have them, in JSON, packed."""
    return pack(_decode_json(text))


def halve(vectors: np.ndarray) -> bytes:
    """Vectors of any shape as the store keeps them, float16: of numbers below 1 three digits stay."""
    return vectors.astype(np.float16).tobytes()


def whole(packed: Sequence[bytes]) -> np.ndarray:
    """Vectors (n, dimension) float32 that were halved; (0, 0) for none."""
    joined = np.frombuffer(b"".join(packed), dtype=np.float16).astype(np.float32)
    return joined.reshape(len(packed), -1) if packed else np.zeros((0, 0), dtype=np.float32)


def halved_from_single(packed: bytes | None) -> bytes | None:
    """A vector as older stores have it, float32, halved."""
    return None if packed is None else halve(np.frombuffer(packed, dtype=np.float32))
