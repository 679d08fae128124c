"""Open the library of the settings."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from assistant.settings import Settings
from index.library import Library, open_library


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
