"""The seam for embeddings: texts in, vectors of length 1 out, whichever model makes them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from index.kiwi_pooling import KiwiPooling, Vectors, content_rows, is_kiwi_model, load
from index.transformer import open_transformer
from ingest.korean import Morpheme, analyse
from ingest.pipeline import Ingested

# The setting that means the embedded default, and the folder of the package that holds it (made by `training/`).
KIWI = "kiwi"
MODEL_FOLDER = Path(__file__).with_name("model")


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


def open_embedder(model: str, model_dir: Path) -> Embedder:
    """The embedder of a setting: `kiwi`, or the name or folder of a sentence-transformers model (also one in `model_dir`).

    `kiwi` comes with the package and is mapped from there (1 ms), without torch.
    Raises BadInput where the model is not there, IndexMismatch where it is of another version of Kiwi.
    """
    if model == KIWI:
        return KiwiEmbedder(load(MODEL_FOLDER))
    if is_kiwi_model(Path(model)):  # trained further, and kept elsewhere
        return KiwiEmbedder(load(Path(model)))
    return open_transformer(model, model_dir)


def is_small(model: str) -> bool:
    """Whether the model of a setting is mapped from a file, so that any number of processes may have it; others take gigabytes each."""
    return model == KIWI or is_kiwi_model(Path(model))


def vectors_of(ingested: Ingested, embedder: Embedder) -> Vectors:
    """The vectors of a document's passages, (passages, dimension)."""
    texts = [" ".join(statement.text for statement in passage.statements) for passage in ingested.passages]
    return embedder.passages(texts, [passage.morphemes for passage in ingested.passages])


class KiwiEmbedder:
    """The embedded default: weighted means of Kiwi's own morpheme vectors."""

    def __init__(self, model: KiwiPooling) -> None:
        self._model = model
        self.name = f"kiwi-morphemes:{model.digest}"
        self.dimension = int(model.vectors.shape[1])

    def passages(self, texts: Sequence[str], morphemes: Sequence[Sequence[Morpheme]] | None = None) -> Vectors:
        """The vectors of passages, (texts, 256)."""
        analysed = analyse(texts) if morphemes is None else morphemes
        return self._model.encode([content_rows(text) for text in analysed])

    def query(self, text: str, morphemes: Sequence[Morpheme] | None = None) -> Vectors:
        """The vector of a question, (256,)."""
        vector: Vectors = self.passages([text], None if morphemes is None else [morphemes])[0]
        return vector
