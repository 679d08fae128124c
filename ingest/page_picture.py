"""Pictures of pages, drawn in a process of their own: a PDF made to harm costs at most its own picture."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from ingest.readers.page_picture import PagePicture, Wanted
from ingest.sandbox import Limits, Sandbox

_TARGET = "ingest.readers.page_picture:read_page"
# A page of the samples takes 0.1 s and 60 MB. Nobody waits longer for a picture.
_LIMITS = Limits(memory=1 << 30, seconds=20.0)


def page_picture(path: Path, wanted: Wanted, limits: Limits = _LIMITS) -> PagePicture:
    """What `read_page` gives, from another process than the one that reads files: pictures need not wait for an ingest.

    Raises UnreadableFile as `read_page` does, and for a page that takes too long or too much memory, or crashes.
    """
    found = _sandbox(os.getpid()).run(path, limits, wanted)
    assert isinstance(found, PagePicture)
    return found


@lru_cache(maxsize=1)
def _sandbox(process_id: int) -> Sandbox:
    return Sandbox(_TARGET)
