"""Mutations that know nothing of a format: bytes flipped, cut, doubled, moved and spliced, lengths made wrong."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

Mutation = Callable[[bytes, Random], bytes]

_MOST_FLIPS = 16
_LARGEST_BLOCK = 4096
# What lengths and counts are set to: nothing, the borders of signed and unsigned numbers, all ones.
_LENGTHS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF)


def mutate_octets(content: bytes, chance: Random) -> bytes:
    """The content with one mutation of its bytes."""
    return chance.choice(_MUTATIONS)(content, chance) if content else b"\x00"


def flip_octets(content: bytes, chance: Random) -> bytes:
    """Some bytes set to others."""
    mutated = bytearray(content)
    for _ in range(chance.randint(1, _MOST_FLIPS)):
        mutated[chance.randrange(len(mutated))] = chance.randrange(256)
    return bytes(mutated)


def _flip_bit(content: bytes, chance: Random) -> bytes:
    mutated = bytearray(content)
    mutated[chance.randrange(len(mutated))] ^= 1 << chance.randrange(8)
    return bytes(mutated)


def _truncate(content: bytes, chance: Random) -> bytes:
    return content[: chance.randrange(1, len(content) + 1)]


def _double_block(content: bytes, chance: Random) -> bytes:
    start, end = _block(content, chance)
    return content[:end] + content[start:end] * chance.choice((1, 1, 2, 50)) + content[end:]


def _delete_block(content: bytes, chance: Random) -> bytes:
    start, end = _block(content, chance)
    return content[:start] + content[end:]


def _splice(content: bytes, chance: Random) -> bytes:
    """A block written over another place."""
    start, end = _block(content, chance)
    at = chance.randrange(len(content))
    return content[:at] + content[start:end] + content[at + end - start :]


def _blank_block(content: bytes, chance: Random) -> bytes:
    start, end = _block(content, chance)
    return content[:start] + chance.choice((b"\x00", b"\xff")) * (end - start) + content[end:]


def _set_length(content: bytes, chance: Random) -> bytes:
    """A number of one, two, four or eight bytes set to one that lengths go wrong with."""
    width = chance.choice((1, 2, 4, 4, 8))
    at = chance.randrange(max(1, len(content) - width))
    number = chance.choice(_LENGTHS) & ((1 << 8 * width) - 1)
    return content[:at] + number.to_bytes(width, chance.choice(("little", "big"))) + content[at + width :]


def _swap_lengths(content: bytes, chance: Random) -> bytes:
    """Two numbers of four bytes exchanged."""
    if len(content) < 8:
        return content
    first, second = sorted(chance.sample(range(len(content) - 3), 2))
    if second - first < 4:
        return content
    one, two = content[first : first + 4], content[second : second + 4]
    return content[:first] + two + content[first + 4 : second] + one + content[second + 4 :]


def _block(content: bytes, chance: Random) -> tuple[int, int]:
    start = chance.randrange(len(content))
    return start, min(len(content), start + chance.randint(1, _LARGEST_BLOCK))


_MUTATIONS: tuple[Mutation, ...] = (
    flip_octets,
    _flip_bit,
    _truncate,
    _double_block,
    _delete_block,
    _splice,
    _blank_block,
    _set_length,
    _swap_lengths,
)
