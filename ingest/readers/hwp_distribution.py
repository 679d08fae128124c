"""The sections of an HWP distribution document, deciphered.

Such a document guards against copying and printing, not against reading: the key stands in the file. The method is
Hancom's own paper on distribution documents (한글문서파일형식 배포용문서, revision 1.2).
"""

from __future__ import annotations

from ingest.readers.hwp_records import DISTRIBUTION, broken, read_records

_KEY_RECORD = 256  # bytes of its content
_KEY_RECORD_HEADER = 4
_BLOCK = 16


def decipher(stream: bytes) -> bytes:
    """A stream of `ViewText` in clear, still packed. Raises UnreadableFile where the key record is missing or cut."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    tag, _, content = next(read_records(stream[: _KEY_RECORD_HEADER + _KEY_RECORD]), (0, 0, b""))
    if tag != DISTRIBUTION or len(content) != _KEY_RECORD:
        raise broken()
    body = stream[_KEY_RECORD_HEADER + _KEY_RECORD :]
    decryptor = Cipher(algorithms.AES(_key(content)), modes.ECB()).decryptor()
    return decryptor.update(body[: len(body) // _BLOCK * _BLOCK]) + decryptor.finalize()


def _key(content: bytes) -> bytes:
    """The key within the key record. The first four bytes seed the numbers with which the others are covered."""
    numbers = _Numbers(int.from_bytes(content[:4], "little"))
    clear, left, cover = bytearray(content), 0, 0
    for index in range(_KEY_RECORD):
        if left == 0:
            cover = numbers.next() & 0xFF
            left = (numbers.next() & 0xF) + 1
        if index >= 4:
            clear[index] ^= cover
        left -= 1
    start = 4 + (clear[0] & 0xF)
    return bytes(clear[start : start + _BLOCK])


class _Numbers:
    """The pseudo-random numbers of Microsoft's C library."""

    def __init__(self, seed: int) -> None:
        self._state = seed

    def next(self) -> int:
        self._state = (self._state * 214013 + 2531011) & 0xFFFFFFFF
        return self._state >> 16 & 0x7FFF
