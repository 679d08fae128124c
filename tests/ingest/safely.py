"""What the tests of reading in a process of its own share."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.document import Source
from ingest.errors import UnreadableFile
from ingest.sandbox import Limits

GOOD = "가람시 예산은 1,200원이다.\n"
TIGHT = Limits(memory=512 << 20, seconds=10.0, seconds_per_megabyte=0.1)
on_linux = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is bounded on Linux only")
Put = Callable[[str | bytes], Path]


def refused(read: Callable[..., Source], path: Path, limits: Limits = TIGHT) -> UnreadableFile:
    """The error, which says what happened and what to do, within the time given."""
    began = time.monotonic()
    with pytest.raises(UnreadableFile) as caught:
        read(path, limits)
    assert time.monotonic() - began < limits.seconds_for(path) + 2
    assert caught.value.reason.endswith(".") and caught.value.remedy.endswith(("주십시오.", "보십시오."))
    return caught.value


def outcome(read: Callable[[Path], Source], path: Path) -> Source | str:
    """The source, or what the user is told."""
    try:
        return read(path)
    except UnreadableFile as error:
        return str(error)
