"""What is told of an exception: its type and where it was raised. What it says is content: it may quote what somebody asked."""

from __future__ import annotations

import errno
import re
import sqlite3
import traceback
from pathlib import Path, PurePath
from typing import Any

_ROOT = Path(__file__).parents[2]
_MOST_FRAMES, _DEEPEST = 30, 5
_LONGEST = 2000  # characters of what an exception says
_FRAME = re.compile(r'^\s+File "(.+?)", line (\d+), in (\S+)$', re.M)
_TYPE = re.compile(r"^([A-Za-z_][\w.]*)(?=:|$)")


def error_told(error: BaseException, with_contents: bool, depth: int = 0) -> dict[str, Any]:
    """Type, place of every frame, codes of the system, and the same of its cause."""
    told: dict[str, Any] = {"type": _type(error)}
    if code := _code(error):
        told["code"] = code
    if with_contents:
        told["says"] = str(error)[:_LONGEST]
    frames = traceback.extract_tb(error.__traceback__)[-_MOST_FRAMES:]
    told["at"] = [f"{_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None and depth < _DEEPEST:
        told["cause"] = error_told(cause, with_contents, depth + 1)
    if isinstance(error, BaseExceptionGroup) and depth < _DEEPEST:
        told["of"] = [error_told(one, with_contents, depth + 1) for one in error.exceptions[:_DEEPEST]]
    return told


def written_trace(text: str) -> dict[str, Any]:
    """The same of a trace that another process has written as text, less what its exception says."""
    last = next((line for line in reversed(text.splitlines()) if line and not line[0].isspace()), "")
    found = _TYPE.match(last)
    frames = [f"{_short(file)}:{line} {name}" for file, line, name in _FRAME.findall(text)]
    return {"type": found.group(1) if found else "?", "at": frames[-_MOST_FRAMES:]}


def _type(error: BaseException) -> str:
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def _code(error: BaseException) -> str:
    """What the system calls it, which says nothing of contents: ENOSPC, SQLITE_FULL."""
    if isinstance(error, sqlite3.Error):
        return str(getattr(error, "sqlite_errorname", ""))
    return errno.errorcode.get(error.errno or 0, "") if isinstance(error, OSError) else ""


def _short(file: str) -> str:
    """A file of the program by its place in it, another by its last three parts."""
    path = PurePath(file)
    return str(path.relative_to(_ROOT)) if path.is_relative_to(_ROOT) else "/".join(path.parts[-3:])
