"""A store of some texts, for what goes through the ledger of a whole library; nothing is embedded."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from index.store import Store
from ingest.pipeline import ingest
from ingest.readers.text import read_text


@contextmanager
def store_of(folder: Path, **texts: str) -> Iterator[Store]:
    """The texts as documents, named as they are given."""
    store = Store(folder / "library.sqlite")
    try:
        for name, text in texts.items():
            content = text.encode()
            ingested = ingest(read_text(f"{name}.txt", content, hashlib.sha256(content).hexdigest()))
            store.put(ingested, Path(f"{name}.txt"), np.zeros((len(ingested.passages), 2), dtype=np.float32))
        yield store
    finally:
        store.close()
