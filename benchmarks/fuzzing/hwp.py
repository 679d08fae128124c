"""Mutations of HWP 5 files: of the records within their packed streams, of the compound file's tables, of bytes."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from random import Random

from benchmarks.fuzzing.compound import Path, streams_of, write_compound
from benchmarks.fuzzing.octets import mutate_octets

Record = tuple[int, int, bytes]  # tag, level, payload

_HEADER = ("FileHeader",)
_INSIDE, _TABLES = 0.75, 0.9  # of the mutations are inside a stream, up to here of sector tables and directory, the rest of bytes
_LONG_SIZE = 0xFFF
_LEVELS = 1024  # of the ten bits that a level takes
_SECTOR = 512
_SECTORS = (0, 1, 2, 3, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0x7FFFFFFF)
_NUMBERS = (0, 1, 2, 255, 1000, 0x7FFF, 0xFFFF)  # rows, columns, places, spans
_TABLE, _LIST = 77, 72  # records of a table's size and of a cell's place
_TIMES = (2, 50, 2_000)


def mutate_hwp(content: bytes, chance: Random) -> bytes:
    """The document with a mutation."""
    draw = chance.random()
    if draw < _INSIDE:
        return _mutate_streams(content, chance)
    return _mutate_tables(content, chance) if draw < _TABLES else mutate_octets(content, chance)


def _mutate_streams(content: bytes, chance: Random) -> bytes:
    """A stream unpacked, mutated, packed, and all written anew."""
    streams = streams_of(content)
    sections = [path for path in streams if path[0] in ("BodyText", "ViewText")]
    path = chance.choice(sections if chance.random() < 0.85 else list(streams))
    try:
        clear = zlib.decompress(streams[path], -15)
    except zlib.error:
        streams[path] = mutate_octets(streams[path], chance)
        return write_compound(streams)
    for _ in range(chance.choice((1, 1, 3))):
        clear = mutate_records(clear, chance) if chance.random() < 0.8 else mutate_octets(clear, chance)
    streams[path] = _packed(clear, chance)
    _write_flags(streams, chance)
    return write_compound(streams)


def _packed(clear: bytes, chance: Random) -> bytes:
    packer = zlib.compressobj(1, wbits=-15)
    packed = packer.compress(clear) + packer.flush()
    return mutate_octets(packed, chance) if chance.random() < 0.05 else packed


def _write_flags(streams: dict[Path, bytes], chance: Random) -> None:
    """Now and then another version or other flags in the header."""
    if _HEADER in streams and chance.random() < 0.05:
        streams[_HEADER] = streams[_HEADER][:32] + chance.randbytes(8) + streams[_HEADER][40:]


def mutate_records(data: bytes, chance: Random) -> bytes:
    """A section's records with one mutation."""
    records = list(_records(data))
    if not records:
        return mutate_octets(data, chance)
    chance.choice(_RECORD_MUTATIONS)(records, chance)
    written = b"".join(map(_written, records))
    return _with_false_size(written, chance) if chance.random() < 0.1 else written


def _change_payload(records: list[Record], chance: Random) -> None:
    at = chance.randrange(len(records))
    tag, level, payload = records[at]
    records[at] = (tag, level, mutate_octets(payload, chance))


def _change_numbers(records: list[Record], chance: Random) -> None:
    """Rows, columns, places and spans of tables and cells set to ones that do not fit."""
    tables = [at for at, (tag, _, _) in enumerate(records) if tag in (_TABLE, _LIST)]
    for at in chance.sample(tables, min(len(tables), chance.choice((1, 5, 100)))):
        tag, level, payload = records[at]
        mutated = bytearray(payload)
        first = 4 if tag == _TABLE else 8
        for place in range(first, min(len(mutated) - 1, first + 8), 2):
            if chance.random() < 0.5:
                struct.pack_into("<H", mutated, place, chance.choice(_NUMBERS))
        records[at] = (tag, level, bytes(mutated))


def _change_tag(records: list[Record], chance: Random) -> None:
    at = chance.randrange(len(records))
    records[at] = (chance.choice((66, 67, 71, 72, 76, 77, 1023)), *records[at][1:])


def _change_levels(records: list[Record], chance: Random) -> None:
    at, levels = chance.randrange(len(records)), chance.choice((1, 3, 90, 200))
    for number in range(at, min(len(records), at + chance.choice((1, 5, 500)))):
        tag, level, payload = records[number]
        records[number] = (tag, (level + levels) % _LEVELS, payload)


def _deepen(records: list[Record], chance: Random) -> None:
    """Records each below the one before, deeper than any document."""
    at = chance.randrange(len(records))
    tags = chance.choice(((66, 71, 72), (71, 76), (66,), (71, 77, 72, 66)))
    records[at:at] = [(tags[level % len(tags)], level, records[at][2]) for level in range(chance.choice((50, 95, 1000)))]


def _double(records: list[Record], chance: Random) -> None:
    start = chance.randrange(len(records))
    run = records[start : start + chance.choice((1, 10, 200))]
    records[start:start] = run * max(
        1, min(chance.choice(_TIMES), 200_000 // len(run), 2_000_000 // (1 + sum(len(r[2]) for r in run)))
    )


def _drop(records: list[Record], chance: Random) -> None:
    start = chance.randrange(len(records))
    del records[start : start + chance.choice((1, 3, 30))]


def _exchange(records: list[Record], chance: Random) -> None:
    one, two = chance.randrange(len(records)), chance.randrange(len(records))
    records[one], records[two] = records[two], records[one]


_RECORD_MUTATIONS: tuple[Callable[[list[Record], Random], None], ...] = (
    _change_payload,
    _change_payload,
    _change_numbers,
    _change_numbers,
    _change_tag,
    _change_levels,
    _deepen,
    _double,
    _drop,
    _exchange,
)


def _records(data: bytes) -> list[Record]:
    records, position = [], 0
    while position + 4 <= len(data):
        (head,) = struct.unpack_from("<I", data, position)
        size, position = head >> 20, position + 4
        if size == _LONG_SIZE:
            size, position = int.from_bytes(data[position : position + 4], "little"), position + 4
        records.append((head & 0x3FF, head >> 10 & 0x3FF, data[position : position + size]))
        position += size
    return records


def _written(record: Record) -> bytes:
    tag, level, payload = record
    if len(payload) < _LONG_SIZE:
        return struct.pack("<I", tag | level << 10 | len(payload) << 20) + payload
    return struct.pack("<II", tag | level << 10 | _LONG_SIZE << 20, len(payload)) + payload


def _with_false_size(data: bytes, chance: Random) -> bytes:
    """The first bytes of a record that say it is of another size."""
    position, target = 0, chance.randrange(max(1, len(data)))
    while position + 4 <= len(data):
        (head,) = struct.unpack_from("<I", data, position)
        size = head >> 20
        if position >= target:
            false = chance.choice((0, size + 1, max(0, size - 1), 0xFFE, _LONG_SIZE))
            return data[:position] + struct.pack("<I", head & 0xFFFFF | false << 20) + data[position + 4 :]
        position += 4 + size if size != _LONG_SIZE else 8 + int.from_bytes(data[position + 4 : position + 8], "little")
    return data


def _mutate_tables(content: bytes, chance: Random) -> bytes:
    """Sectors that lead in a ring or nowhere, a directory that holds itself, streams of false sizes."""
    mutated = bytearray(content)
    (fat,) = struct.unpack_from("<I", content, 76)
    (directory,) = struct.unpack_from("<I", content, 48)
    for _ in range(chance.choice((1, 1, 4, 60))):
        draw = chance.random()
        if draw < 0.45:
            at = (fat + 1) * _SECTOR + 4 * chance.randrange(_SECTOR // 4)
        elif draw < 0.9:  # left, right and child of an entry, its first sector, its size
            at = (directory + 1) * _SECTOR + 128 * chance.randrange(12) + chance.choice((64, 66, 68, 72, 76, 116, 120, 124))
        else:
            at = chance.randrange(24, 508)
        if at + 4 <= len(mutated):
            struct.pack_into("<I", mutated, at, chance.choice((*_SECTORS, chance.randrange(40))))
    return bytes(mutated)
