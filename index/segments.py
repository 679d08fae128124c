"""Tantivy's files on disk: which of them make an index, and how they are opened where nothing may be written."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from index.seal import Damaged

META = "meta.json"


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
