"""Files that the tests of reading write."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.safely import Put


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Writes a file and gives its path."""

    def write(content: str | bytes) -> Path:
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.txt"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write
