"""What a call of Gradio brings, as far as it is to be looked at before Gradio sees it: files that it names, and whose page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from gradio.utils import get_upload_folder

_NAMES = ("session_hash", "event_id")


class Called(NamedTuple):
    """A call."""

    is_refused: bool = False
    names: tuple[object, ...] = ()  # of the page and the call that it says it is of: nothing of it is trusted


def read_called(body: bytes) -> Called:
    """A call by its body; refused where it is no JSON, or names a file that was not uploaded, or one on another host.

    Gradio takes whatever has a `path` for a file to be fetched and kept where it may be downloaded.
    """
    try:
        said = json.loads(body) if body.strip() else None
    except (ValueError, RecursionError):
        return Called(is_refused=True)
    names = [said.get(name) for name in _NAMES] if isinstance(said, dict) else []
    return Called(_reaches_out(said), tuple(name for name in names if name is not None))


def event_of(reply: bytes) -> str:
    """The name of the call that a reply says was begun; empty where it says none."""
    try:
        said = json.loads(reply) if reply else None
    except ValueError:
        return ""
    name = said.get("event_id") if isinstance(said, dict) else None
    return name if isinstance(name, str) else ""


def _reaches_out(said: Any) -> bool:
    left, folder = [said], Path(get_upload_folder()).resolve()
    while left:
        item = left.pop()
        if isinstance(item, dict):
            if isinstance(item.get("path"), str) and not _is_inside(item["path"], folder):
                return True
            left.extend(item.values())
        elif isinstance(item, list):
            left.extend(item)
    return False


def _is_inside(path: str, folder: Path) -> bool:
    """Whether a path is of an upload; a folder, which holds what others uploaded, is none."""
    try:
        found = Path(path).resolve()
        return Path(path).is_absolute() and found.is_relative_to(folder) and not found.is_dir()
    except (ValueError, OSError, RuntimeError):
        return False
