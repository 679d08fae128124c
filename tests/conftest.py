"""Fixtures that several packages' tests share."""

from __future__ import annotations

import hashlib
import os
from importlib.metadata import version
from pathlib import Path

import pytest

# Read when huggingface_hub is first imported: no test may reach the network.
os.environ["HF_HUB_OFFLINE"] = "1"

ROOT = Path(__file__).parents[1]
# A change in any of these makes another model.
_MODEL_SOURCES = ("index/kiwi_vectors.py", "index/kiwi_pooling.py")


@pytest.fixture(scope="session")
def kiwi_model_dir() -> Path:
    """A model folder with the embedded embedding model in it, kept between runs: `open_embedder("kiwi", …)`."""
    from index.embed import open_embedder

    sources = hashlib.blake2b(b"".join((ROOT / name).read_bytes() for name in _MODEL_SOURCES), digest_size=4)
    folder = ROOT / ".cache" / "models" / f"{version('kiwipiepy_model')}-{sources.hexdigest()}"
    open_embedder("kiwi", folder)
    return folder
