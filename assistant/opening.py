"""Open the library of the settings, and their log."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from assistant.settings import Settings
from index.library import Library, open_library
from ingest.log.opened import open_log


def library_of(
    settings: Settings, *, folder: Path | None = None, anew: bool = False, waits: Callable[[], bool] | None = None
) -> Library:
    """The library in the data folder of the settings, or in another `folder`; `anew` empties it first.

    `waits` is asked where another process writes, whether to wait for it.

    Raises what `open_library` raises.
    """
    return open_library(
        folder or settings.data,
        settings.embedding,
        anew=anew,
        waits=waits,
        passage_length=settings.passage_length,
        ranking=settings.ranking(),
    )


def log_of(settings: Settings) -> AbstractContextManager[None]:
    """The log in the data folder of the settings, open until it is left."""
    return open_log(
        settings.data,
        settings.log,
        with_contents=settings.log_questions,
        size=settings.log_size << 20,
        secrets=(settings.llm_key,),
    )
