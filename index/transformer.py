"""Any sentence-transformers model as an embedder: bge-m3, KURE-v1, or a folder of one's own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.kiwi_pooling import Vectors
from ingest.errors import BadInput
from ingest.korean import Morpheme

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

# Files that decide what vectors come out, and how much of each end of a large one is read for the digest: whole
# weights of 2 GB would take seconds at every start.
_DECIDING = frozenset({".safetensors", ".bin", ".json", ".txt", ".model"})
_READ_OF_EACH_END = 1 << 20


class TransformerEmbedder:
    """A sentence-transformers model, with the prompts for questions and for documents that it brings along."""

    def __init__(self, model: SentenceTransformer, name: str) -> None:
        self._model = model
        self.name = name
        self.dimension = int(model.get_embedding_dimension() or len(self.query("가")))

    def passages(self, texts: Sequence[str], morphemes: Sequence[Sequence[Morpheme]] | None = None) -> Vectors:
        """The vectors of passages, (texts, dimension), of length 1. The model cuts its own tokens: no morphemes."""
        if not texts:
            return np.zeros((0, self.dimension), np.float32)
        vectors = self._model.encode_document(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, np.float32)

    def query(self, text: str, morphemes: Sequence[Morpheme] | None = None) -> Vectors:
        """The vector of a question, (dimension,), of length 1."""
        vector = self._model.encode_query(text, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vector, np.float32)


def open_transformer(model: str, model_dir: Path) -> TransformerEmbedder:
    """The model of this name: a folder, a folder in `model_dir`, or a name on Hugging Face (its cache when offline).

    Raises BadInput where it is not there or cannot be opened.
    """
    from huggingface_hub import constants
    from safetensors import SafetensorError
    from sentence_transformers import SentenceTransformer

    folder = next((path for path in (Path(model), model_dir / model) if path.is_dir()), None)
    try:
        opened = SentenceTransformer(str(folder or model), local_files_only=constants.HF_HUB_OFFLINE)
    except (OSError, ValueError, ImportError, SafetensorError) as error:
        reason = str(error).strip().partition("\n")[0]
        raise BadInput(
            f"임베딩 모델 '{model}'을(를) 열 수 없습니다: {reason}",
            f"모델 이름을 확인하고, 인터넷이 없는 PC라면 모델 폴더를 {model_dir / model}에 복사하십시오. "
            "내장 모델을 쓰려면 'kiwi'로 설정하십시오.",
        ) from error
    return TransformerEmbedder(opened, f"{folder.name if folder else model}:{_digest(folder or _cached(model))}")


def _cached(model: str) -> Path:
    """The folder in Hugging Face's cache that a model of this name was just opened from."""
    from huggingface_hub import try_to_load_from_cache

    # A name without an owner is one of sentence-transformers' own; not every model has both files.
    for name, file in product((model, f"sentence-transformers/{model}"), ("modules.json", "config.json")):
        found = try_to_load_from_cache(name, file) if name.count("/") == 1 else None
        if isinstance(found, str):
            return Path(found).parent
    raise AssertionError(f"{model} was opened, but is not in the cache")


def _digest(folder: Path) -> str:
    """Eight hexadecimal digits of the folder's files: another model, or the same trained further, has others."""
    digest = hashlib.blake2b(digest_size=4)
    for path in sorted(path for path in folder.rglob("*") if path.suffix in _DECIDING and path.is_file()):
        digest.update(f"{path.relative_to(folder).as_posix()} {path.stat().st_size}\n".encode())
        for part in _ends(path):
            digest.update(part)
    return digest.hexdigest()


def _ends(path: Path) -> Iterator[bytes]:
    """The first and the last MiB of a file, or the whole of a short one."""
    with path.open("rb") as file:
        yield file.read(_READ_OF_EACH_END)
        file.seek(max(file.tell(), path.stat().st_size - _READ_OF_EACH_END))
        yield file.read()
