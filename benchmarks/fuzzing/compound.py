"""Compound files ([MS-CFB]) taken apart and written anew, with streams of any size."""

from __future__ import annotations

import io
import struct
from typing import NamedTuple

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_ROOT, _STORAGE, _STREAM = 5, 1, 2
_ENTRY = 128  # bytes of a directory entry
_SMALLEST = 4096  # shorter streams stand in a container of their own: here they are padded instead
_MOST_FAT = 109  # table sectors that the header has room for: files of 7 MB

Path = tuple[str, ...]


class _Entry(NamedTuple):
    """A line of the directory: its name, its sort, the next one beside it, the first one in it, its content."""

    name: str
    kind: int
    beside: int
    inside: int
    data: bytes


def streams_of(content: bytes) -> dict[Path, bytes]:
    """The streams of a compound file by their paths."""
    from olefile import OleFileIO

    with OleFileIO(io.BytesIO(content)) as file:
        return {tuple(path): file.openstream(path).read() for path in file.listdir()}


def write_compound(streams: dict[Path, bytes]) -> bytes:
    """A compound file with these streams, short ones padded with zeros. Raises ValueError for more than 7 MB."""
    entries = _entries(streams)
    directory_sectors = -(-len(entries) * _ENTRY // _SECTOR)
    sizes = [-(-max(_SMALLEST, len(entry.data)) // _SECTOR) if entry.kind == _STREAM else 0 for entry in entries]
    fat_sectors = 1
    while fat_sectors * (_SECTOR // 4) < fat_sectors + directory_sectors + sum(sizes):
        fat_sectors += 1
    if fat_sectors > _MOST_FAT:
        raise ValueError("too large for a compound file without a second table")
    table = [_FAT] * fat_sectors + _chain(fat_sectors, directory_sectors)
    directory, body = b"", b""
    for entry, size in zip(entries, sizes, strict=True):
        start = len(table)
        directory += _directory_entry(entry, start if size else _END)
        table += _chain(start, size)
        body += entry.data.ljust(size * _SECTOR, b"\x00")
    table += [_FREE] * (fat_sectors * (_SECTOR // 4) - len(table))
    head = _header(fat_sectors)
    return head + struct.pack(f"<{len(table)}I", *table) + directory.ljust(directory_sectors * _SECTOR, b"\x00") + body


def _entries(streams: dict[Path, bytes]) -> list[_Entry]:
    """The directory: each storage's entries as a chain to the right."""
    nodes: list[Path] = [()]
    for path in streams:
        nodes += [path[:depth] for depth in range(1, len(path) + 1) if path[:depth] not in nodes]
    numbers = {path: number for number, path in enumerate(nodes)}
    entries = []
    for path in nodes:
        siblings = [other for other in nodes if other and path and other[:-1] == path[:-1]]
        after = siblings[siblings.index(path) + 1 :] if path else []
        inside = next((numbers[other] for other in nodes if other and other[:-1] == path), _FREE)
        kind = _ROOT if not path else _STREAM if path in streams else _STORAGE
        name = path[-1] if path else "Root Entry"
        entries.append(_Entry(name, kind, numbers[after[0]] if after else _FREE, inside, streams.get(path, b"")))
    return entries


def _chain(start: int, count: int) -> list[int]:
    return [*range(start + 1, start + count), _END] if count else []


def _directory_entry(entry: _Entry, start: int) -> bytes:
    encoded = entry.name.encode("utf-16-le") + b"\x00\x00"
    size = max(_SMALLEST, len(entry.data)) if entry.kind == _STREAM else 0
    head = encoded.ljust(64, b"\x00") + struct.pack("<HBBIII", len(encoded), entry.kind, 1, _FREE, entry.beside, entry.inside)
    return head + b"\x00" * 36 + struct.pack("<IQ", start, size)


def _header(fat_sectors: int) -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\x00" * 6
    head += struct.pack("<9I", 0, fat_sectors, fat_sectors, 0, _SMALLEST, _END, 0, _END, 0)
    return head + struct.pack("<109I", *range(fat_sectors), *[_FREE] * (_MOST_FAT - fat_sectors))
