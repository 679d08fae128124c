"""The seam for embeddings: texts in, vectors of length 1 out, whichever model makes them."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from index.kiwi_pooling import KiwiPooling, content_rows, is_kiwi_model, load, save, untrained
from index.kiwi_vectors import Progress, Vectors, recover
from index.transformer import open_transformer
from ingest.korean import Morpheme, analyse

# The setting that means the embedded default.
KIWI = "kiwi"
KIWI_FOLDER = "kiwi-morphemes"

_UNFINISHED = f".{KIWI_FOLDER}-"
# An unfinished folder this old, in seconds, was left by a killed process: making the model takes some 5 s.
_ABANDONED = 3_600


class Embedder(Protocol):
    """A model that makes vectors of texts. A dot product of two is their cosine."""

    @property
    def name(self) -> str:
        """Which model and which weights, e.g. `kiwi-morphemes:1f0c9a3e`: an index refuses vectors of another."""

    @property
    def dimension(self) -> int:
        """The length of a vector."""

    def passages(self, texts: Sequence[str], morphemes: Sequence[Sequence[Morpheme]] | None = None) -> Vectors:
        """The vectors of passages, (texts, dimension) float32, of length 1, or zero for a text without content.

        Morphemes spare the analysis where the model reads morphemes.
        """

    def query(self, text: str, morphemes: Sequence[Morpheme] | None = None) -> Vectors:
        """The vector of a question, (dimension,) float32, of length 1 or zero."""


def open_embedder(model: str, model_dir: Path, progress: Progress | None = None) -> Embedder:
    """The embedder of a setting: `kiwi`, or the name or folder of a sentence-transformers model.

    `kiwi` is made in `model_dir` the first time (some 5 s) and mapped from there afterwards (1 ms), without torch.
    Raises BadInput where the model is not there, IndexMismatch where it is of another version of Kiwi.
    """
    if model == KIWI:
        return KiwiEmbedder(load(_kiwi_folder(model_dir, progress)))
    if is_kiwi_model(Path(model)):  # trained further, and kept elsewhere
        return KiwiEmbedder(load(Path(model)))
    return open_transformer(model, model_dir)


class KiwiEmbedder:
    """The embedded default: weighted means of Kiwi's own morpheme vectors."""

    def __init__(self, model: KiwiPooling) -> None:
        self._model = model
        self.name = f"{KIWI_FOLDER}:{model.digest}"
        self.dimension = int(model.vectors.shape[1])

    def passages(self, texts: Sequence[str], morphemes: Sequence[Sequence[Morpheme]] | None = None) -> Vectors:
        """The vectors of passages, (texts, 256)."""
        analysed = analyse(texts) if morphemes is None else morphemes
        return self._model.encode([content_rows(text) for text in analysed])

    def query(self, text: str, morphemes: Sequence[Morpheme] | None = None) -> Vectors:
        """The vector of a question, (256,)."""
        vector: Vectors = self.passages([text], None if morphemes is None else [morphemes])[0]
        return vector


def _kiwi_folder(model_dir: Path, progress: Progress | None) -> Path:
    """The folder of the embedded model, made where it is not there: whole or not at all."""
    folder = model_dir / KIWI_FOLDER
    if folder.is_dir():
        return folder
    model_dir.mkdir(parents=True, exist_ok=True)
    _remove_abandoned(model_dir)
    unfinished = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=model_dir))
    try:
        save(untrained(recover(progress)), unfinished)
        _publish(unfinished, folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return folder


def _publish(unfinished: Path, folder: Path) -> None:
    """Give the finished folder its name, unless another process was first with the same model."""
    unfinished.chmod(0o755)  # mkdtemp makes it its owner's alone
    try:
        unfinished.rename(folder)
    except OSError:
        if not folder.is_dir():
            raise


def _remove_abandoned(model_dir: Path) -> None:
    """Remove what a killed process left."""
    for path in model_dir.glob(f"{_UNFINISHED}*"):
        if time.time() - path.stat().st_mtime > _ABANDONED:
            shutil.rmtree(path, ignore_errors=True)
