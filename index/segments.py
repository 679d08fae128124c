"""Tantivy's files on disk: opened if they are as they were written, noted when they are written, and else begun anew."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from index.seal import Damaged, Seals, check, read_state, seals_of, write_state

_VERSION = 4  # of the schema of the index; one of another version is made anew
META, _STATE = "meta.json", "followed.json"


class Shelf:
    """The folder of an index, and the index that is open of it: an empty one in memory where the folder has none that is whole."""

    def __init__(self, folder: Path, index_in: Callable[[Path | None], Any]) -> None:
        """Open what lies in `folder`. `index_in` gives the index in a folder, or an empty one in memory."""
        self._folder = folder
        self._index_in = index_in
        self._mirror: Mirror | None = None
        self.open()

    def open(self) -> None:
        """Open what lies in the folder now. Nothing is changed there: another process may be writing it."""
        self.trouble = ""  # in Korean: what is wrong with the files
        state: dict[str, Any] = {}
        try:
            state = self._whole_state()
            self.index = self._opened() if state else self._index_in(None)
        except (Damaged, ValueError, OSError, RuntimeError) as error:
            self.trouble = str(error) if isinstance(error, Damaged) else f"{META} 읽을 수 없음"
            state = {}
            self.index = self._index_in(None)
        self.sequence, self.stamp = int(state.get("sequence", 0)), str(state.get("stamp", ""))
        self._files: Seals = state.get("files", {})

    def _whole_state(self) -> dict[str, Any]:
        """The state, once every file is as it says; empty where nothing was written yet. Raises Damaged."""
        if not self._folder.is_dir() or not any(self._folder.iterdir()):
            return {}
        state = read_state(self._folder / _STATE)
        if state.get("version") != _VERSION:
            raise Damaged("다른 판의 파일")
        check(self._folder, state["files"])
        return state

    def _opened(self) -> Any:
        if os.access(self._folder, os.W_OK):
            return self._index_in(self._folder)
        self._mirror = Mirror(self._folder)
        return self._index_in(Path(self._mirror.name))

    def reload(self) -> None:
        """See what was written since, by another process or over another connection."""
        if not self._files:  # nothing of the folder is open
            self.open()
            return
        with suppress(Damaged):
            state = read_state(self._folder / _STATE)
            self.sequence, self.stamp = int(state["sequence"]), str(state["stamp"])
        self.index.reload()

    def begin(self) -> None:
        """Make an index in the folder where none of it is open, in place of whatever lies there."""
        if not self._files:
            self.clear()
            self._folder.mkdir(parents=True, exist_ok=True)
            self.index = self._index_in(self._folder)

    def note(self, sequence: int, stamp: str) -> None:
        """Write how far the store was followed, and the seals of what was written; segments themselves never change."""
        known = {name: seal for name, seal in self._files.items() if name != META and not name.endswith(".del")}
        files = seals_of(self._folder, files_of(self._folder), known)
        write_state(self._folder / _STATE, {"version": _VERSION, "sequence": sequence, "stamp": stamp, "files": files})
        self.sequence, self.stamp, self._files, self.trouble = sequence, stamp, files, ""
        self.index.reload()

    def clear(self) -> None:
        """Delete the folder; the index is empty then."""
        if self._folder.exists():
            shutil.rmtree(self._folder)
        self.open()


def files_of(folder: Path) -> list[str]:
    """The names of the files that the index in a folder is made of; what else lies there Tantivy clears away.

    Raises Damaged where its list of them cannot be read.
    """
    try:
        segments = json.loads((folder / META).read_text(encoding="utf-8"))["segments"]
        deletions = {_stem(segment): (segment["deletes"] or {}).get("opstamp") for segment in segments}
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise Damaged(f"{META} 깨짐") from error
    names = [META]
    for path in folder.iterdir():
        stem, _, ending = path.name.partition(".")
        if stem in deletions and (not ending.endswith("del") or ending == f"{deletions[stem]}.del"):
            names.append(path.name)
    return names


def _stem(segment: dict[str, str]) -> str:
    return segment["segment_id"].replace("-", "")


class Mirror(tempfile.TemporaryDirectory[str]):
    """A folder elsewhere whose files are links to those of one that cannot be written: Tantivy locks what it only reads.

    It goes with this object.
    """

    def __init__(self, folder: Path) -> None:
        """Make the links."""
        super().__init__(prefix="geungeo-")
        for path in folder.iterdir():
            if not path.name.endswith(".lock"):
                os.symlink(path.resolve(), Path(self.name) / path.name)
