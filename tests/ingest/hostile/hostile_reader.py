"""A reader that does what the file tells it to: the worst that any reader may do. Other files are read as usual."""

from __future__ import annotations

import ctypes
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from xml.etree.ElementTree import ParseError, fromstring

from ingest.document import Source
from ingest.errors import UnreadableFile
from ingest.readers import read_source


def read(path: Path) -> Source:
    """Misbehave as the file's first word says."""
    text = path.read_text(encoding="utf-8")
    word, _, rest = text.partition(" ")
    return _DEEDS[word](rest) if word in _DEEDS else read_source(path)


def _said(text: object) -> Source:
    return Source("", "text", "", str(text), ())


def _eat(_: str) -> Source:
    eaten = []
    while True:
        eaten.append(bytearray(16 << 20))


def _eat_unnoticed(rest: str) -> Source:
    try:
        return _eat(rest)
    except MemoryError as error:
        raise UnreadableFile("깨진 파일입니다.", "원본을 다시 받아 넣어 주십시오.") from error


def _misspell(_: str) -> Source:
    try:
        fromstring("<a><")  # expat's code 2 is a slip of syntax, libxml2's is want of memory
    except ParseError as error:
        error.code = 2
        raise UnreadableFile("깨진 파일입니다.", "원본을 다시 받아 넣어 주십시오.") from error
    return _said("")


def _recurse(rest: str) -> Source:
    return _recurse(rest)


def _raise(_: str) -> Source:
    raise KeyError("시험")


def _hang(_: str) -> Source:
    return _said(sum(range(10**15)))  # one call of C that never lets another thread run


def _chatter(_: str) -> Source:
    print("x" * 100_000)
    os.write(1, b"x" * 100_000)
    return _said(repr(sys.stdin.read()))


def _sleep(rest: str) -> Source:
    time.sleep(float(rest))
    return _said("slept")


_DEEDS: dict[str, Callable[[str], Source]] = {
    "sleep": _sleep,
    "hang": _hang,
    "eat": _eat,
    "eat-unnoticed": _eat_unnoticed,
    "misspell": _misspell,
    "recurse": _recurse,
    "raise": _raise,
    "segfault": lambda _: _said(ctypes.string_at(0)),
    "leave": lambda _: sys.exit(3),
    "vanish": lambda _: os._exit(0),
    "chatter": _chatter,
    "modules": lambda _: _said("\n".join(sys.modules)),
    "folder": lambda _: _said(os.getcwd()),
}
