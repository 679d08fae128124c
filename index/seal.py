"""Files of a derived structure under seal: their sizes and checksums stand in its state, and the state is under one itself.

A file that was cut, scribbled on, lost or taken from another library is found before any library reads it: neither Tantivy
nor FAISS does, and both may end the process. CRC-32 reads 4 GB a second; it is there against accidents, not against forgers.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

_BLOCK = 1 << 20

Seals = dict[str, list[int]]  # by file name: size in bytes, CRC-32


class Damaged(Exception):
    """A structure that is not as it was written; the message says in Korean what is wrong with which file."""


def write_state(path: Path, state: Mapping[str, Any]) -> None:
    """Write a state under its checksum, by renaming, so that a kill leaves the old state or the new one."""
    content = json.dumps(state)
    temporary = path.with_suffix(".new")
    temporary.write_text(json.dumps({"crc": zlib.crc32(content.encode()), "state": content}))
    os.replace(temporary, path)


def read_state(path: Path) -> dict[str, Any]:
    """The state that was written. Raises Damaged where there is none, or another than was written."""
    try:
        held = json.loads(path.read_text())
        content = held["state"]
        if zlib.crc32(content.encode()) != held["crc"]:
            raise ValueError(path)
        state = json.loads(content)
    except FileNotFoundError as error:
        raise Damaged(f"{path.name} 없음") from error
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise Damaged(f"{path.name} 깨짐") from error
    if not isinstance(state, dict):
        raise Damaged(f"{path.name} 깨짐")
    return state


def seals_of(folder: Path, names: Iterable[str], known: Mapping[str, list[int]] | None = None) -> Seals:
    """The seals of some files of a folder; of those in `known` that never change they are not read again."""
    return {name: (known or {}).get(name) or list(_sum(folder / name)) for name in sorted(names)}


def check(folder: Path, seals: Mapping[str, list[int]]) -> None:
    """Raises Damaged for the first file that is not as it was sealed."""
    for name, (size, crc) in seals.items():
        path = folder / name
        try:
            if path.stat().st_size != size:
                raise Damaged(f"{name} 크기가 다름")
            if _sum(path) != (size, crc):
                raise Damaged(f"{name} 내용이 다름")
        except FileNotFoundError as error:
            raise Damaged(f"{name} 없음") from error
        except OSError as error:
            raise Damaged(f"{name} 읽을 수 없음") from error


def _sum(path: Path) -> tuple[int, int]:
    """The size of a file and its CRC-32."""
    size = crc = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            size, crc = size + len(block), zlib.crc32(block, crc)
    return size, crc
